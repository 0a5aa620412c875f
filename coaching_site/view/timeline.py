"""Where days stand on a line of months, as percentages of its length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from coaching_site.view.actions import ActionView
from coaching_site.view.chart_layout import rows_of

_MARGIN: Final = 3  # per cent at either end, so that no mark is cut
_WIDTH: Final = 11  # per cent that a mark and its day take on a phone
_LABELS: Final = 8  # that fit on a phone
_YEAR: Final = 12
_STEPS: Final = (1, 2, 3, 6, _YEAR, 24, 60, 120, 240)  # months; a year's first has always a label


@dataclass(frozen=True)
class Mark:
    """A day on the line; `at` is its place from 0 to 100."""

    day: date
    at: float


@dataclass(frozen=True)
class Month:
    """The first day of a month at the place `at`, and the middle of the month.

    `as_year` asks for the year to be named: this is the first month of a new one.
    """

    day: date
    at: float
    middle: float
    as_year: bool


@dataclass(frozen=True)
class Pin:
    """An action at its place, in a row (from 0) in which it covers no other."""

    action: ActionView
    at: float
    row: int


@dataclass(frozen=True)
class Timeline:
    """A line of whole months, up to the day before `last`; `months` are those with a label."""

    first: date
    last: date
    months: tuple[Month, ...]
    today: Mark

    def place(self, day: date) -> float:
        """Return the place of a day from 0 to 100, with one decimal."""
        return _place(day, self.first, self.last)

    def pins(self, actions: Iterable[ActionView]) -> tuple[Pin, ...]:
        """Return the actions that have a day, where they were done or are due."""
        dated = [(action, day) for action in actions if (day := action.done or action.target)]
        places = [self.place(day) for _, day in dated]
        rows = rows_of(places, _WIDTH)
        marked = zip(dated, places, rows, strict=True)
        return tuple(Pin(action, at, row) for (action, _), at, row in marked)


def timeline_of(days: Iterable[date], as_of: date) -> Timeline | None:
    """Return the line of months that holds all the days and the as-of day; None without days."""
    days = list(days)
    if not days:
        return None
    first = min(*days, as_of).replace(day=1)
    last = _next_month(max(*days, as_of))
    months = tuple(_labelled(first, last))
    return Timeline(first, last, months, Mark(as_of, _place(as_of, first, last)))


def _labelled(first: date, last: date) -> Iterable[Month]:
    """Yield as many months as there is room for, at equal distances."""
    months = list(_months(first, last))
    step = next((s for s in _STEPS if len(months) <= s * _LABELS), _STEPS[-1])
    for month in months:
        if (month.year * 12 + month.month - 1) % step == 0:
            start, end = (_place(day, first, last) for day in (month, _next_month(month)))
            as_year = month.month == 1 and (month > first or step >= _YEAR)
            yield Month(month, start, round((start + end) / 2, 1), as_year)


def _place(day: date, first: date, last: date) -> float:
    return round(_MARGIN + (100 - 2 * _MARGIN) * (day - first).days / (last - first).days, 1)


def _next_month(day: date) -> date:
    return day.replace(day=1, year=day.year + day.month // 12, month=day.month % 12 + 1)


def _months(first: date, last: date) -> Iterable[date]:
    while first < last:
        yield first
        first = _next_month(first)
