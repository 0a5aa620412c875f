"""Text in a normal form, without variants of characters that look or mean the same."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from coaching_site.model.types import is_visible

_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_APOSTROPHES: Final = re.compile("[\u2018\u2019\u02bc\u00b4\uff07]")
# Marks that choose how a letter is drawn, or keep two apart.
_VARIANTS: Final = re.compile("[\u034f\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Of a number: o and l stand beside figures on paper, and look like 0 and 1.
_FIGURES: Final = re.compile(r"\b(?=[ol]*[0-9])(?!0[ob])[0-9ol]+\b(?!')")
_MAX_TEXT_LENGTH: Final = 100


def figures(words: str) -> str:
    """Return lower-case text with each o and l within a number as the digit it looks like."""
    return _FIGURES.sub(lambda found: found[0].replace("o", "0").replace("l", "1"), words)


def plain(text: str) -> str:
    """Return text with ASCII digits, dashes, apostrophes and spaces, and nothing invisible.

    It is cut at a length that no single value has.
    """
    return _plain(text[:_MAX_TEXT_LENGTH])


def as_read(text: str) -> str:
    """Return a key that is equal for two texts which a reader takes for the same.

    Neither capitals nor widths of letters count, nor how accents, dashes, apostrophes and spaces
    are written.
    """
    if text.isascii():
        return _plain(text).casefold()
    return unicodedata.normalize("NFKC", _plain(_VARIANTS.sub("", text)).casefold())


def _plain(text: str) -> str:
    if not text.isascii():
        text = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", _DASHES.sub("-", text)))
    return " ".join(text.translate(_ASCII).split())


class _Ascii(dict[int, str]):
    """The plain form of each character, computed when it is first asked for."""

    def __missing__(self, code: int) -> str:
        """Compute and keep the plain form of a character."""
        self[code] = _ascii(chr(code))
        return self[code]


_ASCII: Final = _Ascii()


def _ascii(character: str) -> str:
    if character.isspace():
        return " "
    if character == "`":
        return "'"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    is_combining = unicodedata.category(character)[0] == "M"
    return character if is_visible(character) or is_combining else ""
