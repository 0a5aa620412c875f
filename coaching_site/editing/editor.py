"""Puts changes into the text of a file: new lines here and there, every other byte as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from coaching_site.editing.changes import Append, Change, Location, Value
from coaching_site.editing.lists import edit_texts, insert_below
from coaching_site.editing.places import Places
from coaching_site.editing.snippets import entry_lines, in_flow, item_lines, value_lines
from coaching_site.editing.source import Source, Splices
from coaching_site.editing.spans import CannotEdit, Entry, Span, spans_of
from coaching_site.editing.values import has_comment_beside, replace_value

Order = Callable[[Location], Sequence[str]]
"""Returns the keys that may stand at a location, in the order in which a person expects them."""


def edited(raw: bytes, changes: Sequence[Change], order: Order) -> bytes:
    """Return the bytes of a file with all the changes in it, one after the other.

    Raises `CannotEdit` where a change has no place, or would touch what is not its own.
    """
    for location, together in groupby(changes, _list_that_grows):
        if location is None:
            for change in together:
                raw = _Editor(Source(raw), order).with_change(change)
        else:
            records = [one.record for one in together if isinstance(one, Append)]
            raw = _Editor(Source(raw), order).with_records(location, records)
    return raw


def _list_that_grows(change: Change) -> Location | None:
    return change.location if isinstance(change, Append) else None


@dataclass
class _Place:
    """How far the way to a location goes: the last value on it, what holds it, and what is left.

    `behind` is the place just behind its colon or dash, `column` that of the key or dash.
    """

    span: Span
    rest: Location
    behind: int = 0
    column: int = 0
    in_flow: bool = False


class _Editor:
    def __init__(self, source: Source, order: Order) -> None:
        self._source = source
        self._order = order
        self._root = spans_of(source.plain)
        self._places = Places(source.plain, self._root)
        self._splices = Splices()

    def with_change(self, change: Change) -> bytes:
        """Return the file with one value at its place."""
        place = self._way_to(change.location)
        if isinstance(change, Append):
            return self.with_records(change.location, [change.record])
        if place.rest and place.span.entries:
            self._add_key(place, change.location, _nested(place.rest[1:], change.value))
        elif place.span.items and not place.span.flow:
            self._edit_list(place, change.value)
        else:
            self._replace(place, _nested(place.rest, change.value))
        return self._source.with_splices(self._splices.noted)

    def with_records(
        self, location: Location, records: Sequence[Mapping[str, Value] | str]
    ) -> bytes:
        """Return the file with records at the end of a list, which may not be there yet."""
        place = self._way_to(location)
        if place.rest and place.span.entries:
            self._add_key(place, location, _nested(place.rest[1:], records))
        elif not place.rest and place.span.items:
            self._append(place, records)
        else:
            self._replace(place, _nested(place.rest, records))
        return self._source.with_splices(self._splices.noted)

    def _way_to(self, location: Location) -> _Place:
        place = _Place(self._root, location)
        while place.rest:
            part, span = place.rest[0], place.span
            if isinstance(part, int):
                below = self._item(span, part)
            elif entry := span.entries.get(part):
                below = self._value(entry)
            else:
                break
            below.rest = place.rest[1:]
            below.in_flow = place.in_flow or span.flow
            place = below
        return place

    def _value(self, entry: Entry) -> _Place:
        return _Place(entry.value, (), entry.colon, self._places.column(entry.start))

    def _item(self, span: Span, index: int) -> _Place:
        if index >= len(span.items):
            raise CannotEdit("a list has fewer items than were expected")
        dash = span.dashes[index]
        return _Place(span.items[index], (), dash + 1, self._places.column(dash))

    def _add_key(self, place: _Place, location: Location, value: Value | None) -> None:
        key, span, places = str(place.rest[0]), place.span, self._places
        around = location[: len(location) - len(place.rest)]
        before = self._entry_before(span, key, self._order(around))
        if span.flow:
            last = [*span.entries.values()][-1]
            self._splices.insert(max(last.colon, last.value.end), f", {key}: {_flow(value)}")
            return
        column = places.column(next(iter(span.entries.values())).start)
        text = places.indented(entry_lines(key, value or "", places.layout), column)
        outermost = not around and not isinstance(value, str)
        if outermost and places.has_blank_line_before(before.start):
            text = f"\n{text}"
        insert_below(places, self._splices, max(before.colon, before.value.end), text, column)

    def _entry_before(self, span: Span, key: str, order: Sequence[str]) -> Entry:
        """Return the entry below which a key belongs: the nearest one before it, or the last."""
        ahead = order[: order.index(key)] if key in order else []
        known = [span.entries[name] for name in ahead if name in span.entries]
        return (known or [*span.entries.values()])[-1]

    def _append(self, place: _Place, records: Sequence[Mapping[str, Value] | str]) -> None:
        span, places = place.span, self._places
        if span.flow:
            more = "".join(f", {_flow(record)}" for record in records)
            self._splices.insert(span.items[-1].end, more)
            return
        column = places.column(span.dashes[-1])
        apart = len(span.items) > 1 and places.has_blank_line_before(span.dashes[-1])
        lines = [
            line
            for record in records
            for line in (*([""] if apart else []), *item_lines(record, places.layout))
        ]
        insert_below(places, self._splices, span.end, places.indented(lines, column), column)

    def _edit_list(self, place: _Place, value: Value | None) -> None:
        texts = [value] if isinstance(value, str) else value
        if place.rest or not isinstance(texts, list | tuple):
            raise CannotEdit("a list would be replaced by something else")
        if not texts:  # a key alone would lose what a comment beside it says is empty
            self._splices.insert(place.behind, " []")
        edit_texts(self._places, self._splices, place.span, [str(text) for text in texts])

    def _replace(self, place: _Place, value: Value | None) -> None:
        span = place.span
        if span is self._root:
            raise CannotEdit("the whole file would be replaced")
        if place.in_flow:
            space = " " if span.start == span.end else ""
            self._splices.replace(span.start, span.end, space + _flow(value))
            return
        beside = has_comment_beside(self._places, span, place.behind)
        empty = '""' if beside else ""  # what a comment follows would be read as lost
        new = (empty, []) if value is None else value_lines(value, self._places.layout)
        replace_value(self._places, self._splices, span, place.behind, place.column, new)


def _flow(value: Value | None) -> str:
    return "" if value is None else in_flow(value)


def _nested(keys: Location, value: Value | None) -> Value | None:
    """Return a value below the keys that lead to it and are not there yet."""
    for key in reversed(keys):
        if isinstance(key, int):
            raise CannotEdit("an item of a list is missing")
        value = {key: "" if value is None else value}
    return value
