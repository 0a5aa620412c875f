"""Repairs of stray characters beside a key or a dash, or in place of a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coaching_site.parsing.lines import before, goes_on, value_of
from coaching_site.parsing.quotes import needs_quotes, single_quoted
from coaching_site.parsing.repair import Repair
from coaching_site.problems import shortened

_KEY: Final = r"[a-z_][a-z0-9_-]*"
_BEFORE: Final = re.compile(
    rf"(?P<lead>[ ]*)(?P<sign>[,\]}}`@%]+)(?P<gap>[ ]*)(?:- |{_KEY}:(?: |$))"
)
_BEHIND: Final = re.compile(
    rf"(?P<key>[ ]*(?:-[ ]+)*{_KEY}:)[ ]*(?P<sign>[^\w\s\"'#|>\[{{&*!]+)[ ]*"
)
_TAB: Final = re.compile(r"(?P<dash>[ ]*(?:-[ ]+)*-)(?P<gap>[ ]*\t[ \t]*)(?=\S)")
_OTHER: Final = re.compile(
    rf"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>{_KEY})[ ]*(?P<sign>;|=>|->|→)[ ]*(?=\S)"
)
_LAST: Final = re.compile(
    rf"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>{_KEY})[ ]*(?P<sign>[^\w\s:\"'#\[{{]{{1,2}})[ ]*"
)


def strays(lines: list[str], index: int, context: int) -> Iterator[Repair]:
    """Yield repairs of a mistake that the parser noticed in line `index`, began in `context`."""
    for number in dict.fromkeys((index, context, before(lines, index))):
        line = lines[number]
        yield from _other_hash(line, number)
        yield from _before_key(line, number)
        yield from _tab(line, number)
        yield from _other_colon(line, number)
        if goes_on(lines, number):
            yield from _behind_key(line, number)
            yield from _colon_above_more(line, number)
        else:
            yield from _alone(line, number)


def _other_hash(line: str, index: int) -> Iterator[Repair]:
    if line.lstrip(" ").startswith("\uff03"):
        column = line.index("\uff03")
        message = "a comment begins with the # of the keyboard: type it here, in place of \uff03"
        yield Repair(index, f"{line[:column]}# {line[column + 1 :]}", column + 1, message)


def _before_key(line: str, index: int) -> Iterator[Repair]:
    if found := _BEFORE.match(line):
        at, size = len(found["lead"]), len(found["sign"])
        message = f"delete {found['sign']} here, before a key or the dash of a list"
        rest = found["gap"] + line[found.end("gap") :]
        yield Repair(index, found["lead"] + rest, at + 1, message, shift=(at + 1, -size))
        message = f"type a space in place of {found['sign']} here, before a key or a dash"
        yield Repair(index, found["lead"] + " " * size + rest, at + 1, message)


def _behind_key(line: str, index: int) -> Iterator[Repair]:
    if found := _BEHIND.fullmatch(line):
        message = f"delete {found['sign']} here, since what belongs to the key follows below it"
        yield Repair(index, found["key"], found.start("sign") + 1, message)


def _tab(line: str, index: int) -> Iterator[Repair]:
    if found := _TAB.match(line):
        at, gap = found.end("dash"), len(found["gap"])
        message = "type a space after the dash, in place of a tab"
        text = f"{found['dash']} {line[found.end() :]}"
        yield Repair(index, text, at + found["gap"].index("\t") + 1, message, shift=(at, 1 - gap))


def _other_colon(line: str, index: int) -> Iterator[Repair]:
    if (found := _OTHER.match(line)) and ": " not in line:
        key, rest = found["key"], line[found.end() :]
        message = (
            f"type `{shortened(key)}: …` with a colon and a space in place of {found['sign']}, if "
            "this is a key (or, if this line goes on with the text above it, indent it further)"
        )
        column = found.start("sign") + 1
        yield Repair(index, f"{found['lead']}{key}: {rest}", column, message, guess=1)


def _colon_above_more(line: str, index: int) -> Iterator[Repair]:
    if found := _LAST.fullmatch(line):
        message = f"type a colon after `{shortened(found['key'])}`, in place of {found['sign']}"
        text = f"{found['lead']}{found['key']}:"
        yield Repair(index, text, found.start("sign") + 1, message)


def _alone(line: str, index: int) -> Iterator[Repair]:
    start, value = value_of(line)
    if line[:start].rstrip().endswith(":") and (value in ("-", "?") or value.startswith("? ")):
        text = line[:start] + single_quoted(value)
        message = needs_quotes(value)
        yield Repair(index, text, start + 1, message, guess=start + 1, is_text=True)
