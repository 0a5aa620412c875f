"""Positions in charts, along an axis in per cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_MARGIN_PERCENT: Final = 7  # before the lowest value of a scale and behind the highest


@dataclass(frozen=True)
class ScoreScale:
    """A scale of whole numbers from `lowest` to `highest`."""

    lowest: int
    highest: int

    def percent(self, value: float) -> float:
        """Return the position of a value along the axis, in per cent."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return round(_MARGIN_PERCENT + (100 - 2 * _MARGIN_PERCENT) * share, 1)
