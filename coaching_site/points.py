"""Points of a list as people type and paste them, turned into lists of Markdown; other signs kept.

Markdown knows `-`, `*`, `+` and numbers alone, and takes each of them for a list wherever a line
begins with it. Here a sign makes a list where it can be nothing else, or where at least two lines
begin with it; otherwise it stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

# The last three are how Word's own bullets arrive where their typeface is missing.
_BULLETS: Final = "•◦▪▫‣⁃●○■□►▸➢➤∙·\uf0b7\uf0a7\uf0d8"
_POINT: Final = re.compile(
    rf"(?P<indent>[ \t]*)"
    rf"(?:(?P<bullet>[{_BULLETS}][ \t\u00a0]*|[oØ§]\t[ \t]*)"
    r"|(?P<dash>[–—−][ \t\u00a0]+)"
    r"|(?P<number>[0-9]{1,9})(?P<after>[.)][ \t\u00a0]+)"
    r"|(?P<plus>\+[ \t]+)|(?P<hyphen>-[ \t]+)|(?P<star>\*[ \t]+))(?=\S)"
)
_AMOUNT: Final = re.compile(r"[\d.,€$£¥%]")
_STARS: Final = re.compile(r"(?<=\w)\*+(?=\w)")
_RUN_TOGETHER: Final = re.compile(
    rf"\A\s*(?:[{_BULLETS}].*\s[{_BULLETS}]\s*\S|[–—]\s.*\s[–—]\s|1[.)]\s.*\s2[.)]\s)", re.DOTALL
)


class _Point(NamedTuple):
    """A line that begins with a sign; `kind` is its name in `_POINT`."""

    line: int
    kind: str
    found: re.Match[str]


def with_lists(text: str) -> str:
    """Return prose as Markdown in which points are lists, and signs that are none are themselves.

    A line that is kept as such, by a backslash at the end of the one before it, is no point.
    """
    lines = with_stars(text).split("\n")
    points = list(_points(lines))
    counted: dict[str, list[_Point]] = {}
    for point in points:
        counted.setdefault(point.kind, []).append(point)
    for point in reversed(points):
        lines[point.line] = _written(lines, point, counted[point.kind])
    return "\n".join(lines)


def with_stars(text: str) -> str:
    """Return prose in which a star between letters or digits, as in 5*3, is a star."""
    return _STARS.sub(lambda stars: "\\*" * len(stars[0]), text)


def in_lines(value: str, lines: Sequence[str]) -> str:
    """Return a text that was folded into one line, with each of its points on a line of its own.

    `lines` are those that it was typed in. Of signs that may mean something else there must be
    two at least.
    """
    typed = [line.strip() for line in lines]
    points = [point for point in _points(typed) if point.kind != "star" or point.line]
    for kind in {point.kind for point in points}:
        alike = [point for point in points if point.kind == kind]
        if kind == "bullet" or (len(alike) > 1 and _is_list(alike)):
            value = _broken(value, [typed[point.line] for point in alike if point.line])
    return value


def runs_together(text: str) -> bool:
    """Whether a text seems to be a list whose points stand on one line, which nobody can know."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return bool(_RUN_TOGETHER.match(first))


def may_be_amounts(text: str) -> bool:
    """Whether each point of a list begins with a number behind a hyphen, which may be a minus."""
    points = [point for point in _points(text.split("\n")) if point.kind == "hyphen"]
    return len(points) > 1 and all(_is_amount(point) for point in points)


def _broken(value: str, starts: list[str]) -> str:
    """Return a text with a line break before each of some texts, which follow one another."""
    place = 0
    for start in starts:
        found = value.find(f" {start}", place)
        if found < 0:
            continue
        value = f"{value[:found]}\n{value[found + 1 :]}"
        place = found + 1
    return value


def _points(lines: Sequence[str]) -> Iterator[_Point]:
    for number, line in enumerate(lines):
        kept = number and lines[number - 1].endswith("\\")
        if (found := _POINT.match(line)) and not kept and found.lastgroup:
            kind = "number" if found.lastgroup == "after" else found.lastgroup
            yield _Point(number, kind, found)


def _is_list(points: list[_Point]) -> bool:
    if points[0].kind != "number":
        return True
    numbers = [int(point.found["number"]) for point in points]
    return all(number == numbers[0] + place for place, number in enumerate(numbers))


def _written(lines: Sequence[str], point: _Point, alike: list[_Point]) -> str:
    """Return the line of a point in Markdown."""
    line, found = lines[point.line], point.found
    rest, indent = line[found.end() :], found["indent"]
    several = len(alike) > 1
    if point.kind == "bullet" or (point.kind == "dash" and several):
        return f"{indent}- {rest}"
    if point.kind == "plus":
        return f"{indent}- \\+ {rest}" if several else f"{indent}\\{line[len(indent) :]}"
    if point.kind == "number":
        return _numbered(lines, point, is_list=several and _is_list(alike))
    if point.kind in ("hyphen", "star") and not several and _is_amount(point):
        return f"{indent}\\{line[len(indent) :]}"
    return line


def _numbered(lines: Sequence[str], point: _Point, *, is_list: bool) -> str:
    line, indent, number = lines[point.line], point.found["indent"], point.found["number"]
    if not is_list:
        return f"{indent}{number}\\{line[len(indent) + len(number) :]}"
    before = lines[point.line - 1] if point.line else ""
    follows_text = before.strip() and not _POINT.match(before) and number != "1"
    return f"\n{line}" if follows_text else line


def _is_amount(point: _Point) -> bool:
    text = point.found.string[point.found.end() :]
    return bool(_AMOUNT.match(text)) or (point.kind == "star" and not text.rstrip("* \t"))
