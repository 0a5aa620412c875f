"""Advice on what is odd in an engagement but may be intended: shown, and never refused."""

from __future__ import annotations

from datetime import date

from coaching_site.checks.agreement import advise_on_agreement
from coaching_site.checks.days import advise_on_start, advise_on_years
from coaching_site.checks.doubles import advise_on_doubles
from coaching_site.checks.locations import Findings
from coaching_site.checks.metrics import advise_on_metrics
from coaching_site.checks.oddities import advise_on_oddities
from coaching_site.checks.prompts import advise_on_history
from coaching_site.checks.prose import advise_on_prose
from coaching_site.checks.references import advise_on_references
from coaching_site.checks.states import advise_on_states
from coaching_site.model import Engagement, Programme


def advise_engagement(
    engagement: Engagement, programme: Programme, as_of: date | None = None
) -> Findings:
    """Yield advice on each oddity of an engagement; `as_of` is the day of the check."""
    if as_of:
        yield from advise_on_start(engagement, as_of)
        yield from advise_on_states(engagement, as_of)
    yield from advise_on_years(engagement)
    yield from advise_on_doubles(engagement)
    yield from advise_on_oddities(engagement)
    yield from advise_on_agreement(engagement, programme)
    yield from advise_on_metrics(engagement, as_of)
    yield from advise_on_prose(engagement)
    yield from advise_on_history(engagement, programme)
    yield from advise_on_references(engagement, programme)
