"""What the executive has achieved: promises kept, numbers then and now, lessons, weeks left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from coaching_site.model.activities import Learning
from coaching_site.view.actions import ActionState, ActionView
from coaching_site.view.goal_course import GoalState
from coaching_site.view.goals import GoalView
from coaching_site.view.metrics import MetricView
from coaching_site.view.ratings import RatedScale, RatingsView


@dataclass(frozen=True)
class RatingThenAndNow:
    """A scale that was rated more than once: the first score and the last, each with its day."""

    scale: RatedScale
    first: int
    first_on: date
    last: int
    last_on: date

    @property
    def span(self) -> tuple[date, date]:
        """The days of the first and of the last score."""
        return self.first_on, self.last_on

    @property
    def change(self) -> int:
        """The last score less the first."""
        return self.last - self.first


@dataclass(frozen=True)
class AchievementsView:
    """What one portal shows as achieved up to its day.

    What was kept, reached and learned has the newest first, metrics stand in the order of their
    goals but for those that fell, which come last, and ratings that rose most come first. `single`
    are metrics of one dated number alone, which nothing can be compared with.

    `weeks_left` are those after the present one, until the last day of the coaching: 0 in the last
    week and after it, None where the last day is not known.
    """

    kept: tuple[ActionView, ...]
    metrics: tuple[MetricView, ...]
    ratings: tuple[RatingThenAndNow, ...]
    lessons: tuple[Learning, ...]
    weeks_left: int | None
    reached: tuple[GoalView, ...] = ()
    single: tuple[MetricView, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to show yet."""
        return not self.is_empty

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.kept or self.reached or self.metrics or self.ratings or self.lessons)

    @property
    def span(self) -> tuple[date, date] | None:
        """The days of the first and of the last scores, where all ratings have the same."""
        spans = {rating.span for rating in self.ratings}
        return spans.pop() if len(spans) == 1 else None


def achievements_of(
    promises: tuple[ActionView, ...],
    goals: Iterable[GoalView],
    ratings: RatingsView,
    lessons: tuple[Learning, ...],
    weeks_left: int | None,
) -> AchievementsView:
    """Return what is achieved, of promises of the executive and views as of the same day."""
    # What is repeated is kept on its last day, if it was done in every period.
    done = [action for action in promises if action.state is ActionState.DONE]
    goals = tuple(goals)
    metrics = tuple(chain.from_iterable(goal.metrics for goal in goals))
    reached = [goal for goal in goals if goal.state is GoalState.REACHED]
    return AchievementsView(
        kept=tuple(sorted(done, key=lambda action: action.day or date.min, reverse=True)),
        metrics=tuple(
            sorted(
                (m for m in metrics if m.first is not None), key=lambda m: m.fell_from is not None
            )
        ),
        ratings=tuple(_rated_twice(ratings)),
        lessons=lessons,
        weeks_left=weeks_left,
        single=tuple(
            m for m in metrics if m.first is None and m.latest is not None and m.latest_on
        ),
        reached=tuple(sorted(reached, key=lambda goal: goal.changed or date.min, reverse=True)),
    )


def _rated_twice(ratings: RatingsView) -> list[RatingThenAndNow]:
    twice = [scale for scale in ratings.scales if len(scale.points) > 1]
    # What rose most is read first; scales that changed alike keep their order.
    twice.sort(key=lambda scale: scale.change or 0, reverse=True)
    return [
        RatingThenAndNow(
            scale,
            scale.points[0].score,
            ratings.rounds[scale.points[0].number - 1].on,
            scale.points[-1].score,
            ratings.rounds[scale.points[-1].number - 1].on,
        )
        for scale in twice
    ]
