"""A node of the tree."""

from __future__ import annotations

from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position

HERE = Position(1, 1)


def test_node() -> None:
    """Children are found by key or index; text has none; the plain values have no positions."""
    items = Node(HERE, [Node(HERE, "x"), Node(HERE, "y")])
    root = Node(HERE, {"a": items, "1": Node(HERE, "z")})
    assert root.child("a") is items
    assert root.child(1) is root.child("1")
    assert items.child("0") is items.child(2) is Node(HERE, "x").child(0) is None
    assert [part for part, _ in items.children] == [0, 1]
    assert items.children[0][1].children == []
    assert root.plain() == {"a": ["x", "y"], "1": "z"}
