"""What most clients have in common."""

from __future__ import annotations

import pytest

from coaching_site.desk.usual import most_usual


@pytest.mark.parametrize(
    ("names", "expected"),
    [((), ""), (("", ""), ""), (("b", "a", "b"), "b"), (("b", "a"), "a"), (("", "", "a"), "a")],
)
def test_most_usual(names: tuple[str, ...], expected: str) -> None:
    """It is the name of most; of equals one that does not depend on the order, never a blank."""
    assert most_usual(names) == expected
