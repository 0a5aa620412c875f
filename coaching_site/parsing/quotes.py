"""Messages on text that needs quotes in YAML."""

from __future__ import annotations

import re
from typing import Final

import yaml

from coaching_site.problems import shortened

_INDICATORS: Final = frozenset("#%@`*&!|>{}[],?-:\"'")
_INSIDE: Final = (" #", "[", "]", "{", "}")
_MAX_LAST_CHARACTERS: Final = 20


def needs_quotes(text: str, *, within: bool = False) -> str:
    """Return the message for text with a character that is an indicator in YAML.

    `within` says that the text is in a flow collection, where more may follow it.
    """
    character = next((character.strip() for character in _INSIDE if character in text), "")
    if text[0] not in _INDICATORS and character:
        return f"text with {character} in it needs quotes: {quoting(text, within=within)}"
    return f"text that begins with {text[:1]} needs quotes: {quoting(text, within=within)}"


def quoting(text: str, *, within: bool = False) -> str:
    """Return how to put text in quotes; a long text is not repeated.

    `within` says that more may follow in the line.
    """
    line = " ".join(text.split())
    if shortened(line) == line:
        return f"write {in_quotes(line)}"
    is_plain = '"' not in line and "\\" not in line
    quote = '"' if is_plain else "'"
    behind = f'behind "…{line[-_MAX_LAST_CHARACTERS:].lstrip()}"' if within else "behind it"
    twice = "" if is_plain or "'" not in line else ", and write each ' inside of it twice"
    return f"put {quote} before and {behind}{twice}"


def in_quotes(text: str) -> str:
    """Return text as a quoted scalar of YAML, shortened for a message."""
    line = shortened(text)
    if '"' not in line and "\\" not in line:
        return f'"{line}"'
    return single_quoted(line)


def single_quoted(text: str) -> str:
    """Return text on one line between single quotes, to the letter, as YAML reads it."""
    return "'" + text.replace("'", "''") + "'"


def without_quotes(text: str) -> str:
    """Return text without the quotes around the whole of it.

    Quotes that are part of it stay, as in `"a" and "b"`, where the first is closed before the end.
    """
    character = text[0]
    # Not the apostrophes within words.
    positions = [
        found.start() for found in re.finditer(rf"(?<!\w){character}|{character}(?!\w)", text)
    ]
    if len(positions) == 1 and character == "'":
        return text[1:]
    if len(positions) < 2 or positions[-1] < len(text) - 1 or text[1] == character:
        return text
    second = positions[1]
    is_closed = text[second - 1] not in " \t([" and not text[second + 1 : second + 2].isalnum()
    if second < len(text) - 1 and is_closed and len(positions) % 2 == 0:
        return text
    return text[1:-1]


def is_record(text: str) -> bool:
    """Return whether text is a record between braces to YAML."""
    try:
        return text.startswith("{") and isinstance(yaml.safe_load(text), dict)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False
