"""From the text of a file to its tree, across every mistake in the syntax that can be repaired.

PyYAML stops at the first error. To report all of them, the line in error is repaired in memory, and
the text parsed again, until it parses as a whole or no candidate gets the parser further.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import yaml

from coaching_site.parsing.blocks import (
    blank_lines,
    colon_in_long_text,
    comment_in_text,
    digit_in_header,
    text_beside_header,
    unindented_block,
)
from coaching_site.parsing.brackets import key_behind_brackets, more_below_brackets
from coaching_site.parsing.candidates import (
    candidate_repairs,
    odd_indentations,
    unclosed_quotes,
)
from coaching_site.parsing.characters import has_odd
from coaching_site.parsing.lines import indent
from coaching_site.parsing.look_alikes import look_alikes
from coaching_site.parsing.losses import report_losses
from coaching_site.parsing.node import Node
from coaching_site.parsing.repair import Repair
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.strays import strays
from coaching_site.parsing.tree import TreeBuilder

_MAX_REPAIRS: Final = 60
_TOGETHER: Final = (
    odd_indentations,
    blank_lines,
    comment_in_text,
    text_beside_header,
    key_behind_brackets,
    more_below_brackets,
    colon_in_long_text,
    digit_in_header,
    unindented_block,
)
# Bounds the time for a hostile file: each try parses the whole text again.
_MAX_PARSED_CHARACTERS: Final = 25_000_000


class Reading(NamedTuple):
    """The tree of a file, None if it is empty, and whether all of the file is in it."""

    root: Node | None
    complete: bool


def read_tree(text: str, report: Report) -> Reading:
    """Return the tree of a text in YAML; mistakes in the syntax go to the report."""
    lines = text.split("\n")
    _join_documents(lines, report)
    typed = lines.copy()
    repairer = _Repairer(lines, report)
    parsed = repairer.recover(_parse(lines))
    builder = TreeBuilder(lines, typed, report)
    builder.build(parsed.events)
    report_losses(lines, parsed.events, report)
    return Reading(builder.root, complete=parsed.error is None and not repairer.left_out)


def _join_documents(lines: list[str], report: Report) -> None:
    """Blank the markers `---` and `...`: what follows the second document would not be read."""
    ends = [n for n, line in enumerate(lines) if _ends_document(line)]
    if not ends:
        return
    texts = [n for n, line in enumerate(lines) if line.strip(" -.") and line[0] != "#"] or [0]
    for number in ends:
        if texts[0] < number < texts[-1]:
            what = f"{lines[number][:3]} here" if lines[number][3:].strip() else "this line"
            message = f"take {what} out: what comes after {lines[number][:3]} would not be read"
            report.add(Position(number + 1, 1), message)
        rest = lines[number][3:].lstrip()
        report.shifts[number + 1] = [(0, len(rest) - len(lines[number]))]
        lines[number] = rest


def _ends_document(line: str) -> bool:
    return line.startswith(("---", "...")) and not line[3:4].strip()


class _Parsed(NamedTuple):
    events: list[yaml.Event]
    error: yaml.MarkedYAMLError | None

    @property
    def line(self) -> int:
        """The line of the error, from 0: for a quote or a bracket the one that opens it."""
        if self.error is None:
            return -1
        opens = any(word in (self.error.context or "") for word in ("quoted", "flow"))
        position: Any = self.error.context_mark if opens else self.error.problem_mark
        return int(position.line)

    @property
    def context(self) -> int:
        """The line in which what cannot be parsed began, from 0."""
        position = self.error.context_mark if self.error else None
        return position.line if position else self.line

    @property
    def lacks_colon(self) -> bool:
        """Whether the line `context` would have to be a key, and is none."""
        return self.error is not None and "simple key" in (self.error.context or "")

    @property
    def spot(self) -> tuple[int, int]:
        position: Any = self.error.problem_mark if self.error else None
        return (position.line, position.column) if position else (-1, -1)

    def is_beyond(self, line: int) -> bool:
        return self.error is None or self.line > line

    def is_further(self, earlier: _Parsed, repaired: int) -> bool:
        """Return whether the repair of a line got the parser further, past that line at least."""
        # A repair above the error counts where the next one is further on, if only in its line.
        if repaired < earlier.line <= self.line and self.spot > earlier.spot:
            return True
        return self.is_beyond(earlier.line)


def _parse(lines: list[str]) -> _Parsed:
    # The parser in C is several times as fast; PyYAML may have been built without it.
    kind: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: list[yaml.Event] = []
    try:
        loader = kind("\n".join(lines))
        # Its last event is None; asking beforehand whether there is one took as long again.
        while event := loader.get_event():
            events.append(event)
    except yaml.MarkedYAMLError as error:
        return _Parsed(events, error)
    return _Parsed(events, None)


class _Repairer:
    """Repairs lines in memory, one by one, as long as the parser gets further into the file.

    Repairs that need several lines at once are kept without a try; each of `candidate_repairs` is
    kept only if the next error is further on. Where none is, the line is left out.
    """

    def __init__(self, lines: list[str], report: Report) -> None:
        self._lines = lines
        self._report = report
        self._size = sum(map(len, lines))
        self._is_odd = any(map(has_odd, lines))
        self._parsed = 0
        self.left_out = False

    def recover(self, parsed: _Parsed) -> _Parsed:
        """Return the last result of parsing, with all repairs; report each of them."""
        for _ in range(_MAX_REPAIRS):
            # These parse without an error, each as part of a text, so no error leads to them.
            if self._is_odd and (odd := look_alikes(self._lines, parsed.events)):
                self._keep(odd)
                parsed = _parse(self._lines)
                continue
            if parsed.error is None:
                return parsed
            if not (further := self._repair(parsed)):
                break
            parsed = further
        self._give_up(parsed)
        return parsed

    def _repair(self, parsed: _Parsed) -> _Parsed | None:
        last = len(self._lines) - 1
        line, context = min(parsed.line, last), min(parsed.context, last)
        if further := self._try_each(strays(self._lines, line, context), parsed):
            return further
        for together in _TOGETHER:
            if chosen := list(together(self._lines, line, context)):
                self._keep(chosen)
                return _parse(self._lines)
        if further := self._try_each(candidate_repairs(self._lines, line, context), parsed):
            return further
        for repair in unclosed_quotes(self._lines, line):
            if (further := self._try(repair)) and further.is_beyond(repair.index + 1):
                self._keep([repair])
                return further
        order = (context, line) if parsed.lacks_colon else (line, context)
        return self._leave_out(parsed, order[0]) or self._leave_out(parsed, order[1])

    def _try_each(self, guesses: Iterable[Repair], parsed: _Parsed) -> _Parsed | None:
        for repair in guesses:
            if (further := self._try(repair)) and further.is_further(parsed, repair.index):
                self._keep([repair])
                return further
        return None

    def _leave_out(self, parsed: _Parsed, index: int) -> _Parsed | None:
        """Blank a line, or it and all lines indented below it, whichever parses further."""
        line = self._lines[index]
        first, last = index, index + 1
        while last < len(self._lines) and indent(self._lines[last]) > indent(line):
            last += 1
        before = self._lines[first:last]
        # The line alone first: what is indented below it may make sense below the one before.
        for end in dict.fromkeys((first + 1, last)):
            self._lines[first:end] = [""] * (end - first)
            self._parsed += self._size
            further = _parse(self._lines)
            if further.is_beyond(parsed.line) and self._parsed <= _MAX_PARSED_CHARACTERS:
                self.left_out = True
                self._report.add(Position(index + 1, indent(line) + 1), _LEFT_OUT)
                return further
            self._lines[first:last] = before
        return None

    def _try(self, repair: Repair) -> _Parsed | None:
        self._parsed += self._size
        if self._parsed > _MAX_PARSED_CHARACTERS:
            return None
        before, self._lines[repair.index] = self._lines[repair.index], repair.text
        further = _parse(self._lines)
        self._lines[repair.index] = before
        return further

    def _keep(self, chosen: Iterable[Repair]) -> None:
        for repair in chosen:
            number = repair.index + 1
            self._lines[repair.index] = repair.text
            self.left_out |= repair.leaves_out
            if repair.shift:
                self._report.shifts.setdefault(number, []).append(repair.shift)
            if repair.message:
                self._report.add(Position(number, repair.column), repair.message)
            if repair.is_text:
                self._report.note_quoting_advice(Position(number, repair.column))
            if repair.guess:
                self._report.guessed.setdefault(number, repair.guess)

    def _give_up(self, parsed: _Parsed) -> None:
        number = min(parsed.line, len(self._lines) - 1)
        line = self._lines[number]
        column = len(line) - len(line.lstrip()) + 1
        self._report.add(Position(number + 1, column), _UNREADABLE)


_LEFT_OUT: Final = (
    "this cannot be understood, and was not checked: look for a missing colon, dash, quote or "
    "bracket, or a line indented unlike its neighbours"
)
_UNREADABLE: Final = (
    "the file cannot be understood from here on, and what follows was not checked: look for a "
    "missing colon, dash, quote or bracket, or a line indented unlike its neighbours"
)
