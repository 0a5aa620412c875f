"""Positions in charts: along an axis in per cent, and in rows so that no item covers another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MARGIN_PERCENT: Final = 7  # before the lowest value of a scale and behind the highest


def percent_on_scale(value: float, high: int) -> float:
    """Return the position in per cent of a value on a scale from 1 to `high`."""
    return round(_MARGIN_PERCENT + (100 - 2 * _MARGIN_PERCENT) * (value - 1) / (high - 1), 1)


def stack_spans(spans: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return the row, from 0, of each of several spans, from a start to an end."""
    rows = [0] * len(spans)
    ends: list[float] = []
    for index, (start, end) in sorted(enumerate(spans), key=lambda item: item[1][0]):
        free = (row for row, taken in enumerate(ends) if taken <= start)
        rows[index] = row = next(free, len(ends))
        ends[row:] = [end, *ends[row + 1 :]]
    return tuple(rows)
