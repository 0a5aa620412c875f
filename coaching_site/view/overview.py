"""What reviews, ratings and feedback found, in short: one line for each part of their page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coaching_site.view.extremes import farthest
from coaching_site.view.feedback import FeedbackView
from coaching_site.view.ratings import RatingsView
from coaching_site.view.reviews import ReviewView


class OverviewKind(StrEnum):
    """What is to be said. Of the last review: which goals are furthest, or how far all are."""

    FURTHEST = "furthest"
    BETWEEN = "between"
    EACH = "each"
    HELD = "held"  # it has no scores
    RATINGS = "ratings"
    FEEDBACK = "feedback"


@dataclass(frozen=True)
class OverviewLine:
    """What is to be said of one part; `part` is the anchor of what tells more.

    `goals` are the titles of those that are furthest, `lowest` of those that are least far, where
    they are few; `low` and `high` are the lowest and the highest score of a goal, from 1 to 10.
    """

    kind: OverviewKind
    part: str
    day: date
    goals: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    lowest: tuple[str, ...] = ()


def overview_of(
    reviews: Sequence[ReviewView], ratings: RatingsView, feedback: Sequence[FeedbackView]
) -> tuple[OverviewLine, ...]:
    """Return what is to be said in short, in the order of the page.

    `reviews` and `feedback` are the newest first. A single part is its own overview: then there
    is nothing to say. Ratings say something once a scale was rated twice.
    """
    found = tuple(_found(reviews, ratings, feedback))
    return found if len(found) > 1 else ()


def _found(
    reviews: Sequence[ReviewView], ratings: RatingsView, feedback: Sequence[FeedbackView]
) -> Iterator[OverviewLine]:
    if last := next((review for review in reviews if review.held), None):
        yield _of_review(last)
    if ratings.changes:
        yield OverviewLine(OverviewKind.RATINGS, "ratings", ratings.rounds[-1].on)
    if feedback:
        yield OverviewLine(OverviewKind.FEEDBACK, "feedback", feedback[0].on)


def _of_review(last: ReviewView) -> OverviewLine:
    scores = [(goal.title, score) for goal, _, score in last.goals if score is not None]
    if not scores:
        return OverviewLine(OverviewKind.HELD, "progress", last.review.on)
    figures = [score for _, score in scores]
    low, high = min(figures), max(figures)
    if low == high:
        return OverviewLine(OverviewKind.EACH, "progress", last.review.on, (), low, high)
    furthest = farthest(scores)
    kind = OverviewKind.FURTHEST if furthest else OverviewKind.BETWEEN
    lowest = farthest((title, high + 1 - score) for title, score in scores) if furthest else ()
    return OverviewLine(kind, "progress", last.review.on, furthest, low, high, lowest)
