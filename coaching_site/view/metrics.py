"""Metrics as a portal shows them: where each stands, and how far it has come, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import Final

from coaching_site.model.goals import Goal
from coaching_site.model.metrics import Metric, MetricReading, metric_id, metric_key
from coaching_site.model.prompt_key import PromptKey
from coaching_site.notation.units import Unit, unit_of
from coaching_site.view.metric_chart import MetricChart, chart_of
from coaching_site.view.pace import Pace, even_percent, is_due, is_old, pace_on

_STILL: Final = 3


class Course(StrEnum):
    """How a metric stands to its start and its target; each has a word of its own."""

    NOTHING = "nothing"
    TARGET_ONLY = "target_only"
    NOW_ONLY = "now_only"
    NO_START = "no_start"
    START_ONLY = "start_only"
    AT_START = "at_start"
    SAME = "same"
    UNCHANGED = "unchanged"
    UP = "up"
    DOWN = "down"
    WAY_UP = "way_up"
    WAY_DOWN = "way_down"
    AWAY_UP = "away_up"
    AWAY_DOWN = "away_down"
    REACHED = "reached"
    PAST = "past"


@dataclass(frozen=True)
class MetricView:
    """A metric of a goal, with its readings up to the day, the oldest first.

    `start` is None where the day of the start is still to come. `by` is the day of the target, and
    `until` the day up to which readings are asked for: the last of the goal or of the coaching.
    `better` says which numbers are: those above the target (1), or those below it (-1); 0 where
    that is not known.
    """

    key: PromptKey
    id: str
    name: str
    unit: Unit
    start: Decimal | None
    start_on: date | None
    target: Decimal | None
    by: date | None
    readings: tuple[MetricReading, ...]
    as_of: date
    until: date | None
    better: int

    @cached_property
    def latest(self) -> Decimal | None:
        """Where it stands: the last reading, or else the start."""
        return self.readings[-1].value if self.readings else self.start

    @property
    def first(self) -> Decimal | None:
        """What its latest number is compared with: its start or first reading; None for nothing."""
        if len(self.readings) < (2 if self.start is None else 1):
            return None
        return self.readings[0].value if self.start is None else self.start

    @property
    def latest_on(self) -> date | None:
        """The day on which it stood there."""
        return self.readings[-1].on if self.readings else self.start_on

    @cached_property
    def share(self) -> int | None:
        """How far it has come, in per cent; below 0 away from the target, above 100 past it.

        None without a way. Only what has reached the target is 100.
        """
        if self.start is None or self.target is None or self.latest is None:
            return None
        if self.start == self.target:
            return None
        exact = (self.latest - self.start) / (self.target - self.start) * 100
        whole = int(exact.to_integral_value(ROUND_HALF_UP))
        # Nothing is rounded to a state in which it is not.
        if 0 < exact < 100:
            return min(max(whole, 1), 99)
        return max(whole, 101) if exact > 100 else min(whole, -1) if exact < 0 else whole

    @property
    def done_percent(self) -> int:
        """The share of the way as the length of a bar, from 0 to 100; all of it at the target."""
        return 100 if self.has_met else min(max(self.share or 0, 0), 100)

    @cached_property
    def pace(self) -> Pace:
        """How it gets on: the one thing to say beside its number."""
        if self.is_old:
            return Pace.OLD
        if self.target is None or self.latest is None:
            return Pace.NONE
        if not self.readings:
            return Pace.UNREAD
        if self.has_met:
            return Pace.HELD if self._has_held else Pace.REACHED
        if self.by and self.by < self.as_of:
            return Pace.MISSED
        return self._pace_of_way()

    def _pace_of_way(self) -> Pace:
        if self.share is None:
            return Pace.NONE
        if self.share < 0:
            return Pace.AWAY
        if not self.by:
            return Pace.UNDATED
        if not self.start_on or not self.latest_on:
            return Pace.NONE
        return pace_on(self.latest_on, self.share, self.start_on, self.by)

    @property
    def is_old(self) -> bool:
        """Whether it has had no reading for so long that its number no longer says where it is."""
        ends = (day for day in (self.by, self.until) if day)
        return is_old(self._known_days, min((self.as_of, *ends)))

    @property
    def _known_days(self) -> tuple[date, ...]:
        first = (self.start_on,) if self.start is not None and self.start_on else ()
        return tuple(dict.fromkeys((*first, *(reading.on for reading in self.readings))))

    @property
    def has_bar(self) -> bool:
        """Whether a bar may show how far it has come by its last reading, whatever its day."""
        return bool(self.readings) and (self.share is not None or self.has_met)

    @property
    def is_current(self) -> bool:
        """Whether its number says where it is, and not where it was or begins."""
        return self.pace not in (Pace.OLD, Pace.UNREAD)

    @property
    def has_tick(self) -> bool:
        """Whether its bar shows how far an even pace would be."""
        return self.has_bar and self.even_percent is not None

    @property
    def even_percent(self) -> float | None:
        """How much of the way an even pace had made by its last reading, where it is compared."""
        if not (self.pace.is_compared and self.start_on and self.latest_on and self.by):
            return None
        return even_percent(self.latest_on, self.start_on, self.by)

    @property
    def needs_reading(self) -> bool:
        """Whether it has no number, or an old one, while readings are asked for."""
        return self._is_asked and (self.is_old or self.latest is None)

    @property
    def is_due(self) -> bool:
        """Whether another reading is due by the usual time between two; its number still holds."""
        return self._is_asked and not self.needs_reading and is_due(self._known_days, self.as_of)

    @property
    def _is_asked(self) -> bool:
        return all(day > self.as_of for day in (self.by, self.until) if day)

    @property
    def still_since(self) -> date | None:
        """Since when three readings or more have been one number, short of the target, or None."""
        same = [*takewhile(lambda one: one.value == self.latest, reversed(self.readings))]
        return same[-1].on if len(same) >= _STILL and not self.has_met else None

    @property
    def has_met(self) -> bool:
        """Whether it is at its target, or beyond it."""
        return bool(self.readings) and self._meets(self.readings[-1].value)

    @property
    def _has_held(self) -> bool:
        """Whether its last two numbers meet the target; one will do where it is to stay there."""
        last = [reading.value for reading in self.readings[-2:]]
        return all(map(self._meets, last)) and (len(last) > 1 or self.start is None)

    def _meets(self, value: Decimal) -> bool:
        if self.target is None:
            return False
        return value == self.target or (value - self.target) * self.better > 0

    @property
    def fell_from(self) -> Decimal | None:
        """The number before the last, if the last is further from the target; None otherwise."""
        known = [*([] if self.start is None else [self.start]), *(r.value for r in self.readings)]
        if len(known) < 2 or self.has_met or not self.better:
            return None
        before, now = known[-2:]
        return before if (now - before) * self.better < 0 else None

    @property
    def course(self) -> Course:
        """How it stands to its start and its target."""
        if self.latest is None:
            return Course.NOTHING if self.target is None else Course.TARGET_ONLY
        if self.start is None:
            return Course.NOW_ONLY if self.target is None else Course.NO_START
        has_target = self.target is not None
        if not self.readings:
            return Course.AT_START if has_target else Course.START_ONLY
        if self.latest == self.start:
            return Course.UNCHANGED if has_target else Course.SAME
        if self.share is None:
            return self._directed(Course.UP, Course.DOWN)
        if self.share < 0:
            return self._directed(Course.AWAY_UP, Course.AWAY_DOWN)
        if self.share < 100:
            return self._directed(Course.WAY_UP, Course.WAY_DOWN)
        return Course.REACHED if self.share == 100 else Course.PAST

    def _directed(self, up: Course, down: Course) -> Course:
        return up if (self.latest or 0) > (self.start or 0) else down

    @cached_property
    def chart(self) -> MetricChart | None:
        """Its picture; None where there is nothing to compare."""
        start = (self.start_on, self.start) if self.start_on and self.start is not None else None
        readings = [(reading.on, reading.value) for reading in self.readings]
        return chart_of(start, readings, self.target, self.by, self.as_of)

    def as_of_day(self, day: date) -> MetricView:
        """Return the metric as it stood on an earlier day."""
        known = self.start if self.start_on is None or self.start_on <= day else None
        readings = tuple(reading for reading in self.readings if reading.on <= day)
        return replace(self, start=known, readings=readings, as_of=day)


def metrics_of(
    goal: Goal,
    goal_name: str,
    as_of: date,
    days: tuple[date | None, date | None],
) -> tuple[MetricView, ...]:
    """Return the metrics of a goal with an id or a name by its place, as of a day.

    `days` are the first day of the coaching, and the last up to which readings are asked for.
    """
    return tuple(
        _view_of(metric, number, goal, goal_name, as_of, days)
        for number, metric in enumerate(goal.metrics, 1)
    )


def _view_of(
    metric: Metric,
    number: int,
    goal: Goal,
    goal_name: str,
    as_of: date,
    days: tuple[date | None, date | None],
) -> MetricView:
    start, until = days
    is_to_come = metric.start_on is not None and metric.start_on > as_of
    return MetricView(
        key=metric_key(goal_name, metric, number),
        id=metric_id(metric, number),
        name=metric.name,
        unit=unit_of(metric.unit),
        start=None if is_to_come else metric.start,
        start_on=metric.start_on or start,
        target=metric.target,
        by=metric.target_on or goal.deadline,
        readings=_until(metric.readings, as_of),
        as_of=as_of,
        until=until,
        better=_better(metric),
    )


def _better(metric: Metric) -> int:
    """Return 1 where higher numbers are better, -1 where lower ones are, 0 if nobody knows."""
    if metric.start is not None and metric.target is not None:
        return int(metric.target.compare(metric.start))
    return {"higher": 1, "lower": -1}.get(metric.better or "", 0)


def _until(readings: Iterable[MetricReading], as_of: date) -> tuple[MetricReading, ...]:
    past = (reading for reading in readings if reading.on <= as_of)
    return tuple(sorted(past, key=lambda reading: reading.on))
