"""Repairs of characters that look like a space, a colon or a dash, but are another to YAML.

These are no syntax errors: YAML takes `name： Kim` as one text. So plain texts are searched for
what is rather a key or an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

import yaml

from coaching_site.parsing.characters import ODD_COLON, ODD_DASH, ODD_SPACE, has_odd, named, odd_in
from coaching_site.parsing.repair import Repair
from coaching_site.problems import joined

_DASHES: Final = re.compile(r"[ ]*(?:-[ ]+)*")
_KEY: Final = rf"(?P<key>[a-z_][a-z0-9_-]*)(?: |{ODD_SPACE})*(?P<colon>:|{ODD_COLON})"
_COLON: Final = re.compile(rf"{_KEY}(?P<gap>(?: |{ODD_SPACE})*)")
_ODD_INDENTATION: Final = re.compile(
    rf"(?P<lead>[ ]*{ODD_SPACE}(?:\s|{ODD_SPACE})*)(?:-[ ]|{_KEY})"
)
_DASH: Final = re.compile(rf"-(?P<gap>[ ]*{ODD_SPACE}(?: |{ODD_SPACE})*)(?=\S)")
_OTHER_DASH: Final = re.compile(rf"(?P<dash>{ODD_DASH})(?: |{ODD_SPACE})+(?={_KEY})")
_INDENTATION: Final = re.compile(rf"[ ]*(?:[^\S \n]|{ODD_SPACE})(?:[^\S\n]|{ODD_SPACE})*")
_MAX_LISTED: Final = 8


def look_alikes(lines: list[str], events: Iterable[yaml.Event]) -> list[Repair]:
    """Return the repairs of all lines of plain text that are rather a key or an item of a list."""
    odd = frozenset(number for number, line in enumerate(lines) if has_odd(line))
    found: dict[int, Repair] = {}
    for event, following in pairwise([*events, None]) if odd else ():
        # Who quotes a text, or begins a block, means it as it stands.
        if not isinstance(event, yaml.ScalarEvent) or event.style:
            continue
        start: Any = event.start_mark
        end: Any = event.end_mark
        is_long = end.line != start.line
        if start.line in odd or (is_long and not odd.isdisjoint(range(start.line, end.line + 1))):
            for index, column in _beginnings(lines, event, following):
                line = lines[index]
                # Alone: until the indentation is right, the other lines have wrong parents.
                if not line[:column].strip() and _ODD_INDENTATION.match(line):
                    return list(odd_indentation(lines, index))
                found |= {repair.index: repair for repair in _repairs_in(line, index, column)}
    return list(found.values())


def look_alike(line: str, index: int) -> Iterator[Repair]:
    """Yield the repair of a line near an error in the syntax."""
    if not line.isascii() and (start := _DASHES.match(line)):
        yield from _repairs_in(line, index, start.end())


def odd_indentation(lines: list[str], first: int) -> Iterator[Repair]:
    """Yield repairs of all lines from `first` on with other white space before their text.

    One message lists them all. They are repaired together, since lines must agree to be parsed.
    """
    odd = [(n, found) for n in range(first, len(lines)) if (found := _INDENTATION.match(lines[n]))]
    for number, found in odd:
        spaces = "".join(map(_as_spaces, found[0]))
        shift = found.end(), len(spaces) - len(found[0])
        text = spaces + lines[number][found.end() :]
        if number == odd[0][0]:
            message = _indented_with(found[0], [other + 1 for other, _ in odd[1:]])
            column = len(found[0]) - len(found[0].lstrip(" ")) + 1
            yield Repair(number, text, column, message, shift=shift)
        else:
            yield Repair(number, text, 1, "", shift=shift)


def is_indented_oddly(line: str) -> bool:
    """Return whether a line is indented with anything but spaces."""
    return _INDENTATION.match(line) is not None


def _beginnings(
    lines: list[str], event: yaml.ScalarEvent, following: yaml.Event | None
) -> Iterator[tuple[int, int]]:
    """Yield line and column of each line of a text where a key or an item could begin."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    if not lines[start.line][: start.column].strip(" -") or _is_bare(following, end.index):
        yield start.line, start.column
    for index in range(start.line + 1, min(end.line + 1, len(lines))):
        yield index, len(lines[index]) - len(lines[index].lstrip(" "))


def _is_bare(following: yaml.Event | None, end: int) -> bool:
    """Return whether a text is a key without a colon between braces.

    The parser yields an empty value for it, at its end.
    """
    if not isinstance(following, yaml.ScalarEvent):
        return False
    start: Any = following.start_mark
    last: Any = following.end_mark
    return bool(start.index == last.index == end)


def _repairs_in(line: str, index: int, start: int) -> Iterator[Repair]:
    yield from _dash(line, index, start)
    yield from _colon(line, index, start)


def _dash(line: str, index: int, start: int) -> Iterator[Repair]:
    if found := _DASH.match(line, start):
        odd = found.start("gap") + len(found["gap"]) - len(found["gap"].lstrip(" "))
        message = f"type a space after the dash, in place of {named(line[odd])}"
        text = f"{line[:start]}- {line[found.end() :]}"
        yield Repair(index, text, odd + 1, message, shift=(start + 1, 1 - len(found["gap"])))
    elif found := _OTHER_DASH.match(line, start):
        message = "a list begins with the hyphen of the keyboard: type it here, in place of {}"
        text = f"{line[:start]}- {line[found.end() :]}"
        shift = start + 1, start + 2 - found.end()
        yield Repair(index, text, start + 1, message.format(named(found["dash"])), shift=shift)


def _colon(line: str, index: int, start: int) -> Iterator[Repair]:
    found = _COLON.match(line, start)
    odd = odd_in(found["colon"] + found["gap"]) if found else ""
    # A colon and a plain space end a key for YAML as well, whatever comes behind.
    if found and odd and not (found["colon"] == ":" and found["gap"].startswith(" ")):
        key, rest = found["key"], line[found.end() :]
        column = found.start("colon") if found["colon"] != ":" else found.start("gap")
        message = f"type `{key}: …` with a colon and a space of the keyboard, in place of {odd}"
        text = f"{line[: found.start('colon')]}: {rest}"
        shift = found.start("gap"), 1 - len(found["gap"])
        yield Repair(index, text, column + 1, message, shift=shift)


def _as_spaces(character: str) -> str:
    if character == "\t":
        return "  "
    return " " if character.isspace() else ""


def _indented_with(indentation: str, others: list[int]) -> str:
    character = "a tab" if "\t" in indentation else odd_in(indentation)
    message = f"this line is indented with {character}: use the space bar instead"
    if not others:
        return message
    return f"{message} (also in line {joined(map(str, others), _MAX_LISTED)})"
