"""Text in a normal form."""

from __future__ import annotations

import pytest

from coaching_site.notation.plain import as_read, figures, plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  a \t b\xa0c ", "a b c"),
        ("1\u201330\u2212", "1-30-"),
        ("\uff11\u0662", "12"),
        ("it\u2019s `so`", "it's 'so'"),
        ("a\u200bb\xad", "ab"),
        ("Zo\u00eb", "Zo\u00eb"),
        ("x" * 200, "x" * 100),
    ],
)
def test_plain(typed: str, read: str) -> None:
    """Digits, dashes, apostrophes and spaces are those of ASCII; nothing unseen is left."""
    assert plain(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1o", "10"),
        ("2o:l5", "20:15"),
        ("o", "o"),
        ("oslo 9", "oslo 9"),
        ("10o'clock", "10o'clock"),
    ],
)
def test_figures(typed: str, read: str) -> None:
    """A letter o or l within a number is the digit that it looks like."""
    assert figures(typed) == read


def test_as_read() -> None:
    """Texts have one key where a reader takes them for the same."""
    assert as_read("Zoe\u0308  \uff2d.") == as_read("zo\u00eb m.")
    assert as_read("\u2714\ufe0f Done") == as_read("\u2714 done")
    assert as_read("Zoe") != as_read("Zo\u00eb")
