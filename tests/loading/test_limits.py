"""Limits of a value that depend on others."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading.limits import Limits, limits_at
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.parsing.report import Report
from coaching_site.parsing.syntax import read_tree

TEXT = """
start: 2026-09-01
feedback:
  - on: 2026-11-20
    scale: 5
    statements:
      - {text: x, groups: {Peers: [4]}}
"""


def limits(location: Location, words: tuple[str, ...] = ()) -> Limits:
    """Return the limits at a location of the file above."""
    root = read_tree(TEXT, Report(Path("file.yml"))).root
    assert root
    return limits_at(location, root, Engagement, words)


@pytest.mark.parametrize(
    ("location", "words", "expected"),
    [
        (("feedback", 0, "statements", 0, "groups", "Peers", 0), (), "score from 1 to 5"),
        (("step",), ("a", "b"), "step from 1 to 2"),
        (("sessions", 0, "number"), (), "whole number"),
    ],
)
def test_numbers(location: Location, words: tuple[str, ...], expected: str) -> None:
    """A mark is on the scale of its round, a step one of the programme."""
    assert limits(location, words).expected.startswith(f"expected a {expected}")


def test_held() -> None:
    """A number is held to the limit, and a day to the coaching; other words are not."""
    mark = limits(("feedback", 0, "statements", 0, "groups", "Peers", 0))
    assert [mark.hold(word) for word in ("5", "6", "x")] == [True, False, True]
