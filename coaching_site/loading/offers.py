"""Corrections to offer for a value in another notation."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from coaching_site.loading.introspection import format_at, whole_at
from coaching_site.loading.limits import Limits, node_at
from coaching_site.locations import Location
from coaching_site.model.metadata import Format
from coaching_site.model.time_zones import zone_names
from coaching_site.model.types import Record
from coaching_site.notation.addresses import addresses_meant, web_addresses_meant
from coaching_site.notation.currencies import currencies_meant
from coaching_site.notation.days import days_meant
from coaching_site.notation.languages import language_meant
from coaching_site.notation.names import choice_meant, fingerprint_meant, id_meant, truth_meant
from coaching_site.notation.numbers import (
    amounts_meant,
    minutes_meant,
    percents_meant,
    quantities_meant,
    wholes_meant,
)
from coaching_site.notation.times import times_meant
from coaching_site.notation.units import Unit, unit_of
from coaching_site.notation.zone_aliases import zone_meant
from coaching_site.parsing.node import Node

# The pattern of addresses looks ahead.
_CONFIG: Final = ConfigDict(regex_engine="python-re", str_strip_whitespace=True)
# Typographic quotes and other characters that may surround a value.
_AROUND: Final = (
    " \xa0\"'`*_()<>,;\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a"
)
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def writings_of(
    kind: str, location: Location, root: Node, model: type[Record], limits: Limits
) -> tuple[str, ...]:
    """Return what may be meant by the text at a location, as it is to be written.

    `kind` is that of the error of the model. Each of them is one that the model takes there, and
    that is within the limits; there are none where the meaning is not clear.
    """
    node = node_at(root, location)
    if node is None or not isinstance(node.value, str):
        return ()
    # As it was typed first: quotes and brackets are taken off only where it means nothing so.
    for text in dict.fromkeys((node.value, node.value.strip(_AROUND))):
        meant = _meant(kind, text, location, root, model, limits)
        if words := tuple(w for w in meant if is_accepted(w, location, model) and limits.hold(w)):
            return words
    return ()


def _meant(
    kind: str, text: str, location: Location, root: Node, model: type[Record], limits: Limits
) -> tuple[str, ...]:
    if kind == "day":
        return days_meant(text, _language(root), _year(root))
    if kind == "whole_number":
        return (minutes_meant if location[-1] == "minutes" else wholes_meant)(text, limits.most)
    if kind == "quantity":
        return quantities_meant(text, _unit(root, location), limits.most)
    if kind == "string_pattern_mismatch":
        known = format_at(model, location)
        return _of_format(known, text) if known else ()
    return _BY_KIND[kind](text) if kind in _BY_KIND else ()


def is_accepted(word: str, location: Location, model: type[Record]) -> bool:
    """Return whether the model accepts a text at a location."""
    try:
        TypeAdapter(whole_at(model, location), config=_CONFIG).validate_python(word)
    except ValidationError:
        return False
    return True


def _of_format(known: Format, text: str) -> tuple[str, ...]:
    if known.choices:
        return _maybe(choice_meant(text, known.choices))
    return _BY_FORMAT[known.name](text) if known.name in _BY_FORMAT else ()


def _maybe(word: str | None) -> tuple[str, ...]:
    return (word,) if word else ()


_BY_KIND: Final[dict[str, Callable[[str], tuple[str, ...]]]] = {
    "amount": amounts_meant,
    "time_of_day": times_meant,
    "percent": percents_meant,
    "boolean": lambda text: _maybe(truth_meant(text)),
}
_BY_FORMAT: Final[dict[str, Callable[[str], tuple[str, ...]]]] = {
    "currency": currencies_meant,
    "email": addresses_meant,
    "fingerprint": lambda text: _maybe(fingerprint_meant(text)),
    "id": lambda text: _maybe(id_meant(text)),
    "language": lambda text: _maybe(language_meant(text)),
    "timezone": lambda text: _maybe(zone_meant(text, zone_names())),
    "web_address": web_addresses_meant,
}


def _unit(root: Node, location: Location) -> Unit:
    """Return the unit of the metric in which a number stands."""
    metric = location[: location.index("metrics") + 2] if "metrics" in location else ()
    node = node_at(root, (*metric, "unit"))
    return unit_of(node.value if node and isinstance(node.value, str) else None)


def _language(root: Node) -> str:
    node = root.child("language")
    return (language_meant(node.value) if node and isinstance(node.value, str) else None) or "en"


def _year(root: Node) -> int | None:
    """Return the year in which a coaching starts, or else ends, as far as it can be read."""
    for key in ("start", "end"):
        node = root.child(key)
        if node and isinstance(node.value, str) and (match := _YEAR.search(node.value)):
            return int(match[0])
    return None
