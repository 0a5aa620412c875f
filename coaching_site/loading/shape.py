"""What the model allows at a place: which keys a record takes, and words often typed for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from coaching_site.model.text import Id, Record
from coaching_site.problems import listed, nearest

Location = Sequence[str | int]
"""The keys and indices (from 0) that lead to a value, such as `("goals", 1, "title")`."""

_GLUED: Final = re.compile(r"([^\s:=]+)([ \t]*[:=][ \t]*|[ \t]+)(?=\S)")
_SYNONYMS: Final = {
    "action": ("what",),
    "begin": ("start", "started"),
    "client": ("executive", "organisation"),
    "coachee": ("executive",),
    "company": ("organisation",),
    "date": ("on", "target", "deadline"),
    "day": ("on", "target"),
    "deadline": ("target",),
    "description": ("what", "goal", "meaning", "summary", "note"),
    "due": ("target", "deadline", "on"),
    "duration": ("minutes",),
    "finish": ("end", "done"),
    "finished": ("done",),
    "label": ("title", "name"),
    "location": ("where",),
    "name": ("title", "what"),
    "place": ("where",),
    "question": ("text",),
    "task": ("what",),
    "text": ("what", "title"),
    "time": ("at",),
    "title": ("name", "what"),
    "until": ("target", "deadline", "end"),
    "when": ("on", "target", "deadline"),
    "who": ("owner", "name"),
}


def record_at(model: type[Record], location: Location) -> type[Record] | None:
    """Return the kind of record that the model has at a location, if it has one there."""
    found = annotation_at(model, location)
    return found if isinstance(found, type) and issubclass(found, Record) else None


def item_at(model: type[Record], location: Location) -> type[Record] | None:
    """Return the kind of record that the list at a location holds, if it is a list of records."""
    return record_at(model, (*location, 0))


def annotation_at(annotation: Any, location: Location) -> Any:
    """Return the type at a location below a type, or nothing when the location does not exist."""
    annotation = _bare(annotation)
    for part in location:
        annotation = _bare(_below(annotation, part))
    return annotation


def has_ids(annotation: Any) -> bool:
    """Return whether the keys of a mapping are ids, which someone must have given, not names."""
    return get_origin(annotation) is dict and get_args(annotation)[0] == Id


def key_hint(kind: type[Record], key: str, used: Iterable[str]) -> str:
    """Return which key may have been meant, or else which keys a record still takes."""
    if key.casefold() in ("state", "status") and "done" in kind.model_fields:
        return "leave it out, since the state follows from `started`, `target` and `done`"
    if meant := meant_key(kind, key):
        return f"did you mean `{meant}`?"
    if below := _list_with(kind, key):
        return f"it belongs to an item of `{below}`: indent it further"
    used = set(used)
    left = [name for name in kind.model_fields if name not in used]
    return f"keys that may stand here are {listed(left)}" if left else "leave it out"


def _list_with(kind: type[Record], key: str) -> str | None:
    """Return the list of a record whose items take a key that the record itself does not."""
    for name in kind.model_fields:
        item = record_at(kind, (name, 0))
        if item and key in item.model_fields:
            return name
    return None


def meant_key(kind: type[Record], key: str) -> str | None:
    """Return the key of a record that another key may have been meant for."""
    word = key.strip().casefold()
    for synonym in (*_SYNONYMS.get(word, ()), *_SYNONYMS.get(word.removesuffix("_date"), ())):
        if synonym in kind.model_fields:
            return synonym
    if near := nearest(key, kind.model_fields):
        return near
    glued = _GLUED.match(key)
    return nearest(glued[1], kind.model_fields) if glued else None


def parted(key: str, allowed: Iterable[str]) -> tuple[str, str] | None:
    """Return the key at the beginning of one without a value, and the sign between the two.

    In `willingness:8` and `willingness 8` the whole is a key to YAML.
    """
    found = _GLUED.match(key)
    if not found:
        return None
    names = tuple(allowed)
    word = found[1]
    meant = word if word in names else nearest(word, names)
    return (meant, found[2].strip()) if meant else None


def _below(annotation: Any, part: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        field = annotation.model_fields.get(str(part))
        return field.annotation if field else None
    if get_origin(annotation) in (tuple, dict):
        return get_args(annotation)[0 if get_origin(annotation) is tuple else 1]
    return None


@cache
def _bare(annotation: Any) -> Any:
    """Return a type without its `Annotated` and without the `None` that it may also be."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(kind for kind in get_args(annotation) if kind is not type(None)))
    return annotation
