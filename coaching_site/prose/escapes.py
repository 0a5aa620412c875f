r"""Backslashes in prose: which escape a character of Markdown, and which are shown.

A backslash before a character with a meaning in Markdown escapes it. In a path, such as `C:\*.txt`
or `\\server\share`, and before any other character, it is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any, Final

from coaching_site.prose.points import MARKER
from coaching_site.prose.spacing import SPACE_GUARD

_BEGINS: Final = rf"(?<![^\s{SPACE_GUARD}\"'(\[„“«‹])"
_UNC: Final = r"\\\\(?=[^\W_]{2})"
_SHRUG: Final = r"¯\\(?=_\()"
PATH: Final = rf"{_BEGINS}(?:[A-Za-z]:\\(?!\n)|{_UNC})(?:[^\s\\]|\\(?!\n))*|{_SHRUG}"
"""A path, whose backslashes are text, except one that escapes a line break."""

_TYPED_PATH: Final = rf"{_BEGINS}(?:[A-Za-z]:\\|{_UNC})\S*|{_SHRUG}"
_ADDRESS: Final = r"(?:https?://|www\.)[^\s()<>\[\]]*(?:[^\W_]|/)"
_AS_IT_IS: Final = re.compile(f"{PATH}|{_ADDRESS}")
_MEANT: Final = re.compile(
    rf"(?P<letters>{_TYPED_PATH})|\\(?=[!-/:-@\[-`{{-~\n]|{MARKER}|\Z)|[*_\[\]]"
    r"|(?<=[A-Za-z]):(?=[*_\[\]])"
)
# A colon is escaped where it would begin a path between a letter and an escaped character.
_KEPT: Final = re.compile(
    rf"(?P<letters>{PATH})|\\(?:[*_\[\]\\]|(?<=\d\\)[.)]|(?<=[A-Za-z]\\):(?=\\))"
    rf"|^(?P<before>(?:[^\S\n]|{SPACE_GUARD})*(?:(?:[-+*]|[0-9]{{1,9}}[.)])[ \t]+)*)\\(?:{MARKER})",
    re.MULTILINE,
)


def escape_offsets(prose: str) -> frozenset[int]:
    """Return the offsets of the backslashes that escape a character, and are not shown."""
    matches = (match for match in _KEPT.finditer(prose) if match["letters"] is None)
    return frozenset(match.start() + len(match["before"] or "") for match in matches)


def verbatim_offsets(prose: str) -> frozenset[int]:
    """Return the offsets within paths and addresses, where no character is markup."""
    matches = _AS_IT_IS.finditer(prose)
    return frozenset(offset for match in matches for offset in range(*match.span()))


def found_once(
    find: Callable[[str], frozenset[int]], text: str, known: MutableMapping[str, Any]
) -> frozenset[int]:
    """Return what a function finds in a text, which is called at each candidate in it.

    `known` holds what was found: the environment of one conversion, with which it ends, so that no
    text of a client stays in memory.
    """
    key = f"{find.__name__} {text}"
    if key not in known:
        known[key] = find(text)
    offsets: frozenset[int] = known[key]
    return offsets


def escaped(typed: str) -> str:
    """Return text with a backslash before each character that would be inline markup."""
    return _MEANT.sub(lambda found: found[0] if found["letters"] else f"\\{found[0]}", typed)


def unescaped(prose: str) -> str:
    """Return prose without the backslashes that escape characters."""
    offsets = escape_offsets(prose)
    return "".join(letter for offset, letter in enumerate(prose) if offset not in offsets)
