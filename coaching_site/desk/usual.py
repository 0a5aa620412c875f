"""What most clients have in common: a language, a coach, a place whose clocks count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def most_usual(names: Iterable[str]) -> str:
    """Return the name that occurs most often, of equals the first in the alphabet.

    Blank ones do not count; "" for none.
    """
    counted = Counter(sorted(filter(None, names)))
    return counted.most_common(1)[0][0] if counted else ""
