"""Puts changes into the text of a file: new lines here and there, every other byte as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from coaching_site.editing.changes import Append, Change, Put, Value
from coaching_site.editing.document_text import DocumentText
from coaching_site.editing.lists import edit_texts, insert_below
from coaching_site.editing.snippets import entry_lines, in_flow, item_lines, value_lines
from coaching_site.editing.source import Source, Splices
from coaching_site.editing.spans import CannotEdit, Entry, Span, spans_of
from coaching_site.editing.values import has_comment_beside, replace_value
from coaching_site.locations import Location

Order = Callable[[Location], Sequence[str]]
"""Returns the keys that may stand at a location, in the order in which a person expects them."""


def apply_edits(raw: bytes, changes: Sequence[Change], order: Order) -> bytes:
    """Return the bytes of a file with all the changes in it, one after the other.

    Raises `CannotEdit` where a change has no place, or would touch what is not its own.
    """
    # The text is parsed anew after each change, since the offsets behind it have moved. Records
    # for one list go in together: a reply adds a hundred lines to the history.
    for location, together in groupby(changes, _list_that_grows):
        if location is None:
            for put in (one for one in together if isinstance(one, Put)):
                raw = _Editor(Source(raw), order).with_value(put.location, put.value)
        else:
            records = [one.record for one in together if isinstance(one, Append)]
            raw = _Editor(Source(raw), order).with_records(location, records)
    return raw


def _list_that_grows(change: Change) -> Location | None:
    return change.location if isinstance(change, Append) else None


@dataclass
class _Target:
    """The last value that exists on the path to a location, and the `rest` of that path.

    `indicator_end` is the offset behind the colon or dash of the value, `column` that of its key
    or dash.
    """

    span: Span
    rest: Location
    indicator_end: int = 0
    column: int = 0
    in_flow: bool = False


class _Editor:
    def __init__(self, source: Source, order: Order) -> None:
        self._source = source
        self._order = order
        self._root = spans_of(source.plain)
        self._doc = DocumentText(source.plain, self._root)
        self._splices = Splices()

    def with_value(self, location: Location, value: Value | None) -> bytes:
        """Return the file with a value at a location."""
        target = self._resolve(location)
        if target.rest and target.span.entries:
            self._add_key(target, location, _nested(target.rest[1:], value))
        elif target.span.items and not target.span.flow:
            self._edit_list(target, value)
        else:
            self._replace(target, _nested(target.rest, value))
        return self._source.with_splices(self._splices.noted)

    def with_records(
        self, location: Location, records: Sequence[Mapping[str, Value] | str]
    ) -> bytes:
        """Return the file with records at the end of a list, which may not be there yet."""
        target = self._resolve(location)
        if target.rest and target.span.entries:
            self._add_key(target, location, _nested(target.rest[1:], records))
        elif not target.rest and target.span.items:
            self._append(target, records)
        else:
            self._replace(target, _nested(target.rest, records))
        return self._source.with_splices(self._splices.noted)

    def _resolve(self, location: Location) -> _Target:
        target = _Target(self._root, location)
        while target.rest:
            part, span = target.rest[0], target.span
            if isinstance(part, int):
                below = self._item(span, part)
            elif entry := span.entries.get(part):
                below = self._value(entry)
            else:
                break
            below.rest = target.rest[1:]
            below.in_flow = target.in_flow or span.flow
            target = below
        return target

    def _value(self, entry: Entry) -> _Target:
        return _Target(entry.value, (), entry.colon, self._doc.column(entry.start))

    def _item(self, span: Span, index: int) -> _Target:
        if index >= len(span.items):
            raise CannotEdit("a list has fewer items than were expected")
        dash = span.dashes[index]
        return _Target(span.items[index], (), dash + 1, self._doc.column(dash))

    def _add_key(self, target: _Target, location: Location, value: Value | None) -> None:
        key, span, doc = str(target.rest[0]), target.span, self._doc
        around = location[: len(location) - len(target.rest)]
        before = self._entry_before(span, key, self._order(around))
        if span.flow:
            last = [*span.entries.values()][-1]
            # A last key without a value ends with its colon.
            self._splices.insert(max(last.colon, last.value.end), f", {key}: {_flow(value)}")
            return
        column = doc.column(next(iter(span.entries.values())).start)
        text = doc.indented(entry_lines(key, value or "", doc.layout), column)
        # Sections of a file stand apart where its writer lets them; single lines do not.
        outermost = not around and not isinstance(value, str)
        if outermost and doc.has_blank_line_before(before.start):
            text = f"\n{text}"
        insert_below(doc, self._splices, max(before.colon, before.value.end), text, column)

    def _entry_before(self, span: Span, key: str, order: Sequence[str]) -> Entry:
        """Return the entry below which a key belongs: the nearest one before it, or the last."""
        ahead = order[: order.index(key)] if key in order else []
        known = [span.entries[name] for name in ahead if name in span.entries]
        return (known or [*span.entries.values()])[-1]

    def _append(self, target: _Target, records: Sequence[Mapping[str, Value] | str]) -> None:
        span, doc = target.span, self._doc
        if span.flow:
            more = "".join(f", {_flow(record)}" for record in records)
            self._splices.insert(span.items[-1].end, more)
            return
        column = doc.column(span.dashes[-1])
        # One item shows no habit: two with a blank line between them do.
        apart = len(span.items) > 1 and doc.has_blank_line_before(span.dashes[-1])
        lines = [
            line
            for record in records
            for line in (*([""] if apart else []), *item_lines(record, doc.layout))
        ]
        insert_below(doc, self._splices, span.end, doc.indented(lines, column), column)

    def _edit_list(self, target: _Target, value: Value | None) -> None:
        texts = [value] if isinstance(value, str) else value
        if target.rest or not isinstance(texts, list | tuple):
            raise CannotEdit("a list would be replaced by something else")
        if not texts:  # a key alone would lose what a comment beside it says is empty
            self._splices.insert(target.indicator_end, " []")
        edit_texts(self._doc, self._splices, target.span, [str(text) for text in texts])

    def _replace(self, target: _Target, value: Value | None) -> None:
        span = target.span
        if span is self._root:
            raise CannotEdit("the whole file would be replaced")
        if target.in_flow:
            space = " " if span.start == span.end else ""
            self._splices.replace(span.start, span.end, space + _flow(value))
            return
        beside = has_comment_beside(self._doc, span, target.indicator_end)
        empty = '""' if beside else ""  # what a comment follows would be read as lost
        new = (empty, []) if value is None else value_lines(value, self._doc.layout)
        replace_value(self._doc, self._splices, span, target.indicator_end, target.column, new)


def _flow(value: Value | None) -> str:
    return "" if value is None else in_flow(value)


def _nested(keys: Location, value: Value | None) -> Value | None:
    """Return a value below the keys that lead to it and are not there yet."""
    for key in reversed(keys):
        if isinstance(key, int):
            raise CannotEdit("an item of a list is missing")
        value = {key: "" if value is None else value}
    return value
