"""Mends for lists and records between brackets and braces on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from coaching_site.loading.lines import value_of
from coaching_site.loading.mend import Mend
from coaching_site.loading.tree import needs_quotes, quoting

_PAIRS: Final = {"[": "]", "{": "}"}
_PART: Final = re.compile(
    r"(?P<key>[\w-]+:[ ]+)?(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\[\]{},]*)"
)
_SIGNS: Final = tuple("#@%`*&!|>")
_COMMA: Final = re.compile(
    r"(?:[0-9][^\s\"']*|\"[^\"]*\"|'[^']*')(?P<gap>[ ]+)(?=[a-z_][a-z0-9_-]*: )"
)


class _Edit(NamedTuple):
    """What to put in place of a part of a line, from 0, and what was wrong at a place in it."""

    start: int
    end: int
    text: str
    message: str
    place: int


def flow(line: str, index: int) -> Iterator[Mend]:
    """Yield the mend for all that is wrong between the brackets of a line; one thing is told."""
    start, value = value_of(line)
    if value[:1] not in _PAIRS:
        yield from _unopened(line, index, start, value)
        return
    edits = _Reader(line, start + len(value)).edits_from(start)
    mended = line
    for edit in reversed(edits):
        mended = mended[: edit.start] + edit.text + mended[edit.end :]
    if edits:
        column = edits[0].place + 1
        yield Mend(index, mended, column, edits[0].message, guess=column)


def _unopened(line: str, index: int, start: int, value: str) -> Iterator[Mend]:
    if value.endswith("}") and "{" not in value and ": " in value:
        message = "put { before this, since a } at the end of the line closes it"
        text = f"{line[:start]}{{{line[start:]}"
        yield Mend(index, text, start + 1, message, guess=start + 1)


class _Reader:
    """Reads brackets, braces and what is between them, up to the place `end` of a line."""

    def __init__(self, line: str, end: int) -> None:
        self._line = line
        self._end = end
        self._opened: list[int] = []
        self._edits: list[_Edit] = []

    def edits_from(self, place: int) -> list[_Edit]:
        """Return what to change from a place on, from the left to the right."""
        while place < self._end:
            place = self._step(place)
        while self._opened:
            self._close(self._opened.pop(), self._end)
        return self._edits

    def _step(self, place: int) -> int:
        sign = self._line[place]
        if sign in _PAIRS:
            self._opened.append(place)
        elif sign in _PAIRS.values():
            while self._opened and _PAIRS[self._line[self._opened[-1]]] != sign:
                self._close(self._opened.pop(), place)
            del self._opened[-1:]
        elif sign not in ", ":
            return self._part(place)
        return place + 1

    def _close(self, start: int, place: int) -> None:
        sign, closing = self._line[start], _PAIRS[self._line[start]]
        where = f"before the {self._line[place]}" if place < self._end else _AT_THE_END
        message = f"this {sign} is not closed: add {closing} {where}"
        self._edits.append(_Edit(place, place, closing, message, start))

    def _part(self, place: int) -> int:
        found = _PART.match(self._line, place, self._end)
        start, last = found.span("text") if found else (place, place)
        text = self._line[start:last].rstrip()
        if text[:1] in tuple("\"'"):
            return max(last, place + 1) if text.count(text[0]) > 1 else self._close_quote(start)
        if text.startswith(_SIGNS) or " #" in text:
            whole = text.partition(": ")[0] if text[0] == "#" else text
            self._quote(start, whole, needs_quotes(whole))
        elif found and found["key"] and (": " in text or text.endswith(":")):
            self._colon(start, text)
        return max(last, place + 1)

    def _close_quote(self, start: int) -> int:
        sign = self._line[start]
        place = len(self._line[: self._end].rstrip("]} "))
        if place <= start + 1:
            return self._end
        where = f"before the {self._line[place]}" if place < self._end else _AT_THE_END
        message = f"the quote that begins here is not closed: add {sign} {where}"
        self._edits.append(_Edit(place, place, sign, message, start))
        return place

    def _colon(self, start: int, text: str) -> None:
        if found := _COMMA.match(text):
            place = start + found.start("gap")
            message = f"put a comma before `{text[found.end() :].partition(':')[0]}`"
            self._edits.append(_Edit(place, place, ",", message, start + found.end()))
        else:
            self._quote(start, text, f"text with a colon needs quotes: {quoting(text)}")

    def _quote(self, start: int, text: str, message: str) -> None:
        typed = "'" + text.replace("'", "''") + "'"
        self._edits.append(_Edit(start, start + len(text), typed, message, start))


_AT_THE_END: Final = "where the list or record ends"
