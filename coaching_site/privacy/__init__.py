"""What a built site must not say or fetch: removed, then verified to be gone."""

__all__ = ["html", "policy", "site_pages", "verify"]
