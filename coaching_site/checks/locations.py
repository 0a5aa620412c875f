"""Locations in records: all values at a path, and repeated values."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, Final

from coaching_site.locations import Location
from coaching_site.model.types import Record

KEY: Final = "[key]"
"""Ends a location that means the key itself, as in pydantic."""

ANY: Final = "*"
"""Stands in a path for every item of a list or mapping."""

ACTIONS: Final = (("goals", ANY, "actions"), ("actions",))
"""The lists in which actions stand: those of goals, and of what belongs to no goal."""

Findings = Iterator[tuple[Location, str]]
"""Broken rules: where, and a sentence."""


def repeated(locations: Iterable[tuple[Location, Hashable]], message: str) -> Findings:
    """Yield the message for each repeated value; `{}` in it stands for the value."""
    seen = set()
    for location, value in locations:
        if value in seen:
            yield location, message.format(value)
        seen.add(value)


def values_at(
    value: Any, path: Location, location: Location = ()
) -> Iterator[tuple[Location, Any]]:
    """Yield each value at a path, in which `*` means every item, with its location."""
    if not path:
        yield location, value
        return
    for key, inner in _steps(value, path[0]):
        yield from values_at(inner, path[1:], (*location, key))


def _steps(value: Any, part: str | int) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, Record):
        return [(part, getattr(value, str(part)))]
    return value.items() if isinstance(value, dict) else enumerate(value)
