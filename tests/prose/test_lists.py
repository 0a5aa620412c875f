"""Which lines of a text are items of a list."""

from __future__ import annotations

import pytest

from coaching_site.prose.lists import lines_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", ["", ""]),
        ("• a\n• b", ["list", "list"]),
        ("a) x\nb) y", ["label", "label"]),
        ("- a\n  - b", ["list", "list"]),
        ("1. a\n2. b", ["list", "list"]),
        ("– a", [""]),
        ("+ a\nb", ["", ""]),
    ],
)
def test_lines(text: str, shown: list[str]) -> None:
    """A sign makes a list where it can be nothing else, or where two lines begin with it."""
    assert [line.shown for line in lines_of(text) if not line.is_inner] == shown
