"""Where brackets and braces begin and end, and what is typed below their end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coaching_site.parsing.lines import KEY, before, indent, key_indent, value_of
from coaching_site.parsing.repair import Repair

CLOSING_BRACKETS: Final = {"[": "]", "{": "}"}
"""The sign that closes each one that opens."""

OPENING_BRACKETS: Final = {closing: sign for sign, closing in CLOSING_BRACKETS.items()}
"""The sign that opens for each one that closes."""

QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
"""Text in quotes."""

BRACKETS_IN_TEXT: Final = re.compile(
    r"[\[{][^\[\]{}]*[\]}](?=\w)|(?<=[^\s\[{,:])[\[{]"
    r"|[\]}](?=\w)|[\[{](?=[ ]*,)"
)
"""Brackets that are text: beside them no list or record can begin or end."""

_BRACKET: Final = re.compile(
    rf"(?<=[\[{{,: ])(?:{QUOTED.pattern})(?=[ ]*[,\]}}])"
    rf"|{BRACKETS_IN_TEXT.pattern}|(?P<sign>[\[\]{{}}])"
)
_MAX_LINES: Final = 100
_KEY_BEHIND: Final = re.compile(r"[\]}]\s+(?=[a-z_][a-z0-9_-]*:(?:\s|$))")
_BELOW: Final = {
    "{": (KEY, "each key", "the keys"),
    "[": (re.compile(r"[ ]*- "), "a dash for each item", "the items"),
}


def more_below_brackets(lines: list[str], index: int, _: int) -> Iterator[Repair]:
    """Yield mends that leave a list or record out, since line `index` goes on behind its end."""
    last = before(lines, index)
    first, start = begin_of_brackets(lines, last)
    line, sign = lines[first], lines[first][start : start + 1]
    if (
        last == index
        or sign not in CLOSING_BRACKETS
        or not lines[last].rstrip().endswith(CLOSING_BRACKETS[sign])
    ):
        return
    closing = CLOSING_BRACKETS[sign]
    pattern, each, them = _BELOW[sign]
    level = key_indent(line) + (sign == "{") if line[:start].strip(" -") else start
    if indent(lines[index]) >= level and pattern.match(lines[index]):
        message = (
            f"the {closing} here ends all, so {them} below it would not be read: take {sign} "
            f"and {closing} away, and begin a line with {each}"
        )
        yield Repair(first, line[:start], start + 1, message, guess=start + 1, leaves_out=True)
        for number in range(first + 1, last + 1):
            yield Repair(number, "", 1, "")


def key_behind_brackets(lines: list[str], index: int, context: int) -> Iterator[Repair]:
    """Yield the mend that leaves out what stands before a key in its line, in brackets."""
    for number in dict.fromkeys((index, before(lines, index), context)):
        line = lines[number]
        start, value = value_of(line)
        found = _KEY_BEHIND.search(value) if value[:1] in CLOSING_BRACKETS else None
        if found and not _still_open(value[: found.end()]):
            place, level = start + found.end(), key_indent(line)
            message = "this key begins a line of its own: put it below the key before it"
            text = " " * level + line[place:]
            shift = level, level - place
            yield Repair(number, text, level + 1, message, shift=shift, guess=1, leaves_out=True)
            return


def begin_of_brackets(lines: Sequence[str], index: int) -> tuple[int, int]:
    """Return the line at or before `index` that begins a list or record, and the place there."""
    found = index, len(lines[index])
    for number in range(index, max(-1, index - _MAX_LINES), -1):
        start, value = value_of(lines[number])
        if value[:1] in CLOSING_BRACKETS and (
            number == index or end_of_brackets(lines, number) > index
        ):
            found = number, start
            if _still_open(value) >= 0:
                break
    return found


def _still_open(text: str) -> int:
    return sum((sign in CLOSING_BRACKETS) - (sign in OPENING_BRACKETS) for sign in text)


def end_of_brackets(lines: Sequence[str], first: int) -> int:
    """Return the line after those in which brackets that a line opens can be closed."""
    column = key_indent(lines[first])
    opened = 0
    for number in range(first, min(len(lines), first + _MAX_LINES)):
        line = lines[number]
        if number > first and (opened < 1 or (line.strip() and indent(line) < column)):
            return number
        if number > first and indent(line) == column and not line.strip().startswith(("]", "}")):
            return number
        opened += _still_open(line)
    return min(len(lines), first + _MAX_LINES)


def partners(line: str, start: int, end: int) -> dict[int, int]:
    """Return the place of the bracket that closes each, kind by kind; quoted ones are text."""
    signs = list(_BRACKET.finditer(line, start, end))
    spare = {
        opening: sum(one["sign"] == closing for one in signs)
        - sum(one["sign"] == opening for one in signs)
        for opening, closing in CLOSING_BRACKETS.items()
    }
    opened: dict[str, list[int]] = {"[": [], "{": []}
    found: dict[int, int] = {}
    for bracket in signs:
        if (sign := bracket["sign"]) in opened:
            opened[sign].append(bracket.start())
        elif sign and opened[OPENING_BRACKETS[sign]]:
            found[opened[OPENING_BRACKETS[sign]].pop()] = bracket.start()
        elif not sign and spare.get(bracket[0][0], 0) > 0:  # more are closed than are opened
            spare[bracket[0][0]] -= 1
            opened[bracket[0][0]].append(bracket.start())
    return found
