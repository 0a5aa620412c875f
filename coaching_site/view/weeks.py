"""The weeks of a coaching, which begin on the weekday of its first day; `dates.js` counts alike."""

from __future__ import annotations

from datetime import date
from typing import Final

_DAYS_OF_WEEK: Final = 7


def week_on(day: date, start: date) -> int:
    """Return the week of a day in a coaching that begins on `start`, from 1; 0 before it."""
    return max((day - start).days // _DAYS_OF_WEEK + 1, 0)


def weeks_after(day: date, start: date, end: date | None) -> int | None:
    """Return how many weeks follow that of a day until the last day, `end`; None without one.

    It is 0 in the last week and after it: with "week 4 of 21" there are 17 more.
    """
    return max(week_on(end, start) - week_on(day, start), 0) if end else None
