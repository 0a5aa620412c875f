"""How hard a passphrase is to guess, judged before a private key is put under it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import combining, normalize

from zxcvbn import zxcvbn

_MIN_CHARACTERS: Final = 10
_MAX_BYTES: Final = 1000  # the library that opens keys takes 1023
# The time that judging takes grows with the square of the length.
_MAX_JUDGED_CHARACTERS: Final = 72
# A graphics card tries some ten thousand a second under the rounds that `keys` asks for: years.
_MIN_GUESSES: Final = 10**12
_GUESSED_FIRST: Final = (
    *("coaching", "coach", "coaching-site", "executive", "reply-key", "portal", "passphrase"),
    *("correct horse battery staple", "correcthorsebatterystaple", "four words of your own"),
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_ADVICE: Final = "such as four words of your own that do not belong together"


def weakness_of(passphrase: str, names: Iterable[str] = ()) -> str | None:
    """Return in a sentence why a passphrase is too weak, and what to do; None if it is not.

    `names` are those of people and companies that whoever guesses tries first: without their words
    it has to be strong, too.
    """
    if len(passphrase) < _MIN_CHARACTERS:
        return f"expected {_MIN_CHARACTERS} characters or more, {_ADVICE}"
    if len(passphrase.encode(errors="surrogatepass")) > _MAX_BYTES:
        return f"expected at most {_MAX_BYTES} bytes"
    why = _why_guessed(passphrase)
    rest = _without(passphrase, names)
    if not why and rest is not None and (not rest or _why_guessed(rest)):
        why = "it is little more than a name"
    return f"this passphrase is too weak ({why}): expected a longer one, {_ADVICE}" if why else None


def _why_guessed(text: str) -> str | None:
    """Return why a text would be guessed, None if it would not."""
    estimate = zxcvbn(
        text[:_MAX_JUDGED_CHARACTERS],
        user_inputs=list(_GUESSED_FIRST),
        max_length=_MAX_JUDGED_CHARACTERS,
    )
    if estimate["guesses"] >= _MIN_GUESSES:
        return None
    return str(estimate["feedback"]["warning"]).rstrip(".") or "it would be guessed in days"


def _without(passphrase: str, names: Iterable[str]) -> str | None:
    """Return what is left of a passphrase without the words of names; None if it has none."""
    plain = _plain(passphrase)
    words = {word for name in names for word in _WORD.findall(_plain(name))}
    rest = plain
    for word in sorted(words, key=lambda one: (-len(one), one)):
        rest = rest.replace(word, "")
    return None if rest == plain else rest


def _plain(text: str) -> str:
    """Return a text without capitals and accents."""
    apart = normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not combining(sign))
