"""What a portal shows: pure functions of engagement, programme and day. Privacy is decided here."""

from coaching_site.view.portal import PortalView, view_of

__all__ = [
    "PortalView",
    "action_views",
    "actions",
    "agreement",
    "attachments",
    "audiences",
    "contact",
    "facts",
    "goal_course",
    "goals",
    "metrics",
    "months",
    "people",
    "prompts",
    "repeats",
    "reviews",
    "revisions",
    "rhythm",
    "sessions",
    "sharing",
    "sponsor",
    "today",
    "view_of",
]
