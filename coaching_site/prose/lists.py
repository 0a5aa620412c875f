"""Which lines of a text are items of a list, as people type and paste them.

Markdown knows `-`, `*`, `+` and numbers alone, and takes each of them for a list wherever a line
begins with it. Here a marker makes a list where it can be nothing else, or where at least two lines
begin with it; otherwise it stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from coaching_site.prose.points import columns_of, indent_of, is_amount, point_in

INDENT_STEP: Final = 2
"""The columns by which a line must be indented to belong to an item."""

_MAX_OPEN_RUNS: Final = 3
_MAX_GAP: Final = range(1, 10)
_ENDS: Final = re.compile(r"[.:!?…;。：！？»”\"')\]]$")
_NOTE: Final = re.compile(r"\w\*(?!\w)")


@dataclass(slots=True, eq=False)
class Line:
    """A line of a text, or the rest of one behind the marker of an item: then it `is_inner`.

    `indent` is in columns, `text` without it. `kind` names the marker that begins it, if any does,
    `rest` is what follows the marker, `count` the number that it begins with. `shown` says whether
    it begins a point of a list (`list`), or is kept as a line (`label`); `run` tells one list of
    numbers from another.
    """

    number: int
    indent: int
    text: str
    before: Line | None = None
    after_blank: bool = True
    is_inner: bool = False
    is_followed: bool = False
    kind: str = ""
    marker: str = ""
    rest: str = ""
    count: int = 0
    shown: str = ""
    run: int = 0

    @property
    def begins_block(self) -> bool:
        """Whether no sentence of the line before can continue here."""
        before = self.before
        return before is None or self.after_blank or before.text.endswith((":", "："))

    @property
    def is_in_sentence(self) -> bool:
        """Whether a sentence of the line before seems to continue here."""
        before = self.before
        goes_on = before and not (before.kind or self.after_blank or _ENDS.search(before.text))
        return bool(goes_on) and self.rest[:1].islower()

    @property
    def is_in_point(self) -> bool:
        """Whether it is the line below the start of an item, and indented further."""
        before = self.before
        return (
            before is not None
            and before.shown == "list"
            and before.indent + INDENT_STEP <= self.indent
        )

    @property
    def is_below_point(self) -> bool:
        """Whether it seems to begin a sentence in the line below the start of an item."""
        before = self.before
        if before is None or before.shown != "list" or self.kind or self.after_blank:
            return False
        is_further_in = before.indent + INDENT_STEP <= self.indent or is_broken(before.text)
        return self.text[0].isupper() and not (is_further_in or self.heads_list)

    @property
    def heads_list(self) -> bool:
        """Whether it ends the list before it as the heading of another."""
        is_kept = self.before and not self.after_blank and is_broken(self.before.text)
        is_head = self.text.endswith((":", "：")) and not self.text[0].islower()
        return is_head and not (self.kind or is_kept)

    def comes_after(self, other: Line) -> bool:
        """Return whether it is the next line, without a blank one between."""
        return self.before is other and not self.after_blank

    def counts_on(self, other: Line) -> bool:
        """Return whether its number is the next one, or both are 1: Markdown counts these."""
        return self.count == other.count + 1 or self.count == other.count == 1


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank; `shown` says which of them are items.

    A line whose break is escaped, by a backslash at the end of the line before, is no item.
    """
    lines = list(_split(text))
    groups = list(_groups(lines))
    # One asterisk behind a word and one before a line: the line is a note that explains the word.
    has_note = text.count("*") % 2 == 0 and _NOTE.search(text) is not None
    for group in groups:
        _decide_on_strong(group, has_note=has_note)
    # Weak markers only now: they count as items within a list that is already known.
    for group in groups:
        _decide_on_weak(group)
    for line in lines:
        if line.is_inner and line.before and line.before.shown != "list":
            line.shown = ""
    return lines


def has_list_markers(text: str) -> bool:
    """Return whether any line of a text begins with what may be a list marker."""
    return any(line.kind for line in _split(text))


def seems_listed(text: str) -> bool:
    """Return whether lines begin with what may be list markers, but are shown as a sentence."""
    lines = [line for line in lines_of(text) if not (line.shown or line.is_inner)]
    markers = sum(line.kind in ("dash", "picture", "letter") for line in lines)
    return markers > 1 or any(line.kind == "hyphen" and line.is_in_sentence for line in lines)


def seems_to_leave(text: str) -> bool:
    """Return whether a line may begin a paragraph, but is shown as part of the item above it."""
    lines = lines_of(text)
    before_points = {line.before for line in lines if line.shown and not line.after_blank}
    return any(line.is_below_point and line not in before_points for line in lines)


def may_be_amounts(text: str) -> bool:
    """Return whether each item of a list begins with a number: its hyphen may be a minus."""
    points = [line for line in lines_of(text) if line.kind == "hyphen" and line.shown]
    return len(points) > 1 and all(is_amount(point.rest) for point in points)


def is_broken(line: str) -> bool:
    """Return whether a line ends with a backslash that escapes its line break."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _split(text: str) -> Iterator[Line]:
    before: Line | None = None
    is_blank, is_kept = True, False
    for number, typed in enumerate(text.split("\n")):
        if not (body := typed[indent_of(typed) :]):
            is_blank = True
            continue
        line = Line(number, columns_of(typed), body, before, is_blank)
        if before and not is_blank:
            before.is_followed = True
        yield from [line] if is_kept and not is_blank else _with_marker(line)
        before, is_blank, is_kept = line, False, is_broken(typed)


def _with_marker(line: Line, depth: int = 0) -> Iterator[Line]:
    """Yield a line with its marker, and its rest, which may begin with another marker."""
    if found := point_in(line.text):
        line.kind = "label" if found.lastgroup == "other" else str(found.lastgroup)
        line.marker, line.rest = found[0], line.text[found.end() :]
        line.count = int(found["number"] or 0)
    yield line
    if line.kind not in ("", "label") and line.rest and depth < _MAX_OPEN_RUNS:
        indent = line.indent + max(INDENT_STEP, len(line.marker))
        inner = Line(line.number, indent, line.rest, line, after_blank=False, is_inner=True)
        yield from _with_marker(inner, depth + 1)


@dataclass(slots=True)
class _Level:
    """The indentation of the items of a list, and their lines by kind of marker."""

    indent: int
    groups: dict[str, list[Line]] = field(default_factory=dict)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines with one kind of marker that may be one list."""
    levels: list[_Level] = []
    groups: list[list[Line]] = []
    for line in lines:
        if line.kind:
            _leave(levels, line.indent + INDENT_STEP)
            if not levels or line.indent >= levels[-1].indent + INDENT_STEP:
                levels.append(_Level(line.indent))
            group = levels[-1].groups.setdefault(line.kind, [])
            if not group:
                groups.append(group)
            group.append(line)
        elif line.after_blank or line.heads_list:
            _leave(levels, line.indent - INDENT_STEP + 1)
    yield from groups


def _leave(levels: list[_Level], indent: int) -> None:
    while levels and levels[-1].indent >= indent:
        levels.pop()


def _decide_on_strong(group: list[Line], *, has_note: bool) -> None:
    """Decide on markers of which a single line makes a list."""
    first = group[0]
    if first.kind == "number":
        _decide_on_numbers(group)
    elif first.kind == "bullet" and first.is_inner and len(group) == 1 and first.before:
        first.before.rest = first.rest
    elif first.kind in ("bullet", "hyphen", "asterisk"):
        may_be_one = len(group) > 1 or not _is_no_point(first, has_note=has_note)
        for line in group if may_be_one else ():
            line.shown = "list"


def _is_no_point(line: Line, *, has_note: bool) -> bool:
    """Return whether a single marker is more probably part of its text."""
    if line.kind == "bullet":
        return not (line.rest or line.is_followed)
    if not line.rest:
        return True
    # "* not audited" is a note, "- 300" an amount, and a hyphen amid a sentence a dash.
    is_note = line.kind == "asterisk" and (has_note or not line.rest.strip("* \t"))
    return is_note or is_amount(line.rest) or line.is_in_sentence


def _decide_on_numbers(group: list[Line]) -> None:
    runs = _runs(group)
    listed = [line for run in runs if len(run) > 1 for line in run]
    for run in runs:
        first = run[0]
        before = first.before
        is_next = bool(listed) and first.count - listed[-1].count in _MAX_GAP
        is_first = before is not None and before.shown == "list" and first.count == 1
        if len(run) > 1 or is_next or (is_first and not first.is_inner):
            for line in run:
                line.shown, line.run = "list", first.number + 1
    if not listed:
        _decide_on_several(group)


def _runs(numbers: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each numbered list; lines between them belong to none."""
    runs: list[list[Line]] = []
    open_runs: list[list[Line]] = []
    for line in numbers:
        depth = len(open_runs)
        while depth and not line.counts_on(open_runs[depth - 1][-1]):
            depth -= 1
        if depth:
            # A number that continues an outer list ends the inner ones.
            del open_runs[depth:]
            open_runs[-1].append(line)
        else:
            open_runs = [*open_runs[-_MAX_OPEN_RUNS:], [line]]
            runs.append(open_runs[-1])
    return runs


def _decide_on_weak(group: list[Line]) -> None:
    """Decide on markers of which it takes two lines to make a list, and on labels."""
    if group[0].kind not in ("bullet", "hyphen", "asterisk", "number"):
        _decide_on_several(group)


def _decide_on_several(group: list[Line]) -> None:
    first = group[0]
    several = len(group) > 1 and (
        first.begins_block or any(lower.comes_after(upper) for upper, lower in pairwise(group))
    )
    is_minus = first.kind == "dash" and all(is_amount(line.rest) for line in group)
    shown = "label" if is_minus or first.kind in ("label", "number") else "list"
    for line in group:
        if line.shown or (line.is_inner and not several):
            continue
        if several or line.is_in_point:
            line.shown = shown
        elif line.begins_block and not line.after_blank:
            line.shown = "label"
