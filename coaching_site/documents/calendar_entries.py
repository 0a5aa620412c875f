"""What calendars hold, before it is written as iCalendar: entries, and the clock of a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from coaching_site.model.time_zones import TransitionRule

# A whole day begins at midnight: its alarm is at nine on the day before.
ON_THE_EVE: Final = (timedelta(hours=-15),)
"""The alarm of a whole day."""


@dataclass(frozen=True)
class CalendarEntry:
    """An event; `key` stays the same when it is moved or reworded.

    It lasts whole days, the last one excluded, if `start` and `end` have no time. `call` is the
    address of a call, `alarms` are told by their distance from the start. `changes` is
    higher after each of the changes that may be made on one day; `rule` says how it is repeated,
    by the names of iCalendar.
    """

    key: str
    title: str
    start: date
    end: date
    place: str | None = None
    call: str | None = None
    alarms: tuple[timedelta, ...] = ON_THE_EVE
    is_cancelled: bool = False
    changes: int = 0
    rule: Mapping[str, object] | None = None


@dataclass(frozen=True)
class CalendarClock:
    """The clock by which sessions begin; without a zone it is that of whoever reads.

    Not every calendar understands a zone without yearly `rules`: its times are written in UTC.
    """

    zone: ZoneInfo | None = None
    rules: Sequence[TransitionRule] = ()

    def moment(self, day: date, at: time) -> datetime:
        """Return the moment at which a session begins."""
        moment = datetime.combine(day, at, self.zone)
        return moment.astimezone(UTC) if self.zone and not self.rules else moment


@dataclass(frozen=True)
class CalendarContent:
    """All that a calendar file is made from; `alarm` is what each alarm says."""

    entries: Sequence[CalendarEntry]
    clock: CalendarClock
    as_of: date
    slug: str
    alarm: str
