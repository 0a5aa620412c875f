"""All engagements of a workspace together: who needs what first, and what was since a session."""

__all__ = ["briefing", "clients", "nearest", "standing"]
