"""What is repeated: its periods of weeks or months, and in how many of them it was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from typing import Final

from coaching_site.model.goals import Action
from coaching_site.view.months import months_after

_MAX_PERIODS: Final = 520  # ten years of weeks, for what has no end


@dataclass(frozen=True)
class RepeatView:
    """An action that is repeated once in each period, from `first` to `last`, as of a day.

    A period is `every` weeks or months (`unit`) long. `days` are those on which it was done.
    """

    every: int
    unit: str
    first: date
    last: date | None
    days: tuple[date, ...]
    as_of: date

    @cached_property
    def starts(self) -> tuple[date, ...]:
        """The first day of each period; of what has no end, up to the one after the present."""
        return tuple(self._starts())

    @property
    def period(self) -> str:
        """What each period is called: "week", "month", or "time" where it is longer than one."""
        return self.unit if self.every == 1 else "time"

    @property
    def present_name(self) -> str:
        """What the present period is called: "time" where its days are not those of a calendar."""
        is_whole = self.first.weekday() == 0 if self.unit == "week" else self.first.day == 1
        return self.period if is_whole else "time"

    @property
    def planned(self) -> int | None:
        """How many periods there are; None for what has no end."""
        return len(self.starts) if self.last else None

    @property
    def over(self) -> bool:
        """Whether the last period is past."""
        return self.last is not None and self.last < self.as_of

    @cached_property
    def done(self) -> int:
        """In how many periods it was done."""
        return sum(self._is_done(number) for number in range(len(self.starts)))

    @property
    def so_far(self) -> int:
        """How many periods are past, and the present one where it was done in it already."""
        begun = sum(start <= self.as_of for start in self.starts)
        return begun if self.over or self.done_now else max(begun - 1, 0)

    @cached_property
    def done_now(self) -> bool:
        """Whether it was done in the present period."""
        return self._present is not None and self._is_done(self._present)

    @cached_property
    def due(self) -> date | None:
        """The last day of the present period, or of the next one if it was done in this."""
        if self.over:
            return None
        present = -1 if self._present is None else self._present
        number = present + 1 if present < 0 or self.done_now else present
        return self._end(number) if number < len(self.starts) else None

    @property
    def dues(self) -> tuple[date, ...]:
        """The last days of this period and all that follow, without one in which it is done."""
        numbers = range(len(self.starts))
        open_ones = (n for n in numbers if self._end(n) >= self.as_of and not self._is_done(n))
        return tuple(self._end(number) for number in open_ones)

    def is_cut(self, day: date) -> bool:
        """Return whether a period that ends on a day is shorter than others, as the last may be."""
        return day == self.last and day != self._start(len(self.starts)) - timedelta(days=1)

    @cached_property
    def _present(self) -> int | None:
        begun = sum(start <= self.as_of for start in self.starts)
        return begun - 1 if begun and not self.over else None

    def _starts(self) -> Iterator[date]:
        for number in count():
            start = self._start(number)
            is_beyond = start > self.last if self.last else start > self._one_ahead()
            if is_beyond or number >= _MAX_PERIODS:
                return
            yield start

    def _one_ahead(self) -> date:
        return max(self._next(self.as_of, 1), self.first)

    def _start(self, number: int) -> date:
        # From the first day each time: after 28 February all months would begin on the 28th.
        return self._next(self.first, number)

    def _next(self, day: date, number: int) -> date:
        if self.unit == "month":
            return months_after(day, number * self.every)
        return day + timedelta(weeks=number * self.every)

    def _end(self, number: int) -> date:
        end = self._start(number + 1) - timedelta(days=1)
        return min(end, self.last) if self.last else end

    def _is_done(self, number: int) -> bool:
        return any(self._start(number) <= day <= self._end(number) for day in self.days)


def repeat_of(action: Action, deadline: date | None, as_of: date) -> RepeatView | None:
    """Return how an action is repeated; None if it is not.

    It ends on `until`, else on its target, else on the deadline of its goal.
    """
    if action.every is None:
        return None
    days = tuple(sorted(day for day in action.done_on if day <= as_of))
    number, _, unit = action.every.rpartition(" ")
    return RepeatView(
        every=int(number or 1),
        unit=unit.removesuffix("s"),
        first=action.started or min((*days, as_of)),
        last=action.until or action.target or deadline,
        days=days,
        as_of=as_of,
    )
