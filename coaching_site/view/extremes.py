"""What of several is farthest: all that share the largest figure, so that none is left out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, TypeVar

MOST_NAMED: Final = 3  # more of one size are no exception, and too many for a sentence
_T = TypeVar("_T")


def farthest(measured: Iterable[tuple[_T, Decimal | int]]) -> tuple[_T, ...]:
    """Return those with the largest figure, in their order.

    None where a single one is measured, all figures are 0, or more than three share the largest.
    """
    pairs = tuple(measured)
    largest = max((figure for _, figure in pairs), default=0)
    found = tuple(one for one, figure in pairs if figure == largest)
    return found if len(pairs) > 1 and largest > 0 and len(found) <= MOST_NAMED else ()
