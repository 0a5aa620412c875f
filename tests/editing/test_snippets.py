"""New values as a person would type them."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.editing.changes import Value
from coaching_site.editing.snippets import Layout, entry_lines, in_flow, item_lines


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("Calm", ["k: Calm"]),
        ("no", ["k: no"]),
        ("a: b", ['k: "a: b"']),
        ('say "a: b"', ["k: 'say \"a: b\"'"]),
        ("one\ntwo", ["k: |", "  one", "  two"]),
        ("one\u2028two", ['k: "one\\u2028two"']),
        (date(2026, 11, 24), ["k: 2026-11-24"]),
        (["x", "y"], ["k:", "  - x", "  - y"]),
        ({"team": 7, "self": 5}, ["k: {team: 7, self: 5}"]),
        ({"why": "x"}, ["k:", "  why: x"]),
    ],
)
def test_an_entry(value: Value, lines: list[str]) -> None:
    """Text is plain where that reads back, else in quotes, or a block if it has several lines."""
    assert entry_lines("k", value, Layout()) == lines


def test_the_layout_of_the_file_is_kept() -> None:
    """Lines are indented as the file does it, and dashes stand where its writer puts them."""
    assert entry_lines("k", {"a": {"b": "x"}}, Layout(4, 0)) == ["k:", "    a:", "        b: x"]
    assert item_lines({"a": "x", "b": ["y"]}, Layout(2, 0)) == ["- a: x", "  b:", "  - y"]


def test_a_value_in_flow() -> None:
    """Between brackets each text is in quotes, and nothing else is."""
    value: Value = {"a": ["x", "y, z"], "on": date(2026, 11, 24), "held": True, "n": 5}
    assert in_flow(value) == '{a: ["x", "y, z"], on: 2026-11-24, held: true, n: 5}'
