"""Prose with lists as people type and paste them, as Markdown in which they are lists.

A sign that says something, such as a tick, stays in its point; a label, such as `a)`, begins a
line; a sign that makes no list is shown as it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from coaching_site.prose.lists import INDENT_STEP, Line, is_broken, lines_of
from coaching_site.prose.points import ticked

_MIN_INDENT: Final = 4


def with_lists(text: str) -> str:
    """Return prose as Markdown in which points are lists, and signs that are none themselves."""
    outline = _Outline(text.split("\n"))
    for line in lines_of(text):
        outline.add(line)
    return outline.text()


@dataclass(slots=True)
class _ListItem:
    """A point that lines may stand in: its indentation as typed, and that of its text."""

    indent: int
    column: int
    run: int
    end: str


class _Outline:
    """Lines of Markdown, written one after the other."""

    def __init__(self, typed: list[str]) -> None:
        self._typed = typed
        self._written: list[str] = []
        self._open: list[_ListItem] = []
        self._next = 0

    def text(self) -> str:
        """Return all lines, the blank ones at the end too."""
        return "\n".join([*self._written, *self._typed[self._next :]])

    def add(self, line: Line) -> None:
        """Write a line, and the blank ones before it."""
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
        """Write what stands behind the sign of a point anew, if that begins with another sign."""
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
        sign, end = "-", ""
        if line.kind == "number":
            end = _end(line, left)
            sign = f"{line.count}{end}"
        column = self._open[-1].column if self._open else 0
        inside = column + max(_MIN_INDENT, len(sign) + 1)
        # Markdown lets only the number 1 follow text, and nothing empty.
        if not left and not line.is_inner and (not self._open or _is_shy(line)):
            self._separate()
        self._open.append(_ListItem(line.indent, inside, line.run, end))
        start = outer or " " * column
        self._written.append(f"{start}{sign}{' ' * (inside - column - len(sign))}{_rest(line)}")

    def _leave(self, line: Line) -> _ListItem | None:
        """Leave the points that a line does not stand in; return the last one."""
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
    """Return what stands behind a number: another sign than in the list before makes a new one."""
    if left and left.end:
        return left.end if left.run == line.run else {".": ")", ")": "."}[left.end]
    return "."


def _rest(line: Line) -> str:
    """Return what a point says: its sign too, if that says something."""
    if line.kind == "plus":
        return f"\\{line.text}"
    sign = ticked(line.sign)
    says_something = line.kind == "picture" or sign != line.sign
    return f"{sign}{line.rest}" if says_something else line.rest


def _kept(line: Line) -> str:
    """Return text that Markdown does not take for a point, whatever it begins with."""
    if line.text[:1] in "-+*" and not line.shown:
        return f"\\{line.text}" if line.text[1:2] in ("", " ", "\t") else line.text
    if line.kind == "number":
        digits = len(line.sign.rstrip().rstrip(".)"))
        return f"{line.text[:digits]}\\{line.text[digits:]}"
    return line.text
