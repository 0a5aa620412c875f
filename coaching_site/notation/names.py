"""Ids and choices in another notation, such as `My Goal` or `a4`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from coaching_site.notation.plain import plain

_TRUE: Final = frozenset(("true", "yes", "on", "y", "1", "ja", "oui", "si", "sí"))
_FALSE: Final = frozenset(("false", "no", "off", "n", "0", "nein", "non"))
_OF_WINDOWS: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)


def is_windows_device(path: str) -> bool:
    """Tell whether Windows takes a part of a path, with `/`, for a device, as in `nul.txt`."""
    return any(_OF_WINDOWS.fullmatch(part) for part in path.split("/"))


def id_meant(text: str) -> str | None:
    """Return an id made of a text: lower-case letters, digits and hyphens.

    None where it would not begin with a letter.
    """
    letters = unicodedata.normalize("NFKD", plain(text).casefold()[:60])
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = re.sub(r"[^a-z0-9_]+", "-", bare).strip("-_")
    return name if name[:1].isalpha() else None


def choice_meant(text: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a text begins or ends with, if any."""
    words = _letters(text)
    close = [word for word in choices if words == _letters(word)]
    close += [word for word in choices if words.startswith(_letters(word))]
    close += [word for word in choices if words.endswith(_letters(word))]
    return next(iter(close), None)


def truth_meant(text: str) -> str | None:
    """Return `true` or `false` for a word that means it."""
    word = plain(text).casefold()
    return "true" if word in _TRUE else "false" if word in _FALSE else None


def fingerprint_meant(text: str) -> str | None:
    """Return a fingerprint as the portal shows it; None where letters are missing."""
    letters = re.sub(r"[\W_]", "", plain(text).upper())
    # Base 32 has no 0, 1 and 8: these were read for the letters that look like them.
    letters = letters.replace("0", "O").replace("1", "I").replace("8", "B")
    is_whole = re.fullmatch("[A-Z2-7]{12}", letters) is not None
    return "-".join((letters[:4], letters[4:8], letters[8:])) if is_whole else None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", plain(text).casefold())
