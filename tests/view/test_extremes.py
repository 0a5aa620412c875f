"""What is farthest: alone, with others, or nothing that stands out."""

from __future__ import annotations

import pytest

from coaching_site.view.extremes import farthest


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, ()),
        ({"a": 3}, ()),
        ({"a": 0, "b": 0}, ()),
        ({"a": 1, "b": 2}, ("b",)),
        ({"a": 2, "b": 1, "c": 2}, ("a", "c")),
        ({"a": 2, "b": 2, "c": 2}, ("a", "b", "c")),
        ({"a": 2, "b": 2, "c": 2, "d": 2, "e": 1}, ()),
    ],
)
def test_what_is_farthest(figures: dict[str, int], expected: tuple[str, ...]) -> None:
    """All with the largest figure are named, up to three; none where nothing is compared."""
    assert farthest(figures.items()) == expected
