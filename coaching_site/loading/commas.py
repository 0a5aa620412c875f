"""Texts between braces that a comma ends too early, such as `{name: Smith, Jane}`."""

from __future__ import annotations

from collections.abc import Iterator

from coaching_site.loading.introspection import parted
from coaching_site.parsing.node import Node
from coaching_site.problems import nearest


def texts_with_commas(node: Node, known: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield the key of each text of a mapping that takes in the keys without a colon behind it.

    With it come these. A key that is known, or near to one, is a key.
    """
    before: Node | None = None
    name, end, taken = "", 0, []
    for key, position in list(node.keys.items()):
        if before and key in node.bare and not _is_key(key, known):
            # As it was typed: `a,b` is another text than `a, b`.
            comma = "," if position.column == end + 1 else ", "
            before.value, end = f"{before.value}{comma}{key}", position.column + len(key)
            taken.append(key)
            continue
        if before and taken:
            yield name, taken
        name, before, taken = key, node.child(key), []
        if before and isinstance(before.value, str):
            end = before.position.column + len(before.value)
        else:
            before = None
    if before and taken:
        yield name, taken


def _is_key(key: str, known: tuple[str, ...]) -> bool:
    return bool(key in known or parted(key, known) or nearest(key, known))
