"""From the tree to a typed record; invalid parts are reported, and dropped from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coaching_site.checks.locations import KEY
from coaching_site.loading.breadcrumbs import name_of, node_at, position_of
from coaching_site.loading.commas import texts_with_commas
from coaching_site.loading.introspection import annotation_at, has_ids, record_at
from coaching_site.loading.messages import (
    bare_key,
    empty_key,
    mapping_expected,
    message_of,
    record_expected,
    text_with_comma,
    unreadable_key,
)
from coaching_site.loading.unknown_keys import meant_key, unknown_key, unknown_word
from coaching_site.locations import Location
from coaching_site.model.types import Record
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.syntax import Reading

Kind = TypeVar("Kind", bound=Record)
IdsAt = Callable[[Location], Sequence[str]]

_MAX_ROUNDS: Final = 8


@dataclass(frozen=True)
class Valid(Generic[Kind]):
    """A record without its invalid parts; `lost` holds the outermost keys that lack a record."""

    record: Kind
    lost: frozenset[str]


def validate(
    reading: Reading,
    model: type[Kind],
    report: Report,
    stand_ins: Mapping[str, object],
    ids_at: IdsAt = lambda _: (),
) -> Valid[Kind] | None:
    """Report what is wrong in a tree, and return the record that the rest of it describes.

    `stand_ins` take the place of wrong required keys of the outermost record, so that the rest
    can be checked further; without them there may be no record. `ids_at` returns the words that
    may be keys at a location.
    """
    if (root := _record_node(reading.root, model, report)) is None:
        return None
    described = _Described(root, model, report, ids_at)
    described.report_empty_keys(root, ())
    lost: set[str] = set()
    # In rounds: without an invalid part, the record around it may be invalid in turn.
    for attempt in range(_MAX_ROUNDS):
        try:
            # Not in the first round, in which keys that are missing are reported.
            record = model.model_validate({**(stand_ins if attempt else {}), **root.plain()})
            return Valid(record, frozenset(lost))
        except ValidationError as error:
            details = error.errors(include_url=False)
        # The errors of later rounds only follow from what was removed.
        if not attempt:
            described.report(details, complete=reading.complete)
        lost |= _remove_invalid(details, root)
    return None


def _record_node(root: Node | None, model: type[Record], report: Report) -> Node | None:
    if root is None:
        first = next(iter(model.model_fields))
        report.add(Position(1, 1), f"the file says nothing yet: begin with `{first}: …`")
    elif not isinstance(root.value, dict):
        report.add_unless_guessed(root.position, record_expected(model, root), "")
        return None
    return root


@dataclass(frozen=True)
class _Described:
    """Reports errors of the model as sentences, with the name and position of the record."""

    root: Node
    model: type[Record]
    problems: Report
    ids_at: IdsAt

    def report(self, details: Sequence[ErrorDetails], *, complete: bool) -> None:
        for error in details:
            if self.problems.is_full:
                return
            if complete or error["type"] != "missing":
                self._report_one(error)

    def report_empty_keys(self, node: Node, location: tuple[str | int, ...]) -> None:
        """Report unknown keys without a value, which the model never gets to see."""
        if node.bare:
            self._join_text_at_comma(node, location)
        if isinstance(node.value, dict) and len(node.keys) > len(node.value):
            self._report_empty(node, location, sorted(node.keys.keys() - node.value.keys()))
        for part, child in node.children:
            if not isinstance(child.value, str):
                self.report_empty_keys(child, (*location, part))

    def _join_text_at_comma(self, node: Node, location: Location) -> None:
        """Join what follows a comma between braces to the text before it, and report that."""
        kind = record_at(self.model, location)
        known = tuple(kind.model_fields if kind else self.ids_at(location))
        for name, keys in texts_with_commas(node, known):
            for key in keys:
                del node.keys[key]
            text, text_location = node_at(node, (name,)), (*location, name)
            self._add(text.position, text_location, text_with_comma(str(text.value)))
            self.problems.note_quoting_advice(text.position)

    def _report_empty(self, node: Node, location: Location, empty: list[str]) -> None:
        annotation = annotation_at(self.model, location)
        if kind := record_at(self.model, location):
            for key in (key for key in empty if key not in kind.model_fields):
                message = empty_key(key, kind.model_fields) or unknown_key(
                    self.model, kind, key, node
                )
                self._add(node.keys[key], location, message)
        elif has_ids(annotation):
            known = tuple(self.ids_at(location))
            for key in (key for key in empty if key not in known):
                message = empty_key(key, known) or unknown_word(key, known)
                self._add(node.keys[key], location, message)
        elif get_origin(annotation) is dict:
            for key in empty:
                self._keep_empty_name(node, location, key)

    def _keep_empty_name(self, node: Node, location: Location, key: str) -> None:
        """Keep a name of the coach's own without a value; without a colon it is a problem."""
        if key in node.bare:
            self._add(node.keys[key], location, bare_key(key))
        elif isinstance(node.value, dict):
            node.value[key] = Node(node.keys[key], [])

    def _report_one(self, error: ErrorDetails) -> None:
        location = error["loc"]
        if error["type"] == "extra_forbidden":
            kind = record_at(self.model, location[:-1]) or self.model
            self._report_unknown(kind, location)
        elif error["type"] == "missing":
            around = node_at(self.root, location[:-1])
            # `titel` for `title` is reported once, as the unknown key that it is.
            if self._is_mistyped(error, around):
                return
            position = around.keys.get(str(location[-1]), around.position)
            self._add(position, location[:-1], message_of(error, self.root, self.model))
        elif location[-1] == KEY and error["type"] == "string_pattern_mismatch":
            message = unreadable_key(str(location[-2]), self.ids_at(location[:-2]))
            self._add(position_of(self.root, location), location[:-2], message)
        elif error["type"] == "dict_type":
            message = mapping_expected(node_at(self.root, location), self.ids_at(location))
            self._add(position_of(self.root, location), location, message)
        else:
            message = message_of(error, self.root, self.model, self.ids_at(location))
            self._add(position_of(self.root, location), location, message)

    def _is_mistyped(self, missing: ErrorDetails, around: Node) -> bool:
        kind = record_at(self.model, missing["loc"][:-1]) or self.model
        unknown = around.keys.keys() - kind.model_fields.keys()
        return any(meant_key(kind, key) == missing["loc"][-1] for key in unknown)

    def _report_unknown(self, kind: type[Record], location: Location) -> None:
        around = node_at(self.root, location[:-1])
        key = str(location[-1])
        self._add(around.keys[key], location[:-1], unknown_key(self.model, kind, key, around))

    def _add(self, position: Position, location: Location, message: str) -> None:
        self.problems.add_unless_guessed(
            position, message, name_of(self.model, self.root, location)
        )


def _remove_invalid(details: Iterable[ErrorDetails], root: Node) -> set[str]:
    """Remove invalid nodes from the tree; return the outermost keys that lose a record.

    Stakeholders count as lost with any part: their relation says who is the sponsor.
    """
    invalid: set[int] = set()
    lost: set[str] = set()
    for error in details:
        location = error["loc"][:-1] if error["type"] == "missing" else error["loc"]
        node, depth = root, 0
        while depth < len(location) and (child := node.child(location[depth])):
            node, depth = child, depth + 1
        invalid.add(id(node))
        is_record = depth == 1 or (depth and isinstance(location[depth - 1], int))
        if is_record or (depth and location[0] == "stakeholders"):
            lost.add(str(location[0]))
    _remove(root, invalid)
    return lost


def _remove(node: Node, invalid: set[int]) -> None:
    if isinstance(node.value, list):
        node.value = [child for child in node.value if id(child) not in invalid]
    elif isinstance(node.value, dict):
        node.value = {k: child for k, child in node.value.items() if id(child) not in invalid}
    for _, child in node.children:
        _remove(child, invalid)
