"""Time zones: their names, and the rules by which their clocks change.

All comes from the `tzdata` package and not from the machine, so that every machine says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Final
from zoneinfo import ZoneInfo

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# In as many years, a last Sunday is sometimes the fourth and sometimes the fifth.
_YEARS_FOR_A_RULE: Final = 10


@dataclass(frozen=True)
class ClockRule:
    """A change of the clocks that comes back each year.

    `first` is what they show the first time, `day` the weekday in its month, such as `-1SU` for the
    last Sunday; `before` and `after` are offsets from UTC.
    """

    first: datetime
    day: str
    before: timedelta
    after: timedelta


@cache
def zone_names() -> tuple[str, ...]:
    """Return the IANA names of all time zones, such as `Europe/Stockholm`."""
    return tuple(files("tzdata").joinpath("zones").read_text("utf-8").split())


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of one of the `zone_names`."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def clock_rules(name: str, year: int) -> tuple[ClockRule, ...]:
    """Return the rules of a zone that hold from the year before `year` on.

    There are none where clocks stand still, follow the moon, or change once and for good.
    """
    moments = sorted(_moments(zone_named(name), year - 1), key=lambda one: one.shift)
    rules = [_rule([*group]) for _, group in groupby(moments, key=lambda one: one.shift)]
    known = tuple(rule for rule in rules if rule)
    return known if len(known) == len(rules) else ()


@dataclass(frozen=True)
class _Moment:
    shown: datetime
    before: timedelta
    after: timedelta

    @property
    def shift(self) -> tuple[timedelta, timedelta]:
        return self.before, self.after


def _moments(zone: ZoneInfo, year: int) -> Iterator[_Moment]:
    """Yield each change of the clocks in the years that show a rule."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    count = (first.replace(year=year + _YEARS_FOR_A_RULE) - first).days
    days = (first + timedelta(days=day) for day in range(count + 1))
    for start, end in pairwise(days):
        before, after = _offset(start, zone), _offset(end, zone)
        if before != after:
            moment = _first_with(after, start, end, zone)
            yield _Moment((moment + before).replace(tzinfo=None), before, after)


def _first_with(offset: timedelta, start: datetime, end: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute after `start` that has the offset, which `end` has."""
    while end - start > timedelta(minutes=1):
        middle = start + (end - start) // timedelta(minutes=2) * timedelta(minutes=1)
        if _offset(middle, zone) == offset:
            end = middle
        else:
            start = middle
    return end


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _rule(moments: list[_Moment]) -> ClockRule | None:
    """Return the one rule that the moments follow, if there is one."""
    days = [one.shown for one in moments]
    alike = {(day.month, day.weekday(), day.time()) for day in days}
    place = _common_place(days)
    if len(alike) > 1 or len(days) != _YEARS_FOR_A_RULE or place is None:
        return None
    day = f"{place}{_DAYS[days[0].weekday()]}"
    return ClockRule(days[0], day, moments[0].before, moments[0].after)


def _common_place(days: list[datetime]) -> int | None:
    """Return -1 for days that are the last of their kind in a month, else 1 for first ones …"""
    if all((day + timedelta(days=7)).month != day.month for day in days):
        return -1
    places = {(day.day + 6) // 7 for day in days}
    return places.pop() if len(places) == 1 else None
