"""Points of a list as people type and paste them, turned into lists of Markdown; other signs kept.

Markdown knows `-`, `*`, `+` and numbers alone, and takes each of them for a list wherever a line
begins with it. Here a sign makes a list where it can be nothing else, or where at least two lines
begin with it; otherwise it stays as it was typed. A sign that says something, such as a tick,
stays in its point; a label, such as `a)`, begins a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

# The last three are how Word's own bullets arrive where their typeface is missing.
_BULLETS: Final = "•◦▪▫‣⁃●○■□►▸➢➤∙·・･◆◇❖✦✧⦁⦿◉\uf0b7\uf0a7\uf0d8"
_SPACE: Final = r"[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_PICTURES: Final = "\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff"
_LABELS: Final = (
    r"[0-9]\ufe0f?\u20e3|[\u2460-\u24ff]|[(（][0-9０-９]{1,3}[)）]"
    r"|[0-9０-９]{1,3}[）．、]|[０-９]{1,3}[.)]"
)
_LETTERS: Final = r"\([A-Za-z]{1,4}\)|(?:[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})[.)]"
_POINT: Final = re.compile(
    rf"(?P<indent>[ \t]*)"
    rf"(?:(?P<bullet>[{_BULLETS}]{_SPACE}*|[oØ§]\t[ \t]*)"
    rf"|(?P<label>(?:{_LABELS}){_SPACE}*|(?:{_LETTERS}){_SPACE}+)"
    rf"|(?P<picture>[{_PICTURES}»›]\ufe0f?{_SPACE}+)"
    rf"|(?P<dash>[–—−―‒‑‐－]{_SPACE}+)"
    rf"|(?P<number>[0-9]{{1,9}})(?P<after>[.)]{_SPACE}+)"
    rf"|(?P<plus>\+{_SPACE}+)|(?P<hyphen>-{_SPACE}+)|(?P<star>\*{_SPACE}+))(?=\S)"
)
_ALONE: Final = re.compile(r"\s*(?:[-+*]|[0-9]{1,9}[.)])\s*")
_AMOUNT: Final = re.compile(r"[\d.,€$£¥%]")
# Letters of scripts that put no spaces between words, where `**` can only be emphasis.
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_STARS: Final = re.compile(rf"(?<=\w)(?<![{_UNSPACED}])\*+(?=\w)(?![{_UNSPACED}])")
_RUN_TOGETHER: Final = re.compile(
    rf"\A\s*(?:[{_BULLETS}].*\s[{_BULLETS}]\s*\S|[–—]\s.*\s[–—]\s|1[.)]\s.*\s2[.)]\s)", re.DOTALL
)


class _Point(NamedTuple):
    """A line that begins with a sign; `kind` is its name in `_POINT`."""

    line: int
    kind: str
    found: re.Match[str]

    def follows(self, other: _Point) -> bool:
        """Tell whether its number is the next one of the same list."""
        shift = len(self.found["indent"]) - len(other.found["indent"])
        number, before = int(self.found["number"]), int(other.found["number"])
        # Markdown counts by itself where each point begins with 1.
        return abs(shift) < 2 and (number == before + 1 or number == before == 1)


def with_lists(text: str) -> str:
    """Return prose as Markdown in which points are lists, and signs that are none are themselves.

    A line that is kept as such, by a backslash at the end of the one before it, is no point.
    """
    if _ALONE.fullmatch(text):
        return "\\".join(re.split(r"(?=[-+*.)])", text.strip()))
    lines = with_stars(text).split("\n")
    points = list(_points(lines))
    counted: dict[str, list[_Point]] = {}
    for point in points:
        counted.setdefault(point.kind, []).append(point)
    runs = {point: run for run in _runs(counted.get("number", [])) for point in run}
    for point in reversed(points):
        alike = runs.get(point, counted[point.kind])
        lines[point.line] = _written(lines, point, alike)
        if (
            point.kind == "label"
            and len(alike) > 1
            and point.line
            and lines[point.line - 1].strip()
        ):
            lines[point.line - 1] += "\\"
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
        if kind == "bullet" or (kind == "number" and _has_run(alike)) or _are_several(alike):
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


def _runs(numbers: Sequence[_Point]) -> list[list[_Point]]:
    """Return the numbers of each list, also of one that stands in a point of another."""
    runs: list[list[_Point]] = []
    open_runs: list[list[_Point]] = []
    for point in numbers:
        place = len(open_runs)
        while place and not point.follows(open_runs[place - 1][-1]):
            place -= 1
        if place:
            del open_runs[place:]
            open_runs[-1].append(point)
        else:
            open_runs.append([point])
            runs.append(open_runs[-1])
    return runs


def _has_run(numbers: Sequence[_Point]) -> bool:
    return any(len(run) > 1 for run in _runs(numbers))


def _are_several(points: Sequence[_Point]) -> bool:
    return len(points) > 1 and points[0].kind != "number"


def _written(lines: Sequence[str], point: _Point, alike: list[_Point]) -> str:
    """Return the line of a point in Markdown."""
    line, found = lines[point.line], point.found
    rest, indent = line[found.end() :], found["indent"]
    several = len(alike) > 1
    if point.kind == "bullet" or (point.kind == "dash" and several):
        return f"{indent}- {rest}"
    if point.kind == "picture":
        return f"{indent}- {line[len(indent) :]}" if several else line
    if point.kind == "plus":
        return f"{indent}- \\+ {rest}" if several else f"{indent}\\{line[len(indent) :]}"
    if point.kind == "number":
        return _numbered(lines, point, is_list=several)
    if point.kind in ("hyphen", "star") and not several and _is_amount(point):
        return f"{indent}\\{line[len(indent) :]}"
    return _spaced(line, point)


def _numbered(lines: Sequence[str], point: _Point, *, is_list: bool) -> str:
    line, indent, number = lines[point.line], point.found["indent"], point.found["number"]
    if not is_list:
        return f"{indent}{number}\\{line[len(indent) + len(number) :]}"
    before, line = lines[point.line - 1] if point.line else "", _spaced(line, point)
    follows_text = before.strip() and not _POINT.match(before) and number != "1"
    return f"\n{line}" if follows_text else line


def _spaced(line: str, point: _Point) -> str:
    """Return a line whose sign has a space behind it that Markdown knows."""
    sign = point.found[0]
    known = sign.rstrip(" \t") == sign.rstrip()
    return line if known else f"{sign.rstrip()} {line[len(sign) :]}"


def _is_amount(point: _Point) -> bool:
    text = point.found.string[point.found.end() :]
    return bool(_AMOUNT.match(text)) or (point.kind == "star" and not text.rstrip("* \t"))
