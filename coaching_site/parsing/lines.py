"""The indentation, key and value of a line of YAML, without parsing the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_ITEM = re.compile(r"[ ]*(?:-[ ]+)*(?:(?P<key>[a-z_][a-z0-9_-]*)[ ]*:(?:[ ]+|$))?(?P<value>.*)")
_PAIR = re.compile(r"[ ]*(?P<key>[^\s\"'#&*!|>%@`\[\]{},-][^:]*):(?:[ ]+|$)(?P<value>.*)")

KEY: Final = re.compile(r"[ ]*[a-z_]+:(?: |$)")
"""A key at the start of a line."""

BLOCK: Final = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])(?:[ \t]+#.*)?[ \t]*")
"""The header of a block scalar, whose text is on the lines below."""


def before(lines: Sequence[str], index: int) -> int:
    """Return the last line before `index` that is neither blank nor a comment, or `index`."""
    for number in range(index - 1, -1, -1):
        if not is_blank(lines[number]):
            return number
    return index


def after(lines: Sequence[str], index: int) -> int | None:
    """Return the first line after `index` that is neither blank nor a comment, if any."""
    return next((n for n in range(index + 1, len(lines)) if not is_blank(lines[n])), None)


def goes_on(lines: Sequence[str], index: int) -> bool:
    """Return whether the next line with content is indented further than the key of this one.

    For an item without a key, further than its dash.
    """
    number = after(lines, index)
    if number is None:
        return False
    has_key = re.match(r"[ ]*(?:-[ ]+)*[a-z_][a-z0-9_-]*:", lines[index])
    here = key_indent(lines[index]) if has_key else indent(lines[index])
    return indent(lines[number]) > here


def is_blank(line: str) -> bool:
    """Return whether a line is blank or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def value_of(line: str) -> tuple[int, str]:
    """Return the offset, from 0, and the text of a line's value, behind dashes and key."""
    match = _PAIR.fullmatch(line) or _ITEM.fullmatch(line)
    return (match.start("value"), match["value"].rstrip()) if match else (0, "")


def key_indent(line: str) -> int:
    """Return the offset, from 0, of what follows the dashes of a line."""
    return len(line) - len(re.sub(r"[ ]*(?:-[ ]+)*", "", line, count=1))


def indent(line: str) -> int:
    """Return the number of white space characters before the text of a line."""
    return len(line) - len(line.lstrip())


def spaces(count: int) -> str:
    """Return a number of spaces as a phrase."""
    return "1 space" if count == 1 else f"{count} spaces"
