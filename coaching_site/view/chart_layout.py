"""Positions in charts, along an axis in per cent."""

from __future__ import annotations

from typing import Final

_MARGIN_PERCENT: Final = 7  # before the lowest value of a scale and behind the highest


def percent_on_scale(value: float, high: int) -> float:
    """Return the position in per cent of a value on a scale from 1 to `high`."""
    return round(_MARGIN_PERCENT + (100 - 2 * _MARGIN_PERCENT) * (value - 1) / (high - 1), 1)
