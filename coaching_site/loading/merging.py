"""A tree merged into another: it replaces by key and by id, adds, and removes by `remove: true`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from coaching_site.loading.layers import REMOVE, is_removed
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.problems import nearest, shortened, suggestion

_PLACEMENTS: Final = ("after", "before")


def numbered(node: Node, file: int) -> Node:
    """Return a tree whose positions say of which file it is, by its number."""
    node.position = node.position._replace(file=file)
    node.keys = {key: position._replace(file=file) for key, position in node.keys.items()}
    for _, child in node.children:
        numbered(child, file)
    return node


def merged(base: Node, over: Node, report: Report) -> Node:
    """Return the tree `base` with what `over` says instead, or besides; neither is changed.

    Mappings are merged key by key. Lists of records are merged by `id`: an item with a new one is
    added at the end, or `after` or `before` another; `remove: true` takes one away. Any other value
    takes the place of the former. What cannot be done goes to the report.
    """
    if isinstance(base.value, dict) and isinstance(over.value, dict):
        return _merged_mapping(base, over, report)
    if base.value == over.value:
        return base  # so that a full copy of a file counts as nothing new
    if not isinstance(base.value, list) or not isinstance(over.value, list):
        return over
    if not any(isinstance(item.value, dict) for item in over.value):
        return over
    return Node(over.position, _merged_items(base.value, over.value, report), over.number)


def _merged_mapping(base: Node, over: Node, report: Report) -> Node:
    value = dict(base.value) if isinstance(base.value, dict) else {}
    keys = dict(base.keys)
    for key, position in over.keys.items():
        child = over.child(key)
        if child is None:  # a key without a value says nothing, unless it is a new one
            keys.setdefault(key, position)
        elif is_removed(child):
            if key in value:
                del value[key]
                keys[key] = position  # so that a required key is reported as missing here
            else:
                report_nothing_to_remove(position, f"key `{shortened(key)}`", key, value, report)
        else:
            value[key] = merged(value[key], child, report) if key in value else child
            keys[key] = position
    return Node(over.position, value, over.number, keys, (*base.bare, *over.bare))


def id_of(item: Node) -> str:
    """Return the id of an item of a list, or nothing."""
    child = item.child("id")
    return child.value if child and isinstance(child.value, str) else ""


def is_item_removed(item: Node) -> bool:
    """Return whether an item removes the one with its id, and says nothing else."""
    removal = item.child(REMOVE)
    return removal is not None and removal.value == "true" and len(item.keys) == 2


@dataclass
class _MergedItem:
    """An item of a list; `follows` is the one that its place was given by."""

    node: Node
    id: str = ""
    follows: str = ""
    is_removed: bool = False


def _merged_items(base: list[Node], over: list[Node], report: Report) -> list[Node]:
    items = [_MergedItem(node, id_of(node)) for node in base]
    said: set[str] = set()
    for node in over:
        fresh, placement = _without_placement(node)
        if fresh.id and fresh.id in said:
            message = f"the id `{fresh.id}` is here twice: say all of it in one place"
            report.add_unless_guessed(node.keys["id"], message, "")
            continue
        said.add(fresh.id)
        _merge_item(items, fresh, report)
        if placement:
            _move(items, fresh.id, placement, report)
    return [item.node for item in items if not item.is_removed]


def _merge_item(items: list[_MergedItem], fresh: _MergedItem, report: Report) -> None:
    """Put an item in the place of the one with its id, or at the end."""
    known = [item.id for item in items if item.id]
    earlier = next((item for item in items if fresh.id and item.id == fresh.id), None)
    if fresh.id and REMOVE in fresh.node.keys:
        position = fresh.node.keys[REMOVE]
        if not is_item_removed(fresh.node):
            report.add_unless_guessed(position, _REMOVE_ALONE, "")
        elif earlier is None:
            report_nothing_to_remove(position, f"item `{fresh.id}`", fresh.id, known, report)
        else:
            earlier.is_removed = True  # in the end, since others may stand after it
    elif earlier:
        earlier.node = merged(earlier.node, fresh.node, report)
    else:
        items.append(fresh)


def _without_placement(node: Node) -> tuple[_MergedItem, tuple[str, Node] | None]:
    """Return an item without its `after` or `before`, and that key with its value."""
    # The model of the programme does not have these keys, so none may stay in the tree.
    placement = next(((key, child) for key in _PLACEMENTS if (child := node.child(key))), None)
    if placement is None or not isinstance(node.value, dict):
        return _MergedItem(node, id_of(node)), None
    value = {key: child for key, child in node.value.items() if key != placement[0]}
    keys = {key: position for key, position in node.keys.items() if key != placement[0]}
    plain = Node(node.position, value, node.number, keys, node.bare, node.typed)
    return _MergedItem(plain, id_of(node)), placement


def _move(items: list[_MergedItem], name: str, placement: tuple[str, Node], report: Report) -> None:
    """Move the item of an id to where it asks to be; later ones follow earlier ones."""
    where, beside = placement
    moved = next((item for item in items if item.id == name), None)
    others = [item for item in items if item is not moved]
    names = [item.id for item in others if item.id]
    if moved is None or beside.value not in names:
        name_typed = beside.value if isinstance(beside.value, str) else ""
        message = f"`{where}` expects the id of another item: {suggestion(name_typed, names)}"
        report.add_unless_guessed(beside.position, message, "")
        return
    moved.follows = f"{where} {beside.value}"
    index = [item.id for item in others].index(str(beside.value)) + (where == "after")
    # Two items that ask to be after the same one keep the order in which they were typed.
    while where == "after" and index < len(others) and others[index].follows == moved.follows:
        index += 1
    items[:] = [*others[:index], moved, *others[index:]]


_REMOVE_ALONE: Final = "an item is taken away by its `id` and `remove: true`, and nothing else"


def report_nothing_to_remove(
    position: Position, what: str, name: str, known: Iterable[str], report: Report
) -> None:
    """Report that what is to be removed is not there: a problem if it is a slip, else advice."""
    if meant := nearest(name, known):
        message = f"there is no {what} to remove: did you mean `{meant}`?"
        report.add_unless_guessed(position, message, "")
    else:
        report.advise(position, f"there is no {what} to remove: this can be deleted")
