r"""Backslashes in prose: which keep a sign from being read as Markdown, and which are letters.

A backslash before a sign that means something keeps that sign. In a path, such as `C:\*.txt` or
`\\server\share`, and before any other sign, it is a letter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from coaching_site.prose.points import SIGN
from coaching_site.prose.spacing import GUARD

_BEGINS: Final = rf"(?<![^\s{GUARD}\"'(\[„“«‹])"
_UNC: Final = r"\\\\(?=[^\W_]{2})"
_SHRUG: Final = r"¯\\(?=_\()"
PATH: Final = rf"{_BEGINS}(?:[A-Za-z]:\\(?!\n)|{_UNC})(?:[^\s\\]|\\(?!\n))*|{_SHRUG}"
"""A path, whose backslashes are letters, but for one that keeps a line break."""

_TYPED_PATH: Final = rf"{_BEGINS}(?:[A-Za-z]:\\|{_UNC})\S*|{_SHRUG}"
_ADDRESS: Final = r"(?:https?://|www\.)[^\s()<>\[\]]*(?:[^\W_]|/)"
_AS_IT_IS: Final = re.compile(f"{PATH}|{_ADDRESS}")
_MEANT: Final = re.compile(
    rf"(?P<letters>{_TYPED_PATH})|\\(?=[!-/:-@\[-`{{-~\n]|{SIGN}|\Z)|[*_\[\]]"
    r"|(?<=[A-Za-z]):(?=[*_\[\]])"
)
# A colon is kept where a letter, it and a kept sign would begin a path.
_KEPT: Final = re.compile(
    rf"(?P<letters>{PATH})|\\(?:[*_\[\]\\]|(?<=\d\\)[.)]|(?<=[A-Za-z]\\):(?=\\))"
    rf"|^(?P<before>(?:[^\S\n]|{GUARD})*(?:(?:[-+*]|[0-9]{{1,9}}[.)])[ \t]+)*)\\(?:{SIGN})",
    re.MULTILINE,
)


@lru_cache(maxsize=16)
def kept_signs(prose: str) -> frozenset[int]:
    """Return where backslashes stand that keep a sign, and are not shown."""
    found = (one for one in _KEPT.finditer(prose) if one["letters"] is None)
    return frozenset(one.start() + len(one["before"] or "") for one in found)


@lru_cache(maxsize=16)
def letters_of_names(prose: str) -> frozenset[int]:
    """Return the places within paths and addresses, where no sign means anything."""
    found = _AS_IT_IS.finditer(prose)
    return frozenset(place for one in found for place in range(*one.span()))


def kept(typed: str) -> str:
    """Return text with a backslash before each sign that would mean something within a line."""
    return _MEANT.sub(lambda found: found[0] if found["letters"] else f"\\{found[0]}", typed)


def unkept(prose: str) -> str:
    """Return prose without the backslashes that keep signs."""
    places = kept_signs(prose)
    return "".join(letter for place, letter in enumerate(prose) if place not in places)
