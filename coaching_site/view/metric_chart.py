"""The picture of a metric: days from left to right, values from bottom to top, in per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

_SIDE_PERCENT: Final = 2  # beside the first and the last day, so that no dot is cut off
_TOP_PERCENT: Final = 18  # above the highest value, for its number
_FOOT_PERCENT: Final = 24  # below the lowest
_NEAR_PERCENT: Final = 22  # two days as near as this have no room for both of their names
_LEAST_SHARE: Final = 20  # a picture spans at least one part in so many of its largest value
_NAMED: Final = 0.4  # so much of the way that is left, its name stands beyond today
_BEYOND: Final = 3  # a way without an end is drawn so much of its length beyond today

_Valued = tuple[date, Decimal]


@dataclass(frozen=True)
class MetricPoint:
    """A value on a day, `x` per cent from the left and `y` per cent from the top."""

    on: date
    value: Decimal
    x: float
    y: float


@dataclass(frozen=True)
class MetricChart:
    """Where the start, the readings, the target and today are; None for what is not known.

    `goal_y` is the height of the target, `goal` its point on its day.
    """

    first: date
    last: date
    start: MetricPoint | None
    readings: tuple[MetricPoint, ...]
    goal_y: float | None
    goal: MetricPoint | None
    today: float

    @property
    def points(self) -> tuple[MetricPoint, ...]:
        """The start, and the readings."""
        return (*((self.start,) if self.start else ()), *self.readings)

    @property
    def lines(self) -> tuple[tuple[MetricPoint, MetricPoint], ...]:
        """Each point and the next."""
        return tuple(pairwise(self.points))

    @property
    def from_percent(self) -> float:
        """Where the first day is."""
        return _SIDE_PERCENT

    @property
    def to_percent(self) -> float:
        """Where the last day is."""
        return 100 - _SIDE_PERCENT

    @property
    def is_downward(self) -> bool:
        """Whether the target is below what it is compared with: its number stands under it."""
        return self.goal_y is not None and bool(self.points) and self.goal_y > self.points[0].y

    @property
    def today_is_below(self) -> bool:
        """Whether the name of today has a line of its own, near an end; as in timeline.js."""
        return not _NEAR_PERCENT <= self.today <= 100 - _NEAR_PERCENT

    @property
    def named(self) -> tuple[float, float] | None:
        """Where on the way from the start to the target its name stands: beyond all readings."""
        if not self.start or not self.goal:
            return None
        x = self.today + (self.goal.x - self.today) * _NAMED
        share = (x - self.start.x) / (self.goal.x - self.start.x)
        return round(x, 1), round(self.start.y + (self.goal.y - self.start.y) * share, 1)


def chart_of(
    start: _Valued | None,
    readings: Sequence[_Valued],
    target: Decimal | None,
    by: date | None,
    as_of: date,
) -> MetricChart | None:
    """Return the picture of values on days up to the as-of day; None of fewer than two."""
    given = [*([start] if start else []), *readings]
    if len(given) < 2:
        return None
    values = [value for _, value in given] + ([target] if target is not None else [])
    days = [day for day, _ in given]
    first, last = min(days), max(as_of, *days, *([by] if by and target is not None else []))
    if target is not None and (not by or by < first):
        last += (last - first) // _BEYOND  # the way goes on, nobody knows how far
    scale = _Plane(first, last, *_range_of(values))
    goal = scale.point(by, target) if by and by >= first and target is not None else None
    return MetricChart(
        first=first,
        last=last,
        start=scale.point(*start) if start else None,
        readings=tuple(scale.point(*reading) for reading in readings),
        goal_y=None if target is None else scale.y(target),
        goal=goal,
        today=scale.x(as_of),
    )


def _range_of(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest value to draw, around the given ones."""
    low, high = min(values), max(values)
    lacks = max(abs(low), abs(high)) / _LEAST_SHARE - (high - low)
    return (low - lacks / 2, high + lacks / 2) if low != high and lacks > 0 else (low, high)


@dataclass(frozen=True)
class _Plane:
    first: date
    last: date
    low: Decimal
    high: Decimal

    def point(self, on: date, value: Decimal) -> MetricPoint:
        return MetricPoint(on, value, self.x(on), self.y(value))

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return round(_SIDE_PERCENT + (100 - 2 * _SIDE_PERCENT) * share, 1)

    def y(self, value: Decimal) -> float:
        height = self.high - self.low
        share = (self.high - value) / height if height else Decimal("0.5")
        return round(_TOP_PERCENT + (100 - _TOP_PERCENT - _FOOT_PERCENT) * float(share), 1)
