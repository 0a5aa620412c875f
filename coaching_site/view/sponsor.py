"""What the sponsor sees: progress without content, and of goals what the executive shares.

Every field is listed here; nothing else of an engagement reaches a sponsor's report. Where the
agreement provides for no report, there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import Goal, goal_id
from coaching_site.notation.units import Unit
from coaching_site.view.goal_course import GoalState
from coaching_site.view.goals import state_of_goal
from coaching_site.view.journey import StepState, journey_of
from coaching_site.view.metrics import MetricView, metrics_of
from coaching_site.view.rhythm import MonthOfSessions, MonthState, rhythm_of
from coaching_site.view.sessions import is_held


class Progress(StrEnum):
    """How far a step has come, without a word on what is missing in it."""

    DONE = "done"
    LEFT_OPEN = "left_open"
    HERE = "here"
    BEGUN = "begun"
    AHEAD = "ahead"


@dataclass(frozen=True)
class ReportedStep:
    """A step by its place, from 1, and its short title, by which the portal calls it."""

    number: int
    title: str
    progress: Progress


@dataclass(frozen=True)
class ReportedMonth:
    """A month of the coaching, from 1: how many sessions were held, and how many were agreed."""

    number: int
    held: int
    at_least: int
    at_most: int
    is_over: bool


@dataclass(frozen=True)
class SharedMetric:
    """A number that the executive shares: where it began, stands and should be.

    Where no start was set, it began with the first of several readings.

    `percent` is how much of the way is behind it, from 0 to 100; None where that cannot be said.
    """

    name: str
    unit: Unit
    start: Decimal | None
    now: Decimal | None
    now_on: date | None
    target: Decimal | None
    by: date | None
    percent: int | None


@dataclass(frozen=True)
class SharedGoal:
    """A goal that the executive shares; `changed` is the day since which it is in its state."""

    title: str
    deadline: date | None
    state: GoalState
    changed: date | None
    metrics: tuple[SharedMetric, ...]


@dataclass(frozen=True)
class SponsorView:
    """All that the report for a sponsor may show. The three people are called by their names."""

    as_of: date
    sponsor: str
    executive: str
    coach: str
    start: date
    end: date | None
    steps: tuple[ReportedStep, ...]
    held: int
    months: tuple[ReportedMonth, ...]
    goals: tuple[SharedGoal, ...]
    next_review: date | None

    @property
    def here(self) -> ReportedStep:
        """The step that the executive is on."""
        return next(step for step in self.steps if step.progress is Progress.HERE)

    @property
    def may_have_review(self) -> bool:
        """Whether a review is planned, or may be: after the end none is missed."""
        return bool(self.next_review) or self.end is None or self.as_of <= self.end

    @property
    def agreed(self) -> int:
        """How many sessions were agreed at least, for the months that are over."""
        return sum(month.at_least for month in self.months if month.is_over)


def sponsor_view_of(
    engagement: Engagement, programme: Programme, as_of: date
) -> SponsorView | None:
    """Return what the sponsor sees on a day; None where the agreement provides for no report."""
    sponsor = engagement.sponsor
    if not (engagement.agreement.sponsor_report and sponsor):
        return None
    return SponsorView(
        as_of=as_of,
        sponsor=sponsor.name,
        executive=engagement.executive.name,
        coach=engagement.coach.name,
        start=engagement.start,
        end=engagement.end,
        steps=tuple(
            ReportedStep(view.number, view.step.short, _PROGRESS[view.state])
            for view in journey_of(engagement, programme, as_of)
        ),
        held=sum(is_held(session, as_of) for session in engagement.sessions),
        months=_months(engagement, programme, as_of),
        goals=tuple(
            _goal_of(goal, number, engagement, as_of)
            for number, goal in enumerate(engagement.goals, 1)
            if goal.shared
        ),
        next_review=min((one.on for one in engagement.reviews if one.on > as_of), default=None),
    )


# As the portal says it; what is missing of a step is between executive and coach.
_PROGRESS: Final = {
    StepState.DONE: Progress.DONE,
    StepState.LEFT_OPEN: Progress.LEFT_OPEN,
    StepState.HERE: Progress.HERE,
    StepState.BEGUN: Progress.BEGUN,
    StepState.AHEAD: Progress.AHEAD,
}


def _months(engagement: Engagement, programme: Programme, as_of: date) -> tuple[ReportedMonth, ...]:
    rhythm = rhythm_of(engagement, programme, as_of)
    begun = (one for one in rhythm.months if one.state is not MonthState.AHEAD) if rhythm else ()
    return tuple(map(_month_of, begun))


def _month_of(month: MonthOfSessions) -> ReportedMonth:
    is_over = month.state is MonthState.OVER
    return ReportedMonth(month.number, month.held, month.at_least, month.at_most, is_over)


def offered_goals(engagement: Engagement, as_of: date) -> tuple[SharedGoal, ...]:
    """Return all goals, each with all its metrics, as the report has those that are shared.

    They are for the executive alone, who chooses among them.
    """
    return tuple(
        _goal_of(goal, number, engagement, as_of, whole=True)
        for number, goal in enumerate(engagement.goals, 1)
    )


def _goal_of(
    goal: Goal, number: int, engagement: Engagement, as_of: date, *, whole: bool = False
) -> SharedGoal:
    state, changed = state_of_goal(goal, as_of)
    days = (engagement.start, changed or engagement.end)
    metrics = metrics_of(goal, goal_id(goal, number), as_of, days)
    return SharedGoal(
        goal.title,
        goal.deadline,
        state,
        changed,
        tuple(
            _metric_of(seen)
            for metric, seen in zip(goal.metrics, metrics, strict=True)
            if whole or metric.shared
        ),
    )


def _metric_of(metric: MetricView) -> SharedMetric:
    return SharedMetric(
        name=metric.name,
        unit=metric.unit,
        start=metric.first if metric.start is not None or len(metric.readings) > 1 else None,
        now=metric.latest,
        now_on=metric.latest_on,
        target=metric.target,
        by=metric.by,
        percent=metric.done_percent if metric.has_bar and metric.is_current else None,
    )
