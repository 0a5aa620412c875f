"""The texts of the programme in another language, put in the place of the English ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from coaching_site.loading.introspection import annotation_at, item_at, record_at
from coaching_site.loading.layers import is_removed
from coaching_site.loading.merging import id_of, is_item_removed, report_nothing_to_remove
from coaching_site.loading.messages import list_expected, record_expected
from coaching_site.loading.unknown_keys import unknown_key
from coaching_site.model.types import Record
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.problems import nearest, shortened


@dataclass
class Texts:
    """The texts of a programme by their keys, such as `rules/response/text`.

    `positions` has those of each text and of all that it is in, such as `rules/response`;
    `others` are values that are no texts, such as `starters/changes/count`.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    others: dict[str, Node] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    removed: dict[str, Position] = field(default_factory=dict)

    def override(self, others: Texts, report: Report) -> None:
        """Replace texts of `others` by those here, and remove from it what is removed here."""
        for key, position in self.removed.items():
            # With its slash, a key does not remove another that only begins with it.
            gone = [text for text in others.nodes if f"{text}/".startswith(f"{key}/")]
            if not gone:
                report_nothing_to_remove(position, f"text `{key}`", key, others.positions, report)
            for text in gone:
                del others.nodes[text]
        others.nodes.update(self.nodes)
        others.others.update(self.others)
        others.positions.update(self.positions)


def texts_of(root: Node, model: type[Record], report: Report) -> Texts:
    """Return the texts in a tree; report what has no place in it."""
    texts = Texts()
    _TextReader(model, report, texts).read(root, model, "")
    return texts


def translate(base: Texts, further: Texts, own: Iterable[int], report: Report) -> None:
    """Put the texts of a language in the place of those of the base, in its tree.

    What the base does not have is left out, and reported where it is in one of the coach's `own`
    files. A value that is no text may be there, as in a copy of the base, but not differ.
    """
    for key, node in further.nodes.items():
        if target := base.nodes.get(key):
            # The node is in the tree of the base; its new position names the language's file.
            target.position, target.value, target.keys = node.position, node.value, node.keys
            target.typed = node.typed
    for key, node in further.others.items():
        if key in base.others and base.others[key].plain() != node.plain():
            message = f"`{key.rpartition('/')[2]}` is the same in every language: {_IN_THE_BASE}"
            report.add_unless_guessed(node.position, message, "")
    for key, position in further.positions.items():
        around, _, name = key.rpartition("/")
        # Of an item that is gone the item alone is reported, and not each of its texts. A shipped
        # translation may have what the coach took out of the English.
        is_outermost = not around or around in base.positions
        if key not in base.positions and is_outermost and position.file in own:
            parts = (known.rpartition("/") for known in base.positions)
            siblings = {sibling for parent, _, sibling in parts if parent == around}
            _report_unknown(position, name, siblings, report)


_IN_THE_BASE: Final = "change it in programme.yml"


def _report_unknown(position: Position, name: str, known: Iterable[str], report: Report) -> None:
    what = f"the programme in English has no `{shortened(name)}` here"
    if meant := nearest(name, known):
        report.add_unless_guessed(position, f"{what}: did you mean `{meant}`?", "")
    else:
        report.advise(position, f"{what}, so this is left out")


@dataclass
class _TextReader:
    """Reads the texts of a tree, by what the model has at each place."""

    model: type[Record]
    report: Report
    texts: Texts

    def read(self, node: Node, kind: type[Record], path: str) -> None:
        """Read what stands below a path, which ends with `/` if it is not empty."""
        if not isinstance(node.value, dict):
            self.report.add_unless_guessed(node.position, record_expected(kind, node), "")
            return
        for key, position in node.keys.items():
            child = node.child(key)
            if key not in kind.model_fields:
                message = unknown_key(self.model, kind, key, node)
                self.report.add_unless_guessed(position, message, "")
            elif child and is_removed(child):
                self.texts.removed[f"{path}{key}"] = position
            elif child and key != "id":
                self.texts.positions[f"{path}{key}"] = position
                self._read_value(child, kind, key, f"{path}{key}")

    def _read_value(self, node: Node, kind: type[Record], key: str, path: str) -> None:
        if below := record_at(kind, (key,)):
            self.read(node, below, f"{path}/")
        elif item := item_at(kind, (key,)):
            if not isinstance(node.value, list):
                self.report.add_unless_guessed(node.position, list_expected(node, (key,), kind), "")
                return
            for child in node.value:
                self._read_item(child, item, path)
        elif annotation_at(kind, (key,)) is str:
            self.texts.nodes[path] = node
        else:
            self.texts.others[path] = node

    def _read_item(self, node: Node, kind: type[Record], path: str) -> None:
        name = id_of(node)
        if not name:
            message = "each text needs the `id` that it has in programme.yml beside it"
            self.report.add_unless_guessed(node.position, message, "")
        elif is_item_removed(node):
            self.texts.removed[f"{path}/{name}"] = node.position
        else:
            key = f"{path}/{name}"
            if key in self.texts.positions:
                message = f"the id `{name}` is here twice: say all of it in one place"
                self.report.add_unless_guessed(node.keys["id"], message, "")
            self.texts.positions[key] = node.keys["id"]
            self.read(node, kind, f"{key}/")
