"""How far the means of groups are from the executive's own score of a statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class GapKind(StrEnum):
    """On which side of the own score the means are; with `span` where they differ."""

    SAME = "same"
    HIGHER = "higher"
    HIGHER_SPAN = "higher_span"
    HIGHER_UP = "higher_up"  # one of them is the same
    LOWER = "lower"
    LOWER_SPAN = "lower_span"
    LOWER_UP = "lower_up"
    BOTH = "both"


@dataclass(frozen=True)
class Gap:
    """The lowest and the highest difference of a mean from the own score, in points."""

    lowest: Decimal
    highest: Decimal

    @property
    def kind(self) -> GapKind:
        """What is to be said of it."""
        if self.lowest < 0 < self.highest:
            return GapKind.BOTH
        if not self.near:
            return self._kind_with_same
        is_higher = self.lowest > 0
        if self.lowest == self.highest:
            return GapKind.HIGHER if is_higher else GapKind.LOWER
        return GapKind.HIGHER_SPAN if is_higher else GapKind.LOWER_SPAN

    @property
    def _kind_with_same(self) -> GapKind:
        if self.highest:
            return GapKind.HIGHER_UP
        return GapKind.LOWER_UP if self.lowest else GapKind.SAME

    @property
    def near(self) -> Decimal:
        """How far the nearest is, with groups on both sides the lower one."""
        return -self.lowest if self.lowest < 0 < self.highest else min(self._distances)

    @property
    def far(self) -> Decimal:
        """How far the farthest is, with groups on both sides the higher one."""
        return self.highest if self.lowest < 0 < self.highest else max(self._distances)

    @property
    def apart(self) -> Decimal:
        """How far all groups are on one side: 0 where some are on the other, or the same."""
        return Decimal(0) if self.kind is GapKind.BOTH else self.near

    @property
    def _distances(self) -> tuple[Decimal, Decimal]:
        return abs(self.lowest), abs(self.highest)


def gap_between(own: int | Decimal | None, means: Collection[Decimal]) -> Gap | None:
    """Return how far some means are from a score; None where either is missing."""
    if own is None or not means:
        return None
    differences = [mean - own for mean in means]
    return Gap(min(differences), max(differences))
