"""A node of the tree: text, a list or a mapping, with its position in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coaching_site.parsing.report import Position


@dataclass(slots=True, eq=False)
class Node:
    """Text, a list or a mapping. `keys` are the positions of a mapping's keys, empty ones included.

    `bare` are the keys without a value and a colon; `number` is the ordinal in its list, from 1;
    `typed` is the source of a flow collection on one line.
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
        """The key or index of each node directly below, and the node."""
        if isinstance(self.value, str):
            return []
        pairs = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        return list(pairs)

    def plain(self) -> Any:
        """Return text, lists and dicts without positions. `tree` bounds the nesting."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return {key: node.plain() for key, node in self.value.items()}
