"""What a terminal shows of texts that others wrote: no control character in them reaches it."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import replace
from io import TextIOWrapper
from typing import Final

from coaching_site.characters import CONTROLS, SURROGATES
from coaching_site.problems import InvalidInput

# Controls, and what turns or hides the signs beside it, or cannot be seen. The flags of England,
# Scotland and Wales are written by signs that hide text elsewhere.
_FLAGS: Final = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in f"gb{name}") + "\U000e007f"
    for name in ("eng", "sct", "wls")
)
_STEERING: Final = re.compile(
    rf"{_FLAGS}|"
    rf"[{CONTROLS}{SURROGATES}\x85\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    "|(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_MAX_PATH_CHARACTERS: Final = 200
_HALF_CHARACTERS: Final = 90
_JOINERS: Final = "\u200c\u200d"
_PICTURE: Final = re.compile("[\u00a9\u00ae\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]")
_BEHIND_A_PICTURE: Final = "\ufe0f"
# By the first word of the names of their letters.
_SCRIPTS_THAT_JOIN: Final = (
    *("ARABIC", "SYRIAC", "MONGOLIAN", "NKO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI"),
    *("ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR"),
    *("KHMER", "BALINESE", "JAVANESE", "CHAKMA"),
)


def print_all_letters() -> None:
    """Let letters be printed that the console's encoding lacks, by their numbers: `\\u2192`.

    Windows gives what is sent to a file or another program the letters of one region alone.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def visible(text: str) -> str:
    """Return text with each control or invisible character as its code point.

    Characters that join letters or pictures stay where they do so, as in Persian and in families.
    """
    return _STEERING.sub(_shown, text.replace("\t", "    "))


def visible_line(text: str) -> str:
    """Return such text on one line, whatever it holds."""
    return "".join(sign if _is_shown(sign) else _numbered(sign) for sign in visible(text))


def told(error: InvalidInput) -> str:
    """Return each problem on a line; the path of a file is cut where it is longer than one."""
    return "\n".join(
        visible_line(str(replace(one, path=shown_path(one.path)))) for one in error.problems
    )


def shown_path(path: str) -> str:
    """Return a path for a message, without its middle if it is too long to be read."""
    if len(path) <= _MAX_PATH_CHARACTERS:
        return path
    return f"{path[:_HALF_CHARACTERS]}…{path[-_HALF_CHARACTERS:]}"


def _is_shown(sign: str) -> bool:
    return sign.isprintable() or (unicodedata.category(sign)[0] in "ZM" and sign != "\n")


def _shown(found: re.Match[str]) -> str:
    sign = found[0]
    if len(sign) > 1 or (sign in _JOINERS and _joins(sign, found.string, found.start())):
        return sign
    return _numbered(sign)


def _numbered(sign: str) -> str:
    return f"‹U+{ord(sign):04X}›"


def _joins(sign: str, text: str, at: int) -> bool:
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if sign == "\u200d" and _PICTURE.match(after):
        return bool(_PICTURE.match(before)) or before == _BEHIND_A_PICTURE
    if not _joins_letters(before):
        return False
    return _joins_letters(after) or (sign == "\u200d" and after not in _JOINERS)


def _joins_letters(sign: str) -> bool:
    """Whether a character is of a script whose letters join."""
    name = unicodedata.name(sign, "") if sign else ""
    return name.partition(" ")[0] in _SCRIPTS_THAT_JOIN
