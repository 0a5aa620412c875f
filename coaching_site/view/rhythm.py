"""Sessions held compared with those agreed, for each month of the coaching."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from coaching_site.model import Engagement, Programme
from coaching_site.model.programme import Rhythm


class MonthState(StrEnum):
    """How a month stands on the as-of day."""

    OVER = "over"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True)
class MonthOfSessions:
    """A month of the coaching, from its `first` to its `last` day; the first is number 1.

    `days` are those of its sessions, in their order.
    """

    number: int
    first: date
    last: date
    as_of: date
    days: tuple[date, ...]
    at_least: int
    at_most: int

    @property
    def state(self) -> MonthState:
        """How it stands on the as-of day."""
        if self.last < self.as_of:
            return MonthState.OVER
        return MonthState.CURRENT if self.first <= self.as_of else MonthState.AHEAD

    @property
    def held(self) -> int:
        """How many sessions were before the as-of day."""
        return sum(day < self.as_of for day in self.days)

    @property
    def planned(self) -> int:
        """How many sessions are still to come."""
        return len(self.days) - self.held

    @property
    def gaps(self) -> int:
        """How many sessions of those agreed have no day."""
        return max(self.at_least - len(self.days), 0)

    @property
    def missing(self) -> int:
        """How many sessions of those agreed were not held, when the month is over."""
        return self.gaps if self.state is MonthState.OVER else 0


@dataclass(frozen=True)
class RhythmView:
    """The months of the coaching up to the last session, or to the as-of day."""

    months: tuple[MonthOfSessions, ...]

    @property
    def over(self) -> int:
        """The number of months that are over."""
        return sum(month.state is MonthState.OVER for month in self.months)

    @property
    def fulfilled(self) -> int:
        """The number of them with as many sessions as were agreed."""
        return sum(m.state is MonthState.OVER and not m.missing for m in self.months)

    @property
    def widest(self) -> int:
        """The most sessions that any month has room for."""
        return max(max(len(m.days), m.at_most) for m in self.months)


def rhythm_of(engagement: Engagement, programme: Programme, as_of: date) -> RhythmView | None:
    """Return sessions against the agreed rhythm; None without a rhythm or any session.

    Months are those of the coaching: one that begins on the 7th has its second from the 7th on.
    A session on the as-of day is not held yet. The last month ends with the coaching.
    """
    days = [session.on for session in engagement.sessions]
    if not programme.rhythm or not days:
        return None
    # After the end nothing is agreed any more, however late the portal is built.
    last = max(engagement.end, *days) if engagement.end else max(*days, as_of)
    end = min(max(*days, as_of), last)
    months = _months(engagement.start, end, days, programme.rhythm, as_of)
    return RhythmView(tuple(_cut(month, last) if engagement.end else month for month in months))


def _months(
    start: date, end: date, days: list[date], rhythm: Rhythm, as_of: date
) -> Iterator[MonthOfSessions]:
    number, first = 1, start
    while first <= end or number == 1:
        # From the start each time: after 28 February all months would begin on the 28th.
        following = _months_after(start, number)
        within = tuple(sorted(day for day in days if first <= day < following))
        yield MonthOfSessions(
            number=number,
            first=first,
            last=following - timedelta(1),
            as_of=as_of,
            days=within,
            at_least=rhythm.first_month if number == 1 else rhythm.then_at_least,
            at_most=rhythm.first_month if number == 1 else rhythm.then_at_most,
        )
        number, first = number + 1, following


def _cut(month: MonthOfSessions, last: date) -> MonthOfSessions:
    """Return a month cut at the end of the coaching, with proportionally fewer sessions agreed."""
    if month.last <= last:
        return month
    length, rest = month.last - month.first, last - month.first
    # Exact: in floats, 4 sessions in 7 of 28 days might be rounded up to 2.
    share = Fraction(rest.days + 1, length.days + 1)
    least, most = floor(month.at_least * share), ceil(month.at_most * share)
    return replace(month, last=max(last, month.first), at_least=least, at_most=most)


def _months_after(start: date, count: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
