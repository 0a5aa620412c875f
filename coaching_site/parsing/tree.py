"""From the events of PyYAML to a tree of text, lists and mappings: a strict subset of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import yaml

from coaching_site.parsing.characters import UNSEEN, named
from coaching_site.parsing.folding import unfolded
from coaching_site.parsing.lines import value_of
from coaching_site.parsing.node import Node
from coaching_site.parsing.open_node import UNREADABLE_KEY, OpenNode, offsets_of
from coaching_site.parsing.quotes import needs_quotes
from coaching_site.parsing.report import Position, Report
from coaching_site.problems import shortened

_MAX_NESTING: Final = 12
_FLAT: Final = r"[^\[\]{}]*"
_FLOW: Final = re.compile(rf"[\[{{]{_FLAT}(?:[\[{{]{_FLAT}[\]}}]{_FLAT})*[\]}}]")
_LOST_TEXT: Final = re.compile(r"[ \t]*(#.*|[|>][-+]?[0-9].*)")
_EMPTY = frozenset(("", "~", "null"))


class TreeBuilder:
    """Builds the tree from the events of one document; reports tags, anchors and aliases.

    All scalars stay text. What is refused is reported, and replaced by its text where there is one,
    so that validation can go on behind it.
    """

    def __init__(self, lines: list[str], typed: list[str], report: Report) -> None:
        """Take the repaired lines, from which the events come, and the lines as they were typed."""
        self._typed = typed
        self.root: Node | None = None
        self._lines = lines
        self._file = "\n".join(lines)
        self._report = report
        self._open: list[OpenNode] = []
        self._skipped = 0

    def build(self, events: Iterable[yaml.Event]) -> None:
        """Add all events; those before an error in the syntax make a tree too."""
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
            ended.node.typed = self._source_of(ended.node.position, event)

    def _source_of(self, position: Position, end: yaml.Event) -> str:
        """Return the source of a flow collection on one line; "" if a repair has moved it."""
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

    def _take_key(self, parent: OpenNode, event: yaml.NodeEvent) -> None:
        position = _position(event)
        parent.key, parent.repeated = UNREADABLE_KEY, False
        if not isinstance(event, yaml.ScalarEvent) or _has_tag(event):
            text = self._text_with_tag(parent, position)
            if isinstance(event, yaml.CollectionStartEvent) and parent.in_brackets:
                position = parent.node.position  # such as {{ name }}
                text = self._rest(position)
            elif parent.in_brackets:
                text = text.partition(": ")[0]
            self._refuse(position, needs_quotes(text), is_text=position is parent.node.position)
            self._skipped += isinstance(event, yaml.CollectionStartEvent)
        elif not (key := self._visible_key(event, position)):
            self._refuse_empty_key(position)
        else:
            parent.key = key
            parent.key_event = event
            first = parent.node.keys.setdefault(key, position)
            if first is not position:
                parent.repeated = True
                self._report.add(position, _repeated_message(key, first))

    def _refuse_empty_key(self, position: Position) -> None:
        column = (
            position.column if self._rest(position).startswith("?") else max(position.column - 1, 1)
        )
        if self._rest(Position(position.line, column)).rstrip() == "?":
            self._refuse(Position(position.line, column), needs_quotes("?"))
        else:
            self._report.add(position, "expected a key before the colon")

    def _visible_key(self, event: yaml.ScalarEvent, position: Position) -> str:
        """Return a key without invisible characters; in a key of ASCII they are a problem."""
        key: str = event.value.strip()
        if key.isascii() or not (found := UNSEEN.search(key)):
            return key
        seen = UNSEEN.sub("", key)
        if not seen.isascii():
            return key
        column = self._rest(position).find(found[0])
        offset = Position(position.line, position.column + max(column, 0))
        self._report.add(offset, f"delete {named(found[0])} in the key `{shortened(seen)}`")
        return seen

    def _take_text(self, parent: OpenNode | None, event: yaml.NodeEvent) -> None:
        position = _position(event)
        if not isinstance(event, yaml.ScalarEvent) or _has_tag(event):
            text = self._text_with_tag(parent, position)
            self._refuse(position, needs_quotes(text), is_text=True)
        elif _is_empty(event):
            position, text = self._text_in_place_of(parent, event)
            if not text:
                if parent:
                    parent.leave_empty(offsets_of(event)[0])
                return
        else:
            text = unfolded(event, self._file)
            self._check_plain(event)
        self._attach(parent, Node(position, text))

    def _text_in_place_of(
        self, parent: OpenNode | None, event: yaml.ScalarEvent
    ) -> tuple[Position, str]:
        """Return the position and text of what is typed in place of a value that is empty to YAML.

        It is a comment, as in `owner: #4`, or the header of a block, as in `>4`, and is reported.
        """
        position = _position(event)
        offset, end = offsets_of(event)
        rest = self._rest(position)
        found = _LOST_TEXT.match(rest) if parent and not parent.is_bare(offset) else None
        if not found or (offset == end) != found[1].startswith("#") or not found[1].strip("# "):
            return position, ""
        position, text = (
            Position(position.line, position.column + found.start(1)),
            found[1].rstrip(),
        )
        remark = _A_COMMENT if offset == end else ""
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

    def _take_collection(self, parent: OpenNode | None, event: yaml.NodeEvent) -> None:
        position = _position(event)
        if _has_tag(event):
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
        if parent and isinstance(node.value, list) and (first := parent.list_to_extend()):
            node = first
        self._attach(parent, node)
        is_mapping = isinstance(node.value, dict)
        self._open.append(OpenNode(node, is_mapping, bool(getattr(event, "flow_style", False))))

    def _leave_out(self, parent: OpenNode | None, instead: Node) -> None:
        """Skip all events of the list or mapping that begins here; attach text instead."""
        self._attach(parent, instead)
        self._skipped = 1

    def _is_question(self, position: Position) -> bool:
        """Whether a `?` begins a text; with a colon below it, it would begin a complex key."""
        if not self._lines[position.line - 1].startswith("? ", position.column - 1):
            return False
        indent = position.column - 1
        for line in self._lines[position.line :]:
            if line[:indent].strip() or line[indent : indent + 1] == "?":
                return True
            if line[indent : indent + 1] == ":":
                return False
        return True

    def _attach(self, parent: OpenNode | None, node: Node) -> None:
        if parent is None:
            self.root = node
        else:
            parent.attach(node)

    def _refuse(self, position: Position, message: str, *, is_text: bool = False) -> None:
        self._report.add(position, message)
        if is_text:
            self._report.note_quoting_advice(position)
        self._report.guessed.setdefault(position.line, position.column)

    def _text_with_tag(self, parent: OpenNode | None, position: Position) -> str:
        """Return the text at a position; in a flow collection up to its comma or bracket."""
        text = self._rest(position)
        if parent and parent.in_brackets:
            return re.split(r"[,\]}]", text, maxsplit=1)[0].rstrip()
        return text

    def _rest(self, position: Position) -> str:
        if position.line > len(self._lines):  # where nothing follows a question mark
            return ""
        return self._lines[position.line - 1][position.column - 1 :]


_A_COMMENT: Final = " (and a comment goes on a line of its own)"


def _position(event: yaml.Event) -> Position:
    start: Any = event.start_mark
    # Made for each event: without the `__new__` of the class it takes half the time.
    return tuple.__new__(Position, (start.line + 1, start.column + 1, 0))


def _has_tag(event: yaml.NodeEvent) -> bool:
    return bool(event.anchor or getattr(event, "tag", None))


def _is_empty(event: yaml.ScalarEvent) -> bool:
    return not event.value.strip() or (event.implicit[0] and event.value in _EMPTY)


def _repeated_message(key: str, first: Position) -> str:
    return f"the key `{shortened(key)}` is here twice: the first is in line {first.line}"
