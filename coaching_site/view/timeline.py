"""Where days stand on a line of months, as percentages of its length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_MARGIN = 3  # per cent at either end, so that no mark is cut


@dataclass(frozen=True)
class Mark:
    """A day on the line; `at` is its place from 0 to 100."""

    day: date
    at: float


@dataclass(frozen=True)
class Timeline:
    """A line of whole months; `months` marks the first day of each."""

    first: date
    last: date
    months: tuple[Mark, ...]
    today: Mark

    def place(self, day: date) -> float:
        """Return the place of a day from 0 to 100, with one decimal."""
        return _place(day, self.first, self.last)


def timeline_of(days: Iterable[date], as_of: date) -> Timeline | None:
    """Return the line of months that holds all the days and the as-of day; None without days."""
    days = list(days)
    if not days:
        return None
    first = min(*days, as_of).replace(day=1)
    last = _next_month(max(*days, as_of))
    months = tuple(Mark(month, _place(month, first, last)) for month in _months(first, last))
    return Timeline(first, last, months, Mark(as_of, _place(as_of, first, last)))


def _place(day: date, first: date, last: date) -> float:
    return round(_MARGIN + (100 - 2 * _MARGIN) * (day - first).days / (last - first).days, 1)


def _next_month(day: date) -> date:
    return day.replace(day=1, year=day.year + day.month // 12, month=day.month % 12 + 1)


def _months(first: date, last: date) -> Iterable[date]:
    while first < last:
        yield first
        first = _next_month(first)
