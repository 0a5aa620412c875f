"""What is odd in an engagement, but may be meant: told softly, and never refused."""

from __future__ import annotations

from coaching_site.checks.days import advise_on_years
from coaching_site.checks.places import Found
from coaching_site.model import Engagement


def advise_engagement(engagement: Engagement) -> Found:
    """Yield each oddity of an engagement that breaks no rule."""
    yield from advise_on_years(engagement)
