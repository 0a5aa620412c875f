"""The arithmetic of months, which differ in length."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_after(start: date, count: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
