"""Where marks stand in a picture: along a line, and in rows so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MARGIN: Final = 7  # per cent at either end of a scale, where its lowest and highest stand


def on_scale(value: float, high: int) -> float:
    """Return the place from 0 to 100 of a value on a scale from 1 to `high`."""
    return round(_MARGIN + (100 - 2 * _MARGIN) * (value - 1) / (high - 1), 1)


def rows_of(places: Sequence[float], width: float) -> tuple[int, ...]:
    """Return the row, from 0, of each mark that is `width` wide and stands at one of `places`.

    Marks that would touch stand in different rows; of equal places the first is in the lowest.
    """
    rows = [0] * len(places)
    ends: list[float] = []
    for index, place in sorted(enumerate(places), key=lambda mark: mark[1]):
        free = (row for row, end in enumerate(ends) if end <= place)
        rows[index] = row = next(free, len(ends))
        ends[row:] = [place + width, *ends[row + 1 :]]
    return tuple(rows)
