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
    # The parser notices a mistake only at what follows it, which may be lines below.
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
    if match := _BEFORE.match(line):
        at, size = len(match["lead"]), len(match["sign"])
        message = f"delete {match['sign']} here, before a key or the dash of a list"
        rest = match["gap"] + line[match.end("gap") :]
        yield Repair(index, match["lead"] + rest, at + 1, message, shift=(at + 1, -size))
        # The sign may stand where a space of the indentation belongs.
        message = f"type a space in place of {match['sign']} here, before a key or a dash"
        yield Repair(index, match["lead"] + " " * size + rest, at + 1, message)


def _behind_key(line: str, index: int) -> Iterator[Repair]:
    if match := _BEHIND.fullmatch(line):
        message = f"delete {match['sign']} here, since what belongs to the key follows below it"
        yield Repair(index, match["key"], match.start("sign") + 1, message)


def _tab(line: str, index: int) -> Iterator[Repair]:
    if match := _TAB.match(line):
        at, gap = match.end("dash"), len(match["gap"])
        message = "type a space after the dash, in place of a tab"
        text = f"{match['dash']} {line[match.end() :]}"
        yield Repair(index, text, at + match["gap"].index("\t") + 1, message, shift=(at, 1 - gap))


def _other_colon(line: str, index: int) -> Iterator[Repair]:
    if (match := _OTHER.match(line)) and ": " not in line:
        key, rest = match["key"], line[match.end() :]
        message = (
            f"type `{shortened(key)}: …` with a colon and a space in place of {match['sign']}, if "
            "this is a key (or, if this line goes on with the text above it, indent it further)"
        )
        column = match.start("sign") + 1
        yield Repair(index, f"{match['lead']}{key}: {rest}", column, message, guess=1)


def _colon_above_more(line: str, index: int) -> Iterator[Repair]:
    if match := _LAST.fullmatch(line):
        message = f"type a colon after `{shortened(match['key'])}`, in place of {match['sign']}"
        text = f"{match['lead']}{match['key']}:"
        yield Repair(index, text, match.start("sign") + 1, message)


def _alone(line: str, index: int) -> Iterator[Repair]:
    start, value = value_of(line)
    if line[:start].rstrip().endswith(":") and (value in ("-", "?") or value.startswith("? ")):
        text = line[:start] + single_quoted(value)
        message = needs_quotes(value)
        yield Repair(index, text, start + 1, message, guess=start + 1, is_text=True)
