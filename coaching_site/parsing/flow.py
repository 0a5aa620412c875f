"""Repairs of flow collections: lists between brackets, records between braces.

A text in a flow collection ends at a comma or a closing bracket, which are common in sentences. So
brackets are first matched by kind over the whole value; then one pass from left to right decides
for each whether it belongs to the structure or to a text that needs quotes.
"""

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
    matching_brackets,
)
from coaching_site.parsing.lines import value_of
from coaching_site.parsing.quotes import needs_quotes, quoting, single_quoted
from coaching_site.parsing.repair import Repair
from coaching_site.problems import quoted

_KEY: Final = re.compile(r"[\w-]+:\s+|(?:\"[^\"]*\"|'[^']*'):\s*")
_LONE_KEY: Final = re.compile(r"[\w-]+:(?=[,}])")
_INDICATORS: Final = tuple("#@%`*&!|>?:[]{}\"'")
_NEXT_KEY: Final = re.compile(r",\s*[\w-]+:\s")
_COMMENT: Final = re.compile(r"(?<=[\]},])[ \t]+#[^\[\]{}]*$")
_MAX_CHARACTERS: Final = 10_000
_COMMA: Final = re.compile(
    r"(?:[0-9][^\s\"']*|\"[^\"]*\"|'[^']*')(?P<gap>[ ]+)(?=[\"']?[a-z_][a-z0-9_-]*[\"']?: )"
)


class _Edit(NamedTuple):
    """The text to put between two offsets, and the problem at a third; all count from 0."""

    start: int
    end: int
    text: str
    message: str
    offset: int
    is_text: bool = False


def flow_repairs(lines: list[str], index: int) -> Iterator[Repair]:
    """Yield the repair of the first mistake in a flow collection that contains line `index`.

    The collection may begin in an earlier line. Only the first mistake has a message: what follows
    it is often its consequence.
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
        # Blanked, not removed: the offsets of all else stay those of the file.
        bare = (_COMMENT.sub(lambda match: " " * len(match[0]), line) for line in part)
        yield from _repaired("\n".join(bare).rstrip(), start, first)


def _repaired(text: str, start: int, index: int) -> Iterator[Repair]:
    """Yield the repair of the first line with a mistake; `index` is the first line of the text."""
    edits = _FlowScanner(text, len(text)).edits_from(start)
    if not edits:
        return
    begin = text.rfind("\n", 0, edits[0].start) + 1
    end = (text.find("\n", begin) + 1 or len(text) + 1) - 1
    line = text[begin:end]
    # From the right, so that the offsets of those before stay true.
    for edit in reversed([edit for edit in edits if edit.start <= end]):
        line = line[: edit.start - begin] + edit.text + line[edit.end - begin :]
    first, number = edits[0], index + text.count("\n", 0, begin)
    column = max(first.offset - begin, 0) + 1
    yield Repair(number, line, column, first.message, guess=column, is_text=first.is_text)


class _FlowScanner:
    """Scans a flow collection from left to right, up to the offset `end`, and collects edits."""

    def __init__(self, line: str, end: int) -> None:
        self._line = line
        self._end = end
        self._opened: list[int] = []
        self._edits: list[_Edit] = []
        self._matching: dict[int, int] = {}

    def edits_from(self, offset: int) -> list[_Edit]:
        """Return the edits that make the collection valid, from left to right."""
        self._matching = matching_brackets(self._line, offset, self._end)
        if self._is_text(offset):
            return []
        while offset < self._end:
            offset = self._scan_one(offset)
        while self._opened:
            self._close(self._opened.pop(), self._end)
        return self._edits

    def _is_text(self, offset: int) -> bool:
        """Whether the bracket that begins a value is part of a text, as in `{n} of {m}`."""
        if offset not in self._matching:
            return BRACKETS_IN_TEXT.match(self._line, offset, self._end) is not None
        behind = self._line[self._matching[offset] + 1 : self._end].lstrip()
        has_key = _KEY.match(self._line[offset + 1 :].lstrip())
        return bool(behind) and behind[0] not in ",]}" and not has_key

    def _scan_one(self, offset: int) -> int:
        bracket = self._line[offset]
        if bracket in ", \n":
            return offset + 1
        if bracket in CLOSING_BRACKETS and self._begins_collection(offset):
            self._opened.append(offset)
            return offset + 1
        if self._closes(offset):
            return self._closing(offset)
        return self._scan_entry(offset)

    def _begins_collection(self, offset: int) -> bool:
        """Whether an opening bracket is structure: only a comma or bracket may follow its match."""
        if not self._opened:
            return True
        if offset not in self._matching:
            if BRACKETS_IN_TEXT.match(self._line, offset, self._end):
                return False
            return self._line[offset + 1 : self._end].lstrip()[:1] not in tuple("]}")
        behind = self._line[self._matching[offset] + 1 : self._end].lstrip()
        return not behind or behind[0] in ",]}"

    def _closes(self, offset: int) -> bool:
        """Whether a bracket closes a collection; otherwise it is part of a text."""
        bracket = self._line[offset]
        if (
            bracket not in OPENING_BRACKETS
            or not self._opened
            or BRACKETS_IN_TEXT.match(self._line, offset, self._end)
        ):
            return False
        last = self._opened[-1]
        if self._line[last] == OPENING_BRACKETS[bracket]:
            rest = self._line[offset + 1 : self._end].lstrip()
            goes_on = rest and rest[0] not in ",]}" and rest.endswith(bracket)
            return len(self._opened) > 1 or not goes_on
        # The innermost collection is closed further on, so this bracket belongs to a text in it.
        if self._matching.get(last, 0) > offset:
            return False
        is_last = not self._line[offset + 1 : self._end].strip("]} \n")
        return is_last or any(self._line[at] == OPENING_BRACKETS[bracket] for at in self._opened)

    def _closing(self, offset: int) -> int:
        bracket = self._line[offset]
        if not any(self._line[at] == OPENING_BRACKETS[bracket] for at in self._opened):
            right = CLOSING_BRACKETS[self._line[self._opened.pop()]]
            began = OPENING_BRACKETS[right]
            message = f"write {right} in place of this {bracket}, as it began with {began}"
            self._edits.append(_Edit(offset, offset + 1, right, message, offset))
            return offset + 1
        while self._line[self._opened[-1]] != OPENING_BRACKETS[bracket]:
            self._close(self._opened.pop(), offset)
        rest = self._line[offset + 1 : self._end].lstrip()
        if len(self._opened) > 1 or not rest:
            self._opened.pop()
        elif rest[0] in ",]}":
            self._reopen(offset, rest)
        else:
            return self._drop_rest(offset)
        return offset + 1

    def _reopen(self, offset: int, rest: str) -> None:
        """Remove a bracket that closes the whole collection too early."""
        bracket = self._line[offset]
        is_there = rest.endswith(bracket)
        repair = "delete it" if is_there else f"move it to the end, behind {quoted(rest[-20:])}"
        message = f"this {bracket} closes the {OPENING_BRACKETS[bracket]} too early: {repair}"
        self._edits.append(_Edit(offset, offset + 1, "", message, offset))

    def _drop_rest(self, offset: int) -> int:
        """Drop what follows a closed record; a list with more behind it may be one text."""
        if not _KEY.match(self._line[self._opened.pop() + 1 :].lstrip()):
            self._edits.clear()
            return self._end
        start = self._end - len(self._line[offset + 1 : self._end].lstrip())
        message = (
            f"this follows the {self._line[offset]} that ends the record: put # and a space before "
            "it if it is a comment, or move it to a key of the record"
        )
        self._edits.append(_Edit(offset + 1, self._end, "", message, start))
        return self._end

    def _close(self, start: int, offset: int) -> None:
        bracket, closing = self._line[start], CLOSING_BRACKETS[self._line[start]]
        if offset >= self._end:
            where = _AT_THE_END
        elif self._line[offset] == ",":
            where = f"behind {quoted(self._line[start + 1 : offset][-20:].lstrip())}"
        else:
            where = f"before the {self._line[offset]}"
        message = f"this {bracket} is not closed: add {closing} {where}"
        self._edits.append(_Edit(offset, offset, closing, message, start))

    def _scan_entry(self, offset: int) -> int:
        key = _KEY.match(self._line, offset, self._end)
        start = key.end() if key else offset
        if key and self._is_key_behind_list(offset):
            self._close(self._opened.pop(), self._line.rindex(",", 0, offset))
        if start >= self._end or (key and self._begins_something(start)):
            return start
        if quoted := self._end_of_quoted(start):
            return quoted
        lone = _LONE_KEY.match(self._line, offset, self._end)
        if lone and not key and self._line[self._opened[-1]] == "{":
            edit = _Edit(lone.end(), lone.end(), " ", _SPACE_AFTER_COLON, lone.end() - 1)
            self._edits.append(edit)
            return lone.end()
        last = self._end_of_text(start)
        text = self._line[start:last].rstrip()
        if key and text[0] in "\"'" and _COMMA.match(text):
            self._colon(start, text)
        elif text.startswith(_INDICATORS) or re.search(r"[\[\]{}]| #|^-( |$)", text):
            whole = text.partition(": ")[0] if text[0] == "#" else text
            self._quote(start, whole, needs_quotes(whole, within=True))
        elif key and (": " in text or text.endswith(":")):
            self._colon(start, text)
        return max(last, offset + 1)

    def _is_key_behind_list(self, offset: int) -> bool:
        """Whether a key belongs to the record around a list whose closing bracket is missing."""
        around = [self._line[at] for at in self._opened[-2:]]
        if around != ["{", "["] or self._opened[-1] in self._matching:
            return False
        return self._line.find(",", self._opened[-1], offset) > 0

    def _begins_something(self, offset: int) -> bool:
        bracket = self._line[offset]
        if bracket in CLOSING_BRACKETS:
            return self._begins_collection(offset)
        return bracket == "," or self._closes(offset)

    def _end_of_quoted(self, start: int) -> int:
        """Return the offset after a text in quotes; 0 if there is none, or more text follows it."""
        if self._line[start] not in "\"'":
            return 0
        match = QUOTED.match(self._line, start, self._end)
        if not match:
            return self._close_quote(start)
        behind = self._line[match.end() : self._end].lstrip()
        return match.end() if not behind or behind[0] in ",]}" else 0

    def _end_of_text(self, offset: int) -> int:
        while offset < self._end and self._line[offset] not in ",\n" and not self._closes(offset):
            offset = self._matching.get(offset, offset) + 1
        return offset

    def _close_quote(self, start: int) -> int:
        bracket = self._line[start]
        last = self._line.find("\n", start, self._end)
        offset = len(self._line[: self._end if last < 0 else last].rstrip("]} "))
        if offset <= start + 1:
            return self._end
        if key := _NEXT_KEY.search(self._line, start + 2, offset):
            offset = key.start()
            where = f"behind {quoted(self._line[start + 1 : offset][-20:].lstrip())}"
        else:
            where = self._place_of_quote(offset)
        message = f"the quote that begins here is not closed: add {bracket} {where}"
        self._edits.append(_Edit(offset, offset, bracket, message, start))
        return offset

    def _place_of_quote(self, offset: int) -> str:
        return f"before the {self._line[offset]}" if offset < self._end else _AT_THE_END

    def _colon(self, start: int, text: str) -> None:
        if match := _COMMA.match(text):
            offset = start + match.start("gap")
            message = f"put a comma before `{text[match.end() :].partition(':')[0]}`"
            self._edits.append(_Edit(offset, offset, ",", message, start + match.end()))
        else:
            repair = quoting(text, within=True)
            self._quote(start, text, f"text with a colon needs quotes: {repair}")

    def _quote(self, start: int, text: str, message: str) -> None:
        typed = single_quoted(text)
        self._edits.append(_Edit(start, start + len(text), typed, message, start, is_text=True))


_SPACE_AFTER_COLON: Final = "put a space after the colon"
_AT_THE_END: Final = "where the list or record ends"
