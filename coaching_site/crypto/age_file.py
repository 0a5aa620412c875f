"""Files that the tool `age` opens (age-encryption.org/v1), for a passphrase or for public keys.

Anybody can install that tool, or one of several others, in ten years, too. It needs the extra
`age`, whose library is loaded only when something is encrypted.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any, Final

from coaching_site.problems import InvalidInput, Problem

ENDING: Final = ".age"
"""What the name of such a file ends in."""

_BEGINS_SECRETLY: Final = "AGE-SECRET-KEY-"
_ENOUGH: Final = 18  # as `age` itself takes
_MOST_TRIES: Final = 3
_NEEDED: Final = 'needs pyrage: pip install "coaching-site[age]"'


def require_age(option: str) -> None:
    """Raise `InvalidInput` about an option if its library is not installed."""
    try:
        _library()
    except ImportError:
        raise InvalidInput([Problem.of_setting(option, _NEEDED)]) from None


def encrypted_for_passphrase(content: bytes, passphrase: str) -> bytes:
    """Return content as a file that `age -d` opens by a passphrase, which takes about a second.

    The library takes as many rounds as it does in a second. A machine that is busy at that moment
    would take few: then it tries again, and the most rounds are taken.
    """
    sealed: list[bytes] = []
    while len(sealed) < _MOST_TRIES and max(map(rounds_of, sealed), default=0) < _ENOUGH:
        sealed.append(_library().passphrase.encrypt(content, passphrase))
    return max(sealed, key=rounds_of)


def rounds_of(sealed: bytes) -> int:
    """Return the rounds of scrypt of a file for a passphrase, as a power of two."""
    return int(sealed.split(b"\n", 2)[1].rpartition(b" ")[2])


def encrypted_for_keys(content: bytes, keys: Sequence[Any]) -> bytes:
    """Return content as a file that the owner of any of some `public_keys` opens."""
    sealed: bytes = _library().encrypt(content, [*keys])
    return sealed


def public_keys(option: str, typed: Sequence[str]) -> list[Any]:
    """Return the public keys that were typed: `age1…`, or those of SSH.

    Raises `InvalidInput` for each that is none; nothing of it is repeated, since it may be secret.
    """
    found, problems = [], []
    for one in typed:
        try:
            found.append(_public_key(one.strip()))
        except ValueError:
            problems.append(Problem.of_setting(option, _fault(one.strip())))
    if problems:
        raise InvalidInput(problems)
    return found


def _public_key(text: str) -> Any:
    """Return the public key that a text is; raise `ValueError`."""
    library = _library()
    kind = library.ssh if text.startswith("ssh-") else library.x25519
    try:
        return kind.Recipient.from_str(text)
    except library.RecipientError:
        raise ValueError from None


def _fault(text: str) -> str:
    if _BEGINS_SECRETLY in text.upper():
        return (
            "this is a secret key, which opens files: give the public one, which begins with age1; "
            "and make a new pair, since what is typed here is kept by shells"
        )
    return "expected a public key, which begins with age1 or ssh-ed25519"


def _library() -> ModuleType:
    import pyrage

    module: ModuleType = pyrage
    return module
