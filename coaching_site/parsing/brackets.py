"""Where flow collections begin and end, and repairs of what is typed behind their end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coaching_site.parsing.lines import KEY, before, indent, key_indent, value_of
from coaching_site.parsing.repair import Repair

CLOSING_BRACKETS: Final = {"[": "]", "{": "}"}
"""The closing bracket of each opening one."""

OPENING_BRACKETS: Final = {closing: bracket for bracket, closing in CLOSING_BRACKETS.items()}
"""The opening bracket of each closing one."""

QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
"""A text in quotes, single or double."""

BRACKETS_IN_TEXT: Final = re.compile(
    r"[\[{][^\[\]{}]*[\]}](?=\w)|(?<=[^\s\[{,:])[\[{]"
    r"|[\]}](?=\w)|[\[{](?=[ ]*,)"
)
"""Brackets that touch a word: no collection can begin or end there, so they are text."""

_BRACKET: Final = re.compile(
    rf"(?<=[\[{{,: ])(?:{QUOTED.pattern})(?=[ ]*[,\]}}])"
    rf"|{BRACKETS_IN_TEXT.pattern}|(?P<bracket>[\[\]{{}}])"
)
_BEHIND_WORD: Final = re.compile(r"[^\s\[{,:][ ]+\Z")
_MOST_SPACES: Final = 20
_ENDS_ITEM: Final = re.compile(r"\s*(?:[\]}]|,\s*[\[{]|\Z)")
# The search for a missing bracket is repeated at each error, so it has to end early.
_MAX_LINES: Final = 100
_KEY_BEHIND: Final = re.compile(r"[\]}]\s+(?=[a-z_][a-z0-9_-]*:(?:\s|$))")
_BELOW: Final = {
    "{": (KEY, "each key", "the keys"),
    "[": (re.compile(r"[ ]*- "), "a dash for each item", "the items"),
}


def more_below_brackets(lines: list[str], index: int, _: int) -> Iterator[Repair]:
    """Yield repairs that drop a flow collection whose items or keys continue in line `index`."""
    last = before(lines, index)
    first, start = begin_of_brackets(lines, last)
    line, bracket = lines[first], lines[first][start : start + 1]
    if (
        last == index
        or bracket not in CLOSING_BRACKETS
        or not lines[last].rstrip().endswith(CLOSING_BRACKETS[bracket])
    ):
        return
    closing = CLOSING_BRACKETS[bracket]
    pattern, each, them = _BELOW[bracket]
    # A list may stand at the indentation of its key, keys only further in.
    level = key_indent(line) + (bracket == "{") if line[:start].strip(" -") else start
    if indent(lines[index]) >= level and pattern.match(lines[index]):
        message = (
            f"the {closing} here ends all, so {them} below it would not be read: take {bracket} "
            f"and {closing} away, and begin a line with {each}"
        )
        yield Repair(first, line[:start], start + 1, message, guess=start + 1, leaves_out=True)
        for number in range(first + 1, last + 1):
            yield Repair(number, "", 1, "")


def key_behind_brackets(lines: list[str], index: int, context: int) -> Iterator[Repair]:
    """Yield the repair that drops a flow collection before a key in the same line."""
    # The parser may notice the key in its line, in the next one, or name where the brackets began.
    for number in dict.fromkeys((index, before(lines, index), context)):
        line = lines[number]
        start, value = value_of(line)
        found = _KEY_BEHIND.search(value) if value[:1] in CLOSING_BRACKETS else None
        if found and not _net_opened(value[: found.end()]):
            offset, level = start + found.end(), key_indent(line)
            message = "this key begins a line of its own: put it below the key before it"
            text = " " * level + line[offset:]
            shift = level, level - offset
            yield Repair(number, text, level + 1, message, shift=shift, guess=1, leaves_out=True)
            return


def begin_of_brackets(lines: Sequence[str], index: int) -> tuple[int, int]:
    """Return the line at or before `index` where a flow collection begins, and the offset in it."""
    found = index, len(lines[index])
    for number in range(index, max(-1, index - _MAX_LINES), -1):
        start, value = value_of(lines[number])
        if value[:1] in CLOSING_BRACKETS and (
            number == index or end_of_brackets(lines, number) > index
        ):
            found = number, start
            # A line that closes more than it opens ends a collection that began further up.
            if _net_opened(value) >= 0:
                break
    return found


def _net_opened(text: str) -> int:
    """Return how many more brackets a text opens than it closes."""
    return sum((bracket in CLOSING_BRACKETS) - (bracket in OPENING_BRACKETS) for bracket in text)


def end_of_brackets(lines: Sequence[str], first: int) -> int:
    """Return the line before which the brackets that a line opens must be closed.

    Indentation bounds the search: a line that is indented less than the key belongs to the block
    around it, whatever is still open.
    """
    column = key_indent(lines[first])
    opened = 0
    for number in range(first, min(len(lines), first + _MAX_LINES)):
        line = lines[number]
        if number > first and (opened < 1 or (line.strip() and indent(line) < column)):
            return number
        if number > first and indent(line) == column and not line.strip().startswith(("]", "}")):
            return number
        opened += _net_opened(line)
    return min(len(lines), first + _MAX_LINES)


def matching_brackets(line: str, start: int, end: int) -> dict[int, int]:
    """Return the offset of the closing bracket for that of each opening one, kind by kind.

    Brackets in quotes are text, and so are those within words, unless more are closed than opened:
    then one of these is the missing opening bracket. If more are opened than closed, one that
    stands behind a word leaves its closing bracket to the collection: in `{name: Jane { Doe}` the
    last bracket closes the record.
    """
    found = list(_BRACKET.finditer(line, start, end))
    unopened = {
        opening: sum(match["bracket"] == closing for match in found)
        - sum(match["bracket"] == opening for match in found)
        for opening, closing in CLOSING_BRACKETS.items()
    }
    pairs = _pairs(found, dict(unopened))
    behind_words = {
        opening
        for opening, closing in pairs.items()
        if _BEHIND_WORD.search(line, max(start, opening - _MOST_SPACES), opening)
        and _ENDS_ITEM.match(line, closing + 1, end)
    }
    texts = []
    for opening in sorted(behind_words, reverse=True):
        if unopened[line[opening]] < 0:
            unopened[line[opening]] += 1
            texts.append(opening)
    return _pairs([one for one in found if one.start() not in texts], unopened) if texts else pairs


def _pairs(found: Sequence[re.Match[str]], unopened: dict[str, int]) -> dict[int, int]:
    opened: dict[str, list[int]] = {"[": [], "{": []}
    pairs: dict[int, int] = {}
    for match in found:
        if (bracket := match["bracket"]) in opened:
            opened[bracket].append(match.start())
        elif bracket and opened[OPENING_BRACKETS[bracket]]:
            pairs[opened[OPENING_BRACKETS[bracket]].pop()] = match.start()
        elif not bracket and unopened.get(match[0][0], 0) > 0:
            unopened[match[0][0]] -= 1
            opened[match[0][0]].append(match.start())
    return pairs
