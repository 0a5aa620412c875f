"""The location of a value: in words for messages, and as a position in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from coaching_site.checks.locations import KEY
from coaching_site.loading.introspection import item_name_at
from coaching_site.locations import Location
from coaching_site.model.types import Record
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position
from coaching_site.problems import quoted, shortened

_LABELS: Final = ("title", "name", "what", "goal", "text", "id")


def name_of(model: type[Record], root: Node, location: Location) -> str:
    """Return a location in words, such as `goal 2, "Delegate", done`."""
    return ", ".join(_names(model, root, location))


def position_of(root: Node, location: Location) -> Position:
    """Return the position of a location, or of the nearest node around it."""
    if location and location[-1] == KEY:
        around = node_at(root, location[:-2])
        return around.keys.get(str(location[-2]), around.position)
    return node_at(root, location).position


def node_at(root: Node, location: Location) -> Node:
    """Return the node at a location, or the nearest one around it."""
    for part in location:
        root = root.child(part) or root
    return root


def location_at(root: Node, position: Position) -> Location:
    """Return the location of the innermost node at a position."""
    found: list[str | int] = []
    inside: Node | None = root
    while inside and (part := _part_at(inside, position)) is not None:
        found.append(part)
        inside = inside.child(part)
    return tuple(found)


def _names(model: type[Record], root: Node, location: Location) -> Iterator[str]:
    ahead = location[:-2] if location and location[-1] == KEY else location
    list_name = "item"
    for index, part in enumerate(ahead):
        follows = ahead[index + 1] if index + 1 < len(ahead) else None
        node = root.child(part)
        if isinstance(part, int):
            yield f"{list_name} {node.number if node else part + 1}"
            if node and (label := _label(node, follows)):
                yield label
        elif not isinstance(follows, int):
            yield shortened(part)
        elif name := item_name_at(model, ahead[: index + 1]):
            list_name = name
        else:
            list_name = "item"
            yield shortened(part)
        root = node or Node(root.position, "")


def _label(node: Node, bad: str | int | None) -> str:
    if not isinstance(node.value, dict):
        return ""
    for key in _LABELS:
        label = node.value.get(key)
        if label and isinstance(label.value, str) and key != bad:
            return quoted(label.value)
    day = node.value.get("on")
    return shortened(day.value) if day and isinstance(day.value, str) and bad != "on" else ""


def _part_at(node: Node, position: Position) -> str | int | None:
    """Return the last key or index before a position that is indented less, or in its line."""
    starts: list[tuple[str | int, Position]] = [*node.keys.items()]  # those without a value too
    if isinstance(node.value, list):
        starts = [(number, child.position) for number, child in enumerate(node.value)]
    before = bisect_right(starts, position, key=lambda pair: pair[1])
    if not before:
        return None
    part, begin = starts[before - 1]
    least = begin.column if isinstance(part, int) else begin.column + 1
    return part if position.column >= least or position.line == begin.line else None
