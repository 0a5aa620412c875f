"""How hard a passphrase is to guess."""

from __future__ import annotations

import pytest

from coaching_site.crypto.passphrase import weakness_of


@pytest.mark.parametrize(
    "passphrase",
    [
        "aaaaaaaaaa", "password1234", "qwertyuiopasdfghjkl", "1234567890123456", "abcdefghijklmnop",
        "iloveyouiloveyou", "passwordpassword", "abcabcabcabcabcabc", "Sommer2026!",
        "letmein-letmein", "aaaaaaaaaabbbbbbbbbb", "          ", "Tr0ub4dour&3",
        "correct horse battery staple", "coaching coaching", "x" * 900,
    ],
)  # fmt: skip
def test_what_would_be_guessed_is_weak(passphrase: str) -> None:
    """Repeats, rows of keys, common passwords and short mixtures are refused with a reason."""
    weakness = weakness_of(passphrase)
    assert weakness
    assert weakness.startswith("this passphrase is too weak (")


@pytest.mark.parametrize(
    "passphrase",
    [
        "Amara Lindqvist", "amaralindqvist1", "Amara Lindqvist 2026", "Amara-Lindqvist-2026!",
        "AMÁRA LINDQVIST", "Müller-Bräuer & Amara", "Lindqvist!Lindqvist!Lindqvist",
    ],
)  # fmt: skip
def test_names(passphrase: str) -> None:
    """Whose portal it is, and what is usually put behind that, is tried first."""
    names = ["Amara Lindqvist", "Mu\u0308ller-Bräuer AG"]
    assert weakness_of(passphrase) is None
    assert "it is little more than a name" in (weakness_of(passphrase, names) or "")
    assert weakness_of(f"{passphrase} kaffee wolke regen stuhl", names) is None


@pytest.mark.parametrize(
    "passphrase",
    ["four words of mine", "kaffee wolke regen stuhl", "Xk3#pQ9!vL2m", "молоко звезда окно река"],
)
def test_what_would_not_be_guessed_is_taken(passphrase: str) -> None:
    """Some words, or enough signs at random, are good in any script."""
    assert weakness_of(passphrase) is None


def test_a_passphrase_has_ten_characters_and_not_thousands() -> None:
    """Lengths that no library of the chain takes are refused before anything is written."""
    assert weakness_of("Xk3#pQ9!v") == (
        "expected 10 characters or more, such as four words of your own that do not belong together"
    )
    assert weakness_of("ä" * 501) == "expected at most 1000 bytes"
