"""Characters that are invisible, or look like signs of YAML."""

from __future__ import annotations

import pytest

from coaching_site.parsing.characters import ODD_PAIR, has_odd, odd_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\xa0b", "a no-break space (U+00A0)"),
        ("a \u2013 b", "an en dash (U+2013)"),
        ("\uff1a", "a full-width colon (U+FF1A)"),
        ("\ua789", "a sign like a colon (U+A789)"),
        ("\uff13", "a full-width digit (U+FF13)"),
        ("\u2001", "an odd kind of space (U+2001)"),
        ("\u200f", "an odd sign (U+200F)"),
        ("Zoë: 3-4", ""),
        ("a", ""),
    ],
)
def test_names(text: str, name: str) -> None:
    """The first odd character is named; letters of any language are none."""
    assert odd_in(text) == name
    assert has_odd(text) == bool(name)


@pytest.mark.parametrize("typed", ["name\uff1aJane", "name \u2236 Jane", "name:\xa0Jane"])
def test_pairs(typed: str) -> None:
    """A look-alike of a colon, or of the space behind it, parts a key from its value."""
    found = ODD_PAIR.match(typed)
    assert found
    assert (found[1], typed[found.end() :]) == ("name", "Jane")
