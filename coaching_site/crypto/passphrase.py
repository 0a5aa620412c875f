"""How hard a passphrase is to guess, judged before a private key is put under it."""

from __future__ import annotations

from typing import Final

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
_ADVICE: Final = "such as four words of your own that do not belong together"


def weakness_of(passphrase: str) -> str | None:
    """Return in a sentence why a passphrase is too weak, and what to do; None if it is not."""
    if len(passphrase) < _MIN_CHARACTERS:
        return f"expected {_MIN_CHARACTERS} characters or more, {_ADVICE}"
    if len(passphrase.encode(errors="surrogatepass")) > _MAX_BYTES:
        return f"expected at most {_MAX_BYTES} bytes"
    estimate = zxcvbn(
        passphrase[:_MAX_JUDGED_CHARACTERS],
        user_inputs=list(_GUESSED_FIRST),
        max_length=_MAX_JUDGED_CHARACTERS,
    )
    if estimate["guesses"] >= _MIN_GUESSES:
        return None
    why = str(estimate["feedback"]["warning"]).rstrip(".") or "it would be guessed in days"
    return f"this passphrase is too weak ({why}): expected a longer one, {_ADVICE}"
