"""The words of the portal as templates find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.rendering.words import MissingWord, Word, Words


def test_words() -> None:
    """A word is text that knows its key; a missing one is told with its file."""
    words = Words(Path("words.yml"))
    words["greeting"] = Word("greeting", "Hello")
    assert (words["greeting"], words["greeting"].key) == ("Hello", "greeting")
    with pytest.raises(MissingWord, match=r"words\.yml: the word `farewell` is missing"):
        words["farewell"]


def test_who_asks() -> None:
    """Where it is known, the template that asks for a missing word is named."""
    error = MissingWord(Path("words.yml"), "farewell", "page.md:3")
    assert str(error).endswith("the word `farewell` is missing, which page.md:3 asks for")
