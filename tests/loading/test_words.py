"""Words of the site from their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.problems import InvalidInput
from tests.samples import words_in


def test_words(folder: Path) -> None:
    """Short texts may hold anything, braces and signs included."""
    file = folder / "words.yml"
    file.write_text("site_name: 'For {coach}: <b>'\nnone:\nyes: no\n", "utf-8")
    assert words_in(file) == {"site_name": "For {coach}: <b>", "yes": "no"}


def test_nested_words(folder: Path) -> None:
    """Short texts lie flat: a list and a record are problems."""
    file = folder / "words.yml"
    file.write_text("a: [b]\nc:\n  d: e\n", "utf-8")
    with pytest.raises(InvalidInput) as caught:
        words_in(file)
    assert str(caught.value).split("\n") == [
        "words.yml:1:4: a: expected text, found a list: if this is all one text, it needs quotes: "
        'write "[b]"',
        "words.yml:3:3: c: expected text, found the key `d`: if this is all one text, its colon "
        'needs quotes: write "d: e"',
    ]


@pytest.mark.parametrize("character", ["\U0010ffe0", "\U0010fffd", "\ufdd0"])
def test_characters_that_no_word_may_hold(folder: Path, character: str) -> None:
    """A word may forge no placeholder of typed text."""
    file = folder / "words.yml"
    file.write_text(f"here: You are{character} here\n", "utf-8")
    with pytest.raises(InvalidInput, match=rf"^words.yml:1:7: here: .* U\+{ord(character):04X}$"):
        words_in(file)
