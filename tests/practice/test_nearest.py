"""Texts are found by the words that somebody remembers of them."""

from __future__ import annotations

import pytest

from coaching_site.practice.nearest import nearest_texts

TEXTS = (
    *("Call Ines about the depot", "Call Tomás about the depots", "Write the review"),
    *("Write the review of November", "Überprüfe die Prüfliste", "给伊内斯打电话", "اتصل بمريم"),
    *("Call Ines about the depot!", "Say “no” — once a week"),
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # The same, whatever the capitals; two that read alike
        ("WRITE THE REVIEW", [2]),
        ("call ines about the depot", [0]),
        # Words in any order, beginnings, slips
        ("tomas", [1]),
        ("tomás call", [1]),
        ("rev novem", [3]),
        ("wriet reviwe", [2, 3]),
        ("ines", [0, 7]),
        ("ines deppot", [0, 7]),
        ("depot", [0, 7, 1]),
        ("prüfliste", [4]),
        ("say no", [8]),
        # Without spaces, from right to left
        ("伊内斯", [5]),
        ("بمريم", [6]),
        # Nothing near, nothing at all
        ("holiday plans", []),
        ("", []),
        ("?! \x1b", []),
        ("no a", []),
        ("a", []),
        ("call " + "xyz " * 1000, []),
    ],
)
def test_nearest(words: str, expected: list[int]) -> None:
    """What has all the words is near, and alone if nothing else is."""
    assert [*nearest_texts(words, TEXTS)] == expected
    assert nearest_texts(words, ()) == ()
