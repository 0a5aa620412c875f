"""Sessions held compared with those agreed, for each month of the coaching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from coaching_site.model import Engagement, Programme
from coaching_site.model.programme import Rhythm
from coaching_site.view.months import months_after
from coaching_site.view.sessions import is_cancelled, is_held, is_missed


class MonthState(StrEnum):
    """How a month stands on the as-of day."""

    OVER = "over"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True)
class MonthOfSessions:
    """A month of the coaching, from its `first` to its `last` day; the first is number 1.

    `held_on` are the days of sessions that were held, `cancelled` says how many were cancelled or
    did not take place. `days` are those of all others: not confirmed yet, or still to come.
    """

    number: int
    first: date
    last: date
    as_of: date
    held_on: tuple[date, ...]
    cancelled: int
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
        """How many sessions were held."""
        return len(self.held_on)

    @property
    def unconfirmed(self) -> int:
        """How many sessions are past, without a word that they were held."""
        return sum(day < self.as_of for day in self.days)

    @property
    def planned(self) -> int:
        """How many sessions are still to come."""
        return len(self.days) - self.unconfirmed

    @property
    def dated(self) -> int:
        """How many sessions were held or have a day."""
        return self.held + len(self.days)

    @property
    def marks(self) -> tuple[tuple[str, date | None], ...]:
        """What stands for each session in a picture: how it stands, and its day if it is dated."""
        held = (("held", day) for day in self.held_on)
        others = (("unconfirmed" if day < self.as_of else "planned", day) for day in self.days)
        return (*held, *others, *((("cancelled", None),) * self.cancelled))

    @property
    def gaps(self) -> int:
        """How many sessions of those agreed have no day, or were cancelled and not made up for."""
        return max(self.at_least - self.dated, 0)

    @property
    def spare(self) -> int:
        """How many more were agreed at most than are dated or agreed at least."""
        return max(self.at_most - max(self.dated, self.at_least), 0)

    @property
    def open(self) -> int:
        """How many sessions of those agreed can still have a day."""
        return self.gaps - self.missing

    @property
    def missing(self) -> int:
        """How many sessions of those agreed were not held, when the month is over."""
        return self.gaps if self.state is MonthState.OVER else 0

    @property
    def missed(self) -> int:
        """How many of those missing no cancelled session stands for."""
        return max(self.missing - self.cancelled, 0)

    @property
    def is_fulfilled(self) -> bool:
        """Whether the month is over, and as many sessions were held as were agreed."""
        return self.state is MonthState.OVER and self.held >= self.at_least


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
        return sum(month.is_fulfilled for month in self.months)


def rhythm_of(engagement: Engagement, programme: Programme, as_of: date) -> RhythmView | None:
    """Return sessions against the agreed rhythm; None without a rhythm or any session.

    Months are those of the coaching: one that begins on the 7th has its second from the 7th on.
    A session that was moved is one of the month in which it is held. The last month ends with the
    coaching.
    """
    days = [session.on for session in engagement.sessions]
    if not programme.rhythm or not days:
        return None
    # After the end nothing is agreed any more, however late the portal is built.
    last = max(engagement.end, *days) if engagement.end else max(*days, as_of)
    end = min(max(*days, as_of), last)
    months = _months(engagement, end, programme.rhythm, as_of)
    return RhythmView(tuple(_cut(month, last) if engagement.end else month for month in months))


def _months(
    engagement: Engagement, end: date, rhythm: Rhythm, as_of: date
) -> Iterator[MonthOfSessions]:
    number, first = 1, engagement.start
    while first <= end or number == 1:
        # From the start each time: after 28 February all months would begin on the 28th.
        following = months_after(engagement.start, number)
        within = [session for session in engagement.sessions if first <= session.on < following]
        held = [session for session in within if is_held(session, as_of)]
        gone = [s for s in within if is_cancelled(s, as_of) or is_missed(s, as_of)]
        yield MonthOfSessions(
            number=number,
            first=first,
            last=following - timedelta(1),
            as_of=as_of,
            held_on=tuple(sorted(s.on for s in held)),
            cancelled=len(gone),
            days=tuple(sorted(s.on for s in within if s not in (*held, *gone))),
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
