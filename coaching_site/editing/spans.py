"""Where each value of a YAML text begins and ends.

Positions are those of characters, from 0. The end of a list or mapping is that of what stands
last in it, before any comment or blank line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from coaching_site.editing.source import Source

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
_AROUND: Final = (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)
_HEADER: Final = re.compile(r"[|>][0-9+-]*")
_PADDING: Final = re.compile(r"(?:[ \t\n]|(?<![^ \t\n])#[^\n]*)*")


class CannotEdit(Exception):
    """The file is written in a way in which a change cannot be put without touching the rest."""


@dataclass(eq=False)
class Span:
    """A value and its place; `bare_end` is before the blank lines that its style may keep.

    `items` are those of a list, without empty ones; `dashes` are the offsets of their dashes in a
    block.
    `entries` are those of a mapping, by their keys.
    """

    kind: str
    start: int
    end: int
    bare_end: int
    flow: bool = False
    text: str = ""
    style: str | None = None
    items: list[Span] = field(default_factory=list)
    dashes: list[int] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is no value."""
        plain = self.style is None and self.text in _NULLS
        return self.kind == "text" and (plain or not self.text.strip())


@dataclass(eq=False)
class Entry:
    """A key of a mapping, and its value; `colon` is the offset behind the colon."""

    start: int
    colon: int
    value: Span


def spans_of(text: str) -> Span:
    """Return the outermost mapping of a text; raise `CannotEdit` if there is none."""
    try:
        events = [e for e in yaml.parse(text, _LOADER) if not isinstance(e, _AROUND)]
    except yaml.YAMLError:
        raise CannotEdit("the file cannot be taken apart") from None
    if not events or not isinstance(events[0], MappingStartEvent):
        raise CannotEdit("the file is no mapping")
    return _SpanReader(text, events).value(0)


class _SpanReader:
    def __init__(self, text: str, events: list[Any]) -> None:
        self._text = text
        self._events = events[::-1]

    def value(self, indicator_end: int) -> Span:
        """Return the next value, which stands behind a dash or a colon."""
        event = self._events.pop()
        # What an anchor names stands in several places: a change of one would change all.
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise CannotEdit("the file has anchors")
        if isinstance(event, ScalarEvent):
            return self._scalar(event, indicator_end)
        if isinstance(event, SequenceStartEvent):
            return self._list(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event)
        raise CannotEdit("the file has something unknown")

    def _scalar(self, event: Any, indicator_end: int) -> Span:
        start, end = _marks(event)
        if start == end:  # the mark of a value that is not there is that of what comes next
            start = end = indicator_end
        bare = end
        if event.style in ("|", ">"):
            bare = start + len(self._text[start:end].rstrip(" \t\n"))
            header = _HEADER.match(self._text, start)
            # Blank lines below belong to a block only where its header keeps them.
            if not header or "+" not in header[0]:
                end = bare
        return Span("text", start, end, bare, text=event.value, style=event.style or None)

    def _list(self, event: Any) -> Span:
        span = Span("list", event.start_mark.index, 0, 0, flow=bool(event.flow_style))
        end = span.start
        while not isinstance(self._events[-1], CollectionEndEvent):
            if not span.flow:
                end = self._skip_indicator(end, "-")
            item = self.value(end)
            # The model passes over empty items, so that indices count the others alone.
            if not item.empty:
                span.items.append(item)
                span.dashes.append(end - 1)
            end = max(end, item.end)
        return self._closed(span, end)

    def _mapping(self, event: Any) -> Span:
        span = Span("map", event.start_mark.index, 0, 0, flow=bool(event.flow_style))
        end = span.start
        while not isinstance(self._events[-1], CollectionEndEvent):
            key = self._events.pop()
            if not isinstance(key, ScalarEvent):
                raise CannotEdit("the file has a key that is no text")
            first, last = _marks(key)
            colon = self._skip_indicator(last, ":")
            value = self.value(colon)
            span.entries[key.value.strip()] = Entry(first, colon, value)
            end = max(colon, value.end)
        return self._closed(span, end)

    def _closed(self, span: Span, end: int) -> Span:
        mark = self._events.pop().end_mark
        span.end = span.bare_end = mark.index if span.flow else end
        return span

    def _skip_indicator(self, start: int, sign: str) -> int:
        """Return the offset behind an indicator, before which only blanks and comments stand."""
        padding = _PADDING.match(self._text, start)
        offset = padding.end() if padding else start
        if self._text[offset : offset + 1] != sign:
            raise CannotEdit(f"the file has something unknown before a {sign}")
        return offset + 1


def _marks(event: Any) -> tuple[int, int]:
    """Return where what an event tells of begins and ends."""
    return event.start_mark.index, event.end_mark.index


def line_of(raw: bytes, location: Sequence[str | int]) -> int:
    """Return the line, from 1, of what stands at a location of a file, or next to it."""
    text = Source(raw).plain
    span, start = spans_of(text), 0
    for part in location:
        if isinstance(part, str) and part in span.entries:
            start, span = span.entries[part].start, span.entries[part].value
        elif isinstance(part, int) and part < len(span.items):
            start, span = span.dashes[part], span.items[part]
        else:
            break
    return text.count("\n", 0, start) + 1
