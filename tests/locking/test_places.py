"""Tests of where locked portals are."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.locking.places import locked_file, may_have_lock


def test_place() -> None:
    """Each client has a folder, in which the portal is one page."""
    assert locked_file("jane-doe") == Path("locked/jane-doe/index.html")


@pytest.mark.parametrize(
    ("text", "is_possible"),
    [
        ("lock: 1234\n", True),
        ("{name: Jane, lock: 1234}\n", True),
        ('"lock": 1234\n', True),
        ("? lock\n: 1234\n", True),
        ("goals:\n  - title: Block time\n    unlock: no\n", False),
        ("", False),
    ],
)
def test_may_have_lock(text: str, is_possible: bool) -> None:
    """A key may stand wherever YAML lets one stand."""
    assert may_have_lock(text.encode()) is is_possible
