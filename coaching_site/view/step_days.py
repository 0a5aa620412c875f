"""When a step of the programme was, is or will be: the days of what is its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from coaching_site.model import Engagement
from coaching_site.model.activities import Dated
from coaching_site.model.programme import Evidence, Step
from coaching_site.view.evidence import actions_of_goals

StepDays = tuple[date, date]
"""The first and the last day of a step."""


class StepTerm(StrEnum):
    """How the days of a step are told: from one to the other, since one, or as planned."""

    SPAN = "span"
    SINCE = "since"
    PLANNED = "planned"


def term_of(days: StepDays, as_of: date, *, goes_on: bool) -> StepTerm:
    """Return how the days of a step are told; one that `goes_on` is not over with its last day.

    It is `PLANNED` where all its days are to come, though it is begun, and goes on `SINCE` its
    first day where its last one is of an earlier month.
    """
    first, last = days
    if goes_on and first > as_of:
        return StepTerm.PLANNED
    is_past = (last.year, last.month) < (as_of.year, as_of.month)
    return StepTerm.SINCE if goes_on and is_past else StepTerm.SPAN


def days_of_step(step: Step, engagement: Engagement, as_of: date) -> StepDays | None:
    """Return from when to when the evidence of a step is dated; None where none of it is.

    What has no day of its own, such as an answer, adds none. Sessions go on through all steps.
    Planned are the days of actions and reviews, and the end; of all else only past days count, and
    of none those before the coaching.
    """
    names = {name for part in step.parts for name in part.evidence if name in _DAYS}
    found = (day for name in names for day in _DAYS[Evidence(name)](engagement, as_of))
    days = [day for day in found if day >= engagement.start]
    return (min(days), max(days)) if days else None


def _signatures(engagement: Engagement, as_of: date) -> Iterator[date]:
    signed = engagement.agreement.signed
    yield from (day for day in (signed.executive, signed.coach) if day and day <= as_of)


def _first_ratings(engagement: Engagement, as_of: date) -> list[date]:
    # Those after the first are part of reviews.
    return sorted(_past(engagement.ratings, as_of))[:1]


def _metrics(engagement: Engagement, as_of: date) -> Iterator[date]:
    """Yield from when the metrics of goals that were not given up are measured."""
    for goal in engagement.goals:
        if not (goal.given_up and goal.given_up <= as_of):
            yield from (metric.start_on or engagement.start for metric in goal.metrics)


def _actions(engagement: Engagement, as_of: date) -> Iterator[date]:
    for placed in actions_of_goals(engagement, as_of):
        action = placed.action
        days = (action.started, action.done or action.target, action.until)
        yield from (day for day in days if day)


def _past(items: Iterable[Dated], as_of: date) -> list[date]:
    return [item.on for item in items if item.on <= as_of]


_DAYS: Final[dict[Evidence, Callable[[Engagement, date], Iterable[date]]]] = {
    Evidence.SIGNATURES: _signatures,
    Evidence.ANSWERS: _first_ratings,
    Evidence.GOAL_PLANS: _metrics,
    Evidence.GOAL_MEASURES: _metrics,
    Evidence.ACTIONS_DONE: _actions,
    Evidence.ACTIONS_DATED: _actions,
    Evidence.CHECK_INS: lambda e, day: _past(e.check_ins, day),
    Evidence.LEARNING: lambda e, day: _past(e.learning, day),
    Evidence.REVIEWS: lambda e, _: [review.on for review in e.reviews],
    Evidence.FEEDBACK: lambda e, day: [
        one.shown_from for one in e.feedback if one.kind != "coaching" and one.shown_from <= day
    ],
    Evidence.END: lambda e, _: [e.end] if e.end else [],
}
