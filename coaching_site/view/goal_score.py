"""How far a goal without metrics has come, by what a review says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coaching_site.model.activities import Review
from coaching_site.model.goals import Goal
from coaching_site.notation.plain import as_read


@dataclass(frozen=True)
class GoalScore:
    """How far a goal had come, from 1 to 10, at the review on a day."""

    score: int
    on: date


def score_of(reviews: Iterable[Review], goal: Goal, key: str, as_of: date) -> GoalScore | None:
    """Return what the last review up to a day said of a goal, by its title or key; or None."""
    found = (
        GoalScore(told.score, review.on)
        for review in reviews
        for told in review.goals
        if as_read(told.goal) in (as_read(goal.title), key)
        and told.score is not None
        and review.on <= as_of
    )
    return max(found, key=lambda one: one.on, default=None)
