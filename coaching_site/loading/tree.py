"""A tree of text, lists and mappings, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from coaching_site.loading.folding import unfolded
from coaching_site.loading.report import Mark, Report
from coaching_site.loading.signs import UNSEEN, named
from coaching_site.problems import shortened

_DEEPEST: Final = 12
_KEPT = frozenset("#%@`*&!|>{}[],?-:\"'")
_EMPTY = frozenset(("", "~", "null"))


@dataclass(slots=True, eq=False)
class Node:
    """Text, a list or a mapping. `keys` are the places of a mapping's keys, empty ones included.

    `bare` are those of them that have no colon either; `number` is the node's place among its
    siblings, from 1.
    """

    mark: Mark
    value: str | list[Node] | dict[str, Node]
    number: int = 0
    keys: dict[str, Mark] = field(default_factory=dict)
    bare: tuple[str, ...] = ()

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


class TreeBuilder:
    """Builds the tree from the events of one document; refuses tags, anchors and aliases."""

    def __init__(self, lines: list[str], report: Report) -> None:
        """Take the lines that the events come from, for messages."""
        self.root: Node | None = None
        self._lines = lines
        self._file = "\n".join(lines)
        self._report = report
        self._open: list[_Open] = []
        self._skipped = 0

    def build(self, events: Iterable[yaml.Event]) -> None:
        """Add all events; what came before an error in the syntax stays in `root`."""
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()

    def _begin(self, event: yaml.NodeEvent) -> None:
        parent = self._open[-1] if self._open else None
        collection = isinstance(event, yaml.CollectionStartEvent)
        if self._skipped:
            self._skipped += collection
        elif parent and parent.expects_key:
            self._take_key(parent, event)
        elif collection:
            self._take_collection(parent, event)
        else:
            self._take_text(parent, event)

    def _end(self) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def _take_key(self, parent: _Open, event: yaml.NodeEvent) -> None:
        mark = _mark(event)
        parent.key, parent.repeated = _LOST, False
        if not isinstance(event, yaml.ScalarEvent) or _is_signed(event):
            text = self._signed(parent, mark)
            if isinstance(event, yaml.CollectionStartEvent) and parent.in_brackets:
                mark = parent.node.mark  # such as {{ name }}
                text = self._rest(mark)
            elif parent.in_brackets:
                text = text.partition(": ")[0]
            self._refuse(mark, needs_quotes(text))
            self._skipped += isinstance(event, yaml.CollectionStartEvent)
        elif not (key := self._seen(event, mark)):
            self._report.add(mark, "expected a key before the colon")
        else:
            parent.key = key
            parent.key_end = places_of(event)[1]
            first = parent.node.keys.setdefault(key, mark)
            if first is not mark:
                parent.repeated = True
                self._report.add(mark, _twice(key, first))

    def _seen(self, event: yaml.ScalarEvent, mark: Mark) -> str:
        """Return a key without signs that cannot be seen; of a word in ASCII they are told."""
        key: str = event.value.strip()
        if key.isascii() or not (found := UNSEEN.search(key)):
            return key
        seen = UNSEEN.sub("", key)
        if not seen.isascii():
            return key
        column = self._rest(mark).find(found[0])
        place = Mark(mark.line, mark.column + max(column, 0))
        self._report.add(place, f"delete {named(found[0])} in the key `{shortened(seen)}`")
        return seen

    def _take_text(self, parent: _Open | None, event: yaml.NodeEvent) -> None:
        mark = _mark(event)
        if not isinstance(event, yaml.ScalarEvent) or _is_signed(event):
            text = self._signed(parent, mark)
            self._refuse(mark, needs_quotes(text))
        elif _is_empty(event):
            if parent:
                parent.leave_empty(places_of(event)[0])
            return
        else:
            text = unfolded(event, self._file)
            self._check_plain(event)
        self._attach(parent, Node(mark, text))

    def _check_plain(self, event: yaml.ScalarEvent) -> None:
        if not event.implicit[0]:
            return
        if event.value[0] != "-":
            return
        begin = _mark(event)
        if not self._lines[begin.line - 1][: begin.column - 1].strip():
            self._report.add(begin, "put a space after each dash of a list, as in `- text`")

    def _take_collection(self, parent: _Open | None, event: yaml.NodeEvent) -> None:
        mark = _mark(event)
        if _is_signed(event) or self._is_question(mark):
            self._refuse(mark, needs_quotes(self._rest(mark)))
        if len(self._open) == _DEEPEST:
            self._refuse(mark, "this is nested deeper than anything in the file can be")
            self._attach(parent, Node(mark, "…"))
            self._skipped = 1
            return
        node = Node(mark, [] if isinstance(event, yaml.SequenceStartEvent) else {})
        if parent and isinstance(node.value, list) and (first := parent.list_to_go_on_with()):
            node = first
        self._attach(parent, node)
        self._open.append(_Open(node, bool(getattr(event, "flow_style", False))))

    def _is_question(self, mark: Mark) -> bool:
        """Whether text begins with a question mark: no colon below it makes a key of that."""
        if not self._rest(mark).startswith("? "):
            return False
        indent = mark.column - 1
        for line in self._lines[mark.line :]:
            if line[:indent].strip() or line[indent : indent + 1] == "?":
                return True
            if line[indent : indent + 1] == ":":
                return False
        return True

    def _attach(self, parent: _Open | None, node: Node) -> None:
        if parent is None:
            self.root = node
        else:
            parent.attach(node)

    def _refuse(self, mark: Mark, message: str) -> None:
        self._report.add(mark, message)
        self._report.guessed.setdefault(mark.line, mark.column)

    def _signed(self, parent: _Open | None, mark: Mark) -> str:
        """Return the text that begins with a sign at a place, up to a comma between brackets."""
        text = self._rest(mark)
        if parent and parent.in_brackets:
            return re.split(r"[,\]}]", text, maxsplit=1)[0].rstrip()
        return text

    def _rest(self, mark: Mark) -> str:
        return self._lines[mark.line - 1][mark.column - 1 :]


_LOST: Final = "\0"
"""Stands for a key that could not be read; its value is left out."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end is still to come; `repeated` says that `key` is there twice.

    `in_brackets` says that it stands between brackets or braces.
    """

    node: Node
    in_brackets: bool = False
    key: str | None = None
    key_end: int = -1
    repeated: bool = False

    @property
    def expects_key(self) -> bool:
        return isinstance(self.node.value, dict) and self.key is None

    def list_to_go_on_with(self) -> Node | None:
        """Return the list under the first of two equal keys, so that neither is left unread."""
        if self.repeated and self.key and isinstance(self.node.value, dict):
            first = self.node.value.get(self.key)
            return first if first and isinstance(first.value, list) else None
        return None

    def leave_empty(self, place: int) -> None:
        """Go on behind a value that says nothing; without a colon, its place is the key's end."""
        if self.key and place == self.key_end:
            self.node.bare += (self.key,)
        self.key = None

    def attach(self, node: Node) -> None:
        if isinstance(self.node.value, list):
            node.number = len(self.node.value) + 1
            self.node.value.append(node)
        elif isinstance(self.node.value, dict):
            if self.key is not None and self.key != _LOST:
                self.node.value.setdefault(self.key, node)
            self.key = None


def needs_quotes(text: str) -> str:
    """Return the message for text that begins with a sign which YAML keeps for itself."""
    if text[0] != "#" and " #" in text and text[0] not in _KEPT:
        return f"text with # in it needs quotes: {quoting(text)}"
    return f"text that begins with {text[:1]} needs quotes: {quoting(text)}"


def quoting(text: str) -> str:
    """Return how to put text in quotes; all of it is shown only where it is short."""
    line = " ".join(text.split())
    if shortened(line) == line:
        return f"write {in_quotes(line)}"
    if '"' not in line and "\\" not in line:
        return 'put " before and behind it'
    twice = ", and write each ' inside of it twice" if "'" in line else ""
    return f"put ' before and behind it{twice}"


def in_quotes(text: str) -> str:
    """Return text as it may be typed in YAML, cut for a message."""
    line = shortened(text)
    if '"' not in line and "\\" not in line:
        return f'"{line}"'
    return "'" + line.replace("'", "''") + "'"


def _mark(event: yaml.Event) -> Mark:
    start: Any = event.start_mark
    return Mark(start.line + 1, start.column + 1)


def places_of(event: yaml.Event) -> tuple[int, int]:
    """Return where in the text an event begins and ends."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    return start.index, end.index


def _is_signed(event: yaml.NodeEvent) -> bool:
    return bool(event.anchor or getattr(event, "tag", None))


def _is_empty(event: yaml.ScalarEvent) -> bool:
    return not event.value.strip() or (event.implicit[0] and event.value in _EMPTY)


def _twice(key: str, first: Mark) -> str:
    return f"the key `{shortened(key)}` is here twice: the first is in line {first.line}"
