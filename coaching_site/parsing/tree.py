"""From the events of the parser to a tree of text, lists and mappings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import yaml

from coaching_site.parsing.characters import UNSEEN, named
from coaching_site.parsing.folding import unfolded
from coaching_site.parsing.lines import value_of
from coaching_site.parsing.node import Node
from coaching_site.parsing.quotes import needs_quotes
from coaching_site.parsing.report import Position, Report
from coaching_site.problems import shortened

_MAX_NESTING: Final = 12
_FLAT: Final = r"[^\[\]{}]*"
_FLOW: Final = re.compile(rf"[\[{{]{_FLAT}(?:[\[{{]{_FLAT}[\]}}]{_FLAT})*[\]}}]")
_INSTEAD: Final = re.compile(r"[ \t]*(#.*|[|>][-+]?[0-9].*)")
_EMPTY = frozenset(("", "~", "null"))


class TreeBuilder:
    """Builds the tree from the events of one document; refuses tags, anchors and aliases."""

    def __init__(self, lines: list[str], typed: list[str], report: Report) -> None:
        """Take the lines that the events come from, and the same as they were typed."""
        self._typed = typed
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
                parent = self._open[-1] if self._open else None
                if self._skipped:
                    self._skipped += isinstance(event, yaml.CollectionStartEvent)
                elif parent and parent.key is None and parent.is_mapping:
                    self._take_key(parent, event)
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._take_collection(parent, event)
                else:
                    self._take_text(parent, event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(event)

    def _end(self, event: yaml.Event) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        ended = self._open.pop()
        if ended.in_brackets:
            ended.node.typed = self._typed_at(ended.node.position, event)

    def _typed_at(self, position: Position, end: yaml.Event) -> str:
        """Return what was typed on one line from a place to the end of an event, as it was."""
        last: Any = end.end_mark
        line = self._typed[position.line - 1]
        if last.line + 1 != position.line or position.line in self._report.shifts:
            return ""
        if line == self._lines[position.line - 1]:
            return line[position.column - 1 : last.column]
        start, value = value_of(line)
        if start == position.column - 1:
            return value
        found = _FLOW.match(line, position.column - 1)
        return found[0] if found else ""

    def _take_key(self, parent: _Open, event: yaml.NodeEvent) -> None:
        position = _position(event)
        parent.key, parent.repeated = _LOST, False
        if not isinstance(event, yaml.ScalarEvent) or _is_signed(event):
            text = self._signed(parent, position)
            if isinstance(event, yaml.CollectionStartEvent) and parent.in_brackets:
                position = parent.node.position  # such as {{ name }}
                text = self._rest(position)
            elif parent.in_brackets:
                text = text.partition(": ")[0]
            self._refuse(position, needs_quotes(text), is_text=position is parent.node.position)
            self._skipped += isinstance(event, yaml.CollectionStartEvent)
        elif not (key := self._seen(event, position)):
            self._refuse_empty_key(position)
        else:
            parent.key = key
            parent.key_event = event
            first = parent.node.keys.setdefault(key, position)
            if first is not position:
                parent.repeated = True
                self._report.add(position, _twice(key, first))

    def _refuse_empty_key(self, position: Position) -> None:
        column = (
            position.column if self._rest(position).startswith("?") else max(position.column - 1, 1)
        )
        if self._rest(Position(position.line, column)).rstrip() == "?":
            self._refuse(Position(position.line, column), needs_quotes("?"))
        else:
            self._report.add(position, "expected a key before the colon")

    def _seen(self, event: yaml.ScalarEvent, position: Position) -> str:
        """Return a key without signs that cannot be seen; of a word in ASCII they are told."""
        key: str = event.value.strip()
        if key.isascii() or not (found := UNSEEN.search(key)):
            return key
        seen = UNSEEN.sub("", key)
        if not seen.isascii():
            return key
        column = self._rest(position).find(found[0])
        place = Position(position.line, position.column + max(column, 0))
        self._report.add(place, f"delete {named(found[0])} in the key `{shortened(seen)}`")
        return seen

    def _take_text(self, parent: _Open | None, event: yaml.NodeEvent) -> None:
        position = _position(event)
        if not isinstance(event, yaml.ScalarEvent) or _is_signed(event):
            text = self._signed(parent, position)
            self._refuse(position, needs_quotes(text), is_text=True)
        elif _is_empty(event):
            position, text = self._typed_instead(parent, event)
            if not text:
                if parent:
                    parent.leave_empty(places_of(event)[0])
                return
        else:
            text = unfolded(event, self._file)
            self._check_plain(event)
        self._attach(parent, Node(position, text))

    def _typed_instead(self, parent: _Open | None, event: yaml.ScalarEvent) -> tuple[Position, str]:
        """Return what stands in place of a value that is empty to YAML, and where; tell it.

        That is a comment, or a sign of a text below with a figure behind it.
        """
        position = _position(event)
        place, end = places_of(event)
        rest = self._rest(position)
        found = _INSTEAD.match(rest) if parent and not parent.is_bare(place) else None
        if not found or (place == end) != found[1].startswith("#") or not found[1].strip("# "):
            return position, ""
        position, text = (
            Position(position.line, position.column + found.start(1)),
            found[1].rstrip(),
        )
        remark = _A_COMMENT if place == end else ""
        self._report.add_unless_guessed(position, f"{needs_quotes(text)}{remark}", "")
        self._report.note_quoting_advice(position, remark)
        return position, text

    def _check_plain(self, event: yaml.ScalarEvent) -> None:
        if not event.implicit[0]:
            return
        if event.value[0] != "-":
            return
        begin = _position(event)
        if not self._lines[begin.line - 1][: begin.column - 1].strip():
            self._report.add(begin, "begin each item with one dash and a space, as in `- text`")

    def _take_collection(self, parent: _Open | None, event: yaml.NodeEvent) -> None:
        position = _position(event)
        if _is_signed(event):
            self._refuse(position, needs_quotes(self._rest(position)))
        if self._is_question(position):
            text = self._rest(position).rstrip()
            self._refuse(position, needs_quotes(text), is_text=True)
            self._leave_out(parent, Node(position, text))
            return
        if len(self._open) == _MAX_NESTING:
            self._refuse(position, "this is nested deeper than anything in the file can be")
            self._leave_out(parent, Node(position, "…"))
            return
        node = Node(position, [] if isinstance(event, yaml.SequenceStartEvent) else {})
        if parent and isinstance(node.value, list) and (first := parent.list_to_go_on_with()):
            node = first
        self._attach(parent, node)
        is_mapping = isinstance(node.value, dict)
        self._open.append(_Open(node, is_mapping, bool(getattr(event, "flow_style", False))))

    def _leave_out(self, parent: _Open | None, instead: Node) -> None:
        """Skip the list or mapping that begins here, and what is in it."""
        self._attach(parent, instead)
        self._skipped = 1

    def _is_question(self, position: Position) -> bool:
        """Whether text begins with a question mark: no colon below it makes a key of that."""
        if not self._lines[position.line - 1].startswith("? ", position.column - 1):
            return False
        indent = position.column - 1
        for line in self._lines[position.line :]:
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

    def _refuse(self, position: Position, message: str, *, is_text: bool = False) -> None:
        self._report.add(position, message)
        if is_text:
            self._report.note_quoting_advice(position)
        self._report.guessed.setdefault(position.line, position.column)

    def _signed(self, parent: _Open | None, position: Position) -> str:
        """Return the text that begins with a sign at a place, up to a comma between brackets."""
        text = self._rest(position)
        if parent and parent.in_brackets:
            return re.split(r"[,\]}]", text, maxsplit=1)[0].rstrip()
        return text

    def _rest(self, position: Position) -> str:
        if position.line > len(self._lines):  # where nothing follows a question mark
            return ""
        return self._lines[position.line - 1][position.column - 1 :]


_A_COMMENT: Final = " (and a comment goes on a line of its own)"

_LOST: Final = "\0"
"""Stands for a key that could not be read; its value is left out."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end is still to come; `repeated` says that `key` is there twice.

    `in_brackets` says that it stands between brackets or braces.
    """

    node: Node
    is_mapping: bool
    in_brackets: bool = False
    key: str | None = None
    key_event: Any = None
    repeated: bool = False

    def list_to_go_on_with(self) -> Node | None:
        """Return the list under the first of two equal keys, so that neither is left unread."""
        if self.repeated and self.key and isinstance(self.node.value, dict):
            first = self.node.value.get(self.key)
            return first if first and isinstance(first.value, list) else None
        return None

    def leave_empty(self, place: int) -> None:
        """Go on behind a value that says nothing; without a colon, its place is the key's end."""
        if self.key and self.is_bare(place):
            self.node.bare += (self.key,)
        self.key = None

    def is_bare(self, place: int) -> bool:
        """Whether the key has no colon before a place, which is its own end then."""
        return None not in (self.key, self.key_event) and place == places_of(self.key_event)[1]

    def attach(self, node: Node) -> None:
        if isinstance(self.node.value, list):
            node.number = len(self.node.value) + 1
            self.node.value.append(node)
        elif isinstance(self.node.value, dict):
            if self.key is not None and self.key != _LOST:
                self.node.value.setdefault(self.key, node)
            self.key = None


def _position(event: yaml.Event) -> Position:
    start: Any = event.start_mark
    # There is a mark for each event: past its own `__new__` it is made in half the time.
    return tuple.__new__(Position, (start.line + 1, start.column + 1, 0))


def places_of(event: yaml.Event) -> tuple[int, int]:
    """Return where in the text an event begins and ends."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    return start.index, end.index


def _is_signed(event: yaml.NodeEvent) -> bool:
    return bool(event.anchor or getattr(event, "tag", None))


def _is_empty(event: yaml.ScalarEvent) -> bool:
    return not event.value.strip() or (event.implicit[0] and event.value in _EMPTY)


def _twice(key: str, first: Position) -> str:
    return f"the key `{shortened(key)}` is here twice: the first is in line {first.line}"
