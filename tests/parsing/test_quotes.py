"""Advice on quotes keeps each quote that belongs to the text."""

from __future__ import annotations

import pytest

from coaching_site.parsing.quotes import without_quotes


@pytest.mark.parametrize(
    "text",
    [
        "'one' two",
        "''tis''",
        '""a""',
        '"one" two',
        '"one" two "three"',
        "'a' and 'b'",
        "'a', 'b's'",
        '"a", "b"',
        '"What?" she said, "why!"',
        "'90s and '80s",
        '"""',
    ],
)
def test_quotes_of_the_text_stay(text: str) -> None:
    """Where the first quote is closed before the end, all of them are part of the text."""
    assert without_quotes(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "'it's time'",
        "'don't'",
        "'rock 'n' roll'",
        '"She said "go" and went"',
        '"He said "why?""',
        '"a"b"',
        '"5" or 6"',
    ],
)
def test_quotes_around_all_are_left_out(text: str) -> None:
    """Quotes around all of a text are those of the file."""
    assert without_quotes(text) == text[1:-1]


def test_a_quote_that_only_begins() -> None:
    """One that no other closes is of the file, whatever apostrophes follow."""
    assert without_quotes("'It's time") == "It's time"
