"""From the view to pages: the Jinja environment, and placeholders for typed text."""

__all__ = [
    "environment",
    "fallback",
    "pages",
    "placeholders",
    "quantities",
    "tag_space",
    "template_cache",
    "template_errors",
]
