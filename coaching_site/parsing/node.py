"""Text, a list or a mapping, with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coaching_site.parsing.report import Position


@dataclass(slots=True, eq=False)
class Node:
    """Text, a list or a mapping. `keys` are the places of a mapping's keys, empty ones included.

    `bare` are those of them that have no colon either; `number` is the node's place among its
    siblings, from 1; `typed` is how it was typed, if that was between brackets on one line.
    """

    position: Position
    value: str | list[Node] | dict[str, Node]
    number: int = 0
    keys: dict[str, Position] = field(default_factory=dict)
    bare: tuple[str, ...] = ()
    typed: str = ""

    def child(self, part: str | int) -> Node | None:
        """Return the node below a key or an index, if there is one."""
        if isinstance(self.value, dict):
            return self.value.get(str(part))
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None

    @property
    def children(self) -> list[tuple[str | int, Node]]:
        """Each node directly below, after the key or index that leads to it."""
        if isinstance(self.value, str):
            return []
        pairs = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        return list(pairs)

    def plain(self) -> Any:
        """Return text, lists and dicts without places; no deeper than a tree can be."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return {key: node.plain() for key, node in self.value.items()}
