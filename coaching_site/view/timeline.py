"""The timeline of actions: days as percentages of a range of whole months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from coaching_site.view.actions import ActionView

_MARGIN_PERCENT: Final = 3  # at either end, so that no point is cut off
_MAX_LABELS: Final = 8  # that fit on a phone
_MONTHS_IN_A_YEAR: Final = 12
_LABEL_STEPS_MONTHS: Final = (1, 2, 3, 6, _MONTHS_IN_A_YEAR, 24, 60, 120, 240)


@dataclass(frozen=True)
class TimelinePoint:
    """A day on the line, `percent` of its length from its start."""

    day: date
    percent: float


@dataclass(frozen=True)
class Month:
    """The first day of a month and the middle of the month, in per cent of the line.

    `as_year` says to label it with its year, of which it is the first month.
    """

    day: date
    percent: float
    middle: float
    as_year: bool


@dataclass(frozen=True)
class Pin:
    """An action at a position in per cent."""

    action: ActionView
    percent: float


@dataclass(frozen=True)
class Timeline:
    """A line of whole months, up to the day before `last`; `months` are those with a label."""

    first: date
    last: date
    months: tuple[Month, ...]
    today: TimelinePoint

    def percent_of(self, day: date) -> float:
        """Return the position of a day in per cent, with one decimal."""
        return _percent(day, self.first, self.last)

    def pins(self, actions: Iterable[ActionView]) -> tuple[Pin, ...]:
        """Return a pin for each action with a date, on the day it was done, dropped or is due.

        They are in the order of these days.
        """
        dated = ((day, action) for action in actions if (day := action.day))
        in_order = sorted(dated, key=lambda one: one[0])
        return tuple(Pin(action, self.percent_of(day)) for day, action in in_order)

    def pins_by_page(self, actions: Iterable[ActionView]) -> Mapping[str, tuple[Pin, ...]]:
        """Return the same by the page of the goal, "" for actions of none."""
        found: dict[str, tuple[Pin, ...]] = {}
        for pin in self.pins(actions):
            found[pin.action.goal_page] = (*found.get(pin.action.goal_page, ()), pin)
        return found


def timeline_of(days: Iterable[date], as_of: date) -> Timeline | None:
    """Return the line of months around all the days and the as-of day; None without days."""
    days = list(days)
    if not days:
        return None
    first = min(*days, as_of).replace(day=1)
    last = _next_month(max(*days, as_of))
    months = tuple(_labelled(first, last))
    return Timeline(first, last, months, TimelinePoint(as_of, _percent(as_of, first, last)))


def _labelled(first: date, last: date) -> Iterable[Month]:
    """Yield the months that get a label, at equal distances, as many as there is room for."""
    months = list(_months(first, last))
    step = next(
        (s for s in _LABEL_STEPS_MONTHS if len(months) <= s * _MAX_LABELS), _LABEL_STEPS_MONTHS[-1]
    )
    for month in months:
        if (month.year * 12 + month.month - 1) % step == 0:
            start, end = (_percent(day, first, last) for day in (month, _next_month(month)))
            as_year = month.month == 1 and (month > first or step >= _MONTHS_IN_A_YEAR)
            yield Month(month, start, round((start + end) / 2, 1), as_year)


def _percent(day: date, first: date, last: date) -> float:
    return round(
        _MARGIN_PERCENT + (100 - 2 * _MARGIN_PERCENT) * (day - first).days / (last - first).days, 1
    )


def _next_month(day: date) -> date:
    return day.replace(day=1, year=day.year + day.month // 12, month=day.month % 12 + 1)


def _months(first: date, last: date) -> Iterable[date]:
    while first < last:
        yield first
        first = _next_month(first)
