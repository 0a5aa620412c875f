"""From errors of pydantic, by their kind, to sentences in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from pydantic_core import ErrorDetails

from coaching_site.loading.breadcrumbs import node_at
from coaching_site.loading.introspection import annotation_at, format_at, parted, record_at
from coaching_site.loading.limits import Limits, limits_at
from coaching_site.loading.offers import is_accepted, writings_of
from coaching_site.locations import Location
from coaching_site.model.types import ID_FORMAT, Record
from coaching_site.parsing.characters import ODD_PAIR, odd_in
from coaching_site.parsing.node import Node
from coaching_site.parsing.quotes import in_quotes, is_record, quoting
from coaching_site.problems import listed, nearest, quoted, shortened

_DATE: Final = "expected a date such as 2026-10-15"
_EXPECTED: Final = {
    "bool_type": "expected true or false",
    "date_type": _DATE,
    "decimal_type": "expected a number",
    "finite_number": "expected a number",
    "greater_than_equal": "expected a number of at least {ge}",
    "less_than_equal": "expected a number of at most {le}",
    "literal_error": "expected {expected}",
    "string_type": "expected text",
    "string_unicode": "expected text without broken characters",
    "time_type": "expected a time of day such as 09:30",
    "too_short": "expected text",
}
_OF_A_NUMBER: Final = frozenset(
    ("greater_than_equal", "int_type", "less_than_equal", "whole_number")
)
_OTHER_COLON: Final = re.compile(r"\s*(\w+)\s*(;|=>?|->|→|(?<=\s)[-–—])\s*(?=\S)")


def message_of(
    error: ErrorDetails, root: Node, model: type[Record], words: Sequence[str] = ()
) -> str:
    """Return one error as a sentence: what was expected, what was found, what to do.

    `words` are those that the programme allows there.
    """
    location = error["loc"]
    node = node_at(root, location)
    if writer := _WRITERS.get(error["type"]):
        return writer(node, location, model)
    if error["type"] in ("too_long", "string_too_long"):
        longest = error["ctx"]["max_length"]
        return f"expected at most {longest} characters, found {len(str(node.value))}"
    if location[-1] == "done" and isinstance(node.value, list):
        return "expected one day: the days of a repeated action stand under `done_on`"
    limits = limits_at(location, root, model, words)
    expected = _expected(error, model, limits)
    # Types that refuse single characters have said already which they found.
    if ", found " in expected:
        return expected
    # What was joined to the day, as a further line, would be lost with the suggestion.
    is_more = error["type"] == "day" and re.search(r"[^\W\d_]:", str(node.value))
    writings = () if is_more else writings_of(error["type"], location, root, model, limits)
    return f"{_with_writings(expected, writings, node)}, found {described(node)}{_oddity(node)}"


def _oddity(node: Node) -> str:
    odd = odd_in(node.value) if isinstance(node.value, str) else ""
    return f", which has {odd}" if odd else ""


def unreadable_key(key: str, allowed: Iterable[str]) -> str:
    """Return the message for a key that cannot be a short name; `allowed` may be empty."""
    meant = nearest(key, allowed)
    found = f"{ID_FORMAT.expected}, found {quoted(key)}"
    return f"{found}: did you mean `{meant}`?" if meant else found


def empty_key(key: str, allowed: Iterable[str]) -> str | None:
    """Return the message for a key without a value that took its value in, if it did."""
    found = parted(key, allowed)
    if not found:
        return None
    meant, separator = found
    if odd := odd_in(separator):
        return f"type a colon and a space after the key, in place of {odd}: `{meant}: …`"
    if separator.strip() == ":":
        return f"put a space after the colon: `{meant}: …`, found {quoted(key)}"
    return f"put a colon and a space after the key: `{meant}: …`, found {quoted(key)}"


def text_with_comma(text: str) -> str:
    """Return the message for a text between braces that goes on behind a comma."""
    return f"a comma between braces ends a text, so this needs quotes: {_quoting(text)}"


def bare_key(key: str) -> str:
    """Return the message for a name without a value, where a name of one's own may stand."""
    name, colon, value = key.partition(":")
    if colon and value:
        return f"put a space after the colon: `{shortened(name)}: …`, found {quoted(key)}"
    return f"expected a colon and a value after {quoted(key)}"


def described(node: Node) -> str:
    """Return a description of a node for a message; private text in it is not repeated."""
    if isinstance(node.value, str):
        return quoted(node.value)
    if isinstance(node.value, list):
        return "a list"
    return f"the key {listed(list(node.keys)[:1])}" if node.keys else "an empty record"


def mapping_expected(node: Node, ids: Iterable[str]) -> str:
    """Return the message for a value where ids are expected, each with a value of its own."""
    if isinstance(node.value, str) and (match := ODD_PAIR.match(node.value)):
        odd = odd_in(match[2])
        return f"type a colon and a space after {quoted(match[1])}, in place of {odd}"
    example = next(iter(ids), "key")
    return f"expected keys with a value each, as in `{example}: …`, found {described(node)}"


def text_expected(node: Node) -> str:
    """Return the message for a list or a mapping where a text is expected."""
    return f"expected text, {_found_for_text(node)}"


def record_expected(kind: type[Record], node: Node, location: Location = ()) -> str:
    """Return the message for a text or a list where the keys of a record are expected."""
    keys = listed(list(kind.model_fields)[:3])
    expected = f"expected keys such as {keys}, found {described(node)}"
    if isinstance(node.value, list) and not node.typed:
        return f"{expected}: take the dash away, and write `{next(iter(kind.model_fields))}: …`"
    if not isinstance(node.value, str):
        return expected
    if is_record(node.value):
        return f"expected keys such as {keys}: take the quotes around the braces away"
    if (match := re.match(r"\s*(\w+):(?=\S)", node.value)) and match[1] in kind.model_fields:
        return f"put a space after the colon: `{match[1]}: …`, found {quoted(node.value)}"
    if (match := _OTHER_COLON.match(node.value)) and match[1] in kind.model_fields:
        return f"type `{match[1]}: …` with a colon and a space in place of {match[2]}"
    if not location:
        return expected
    name, field = next(iter(kind.model_fields.items()))
    is_item = isinstance(location[-1], int)
    where = "" if is_item else " on a line of its own, indented"
    if field.annotation is str:
        return f"{expected}: put `{name}: ` before it{where and ','}{where}"
    return f"{expected}: write `{'- ' if is_item else ''}{name}: …`{where}"


def _expected(error: ErrorDetails, model: type[Record], limits: Limits) -> str:
    kind, location = error["type"], error["loc"]
    if kind in _OF_A_NUMBER and (kind in ("int_type", "whole_number") or limits.most):
        return limits.expected
    if kind == "string_pattern_mismatch" and (known := format_at(model, location)):
        return known.expected
    return _EXPECTED.get(kind, error["msg"]).format(**error.get("ctx", {}))


def _with_writings(expected: str, writings: tuple[str, ...], node: Node) -> str:
    """Return what was expected, and how to write what is meant."""
    if not writings:
        return expected
    if expected == _DATE and len(writings) > 1:
        expected = "expected an unambiguous date, year first"
    elif expected == _DATE and not str(node.value)[:4].isdecimal():
        expected = "expected a date with the year first"
    *first, last = (word if word[0].isalnum() else in_quotes(word) for word in writings)
    if last == "00:00" and str(node.value).startswith("24"):
        last += ", on the next day"
    return (
        f"{expected}: write {', '.join(first)} or {last}" if first else f"{expected}: write {last}"
    )


def _missing(node: Node, location: Location, _: type[Record]) -> str:
    key = location[-1]
    if key in node.keys:
        return f"the key `{key}` is empty: it is needed from the start"
    return f"the key `{key}` is missing"


def _record(node: Node, location: Location, model: type[Record]) -> str:
    return record_expected(record_at(model, location) or model, node, location)


def list_expected(node: Node, location: Location, model: type[Record]) -> str:
    """Return the message for something else where a list is expected."""
    item = annotation_at(model, (*location, 0))
    if isinstance(item, type) and issubclass(item, Record):
        first = next(iter(item.model_fields))
        return (
            f"expected a list in which each item begins with a dash, such as `- {first}: …`, "
            f"found {described(node)}"
        )
    if item is int:
        return f"expected a list of whole numbers such as [5, 6, 4], found {described(node)}"
    return f"expected a text, or a list of texts with a dash each, {_found_for_text(node)}"


def _text(node: Node, location: Location, model: type[Record]) -> str:
    known = format_at(model, location)
    if known and node.typed and not is_accepted(node.typed, location, model):
        return f"{known.expected}, found {described(node)}"
    return text_expected(node)


def _found_for_text(node: Node) -> str:
    found = f"found {described(node)}"
    if node.typed.startswith(("[", "{", "?")):
        return f"{found}: if this is all one text, it needs quotes: {_quoting(node.typed)}"
    if not isinstance(node.value, dict) or len(node.keys) != 1:
        return found
    key, position = next(iter(node.keys.items()))
    if position != node.position:  # between braces
        return found
    value = node.value.get(key, Node(position, ""))
    if not isinstance(value.value, str):
        return found
    text = f"{key}: {value.value}"
    return f"{found}: if this is all one text, its colon needs quotes: {_quoting(text)}"


def _quoting(text: str) -> str:
    return quoting(text, within=True)


_WRITERS: Final[dict[str, Callable[[Node, Location, type[Record]], str]]] = {
    "missing": _missing,
    "model_type": _record,
    "string_type": _text,
    "tuple_type": list_expected,
}
