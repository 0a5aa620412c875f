"""Mends for lists and records between brackets and braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from coaching_site.parsing.brackets import (
    BRACKETS_IN_TEXT,
    CLOSING_BRACKETS,
    OPENING_BRACKETS,
    QUOTED,
    begin_of_brackets,
    end_of_brackets,
    partners,
)
from coaching_site.parsing.lines import value_of
from coaching_site.parsing.quotes import needs_quotes, quoting
from coaching_site.parsing.repair import Repair
from coaching_site.problems import quoted

_KEY: Final = re.compile(r"[\w-]+:\s+|(?:\"[^\"]*\"|'[^']*'):\s*")
_LONE_KEY: Final = re.compile(r"[\w-]+:(?=[,}])")
_SIGNS: Final = tuple("#@%`*&!|>?:[]{}\"'")
_NEXT_KEY: Final = re.compile(r",\s*[\w-]+:\s")
_COMMENT: Final = re.compile(r"(?<=[\]},])[ \t]+#[^\[\]{}]*$")
_MAX_CHARACTERS: Final = 10_000
_COMMA: Final = re.compile(
    r"(?:[0-9][^\s\"']*|\"[^\"]*\"|'[^']*')(?P<gap>[ ]+)(?=[\"']?[a-z_][a-z0-9_-]*[\"']?: )"
)


class _Edit(NamedTuple):
    """What to put in place of a part of a line, from 0, and what was wrong at a place in it."""

    start: int
    end: int
    text: str
    message: str
    place: int
    is_text: bool = False


def flow(lines: list[str], index: int) -> Iterator[Repair]:
    """Yield the mend for what is wrong between the brackets of a line; one thing is told.

    They may have been opened in a line before it.
    """
    line = lines[index]
    start, value = value_of(line)
    if (
        value[:1] not in CLOSING_BRACKETS
        and value.endswith("}")
        and "{" not in value
        and ": " in value
    ):
        message = "put { before this, since a } at the end of the line closes it"
        text = f"{line[:start]}{{{line[start:]}"
        yield Repair(index, text, start + 1, message, guess=start + 1)
    first, start = begin_of_brackets(lines, index)
    part = lines[first : end_of_brackets(lines, first)]
    if first + len(part) > index and sum(map(len, part)) <= _MAX_CHARACTERS:
        bare = (_COMMENT.sub(lambda found: " " * len(found[0]), line) for line in part)
        yield from _repaired("\n".join(bare).rstrip(), start, first)


def _repaired(text: str, start: int, index: int) -> Iterator[Repair]:
    """Yield the mend for the first line of some that has a mistake between brackets."""
    edits = _FlowScanner(text, len(text)).edits_from(start)
    if not edits:
        return
    begin = text.rfind("\n", 0, edits[0].start) + 1
    end = (text.find("\n", begin) + 1 or len(text) + 1) - 1
    line = text[begin:end]
    for edit in reversed([edit for edit in edits if edit.start <= end]):
        line = line[: edit.start - begin] + edit.text + line[edit.end - begin :]
    first, number = edits[0], index + text.count("\n", 0, begin)
    column = max(first.place - begin, 0) + 1
    yield Repair(number, line, column, first.message, guess=column, is_text=first.is_text)


class _FlowScanner:
    """Reads brackets, braces and what is between them, up to the place `end` of a line."""

    def __init__(self, line: str, end: int) -> None:
        self._line = line
        self._end = end
        self._opened: list[int] = []
        self._edits: list[_Edit] = []
        self._partners: dict[int, int] = {}

    def edits_from(self, place: int) -> list[_Edit]:
        """Return what to change from a place on, from the left to the right."""
        self._partners = partners(self._line, place, self._end)
        if self._is_text(place):
            return []
        while place < self._end:
            place = self._step(place)
        while self._opened:
            self._close(self._opened.pop(), self._end)
        return self._edits

    def _is_text(self, place: int) -> bool:
        """Whether the brackets that begin a value are part of a text, as in `{n} of {m}`."""
        if place not in self._partners:
            return BRACKETS_IN_TEXT.match(self._line, place, self._end) is not None
        behind = self._line[self._partners[place] + 1 : self._end].lstrip()
        has_key = _KEY.match(self._line[place + 1 :].lstrip())
        return bool(behind) and behind[0] not in ",]}" and not has_key

    def _step(self, place: int) -> int:
        sign = self._line[place]
        if sign in ", \n":
            return place + 1
        if sign in CLOSING_BRACKETS and self._begins_collection(place):
            self._opened.append(place)
            return place + 1
        if self._closes(place):
            return self._closing(place)
        return self._part(place)

    def _begins_collection(self, place: int) -> bool:
        """Whether nothing but a comma or a bracket follows where this bracket is closed."""
        if not self._opened:
            return True
        if place not in self._partners:
            if BRACKETS_IN_TEXT.match(self._line, place, self._end):
                return False
            return self._line[place + 1 : self._end].lstrip()[:1] not in tuple("]}")
        behind = self._line[self._partners[place] + 1 : self._end].lstrip()
        return not behind or behind[0] in ",]}"

    def _closes(self, place: int) -> bool:
        """Whether a bracket closes something; else it is part of a text."""
        sign = self._line[place]
        if (
            sign not in OPENING_BRACKETS
            or not self._opened
            or BRACKETS_IN_TEXT.match(self._line, place, self._end)
        ):
            return False
        last = self._opened[-1]
        if self._line[last] == OPENING_BRACKETS[sign]:
            rest = self._line[place + 1 : self._end].lstrip()
            goes_on = rest and rest[0] not in ",]}" and rest.endswith(sign)
            return len(self._opened) > 1 or not goes_on
        if self._partners.get(last, 0) > place:
            return False
        is_last = not self._line[place + 1 : self._end].strip("]} \n")
        return is_last or any(self._line[one] == OPENING_BRACKETS[sign] for one in self._opened)

    def _closing(self, place: int) -> int:
        sign = self._line[place]
        if not any(self._line[one] == OPENING_BRACKETS[sign] for one in self._opened):
            right = CLOSING_BRACKETS[self._line[self._opened.pop()]]
            message = (
                f"write {right} in place of this {sign}, as it began with {OPENING_BRACKETS[right]}"
            )
            self._edits.append(_Edit(place, place + 1, right, message, place))
            return place + 1
        while self._line[self._opened[-1]] != OPENING_BRACKETS[sign]:
            self._close(self._opened.pop(), place)
        rest = self._line[place + 1 : self._end].lstrip()
        if len(self._opened) > 1 or not rest:
            self._opened.pop()
        elif rest[0] in ",]}":
            self._reopen(place, rest)
        else:
            return self._cut(place)
        return place + 1

    def _reopen(self, place: int, rest: str) -> None:
        """Take away a bracket that closes all before the end."""
        sign = self._line[place]
        is_there = rest.endswith(sign)
        repair = "delete it" if is_there else f"move it to the end, behind {quoted(rest[-20:])}"
        message = f"this {sign} closes the {OPENING_BRACKETS[sign]} too early: {repair}"
        self._edits.append(_Edit(place, place + 1, "", message, place))

    def _cut(self, place: int) -> int:
        """Leave out what follows a record; what follows a list may make a text of the whole."""
        if not _KEY.match(self._line[self._opened.pop() + 1 :].lstrip()):
            self._edits.clear()
            return self._end
        start = self._end - len(self._line[place + 1 : self._end].lstrip())
        message = (
            f"this follows the {self._line[place]} that ends the record: put # and a space before "
            "it if it is a comment, or move it to a key of the record"
        )
        self._edits.append(_Edit(place + 1, self._end, "", message, start))
        return self._end

    def _close(self, start: int, place: int) -> None:
        sign, closing = self._line[start], CLOSING_BRACKETS[self._line[start]]
        if place >= self._end:
            where = _AT_THE_END
        elif self._line[place] == ",":
            where = f"behind {quoted(self._line[start + 1 : place][-20:].lstrip())}"
        else:
            where = f"before the {self._line[place]}"
        message = f"this {sign} is not closed: add {closing} {where}"
        self._edits.append(_Edit(place, place, closing, message, start))

    def _part(self, place: int) -> int:
        key = _KEY.match(self._line, place, self._end)
        start = key.end() if key else place
        if key and self._is_key_behind_list(place):
            self._close(self._opened.pop(), self._line.rindex(",", 0, place))
        if start >= self._end or (key and self._begins_something(start)):
            return start
        if quoted := self._quoted(start):
            return quoted
        lone = _LONE_KEY.match(self._line, place, self._end)
        if lone and not key and self._line[self._opened[-1]] == "{":
            edit = _Edit(lone.end(), lone.end(), " ", _SPACE, lone.end() - 1)
            self._edits.append(edit)
            return lone.end()
        last = self._end_of_text(start)
        text = self._line[start:last].rstrip()
        if key and text[0] in "\"'" and _COMMA.match(text):
            self._colon(start, text)
        elif text.startswith(_SIGNS) or re.search(r"[\[\]{}]| #|^-( |$)", text):
            whole = text.partition(": ")[0] if text[0] == "#" else text
            self._quote(start, whole, needs_quotes(whole, within=True))
        elif key and (": " in text or text.endswith(":")):
            self._colon(start, text)
        return max(last, place + 1)

    def _is_key_behind_list(self, place: int) -> bool:
        """Whether a key here is rather one of the record around a list that nothing closes."""
        around = [self._line[one] for one in self._opened[-2:]]
        if around != ["{", "["] or self._opened[-1] in self._partners:
            return False
        return self._line.find(",", self._opened[-1], place) > 0

    def _begins_something(self, place: int) -> bool:
        sign = self._line[place]
        if sign in CLOSING_BRACKETS:
            return self._begins_collection(place)
        return sign == "," or self._closes(place)

    def _quoted(self, start: int) -> int:
        """Return where a text in quotes ends, 0 if it is none or goes on behind them."""
        if self._line[start] not in "\"'":
            return 0
        found = QUOTED.match(self._line, start, self._end)
        if not found:
            return self._close_quote(start)
        behind = self._line[found.end() : self._end].lstrip()
        return found.end() if not behind or behind[0] in ",]}" else 0

    def _end_of_text(self, place: int) -> int:
        while place < self._end and self._line[place] not in ",\n" and not self._closes(place):
            place = self._partners.get(place, place) + 1
        return place

    def _close_quote(self, start: int) -> int:
        sign = self._line[start]
        last = self._line.find("\n", start, self._end)
        place = len(self._line[: self._end if last < 0 else last].rstrip("]} "))
        if place <= start + 1:
            return self._end
        if key := _NEXT_KEY.search(self._line, start + 2, place):
            place = key.start()
            where = f"behind {quoted(self._line[start + 1 : place][-20:].lstrip())}"
        else:
            where = self._where(place)
        message = f"the quote that begins here is not closed: add {sign} {where}"
        self._edits.append(_Edit(place, place, sign, message, start))
        return place

    def _where(self, place: int) -> str:
        return f"before the {self._line[place]}" if place < self._end else _AT_THE_END

    def _colon(self, start: int, text: str) -> None:
        if found := _COMMA.match(text):
            place = start + found.start("gap")
            message = f"put a comma before `{text[found.end() :].partition(':')[0]}`"
            self._edits.append(_Edit(place, place, ",", message, start + found.end()))
        else:
            repair = quoting(text, within=True)
            self._quote(start, text, f"text with a colon needs quotes: {repair}")

    def _quote(self, start: int, text: str, message: str) -> None:
        typed = "'" + text.replace("'", "''") + "'"
        self._edits.append(_Edit(start, start + len(text), typed, message, start, is_text=True))


_SPACE: Final = "put a space after the colon"
_AT_THE_END: Final = "where the list or record ends"
