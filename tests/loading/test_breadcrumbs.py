"""The location of a value, in words and as a position."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.checks.locations import KEY
from coaching_site.loading.breadcrumbs import location_at, name_of, position_of
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.syntax import read_tree

TEXT = """\
goals:
  - title: Delegate
    actions:
      - what: Ask
        done: maybe
learning:
  - on: 2026-10-01
    text:
"""


@pytest.fixture
def root() -> Node:
    """Give the tree of the file above."""
    found = read_tree(TEXT, Report(Path("file.yml"))).root
    assert found
    return found


@pytest.mark.parametrize(
    ("location", "name", "position"),
    [
        (
            ("goals", 0, "actions", 0, "done"),
            'goal 1, "Delegate", action 1, "Ask", done',
            (5, 15),
        ),
        (("goals", 0, "title"), "goal 1, title", (2, 12)),
        (("goals", 0, "actions", KEY), 'goal 1, "Delegate"', (3, 5)),
        (("goals", 4, "title"), "goal 5, title", (2, 3)),
    ],
)
def test_names_and_positions(
    location: Location, name: str, position: tuple[int, int], root: Node
) -> None:
    """A record is named by its kind, its number and its label; what is missing by what is near."""
    assert name_of(Engagement, root, location) == name
    assert position_of(root, location)[:2] == position


@pytest.mark.parametrize(
    ("position", "location"),
    [
        (Position(5, 15), ("goals", 0, "actions", 0, "done")),
        (Position(8, 5), ("learning", 0, "text")),
        (Position(6, 1), ("learning",)),
        (Position(1, 1), ("goals",)),
    ],
)
def test_location_at(position: Position, location: Location, root: Node) -> None:
    """A position is in the innermost value that it may belong to, and be that empty."""
    assert location_at(root, position) == location
