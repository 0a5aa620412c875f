"""What a portal shows: pure functions of engagement, programme and day."""

from coaching_site.view.portal import Portal, view_of

__all__ = ["Portal", "view_of"]
