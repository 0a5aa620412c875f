"""Text without the variety of signs that look or mean the same."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from coaching_site.model.text import is_visible

_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_APOSTROPHES: Final = re.compile("[\u2018\u2019\u02bc\u00b4`\uff07]")
_LONGEST: Final = 100


def plain(text: str) -> str:
    """Return text with ASCII digits, dashes, apostrophes and spaces, and nothing invisible.

    It is cut at a length that no single value has.
    """
    signs = unicodedata.normalize("NFKC", _DASHES.sub("-", text[:_LONGEST]))
    signs = _APOSTROPHES.sub("'", signs)
    return " ".join("".join(map(_ascii, signs)).split())


def _ascii(sign: str) -> str:
    if sign.isspace():
        return " "
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    return sign if is_visible(sign) or unicodedata.category(sign)[0] == "M" else ""
