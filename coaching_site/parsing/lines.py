"""What can be told of a line of YAML by itself: its indentation, its key and its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_ITEM = re.compile(r"[ ]*(?:-[ ]+)*(?:(?P<key>[a-z_][a-z0-9_-]*)[ ]*:(?:[ ]+|$))?(?P<value>.*)")
_PAIR = re.compile(r"[ ]*(?P<key>[^\s\"'#&*!|>%@`\[\]{},-][^:]*):(?:[ ]+|$)(?P<value>.*)")

KEY: Final = re.compile(r"[ ]*[a-z_]+:(?: |$)")
"""The key that a line begins with."""

BLOCK: Final = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])(?:[ \t]+#.*)?[ \t]*")
"""The signs that begin a text which stands on the lines below."""


def before(lines: Sequence[str], index: int) -> int:
    """Return the last line before `index` that says anything."""
    for number in range(index - 1, -1, -1):
        if not is_blank(lines[number]):
            return number
    return index


def after(lines: Sequence[str], index: int) -> int | None:
    """Return the first line after `index` that says anything, if there is one."""
    return next((n for n in range(index + 1, len(lines)) if not is_blank(lines[n])), None)


def goes_on(lines: Sequence[str], index: int) -> bool:
    """Return whether the line after `index` that says anything is indented below its key.

    Below an item without a key it is enough that it is indented below the dash.
    """
    number = after(lines, index)
    if number is None:
        return False
    has_key = re.match(r"[ ]*(?:-[ ]+)*[a-z_][a-z0-9_-]*:", lines[index])
    here = key_indent(lines[index]) if has_key else indent(lines[index])
    return indent(lines[number]) > here


def is_blank(line: str) -> bool:
    """Return whether a line says nothing, or is a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def value_of(line: str) -> tuple[int, str]:
    """Return the value that a line holds after dashes and key, and where it starts, from 0."""
    found = _PAIR.fullmatch(line) or _ITEM.fullmatch(line)
    return (found.start("value"), found["value"].rstrip()) if found else (0, "")


def key_indent(line: str) -> int:
    """Return the column, from 0, in which what follows the dashes of a line begins."""
    return len(line) - len(re.sub(r"[ ]*(?:-[ ]+)*", "", line, count=1))


def indent(line: str) -> int:
    """Return how much white space a line begins with."""
    return len(line) - len(line.lstrip())


def spaces(count: int) -> str:
    """Return a number of spaces in words."""
    return "1 space" if count == 1 else f"{count} spaces"
