"""Every text of a record, and whether it is prose."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple, get_args, get_type_hints

from coaching_site.locations import Location
from coaching_site.model.types import Prose, Record, Text

_PROSE: Final = (Prose, Text)


class LocatedText(NamedTuple):
    """One text, or the texts of a list, and where they stand."""

    location: Location
    texts: str | tuple[str, ...]
    is_prose: bool


def texts_in(record: Record) -> list[LocatedText]:
    """Return every text and every list of texts in a record."""
    found: list[LocatedText] = []
    _collect(record, (), found, is_prose=False)
    return found


def _collect(value: Any, location: Location, found: list[LocatedText], *, is_prose: bool) -> None:
    # No tuple here is empty: what is, is left out below.
    if isinstance(value, str) or (isinstance(value, tuple) and isinstance(value[0], str)):
        found.append(LocatedText(location, value, is_prose))
    elif isinstance(value, Record):
        for name, holds_prose in _fields_with_text(type(value)):
            if inner := getattr(value, name):
                _collect(inner, (*location, name), found, is_prose=holds_prose)
    elif isinstance(value, dict | tuple):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if inner:
                _collect(inner, (*location, key), found, is_prose=is_prose)


@cache
def _fields_with_text(model: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Return the names of the fields of a record that may hold text, and which hold prose."""
    hints = get_type_hints(model, include_extras=True)
    fields = ((name, hints[name]) for name in model.model_fields)
    return tuple((name, _holds_prose(hint)) for name, hint in fields if _holds_text(hint))


def _holds_prose(hint: Any) -> bool:
    return hint in _PROSE or any(map(_holds_prose, get_args(hint)))


def _holds_text(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, str | Record):
        return True
    return any(map(_holds_text, get_args(hint)))
