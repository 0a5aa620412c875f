"""What people type in a field, and the prose that shows it letter for letter.

A coach writes prose with a little Markdown, wrapped at will. In a field a line break is a line
break and a star is a star: as prose they stand behind a backslash.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from coaching_site.model.text import LONGEST_PROSE
from coaching_site.sealing import prose_to_html

_PUNCTUATION: Final = r"!-/:-@\[-`{-~"
_MEANT: Final = re.compile(rf"\\(?=[{_PUNCTUATION}\n]|\Z)|[*_\[\]]")
_BULLET: Final = re.compile(r"^([ \t]*)(?=[-+](?:[ \t]|$))", re.MULTILINE)
_NUMBER: Final = re.compile(r"^([ \t]*\d{1,9})(?=[.)](?:[ \t]|$))", re.MULTILINE)
_BREAK: Final = re.compile(r"(?<=\S)([ \t]*)\n(?=[ \t]*\S)")
_TAG: Final = re.compile(r"<[^<>]*>")
_MARK: Final = r"[-+*•◦▪‣●–—][ \t]|\d{1,9}[.)][ \t]"
_UNDONE: Final = re.compile(
    rf"\\([{_PUNCTUATION}]|\n(?=[ \t]*\S))|(?<=\S)[ \t]*\n[ \t]*(?=\S)(?!{_MARK})"
)


def as_prose(typed: str) -> str:
    """Return prose that shows a text as it was typed: its signs, and its line breaks."""
    prose = _broken(typed)
    if not _shows(prose, typed) or as_typed(prose) != typed:
        escaped = _BULLET.sub(r"\1\\", _MEANT.sub(r"\\\g<0>", typed))
        prose = _broken(_NUMBER.sub(r"\1\\", escaped))
    return prose if len(prose) <= LONGEST_PROSE else typed


def as_typed(prose: str) -> str:
    """Return prose as a field shows it: without backslashes, each paragraph on one line."""
    return _UNDONE.sub(lambda found: found[1] or " ", prose)


def _shows(prose: str, typed: str) -> bool:
    """Whether each letter and each line break is there; signs that were taken as marks are not."""
    html = prose_to_html(prose)
    same = _letters(unescape(_TAG.sub("", html))) == _letters(typed)
    return same and html.count("<br>") == len(_BREAK.findall(typed))


def _broken(text: str) -> str:
    return _BREAK.sub("\\1\\\\\n", text)


def _letters(text: str) -> str:
    return "".join(text.split())
