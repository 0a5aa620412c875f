"""Ids and choices in another notation, such as `My Goal` or `a4`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from coaching_site.notation.plain import plain

_TRUE: Final = frozenset(("true", "yes", "on", "y", "1", "ja", "oui", "si", "sí"))
_FALSE: Final = frozenset(("false", "no", "off", "n", "0", "nein", "non"))


def id_meant(text: str) -> str | None:
    """Return an id made of a text: lower-case letters, digits and hyphens.

    None where it would not begin with a letter.
    """
    letters = unicodedata.normalize("NFKD", plain(text).casefold()[:60])
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
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
    signs = re.sub(r"[\W_]", "", plain(text).upper())
    signs = signs.replace("0", "O").replace("1", "I").replace("8", "B")
    return "-".join((signs[:4], signs[4:8], signs[8:])) if _is_whole(signs) else None


def _is_whole(signs: str) -> bool:
    return re.fullmatch("[A-Z2-7]{12}", signs) is not None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", plain(text).casefold())
