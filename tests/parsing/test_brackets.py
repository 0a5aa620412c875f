"""Where flow collections begin and end."""

from __future__ import annotations

import pytest

from coaching_site.parsing.brackets import (
    begin_of_brackets,
    end_of_brackets,
    matching_brackets,
    more_below_brackets,
)


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("a: [b, c]", {3: 8}),
        ("a: {b: [c], d: e}", {3: 16, 7: 9}),
        ("a: ['b]', c]", {3: 11}),
        ("a: [b[1]x, c]", {3: 12}),
        ("a: [b", {}),
        ("a: b]", {}),
        ("a: [b}", {}),
        ("- {a: b { c}", {2: 11}),
        ("- {a: b {c} d}", {2: 13, 8: 10}),
        ("- [{a: b { c}, {d: e}]", {2: 21, 3: 12, 15: 20}),
        ("- [a [ b, c]", {2: 11}),
    ],
)
def test_pairs(line: str, pairs: dict[int, int]) -> None:
    """Each bracket is closed by one of its kind; those in quotes or in a word are text."""
    assert matching_brackets(line, 0, len(line)) == pairs


def test_several_lines() -> None:
    """A collection goes from the line of its key to that which closes it."""
    lines = ["a:", "  b: [c,", "    d,", "    e]", "  f: g"]
    assert end_of_brackets(lines, 1) == 4
    assert begin_of_brackets(lines, 3) == (1, 5)


def test_never_closed() -> None:
    """A key as far out as that of the collection ends the search."""
    assert end_of_brackets(["  b: [c,", "    d,", "  f: g", "  h: i"], 0) == 2


def test_items_go_on_below() -> None:
    """Brackets that end too early are taken away, and told where they begin."""
    lines = ["a: [b, c]", "  - d"]
    [repair] = more_below_brackets(lines, 1, 0)
    assert (repair.index, repair.column, repair.text) == (0, 4, "a: ")
    assert repair.message.startswith("the ] here ends all, so the items below it")
