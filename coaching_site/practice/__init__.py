"""All engagements of a workspace together: who needs what first, and what was since a session."""

__all__ = [
    "actions",
    "briefing",
    "clients",
    "filled_form",
    "nearest",
    "outcomes",
    "recommendations",
    "session_changes",
    "session_form",
    "standing",
]
