"""How a metric gets on: whether its last number still holds, and its pace towards the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median_low
from typing import Final

_LEAST_DAYS: Final = timedelta(weeks=4)
_GAPS: Final = 2
_EVEN_PERCENT: Final = 10


class Pace(StrEnum):
    """The one thing to say of how a metric gets on; the first that holds, in this order.

    `OLD`: no reading for too long. `UNREAD`: none at all yet. `HELD` and `REACHED`: at its target
    or beyond it, for the second time or the first. `MISSED`: short of it after its day. `AWAY`:
    further from it than at the start. The next three compare with an even pace from the day of the
    start to the day of the target. `UNDATED`: on its way to a target without a day. `NONE`: no
    target, or no way to it.
    """

    OLD = "old"
    UNREAD = "unread"
    HELD = "held"
    REACHED = "reached"
    MISSED = "missed"
    AWAY = "away"
    AHEAD = "ahead"
    EVEN = "even"
    BEHIND = "behind"
    UNDATED = "undated"
    NONE = "none"

    @property
    def is_on_the_way(self) -> bool:
        """Whether the share of the way says something: it is begun, and not yet done."""
        return self in _ON_THE_WAY

    @property
    def is_compared(self) -> bool:
        """Whether it is told how it compares with an even pace."""
        return self in _COMPARED


_COMPARED: Final = frozenset((Pace.AHEAD, Pace.EVEN, Pace.BEHIND))
_ON_THE_WAY: Final = _COMPARED | {Pace.MISSED, Pace.UNDATED, Pace.NONE}


def is_old(known: Sequence[date], day: date) -> bool:
    """Whether the last of some days, the oldest first, is too long ago to speak of a day.

    It is, once twice the usual time between two of them has passed, and at least four weeks.
    """
    if not known:
        return False
    gaps = [later - earlier for earlier, later in pairwise(known)]
    usual = median_low(gaps) if gaps else timedelta(0)
    return day - known[-1] > max(_GAPS * usual, _LEAST_DAYS)


def is_due(known: Sequence[date], day: date) -> bool:
    """Whether another day is due after some days, the oldest first.

    It is, once more days have passed since the last than usually lie between two; fewer than three
    days say nothing of that.
    """
    gaps = [later - earlier for earlier, later in pairwise(known)]
    return len(gaps) >= _GAPS and day - known[-1] > median_low(gaps)


def even_percent(day: date, first: date, last: date) -> float | None:
    """Return how much of the way an even pace has made by a day; None on the first, or before."""
    days = (last - first).days
    if days <= 0 or day <= first:
        return None
    return min((day - first).days, days) * 100 / days


def pace_on(day: date, share: int, first: date, last: date) -> Pace:
    """Return how a share of the way, in per cent, compares with an even pace on a day.

    Ten per cent more or less of the way are still even. On the first day, or before, it is not
    told.
    """
    even = even_percent(day, first, last)
    if even is None:
        return Pace.NONE
    if share > even + _EVEN_PERCENT:
        return Pace.AHEAD
    return Pace.BEHIND if share < even - _EVEN_PERCENT else Pace.EVEN
