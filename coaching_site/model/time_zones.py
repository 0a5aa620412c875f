"""Time zones: their IANA names, and the yearly rules by which their offsets change.

All data is that of the `tzdata` package, never of the operating system, so that every machine
builds the same calendars.
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
# So many that "the last Sunday" and "the fourth Sunday", which agree in many years, differ.
_YEARS_FOR_A_RULE: Final = 10


@dataclass(frozen=True)
class TransitionRule:
    """A change of a zone's UTC offset that recurs each year, as iCalendar describes it.

    `first` is the local time of its first occurrence, by the offset `before`; `day` is its weekday
    with the ordinal in the month, such as `-1SU` for the last Sunday.
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
def transition_rules(name: str, year: int) -> tuple[TransitionRule, ...]:
    """Return the rules of a zone that hold from the year before `year` on.

    There are none for a zone without daylight saving time, or whose changes follow no yearly rule.
    """
    # By the change itself, so that the two of each year, to summer time and back, are two rules.
    transitions = sorted(
        _transitions(zone_named(name), year - 1), key=lambda transition: transition.shift
    )
    rules = [
        _rule([*group])
        for _, group in groupby(transitions, key=lambda transition: transition.shift)
    ]
    # All or none: with one of two rules a calendar would never change back.
    known = tuple(rule for rule in rules if rule)
    return known if len(known) == len(rules) else ()


@dataclass(frozen=True)
class _Transition:
    shown: datetime
    before: timedelta
    after: timedelta

    @property
    def shift(self) -> tuple[timedelta, timedelta]:
        return self.before, self.after


def _transitions(zone: ZoneInfo, year: int) -> Iterator[_Transition]:
    """Yield each change of the offset in the years from which a rule is derived."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    count = (first.replace(year=year + _YEARS_FOR_A_RULE) - first).days
    days = (first + timedelta(days=day) for day in range(count + 1))
    for start, end in pairwise(days):
        before, after = _offset(start, zone), _offset(end, zone)
        if before != after:
            moment = _minute_of_change(after, start, end, zone)
            yield _Transition((moment + before).replace(tzinfo=None), before, after)


def _minute_of_change(
    offset: timedelta, start: datetime, end: datetime, zone: ZoneInfo
) -> datetime:
    """Return the first minute after `start` with the offset, which `end` has; a binary search."""
    while end - start > timedelta(minutes=1):
        middle = start + (end - start) // timedelta(minutes=2) * timedelta(minutes=1)
        if _offset(middle, zone) == offset:
            end = middle
        else:
            start = middle
    return end


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _rule(transitions: list[_Transition]) -> TransitionRule | None:
    """Return the rule that all transitions follow, if there is one."""
    days = [transition.shown for transition in transitions]
    alike = {(day.month, day.weekday(), day.time()) for day in days}
    ordinal = _ordinal(days)
    if len(alike) > 1 or len(days) != _YEARS_FOR_A_RULE or ordinal is None:
        return None
    day = f"{ordinal}{_DAYS[days[0].weekday()]}"
    return TransitionRule(days[0], day, transitions[0].before, transitions[0].after)


def _ordinal(days: list[datetime]) -> int | None:
    """Return the ordinal of the weekday in the month that all days share (-1: last), or None."""
    if all((day + timedelta(days=7)).month != day.month for day in days):
        return -1
    ordinals = {(day.day + 6) // 7 for day in days}
    return ordinals.pop() if len(ordinals) == 1 else None
