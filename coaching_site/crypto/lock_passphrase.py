"""Passphrases of locked portals: generated ones, and the bytes that one is turned into a key by."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Final
from unicodedata import normalize

GENERATED_WORDS: Final = 6
"""Words of a generated passphrase, each one of 7,776: 77 bits in all."""

_WORD_LIST: Final = "eff-long"
_LEAST_WORDS: Final = 7000  # a list that was cut would give passphrases that are guessed
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)?")
# What a browser calls white space, too, once NFKC has made plain spaces of all others.
_SPACES: Final = re.compile(r"[\t\n\v\f\r ]+")


def generated_passphrase(words: int = GENERATED_WORDS) -> str:
    """Return a new passphrase of words that are drawn by the system's source of randomness."""
    known = _word_list()
    return " ".join(secrets.choice(known) for _ in range(words))


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the bytes of a passphrase: the same for all ways to type it that look alike.

    NFKC, without spaces around it, and with one space between words.
    """
    text = _SPACES.sub(" ", normalize("NFKC", passphrase)).strip(" ")
    return text.encode(errors="surrogatepass")


def _word_list() -> tuple[str, ...]:
    import xkcdpass

    folder = Path(xkcdpass.__file__).parent / "static"
    lines = (folder / _WORD_LIST).read_text("ascii").split()
    words = tuple(dict.fromkeys(line for line in lines if _WORD.fullmatch(line)))
    if len(words) < _LEAST_WORDS:
        raise RuntimeError(f"{folder / _WORD_LIST} has {len(words)} words: too few to draw from")
    return words
