"""A list or mapping of the tree while it is being built, between its first event and its last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import yaml

from coaching_site.parsing.node import Node

UNREADABLE_KEY: Final = "\0"
"""Stands for a key that was refused; its value is dropped."""


@dataclass(slots=True)
class OpenNode:
    """A list or mapping that is being built; `repeated` says that `key` occurred before.

    `in_brackets` says that it is a flow collection.
    """

    node: Node
    is_mapping: bool
    in_brackets: bool = False
    key: str | None = None
    key_event: Any = None
    repeated: bool = False

    def list_to_extend(self) -> Node | None:
        """Return the list of the first of two equal keys: items of both are validated."""
        if self.repeated and self.key and isinstance(self.node.value, dict):
            first = self.node.value.get(self.key)
            return first if first and isinstance(first.value, list) else None
        return None

    def leave_empty(self, offset: int) -> None:
        """Skip an empty value at an offset; without a colon that is the end of its key."""
        if self.key and self.is_bare(offset):
            self.node.bare += (self.key,)
        self.key = None

    def is_bare(self, offset: int) -> bool:
        """Whether the key has no colon: the parser puts its empty value at the key's end."""
        return None not in (self.key, self.key_event) and offset == offsets_of(self.key_event)[1]

    def attach(self, node: Node) -> None:
        """Add a node to the list, or under the current key, of which the first value counts."""
        if isinstance(self.node.value, list):
            node.number = len(self.node.value) + 1
            self.node.value.append(node)
        elif isinstance(self.node.value, dict):
            if self.key is not None and self.key != UNREADABLE_KEY:
                self.node.value.setdefault(self.key, node)
            self.key = None


def offsets_of(event: yaml.Event) -> tuple[int, int]:
    """Return the offsets of an event's begin and end in the text."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    return start.index, end.index
