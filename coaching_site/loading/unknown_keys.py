"""The message for a key that a record does not have: which one is meant, or where it belongs.

`Record` refuses such keys (`extra="forbid"`); `validation` finds them and reports these messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from coaching_site.loading.introspection import GLUED, record_at
from coaching_site.model.types import Record
from coaching_site.parsing.node import Node
from coaching_site.problems import listed, one_of, shortened, suggestion
from coaching_site.spelling import edit_distance, words_near

_MAX_HINTS: Final = 3
_PRIVATE: Final = (
    "private notes do not belong in this file, since the portal is made from it: keep them in "
    "the folder private/ beside it, which no build ever opens"
)
# What may be typed in place of a key; the first that the record has is meant.
_SYNONYMS: Final = {
    "abandoned": ("dropped", "given_up"),
    "achieved": ("reached", "done"),
    "action": ("what",),
    "aim": ("target",),
    "amount": ("cost",),
    "assignee": ("owner",),
    "baseline": ("start",),
    "attended": ("held",),
    "because": ("reason",),
    "begin": ("start", "started"),
    "called_off": ("cancelled",),
    "canceled": ("cancelled",),
    "cancelled_by": ("by",),
    "cancelled_on": ("cancelled",),
    "client": ("executive", "organisation"),
    "coachee": ("executive",),
    "colleagues": ("stakeholders",),
    "comment": ("note", "notes"),
    "comments": ("note", "notes"),
    "company": ("organisation",),
    "completed": ("done",),
    "contract": ("agreement",),
    "cost": ("amount",),
    "current": ("readings",),
    "date": ("on", "target", "deadline"),
    "day": ("on", "target"),
    "deadline": ("target_on", "target"),
    "description": ("what", "goal", "meaning", "summary", "note"),
    "dropped_on": ("dropped", "given_up"),
    "due": ("target_on", "target", "deadline", "on"),
    "duration": ("minutes",),
    "employer": ("organisation",),
    "end": ("deadline", "target"),
    "fee": ("amount",),
    "finish": ("end", "done"),
    "finished": ("done",),
    "frequency": ("every",),
    "from": ("moved_from", "start"),
    "gave_up": ("given_up",),
    "happened": ("held",),
    "hold": ("on_hold",),
    "interval": ("every",),
    "journal": ("learning",),
    "kpi": ("metrics",),
    "kpis": ("metrics",),
    "label": ("title", "name"),
    "lang": ("language",),
    "length": ("minutes",),
    "locale": ("language",),
    "location": ("where",),
    "mail": ("email",),
    "measurements": ("readings", "metrics"),
    "meetings": ("sessions",),
    "metric": ("metrics",),
    "milestones": ("actions",),
    "mobile": ("phone",),
    "moved": ("moved_from",),
    "moved_by": ("by",),
    "moved_on": ("told",),
    "moved_to": ("on",),
    "name": ("title", "what"),
    "no_show": ("held",),
    "objective": ("goal",),
    "objectives": ("goals",),
    "on_hold_since": ("on_hold",),
    "ongoing": ("started",),
    "paused": ("on_hold",),
    "place": ("where",),
    "postponed": ("moved_from",),
    "prepared": ("preparation",),
    "price": ("amount",),
    "question": ("text",),
    "rating": ("scores", "score"),
    "ratings": ("scores",),
    "recurring": ("every",),
    "repeat": ("every",),
    "repeated": ("every",),
    "repeats": ("every",),
    "rescheduled": ("moved_from",),
    "responsible": ("owner",),
    "sponsors": ("stakeholders",),
    "start": ("started",),
    "start_date": ("start_on", "started"),
    "start_day": ("start_on",),
    "stopped": ("dropped", "given_up"),
    "survey": ("feedback",),
    "target_date": ("target_on", "target"),
    "target_day": ("target_on",),
    "task": ("what",),
    "tasks": ("actions",),
    "tel": ("phone",),
    "telephone": ("phone",),
    "text": ("what", "title"),
    "time": ("at",),
    "time_zone": ("timezone",),
    "title": ("name", "what"),
    "to": ("target",),
    "to_do": ("actions",),
    "todo": ("actions",),
    "todos": ("actions",),
    "took_place": ("held",),
    "topic": ("agenda",),
    "topics": ("agenda",),
    "tz": ("timezone",),
    "until": ("target_on", "target", "deadline", "end"),
    "values": ("readings",),
    "venue": ("where",),
    "was": ("moved_from",),
    "when": ("on", "target", "deadline"),
    "who": ("owner", "name"),
    "why": ("reason",),
}


def unknown_key(model: type[Record], kind: type[Record], key: str, used: Node) -> str:
    """Return the message for a key that a record does not have."""
    if key.casefold().startswith("private"):
        return _PRIVATE
    return f"unknown key `{shortened(key)}`: {key_hint(model, kind, key, used.keys)}"


def unknown_word(key: str, allowed: Iterable[str]) -> str:
    """Return the message for a key that is none of the ids which may stand there."""
    return f"unknown word `{shortened(key)}`: {suggestion(key, allowed)}"


_STATES: Final = {
    "done": (
        "leave it out, since the state follows from days such as `started`, `done`, `on_hold` and "
        "`dropped`"
    ),
    "held": "write what became of it: `held: true`, or a day beside `cancelled` or `moved_from`",
    "given_up": "write a day beside `reached`, `on_hold` or `given_up`",
}
"""What to write in place of a state, by a field that a record of the kind has."""


def key_hint(model: type[Record], kind: type[Record], key: str, used: Iterable[str]) -> str:
    """Return which key of a record may have been meant, or where another belongs.

    Of a key that is known nowhere it is all that the record still takes. `model` is the whole
    file's kind of record, `kind` that in which the key stands, `used` are the keys beside it.
    """
    if key.casefold() in ("state", "status"):
        for field, hint in _STATES.items():
            if field in kind.model_fields:
                return hint
    meant, parent = _keys_meant(kind, key), _parent_hint(model, kind, _plain(key))
    # `version` is the agreement's, rather than the end of `schema_version`.
    is_only_end = all(name.endswith(f"_{_plain(key)}") for name in meant)
    # A key of the whole file, such as `sessions`, is meant rather than one spelled nearly so.
    name = _plain(key)
    is_of_file = kind is not model and name in model.model_fields and name not in _SYNONYMS
    # A key of an item, such as `started`, is meant rather than one that is two letters away.
    is_far = name not in _SYNONYMS and all(edit_distance(name, one, 1) is None for one in meant)
    if meant and not (parent and (is_only_end or is_of_file or is_far)):
        return f"did you mean {one_of(meant)}?"
    if parent:
        return parent
    used = set(used)
    left = [name for name in kind.model_fields if name not in used]
    return f"keys that may stand here are {listed(left)}" if left else "nothing else may stand here"


def meant_key(kind: type[Record], key: str) -> str | None:
    """Return the key of a record that another key was most likely meant for."""
    return next(iter(_keys_meant(kind, key)), None)


def _keys_meant(kind: type[Record], key: str) -> tuple[str, ...]:
    word = _plain(key)
    for synonym in (*_SYNONYMS.get(word, ()), *_SYNONYMS.get(word.removesuffix("_date"), ())):
        if synonym in kind.model_fields:
            return (synonym,)
    if near := words_near(key, kind.model_fields):
        return near
    glued = GLUED.match(key)
    return words_near(glued[1], kind.model_fields) if glued else ()


def _plain(key: str) -> str:
    return "_".join(key.strip().casefold().replace("-", "_").split())


def _parent_hint(model: type[Record], kind: type[Record], key: str) -> str | None:
    """Return where in a file a key belongs, if few records have it."""
    if kind is not model and key in model.model_fields:
        return "it is a key of the whole file: begin its line with it, without spaces before it"
    below = list(dict.fromkeys(_parents_of(model, kind, key, "")))
    parents = below or list(dict.fromkeys(_parents_of(model, model, key, "")))
    if not 0 < len(parents) <= _MAX_HINTS:
        return None
    *first, last = parents
    named = f"{', '.join(first)} or {last}" if first else last
    return f"it belongs to {named}" + (": indent it further" if below else "")


def _parents_of(model: type[Record], kind: type[Record], key: str, around: str) -> Iterator[str]:
    """Yield each record below one that takes a key, as a person would name it."""
    for name in kind.model_fields:
        for part in ((name,), (name, 0)):
            below = record_at(kind, part)
            if below is None:
                continue
            is_item = len(part) > 1
            # An item needs what is around it only where the whole file has such a list, too.
            is_clear = not around or (is_item and name not in model.model_fields)
            within = "" if is_clear else f" of `{around}`"
            if key in below.model_fields:
                yield f"{'an item of ' if is_item else ''}`{name}`{within}"
            yield from _parents_of(model, below, key, name)
