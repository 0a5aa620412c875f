"""What the model allows at a location: types, limits and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from coaching_site.locations import Location
from coaching_site.model.metadata import Format, ItemName
from coaching_site.model.types import Id, Record
from coaching_site.parsing.characters import ODD_SPACE
from coaching_site.problems import nearest

_GAP: Final = rf"(?:[ \t]|{ODD_SPACE})"
GLUED: Final = re.compile(rf"([^\s:=\uff1a]+?)({_GAP}*[:=\uff1a]{_GAP}*|{_GAP}+)(?=\S)")
"""A key that has taken its value in, such as `willingness:8`: the key, and what is between."""


def record_at(model: type[Record], location: Location) -> type[Record] | None:
    """Return the kind of record that the model has at a location, if it has one there."""
    annotation = annotation_at(model, location)
    return annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None


def item_at(model: type[Record], location: Location) -> type[Record] | None:
    """Return the kind of record that the list at a location holds, if it is a list of records."""
    return record_at(model, (*location, 0))


def annotation_at(annotation: Any, location: Location) -> Any:
    """Return the type at a location below a type; None if there is no such location."""
    return _bare(whole_at(annotation, location))


def whole_at(annotation: Any, location: Location) -> Any:
    """Return the type at a location with its metadata, which `annotation_at` drops."""
    for part in location:
        annotation = _below(_bare(annotation), part)
    return annotation


def metadata_at(annotation: Any, location: Location) -> tuple[Any, ...]:
    """Return the metadata of the type at a location: limits, a `Format`, an `ItemName`."""
    return tuple(_metadata_of(whole_at(annotation, location)))


def range_at(annotation: Any, location: Location) -> tuple[int, int] | None:
    """Return the least and the greatest number that a location takes, if it has both."""
    limits: dict[str, int] = {}
    for extra in metadata_at(annotation, location):
        limits |= {key: value for key in ("ge", "le") if (value := getattr(extra, key, None))}
    return (limits["ge"], limits["le"]) if len(limits) == 2 else None


def format_at(annotation: Any, location: Location) -> Format | None:
    """Return the form that a text at a location must have, if it must have one."""
    return next(
        (extra for extra in metadata_at(annotation, location) if isinstance(extra, Format)), None
    )


def item_name_at(model: type[Record], location: Location) -> str | None:
    """Return what a message calls an item of the list at a location, if it has a name."""
    for extra in metadata_at(model, location):
        if isinstance(extra, ItemName):
            return extra.name
    name = str(location[-1])
    if item_at(model, location) is None or not name.endswith("s"):
        return None
    return name.removesuffix("s").replace("_", "-")


def has_ids(annotation: Any) -> bool:
    """Return whether the keys of a mapping are ids of the programme, not names of the coach."""
    return get_origin(annotation) is dict and get_args(annotation)[0] == Id


def parted(key: str, allowed: Iterable[str]) -> tuple[str, str] | None:
    """Return the allowed key that begins a longer key, and the separator behind it.

    In `willingness:8` and `willingness 8` the whole is a key to YAML.
    """
    match = GLUED.match(key)
    if not match:
        return None
    names = tuple(allowed)
    word = match[1]
    meant = word if word in names else nearest(word, names)
    return (meant, match[2]) if meant else None


def _below(annotation: Any, part: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        field = annotation.model_fields.get(str(part))
        # pydantic takes the metadata of a field out of its annotation.
        if field and field.metadata:
            return Annotated[(field.annotation, *field.metadata)]
        return field.annotation if field else None
    if get_origin(annotation) in (tuple, dict):
        return get_args(annotation)[0 if get_origin(annotation) is tuple else 1]
    return None


def _metadata_of(annotation: Any) -> Iterator[Any]:
    """Yield the metadata of an `Annotated` type, and of the alternatives of a union."""
    if get_origin(annotation) is Annotated:
        inner, *extras = get_args(annotation)
        for extra in extras:  # a `Field` holds several
            yield from getattr(extra, "metadata", None) or (extra,)
        yield from _metadata_of(inner)
    elif get_origin(annotation) in (Union, UnionType):
        yield from chain.from_iterable(map(_metadata_of, get_args(annotation)))


@cache
def _bare(annotation: Any) -> Any:
    """Return a type without its `Annotated` and without the `None` that it may also be."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(kind for kind in get_args(annotation) if kind is not type(None)))
    return annotation
