"""Positions in charts: along an axis in per cent, and in rows so that no item covers another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MARGIN_PERCENT: Final = 7  # before the lowest value of a scale and behind the highest


def percent_on_scale(value: float, high: int) -> float:
    """Return the position in per cent of a value on a scale from 1 to `high`."""
    return round(_MARGIN_PERCENT + (100 - 2 * _MARGIN_PERCENT) * (value - 1) / (high - 1), 1)


def stack_rows(percents: Sequence[float], width: float) -> tuple[int, ...]:
    """Return the row, from 0, of each of several items of a `width`, at positions in per cent.

    Items that would overlap are in different rows; of equal positions the first is in row 0.
    """
    rows = [0] * len(percents)
    ends: list[float] = []
    for index, percent in sorted(enumerate(percents), key=lambda item: item[1]):
        free = (row for row, end in enumerate(ends) if end <= percent)
        rows[index] = row = next(free, len(ends))
        ends[row:] = [percent + width, *ends[row + 1 :]]
    return tuple(rows)
