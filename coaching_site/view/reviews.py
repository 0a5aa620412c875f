"""Reviews and what follows the coaching, with goals found by their title or id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from coaching_site.model import Engagement
from coaching_site.model.activities import Review
from coaching_site.model.follow_up import Correction, Impact
from coaching_site.model.prompt_key import PromptKey
from coaching_site.notation.plain import as_read
from coaching_site.view.feedback import FeedbackView
from coaching_site.view.goal_course import GoalState
from coaching_site.view.goals import GoalView
from coaching_site.view.investment import InvestmentView, investment_of
from coaching_site.view.metrics import MetricView
from coaching_site.view.revisions import revision_of_review


@dataclass(frozen=True)
class GoneGoal:
    """A goal that was taken out, by the name that a record has for it; it has no page.

    An id is made of the words of a title, so it is shown as words.
    """

    title: str
    id: str = ""
    page: str = ""


@dataclass(frozen=True)
class ReviewView:
    """A review, held or to come; each goal with its progress and its score, if it has one.

    `revision` identifies what it says, as in a prompt. `metrics` are those of each goal that had a
    number on the day of a review that was held, as they stood then. `asked` are the goals that its
    form asks about: of those given up only what the review itself speaks of.
    """

    review: Review
    held: bool
    goals: tuple[tuple[GoalView | GoneGoal, str | None, int | None], ...]
    revision: str
    metrics: tuple[tuple[GoalView, tuple[MetricView, ...]], ...] = ()
    asked: tuple[GoalView, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether it says anything yet, besides its day and its title."""
        one = self.review
        return any((one.scores, one.goals, one.works, one.change, one.summary))

    @property
    def draft_key(self) -> PromptKey:
        """What a reply calls the review."""
        return PromptKey.of("reviews", self.review.on.isoformat())


@dataclass(frozen=True)
class FollowUpView:
    """What lasts: impact of each goal, return on investment, feedback on the coaching, corrections.

    `rounds` are those of feedback on the coaching, the newest first.
    """

    impact: tuple[tuple[GoalView | GoneGoal, Impact | None], ...]
    investment: InvestmentView | None
    coaching_feedback: tuple[str, ...]
    sustaining: tuple[str, ...]
    corrections: tuple[Correction, ...]
    rounds: tuple[FeedbackView, ...]

    def __bool__(self) -> bool:
        """Whether anything of it is there yet."""
        told = any(impact for _, impact in self.impact)
        said = (
            self.investment,
            self.coaching_feedback,
            self.sustaining,
            self.corrections,
            self.rounds,
        )
        return told or any(said)


def reviews_of(
    engagement: Engagement, goals: tuple[GoalView, ...], as_of: date
) -> tuple[ReviewView, ...]:
    """Return the reviews, the newest first."""
    reviews = sorted(engagement.reviews, key=lambda review: review.on, reverse=True)
    return tuple(_view_of(review, goals, as_of) for review in reviews)


def _view_of(review: Review, goals: tuple[GoalView, ...], as_of: date) -> ReviewView:
    told = tuple((_named(goals, one.goal), one.progress, one.score) for one in review.goals)
    ids = {goal.id for goal, _, _ in told}
    held = review.on <= as_of
    return ReviewView(
        review,
        held,
        told,
        revision_of_review(review),
        _metrics_on(goals, review.on) if held else (),
        tuple(g for g in goals if g.state is not GoalState.GIVEN_UP or g.id in ids),
    )


def _metrics_on(
    goals: tuple[GoalView, ...], day: date
) -> tuple[tuple[GoalView, tuple[MetricView, ...]], ...]:
    """Return the metrics of goals as they stood on a day, of those that stood anywhere then."""
    then = ((goal, tuple(metric.as_of_day(day) for metric in goal.metrics)) for goal in goals)
    known = ((goal, tuple(m for m in metrics if m.latest is not None)) for goal, metrics in then)
    return tuple((goal, metrics) for goal, metrics in known if metrics)


def follow_up_of(
    engagement: Engagement,
    goals: tuple[GoalView, ...],
    rounds: tuple[FeedbackView, ...],
    as_of: date,
) -> FollowUpView:
    """Return what follows the coaching; feedback on it sorted, so that its order reveals nobody.

    Of the `rounds` of feedback it takes those that are about the coaching.
    """
    follow_up = engagement.follow_up
    named = [(_named(goals, impact.goal), impact) for impact in follow_up.impact]
    impact = {goal.id: impact for goal, impact in named}
    gone = [(goal, impact) for goal, impact in named if isinstance(goal, GoneGoal)]
    terms = follow_up.return_on_investment
    corrections = (c for c in follow_up.corrections if c.on <= as_of)
    return FollowUpView(
        impact=(*((goal, impact.get(goal.id)) for goal in goals), *gone),
        investment=investment_of(terms) if terms else None,
        coaching_feedback=tuple(sorted(follow_up.coaching_feedback)),
        sustaining=follow_up.sustaining,
        corrections=tuple(sorted(corrections, key=lambda c: c.on, reverse=True)),
        rounds=tuple(one for one in rounds if one.kind == "coaching"),
    )


def _named(goals: tuple[GoalView, ...], name: str) -> GoalView | GoneGoal:
    wanted = as_read(name)
    named = (goal for goal in goals if wanted in (as_read(goal.title), goal.id))
    # A goal that was taken out has left its id alone, which is no title to be read.
    title = re.sub("[-_]+", " ", name).capitalize() if _ID.fullmatch(name) else name
    return next(named, GoneGoal(title))


_ID: Final = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
