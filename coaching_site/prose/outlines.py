"""From prose with lists as people type them to Markdown that renders them as lists.

A marker with a meaning, such as a tick, stays in its item; a label, such as `a)`, begins a line; a
marker that makes no list is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from coaching_site.prose.lists import INDENT_STEP, Line, is_broken, lines_of
from coaching_site.prose.points import with_standard_ticks

_MIN_INDENT_COLUMNS: Final = 4


def with_lists(text: str) -> str:
    """Return prose as Markdown whose items are lists, with all other markers escaped."""
    outline = _Outline(text.split("\n"))
    for line in lines_of(text):
        outline.add(line)
    return outline.text()


@dataclass(slots=True)
class _ListItem:
    """An open item: its indentation as typed, and the column of its text in Markdown."""

    indent: int
    column: int
    run: int
    end: str


class _Outline:
    """Builds the lines of Markdown one after the other."""

    def __init__(self, typed: list[str]) -> None:
        self._typed = typed
        self._written: list[str] = []
        self._open: list[_ListItem] = []
        self._next = 0

    def text(self) -> str:
        """Return all lines, with the blank ones at the end."""
        return "\n".join([*self._written, *self._typed[self._next :]])

    def add(self, line: Line) -> None:
        """Add a line, and the blank ones before it."""
        if line.is_inner:
            self._add_inner(line)
            return
        blank = self._typed[self._next : line.number]
        self._written += blank
        self._next = line.number + 1
        if line.shown == "list":
            self._add_point(line, "")
        else:
            self._add_text(line, after_blank=bool(blank))

    def _add_inner(self, line: Line) -> None:
        """Add the rest of an item again if it begins with another marker."""
        if line.before and line.before.shown == "list" and self._written[-1].endswith(line.text):
            outer = self._written.pop().removesuffix(line.text)
            if line.shown:
                self._add_point(line, outer)
            else:
                self._written.append(outer + _kept(line))

    def _add_text(self, line: Line, *, after_blank: bool) -> None:
        was_in_list = bool(self._open)
        if after_blank or line.heads_list or line.shown:
            self._leave(line)
        text = _kept(line)
        if self._open:
            text = " " * self._open[-1].column + text
        else:
            typed = self._typed[line.number]
            text = typed[: len(typed) - len(line.text)] + text
            if was_in_list:
                self._separate()
        if line.shown and self._follows_text():
            self._written[-1] += "" if is_broken(self._written[-1]) else "\\"
        self._written.append(text)

    def _add_point(self, line: Line, outer: str) -> None:
        left = self._leave(line) if not line.is_inner else None
        marker, end = "-", ""
        if line.kind == "number":
            end = _end(line, left)
            marker = f"{line.count}{end}"
        column = self._open[-1].column if self._open else 0
        inside = column + max(_MIN_INDENT_COLUMNS, len(marker) + 1)
        # In Markdown only a non-empty item with a bullet or the number 1 can interrupt a paragraph.
        if not left and not line.is_inner and (not self._open or _is_shy(line)):
            self._separate()
        self._open.append(_ListItem(line.indent, inside, line.run, end))
        start = outer or " " * column
        self._written.append(f"{start}{marker}{' ' * (inside - column - len(marker))}{_rest(line)}")

    def _leave(self, line: Line) -> _ListItem | None:
        """Close the items that a line does not belong to; return the last of them."""
        left = None
        while self._open and line.indent < self._open[-1].indent + INDENT_STEP:
            left = self._open.pop()
        return left

    def _follows_text(self) -> bool:
        return bool(self._written) and bool(self._written[-1].strip())

    def _separate(self) -> None:
        if self._follows_text():
            self._written.append("")


def _is_shy(line: Line) -> bool:
    return not line.rest or (line.kind == "number" and line.count != 1)


def _end(line: Line, left: _ListItem | None) -> str:
    """Return the delimiter of a number: another one than before begins a new list in Markdown."""
    if left and left.end:
        return left.end if left.run == line.run else {".": ")", ")": "."}[left.end]
    return "."


def _rest(line: Line) -> str:
    """Return the text of an item, with its marker if that has a meaning."""
    if line.kind == "plus":
        return f"\\{line.text}"
    marker = with_standard_ticks(line.marker)
    says_something = line.kind == "picture" or marker != line.marker
    return f"{marker}{line.rest}" if says_something else line.rest


def _kept(line: Line) -> str:
    """Return text with its marker escaped, so that it begins no item in Markdown."""
    if line.text[:1] in "-+*" and not line.shown:
        return f"\\{line.text}" if line.text[1:2] in ("", " ", "\t") else line.text
    if line.kind == "number":
        digits = len(line.marker.rstrip().rstrip(".)"))
        return f"{line.text[:digits]}\\{line.text[digits:]}"
    return line.text
