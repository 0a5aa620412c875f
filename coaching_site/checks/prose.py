"""Prose whose signs may mean two things, of which a portal shows one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from coaching_site.checks.places import Found, Location
from coaching_site.lists import may_be_amounts, seems_listed, seems_to_leave
from coaching_site.model import Engagement
from coaching_site.model.text import Prose, Record, Text
from coaching_site.points import runs_together
from coaching_site.problems import quoted
from coaching_site.prose import emphasised
from coaching_site.typed import hides_backslash

_TOGETHER: Final = (
    "this may be a list that runs together: put each point on a line of its own, or begin each "
    "with a dash and a space as an item of a list"
)
_IN_SENTENCE: Final = (
    "lines that begin with a sign of a list are shown as part of a sentence: if points are meant, "
    "put a blank line before the first of them"
)
_BELOW_POINT: Final = (
    "the line below the last point is shown as part of it: if a paragraph is meant, put a blank "
    "line before it, else indent it"
)
_AMOUNTS: Final = (
    "each line begins with a dash and a number and is shown as a point of a list: if a minus is "
    "meant, put no space behind it"
)
_BACKSLASH: Final = (
    "a \\ before a sign or at the end of a line is not shown: if the \\ is meant, write it twice"
)
_EMPHASIS: Final = (
    "the signs around {} are not shown, since they make it emphasised: if the signs are meant, "
    "put a \\ before each"
)


def advise_on_prose(engagement: Engagement) -> Found:
    """Yield each text whose signs may mean something else than what is shown."""
    for place, text in _texts_in(engagement, (), is_prose=False):
        if runs_together(text):
            yield place, _TOGETHER
        elif seems_listed(text):
            yield place, _IN_SENTENCE
        elif seems_to_leave(text):
            yield place, _BELOW_POINT
        elif may_be_amounts(text):
            yield place, _AMOUNTS
        if hides_backslash(text):
            yield place, _BACKSLASH
        for words in emphasised(text):
            if not any(map(str.isalpha, words)):
                yield place, _EMPHASIS.format(quoted(words))


def _texts_in(value: object, place: Location, *, is_prose: bool) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        if is_prose:
            yield place, value
    elif isinstance(value, Record):
        prose = _prose_of(type(value))
        for name in type(value).model_fields:
            yield from _texts_in(getattr(value, name), (*place, name), is_prose=name in prose)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts_in(one, (*place, key), is_prose=is_prose)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _texts_in(one, (*place, index), is_prose=is_prose)


@cache
def _prose_of(model: type[Record]) -> frozenset[str]:
    """Return the names of the fields of a record that hold prose, in whatever form."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _holds_prose(hint))


def _holds_prose(hint: Any) -> bool:
    return hint in (Prose, Text) or any(map(_holds_prose, get_args(hint)))
