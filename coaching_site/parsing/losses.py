"""Typed text that YAML drops without an error: in comments, headers of blocks, and escapes.

A file that parses may still lack what its author typed, such as `#1 priority` or `>4 weeks`. Each
such loss is a problem, unless it is clearly meant as what YAML takes it for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import yaml

from coaching_site.parsing.blocks import digit_message
from coaching_site.parsing.open_node import offsets_of
from coaching_site.parsing.report import Position, Report
from coaching_site.problems import quoted

_GLUED_COMMENT: Final = re.compile(r"#+[^\s#]")
# On a line of its own: a ruler such as #----, or a line of YAML that is commented out.
_RULE_OR_CODE: Final = re.compile(r"#+(?:[!=*~_+-]|- |[A-Za-z_][\w-]*:(?:[ \t]|$))")
_BLOCK_DIGIT: Final = re.compile(r"[|>][-+]?([0-9])")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ODD_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*(?:(?<=[^\W_])(?<!\\n)\\n(?=[^\W_])|\\[ /\n])")
_HIDDEN_BACKSLASH: Final = (
    "between \" and \" a \\ is not shown: if it is meant, put the text between ' and ' "
    "in their place"
)
_IN_NUMBER: Final = re.compile("[0-9],[0-9]")
_NOT_A_NUMBER: Final = re.compile("[^0-9]|^0[0-9]")
_SPLIT_BY_COMMA: Final = (
    "a comma between brackets parts two texts, here {} and {}: if it belongs to a number, put the "
    "whole text in quotes"
)
_DRIVE: Final = re.compile(r"\b[A-Za-z]:\\")
_MAX_DISTANCE: Final = 10_000


def report_losses(lines: list[str], events: Iterable[yaml.Event], report: Report) -> None:
    """Report typed text between values and within them that no value contains.

    A comment with a space behind its `#`, or on a line of its own, is meant as one.
    """
    losses = _Losses(lines, report)
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    for event in scalars:
        if event.style:
            losses.report_inside(event, _span_of(event))
    if _IN_NUMBER.search(losses.text):
        _advise_on_commas(losses.text, scalars, report)
    if "#" not in losses.text:
        return
    offsets = [offsets_of(event) for event in scalars]
    starts = [start for start, _ in offsets]
    ends = [0, *(end for _, end in offsets)]
    numbers = (bisect_right(starts, found.start()) for found in re.finditer("#", losses.text))
    for number in dict.fromkeys(numbers):
        end = starts[number] if number < len(starts) else len(losses.text)
        if losses.text.find("#", ends[number], end) >= 0:
            losses.report_between(_span_of(scalars[number - 1] if number else None), end)


def _advise_on_commas(text: str, scalars: Sequence[yaml.ScalarEvent], report: Report) -> None:
    """Advise where a comma within a number separates two items, as in `[10,000 euros]`."""
    for event, following in pairwise(scalars):
        end, start = _span_of(event).end, _span_of(following)
        if start.start != end + 1 or not _IN_NUMBER.match(text, end - 1):
            continue
        words = event.value, following.value
        if any(map(_NOT_A_NUMBER.search, words)):
            message = _SPLIT_BY_COMMA.format(*map(quoted, words))
            report.advise(Position(start.line + 1, start.column + 1), message)


class _EventSpan(NamedTuple):
    """The begin and end of a value: offsets in the text, lines and columns, all from 0."""

    start: int
    end: int
    line: int
    column: int
    last_line: int
    last_column: int


# Not of length zero, which would stand for an empty value before a comment.
_NO_EVENT: Final = _EventSpan(-1, 0, 0, 0, 0, 0)


def _span_of(event: yaml.Event | None) -> _EventSpan:
    if event is None:
        return _NO_EVENT
    start: Any = event.start_mark
    end: Any = event.end_mark
    return _EventSpan(start.index, end.index, start.line, start.column, end.line, end.column)


class _Losses:
    def __init__(self, lines: list[str], report: Report) -> None:
        self.text = "\n".join(lines)
        self._lines = lines
        self._report = report

    def report_between(self, before: _EventSpan, end: int) -> None:
        """Report comments between the end of a value and an offset that may be text."""
        if self.text.find("#", before.end, end) < 0:
            return
        column = before.last_column
        for line, rest in enumerate(self.text[before.end : end].split("\n"), before.last_line):
            if (at := rest.find("#")) >= 0:
                is_first = line == before.last_line
                if not (is_first and before.start == before.end and not rest[:at].strip()):
                    self._report_comment(line, column + at)  # else it was taken as the value
            column = 0

    def report_inside(self, event: yaml.ScalarEvent, span: _EventSpan) -> None:
        """Report what YAML drops within a value: header and comments of a block, escapes."""
        if event.style in ("|", ">"):
            self._report_header(event.value, span)
            for line in _lines_below(event.value, self._lines, span):
                self._report_comment(line, self._lines[line].index("#"))
        elif event.style == '"':
            written = self.text[span.start : span.end]
            if escape := _lost_escape(written):
                self._add(span.line, span.column, _escape_message(escape))
            elif _ODD_ESCAPE.search(written):
                self._report.advise(Position(span.line + 1, span.column + 1), _HIDDEN_BACKSLASH)

    def _report_header(self, value: str, span: _EventSpan) -> None:
        header = self._lines[span.line][span.column :].rstrip()
        indicators, begin, rest = header.partition("#")
        comment = begin + rest
        digit = _BLOCK_DIGIT.match(indicators)
        if not value.strip() and digit:
            return  # it was taken as the value
        if not value.strip() and comment.strip("# "):
            self._add(
                span.line, span.column + len(indicators), _empty_block_message(comment, header[0])
            )
        elif digit and value[0] not in " \n":
            self._add(span.line, span.column, digit_message(digit[1], header[0]))
        elif comment:
            self._report_comment(span.line, span.column + len(indicators))

    def _report_comment(self, line: int, column: int) -> None:
        comment = self._lines[line][column:].rstrip()
        alone = not self._lines[line][:column].strip()
        if alone and (not column or _RULE_OR_CODE.match(comment)):
            return
        if _GLUED_COMMENT.match(comment):
            self._add(line, column, _comment_message(comment))

    def _add(self, line: int, column: int, message: str) -> None:
        self._report.add_unless_guessed(Position(line + 1, column + 1), message, "")


def _lines_below(value: str, lines: list[str], span: _EventSpan) -> Iterator[int]:
    """Yield the lines of comments behind the text of a block, which its event includes."""
    within = lines[span.line + 1 : span.last_line]
    if span.last_column and span.last_line < len(lines):
        within.append(lines[span.last_line][: span.last_column])
    least = _indent_of_text(value, within)
    for number, line in enumerate(within, span.line + 1):
        if line.lstrip(" ").startswith("#") and _indent(line) < least:
            yield number


def _indent_of_text(value: str, lines: list[str]) -> int:
    first = next((line for line in value.split("\n") if line.strip()), "")
    if not first:
        return _MAX_DISTANCE
    return _indent(next(line for line in lines if line.strip())) - _indent(first)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _lost_escape(written: str) -> str:
    """Return the first escape in double quotes that is rather a backslash and a letter."""
    if "\\" not in written:
        return ""
    is_path = _DRIVE.search(written) is not None
    for found in _ESCAPE.finditer(written):
        letter = found[1]
        if letter in "abefrtvNLP_0" and written[found.end()].isalnum():
            return found[0]
        if is_path and letter == "n":
            return found[0]
    return ""


def _empty_block_message(comment: str, indicator: str) -> str:
    return (
        f"{quoted(comment)} is a comment, and no text follows below {indicator}: put the text on "
        "the line below, or a comment on a line of its own"
    )


def _comment_message(text: str) -> str:
    return (
        f"{quoted(text)} would be lost, since # begins a comment: put the whole text in quotes, "
        "or a space after the # if a comment is meant"
    )


def _escape_message(escape: str) -> str:
    return (
        f"between \" and \" the signs {escape} are no letters: put the text between ' and ' in "
        "their place"
    )
