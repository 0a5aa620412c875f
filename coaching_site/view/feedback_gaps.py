"""How far the means of groups are from the executive's own score of a statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Compared(StrEnum):
    """How the mean of one group compares with the own score.

    `ALONE`: there is no own score. `FEW`: too few answered, so that there is no mean.
    """

    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    ALONE = "alone"
    FEW = "few"


@dataclass(frozen=True)
class ScoreBeside:
    """The mean of a group, or the coach's score, beside the own one, from which it is `by` points.

    `score` is None where it is not shown, and `by` where there is no difference to tell.
    """

    group: str
    compared: Compared
    score: Decimal | None
    by: Decimal | None = None


@dataclass(frozen=True)
class Gap:
    """The lowest and the highest difference of a mean from the own score, in points."""

    lowest: Decimal
    highest: Decimal

    @property
    def apart(self) -> Decimal:
        """How far all groups are on one side: 0 where some are on the other, or the same."""
        if self.lowest <= 0 <= self.highest:
            return Decimal(0)
        return min(abs(self.lowest), abs(self.highest))


def gap_between(own: int | Decimal | None, means: Collection[Decimal]) -> Gap | None:
    """Return how far some means are from a score; None where either is missing."""
    if own is None or not means:
        return None
    differences = [mean - own for mean in means]
    return Gap(min(differences), max(differences))


def beside(own: int | None, group: str, mean: Decimal | None) -> ScoreBeside:
    """Return how the mean of a group, None where it is not shown, compares with the own score."""
    if mean is None:
        return ScoreBeside(group, Compared.FEW, None)
    if own is None:
        return ScoreBeside(group, Compared.ALONE, mean)
    if mean == own:
        return ScoreBeside(group, Compared.SAME, mean)
    compared = Compared.HIGHER if mean > own else Compared.LOWER
    return ScoreBeside(group, compared, mean, abs(mean - own))
