"""What a portal shows: pure functions of engagement, programme and day. Privacy is decided here."""

from coaching_site.view.portal import Portal, view_of

__all__ = ["Portal", "actions", "goals", "people", "prompts", "revisions", "sessions", "view_of"]
