"""Days far outside of a coaching: mistyped years are refused, long periods are odd."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from coaching_site.checks.locations import ACTIONS, ANY, Findings, values_at
from coaching_site.checks.states import STATE_DAYS
from coaching_site.locations import Location
from coaching_site.model import Engagement

UNKNOWN_START: Final = date(1950, 1, 1)
"""Stands for a start that could not be read: it is before all days, and no day is far from it."""

# The longest year, so that a day exactly some years away is never more than these.
_ONE_YEAR: Final = timedelta(days=366)
_MAX_BEFORE_START: Final = 5 * _ONE_YEAR
_MAX_AFTER_END: Final = 10 * _ONE_YEAR
_MAX_LENGTH: Final = 20 * _ONE_YEAR
_ODD_BEFORE: Final = _ONE_YEAR // 2
_ODD_AFTER_END: Final = _ONE_YEAR
_ODD_AFTER_START: Final = 3 * _ONE_YEAR
_ODD_LENGTH: Final = 5 * _ONE_YEAR
_ODD_AHEAD: Final = 2 * _ONE_YEAR

_LOCATIONS: Final[tuple[Location, ...]] = (
    *((section, ANY, "on") for section in ("sessions", "check_ins", "ratings", "learning")),
    *((section, ANY, "on") for section in ("reviews", "feedback", "history")),
    ("follow_up", "corrections", ANY, "on"),
    ("goals", ANY, "deadline"),
    *((*path, ANY, key) for path in ACTIONS for key in ("started", "target", "done")),
    *(("goals", ANY, "metrics", ANY, key) for key in ("start_on", "target_on")),
    ("goals", ANY, "metrics", ANY, "readings", ANY, "on"),
    *STATE_DAYS,
    *(("agreement", "signed", party) for party in ("executive", "coach", "sponsor")),
)
LATEST_IS_END: Final = ("sessions", "check_ins", "ratings", "learning")
"""Sections in which no day is behind the end of the coaching."""

# All other days may not be before the start at all, which is checked elsewhere.
_MAY_PRECEDE: Final = frozenset(("agreement", "feedback", "history"))
# Where a metric stood is often known from before the coaching.
_MAY_PRECEDE_IN_METRICS: Final = frozenset(("start_on", "on"))


def check_years(engagement: Engagement) -> Findings:
    """Yield each day so far from the coaching that its year must be mistyped."""
    start, end = engagement.start, engagement.end
    if start == UNKNOWN_START:
        return
    if end and end - start > _MAX_LENGTH:
        yield ("end",), f"{end} is more than 20 years after the start, {start}: correct the year"
        end = None  # else all other days would be compared with a wrong one
    last, name = (end, "end") if end and end >= start else (start, "start")
    for location, day in _days(engagement):
        if _may_precede(location) and start - day > _MAX_BEFORE_START:
            yield (
                location,
                f"{day} is more than 5 years before the start, {start}: correct the year",
            )
        if day - last > _MAX_AFTER_END:
            message = f"{day} is more than 10 years after the {name}, {last}: correct the year"
            yield location, message


def may_be_at(location: Location, day: date, start: date | None, end: date | None) -> bool:
    """Return whether a day at a location can belong to a coaching from `start` to `end`."""
    if start is None or location[0] == "start":
        return True
    if _may_precede(location):
        return start - day <= _MAX_BEFORE_START and day - (end or start) <= _MAX_AFTER_END
    is_last = end if location[0] in LATEST_IS_END else None
    return start <= day <= (is_last or (end or start) + _MAX_AFTER_END)


def _may_precede(location: Location) -> bool:
    if "metrics" in location:
        return location[-1] in _MAY_PRECEDE_IN_METRICS
    return location[0] in _MAY_PRECEDE


def advise_on_years(engagement: Engagement) -> Findings:
    """Yield each day that is possible, but so far from the coaching that it is probably wrong."""
    start, end = engagement.start, engagement.end
    if end and end - start > _ODD_LENGTH:
        yield ("end",), f"{end} is more than 5 years after the start, {start}: is the year right?"
    for location, day in _days(engagement):
        if location[0] == "history" and day < start:
            yield location, f"{day} is before the start, {start}: is the day right?"
        elif start - day > _ODD_BEFORE:
            yield location, f"{day} is more than half a year before the start, {start}: {_RIGHT}"
        elif end and location[0] == "agreement" and day > end:
            yield location, f"{day} is after the end, {end}: was it signed so late?"
        elif end and day - end > _ODD_AFTER_END:
            yield location, f"{day} is more than a year after the end, {end}: {_RIGHT}"
        elif not end and day - start > _ODD_AFTER_START:
            yield location, f"{day} is more than 3 years after the start, {start}: {_RIGHT}"


def advise_on_start(engagement: Engagement, as_of: date) -> Findings:
    """Yield the start if it is far from the day of the check, and no end confirms it."""
    start = engagement.start
    if start - as_of > _ODD_AHEAD:
        yield (
            ("start",),
            f"{start} is more than 2 years after {as_of}, the day of the portal: {_RIGHT}",
        )
    elif not engagement.end and as_of - start > _ODD_LENGTH:
        yield (
            ("start",),
            f"{start} is more than 5 years before {as_of}, the day of the portal: {_RIGHT}",
        )


_RIGHT: Final = "is the year right?"


def _days(engagement: Engagement) -> Iterator[tuple[Location, date]]:
    for path in _LOCATIONS:
        for location, day in values_at(engagement, path):
            if day:
                yield location, day
