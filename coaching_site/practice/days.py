"""Days and times as a coach says them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the model takes a while, for which a command with nothing to do need not wait
    from coaching_site.model.activities import Session

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: date, of: date) -> str:
    """Return a day as people say it on another one: today, tomorrow, 26 Nov or 26 Nov 2027."""
    for name, near in (("yesterday", -1), ("today", 0), ("tomorrow", 1)):
        if day - of == timedelta(days=near):
            return name
    # Not strftime, which follows the language of the machine.
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == of.year else f"{text} {day.year}"


def day_of_session(session: Session, of: date) -> str:
    """Return the day of a session with its time, such as `tomorrow 09:30`."""
    at = f" {session.at:%H:%M}" if session.at else ""
    return f"{short_day(session.on, of)}{at}"


def counted(number: int, noun: str, many: str = "") -> str:
    """Return a number with its noun: 1 promise, 2 promises."""
    return f"{number} {noun if number == 1 else many or f'{noun}s'}"
