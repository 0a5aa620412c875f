"""What a line of YAML is, without parsing the file."""

from __future__ import annotations

import pytest

from coaching_site.parsing.lines import after, before, goes_on, key_indent, value_of

LINES = ["a:", "  # about b", "", "  b: c", "d:", "- e"]


@pytest.mark.parametrize(
    ("line", "offset", "value"),
    [
        ("a: b ", 3, "b"),
        ("  - a: b: c", 7, "b: c"),
        ("- - b", 4, "b"),
        ("a:b", 0, "a:b"),
        ('"a": b', 0, '"a": b'),
        ("A key: b", 7, "b"),
        ("a:", 2, ""),
    ],
)
def test_values(line: str, offset: int, value: str) -> None:
    """A value stands behind the dashes and the first key with a colon and a space."""
    assert value_of(line) == (offset, value)


def test_neighbours() -> None:
    """Blank lines and comments are no neighbours."""
    assert (before(LINES, 3), before(LINES, 0)) == (0, 0)
    assert (after(LINES, 0), after(LINES, 5)) == (3, None)


def test_goes_on() -> None:
    """A line goes on where the next one is indented further than its key."""
    assert [goes_on(LINES, index) for index in (0, 3, 4, 5)] == [True, False, False, False]
    assert goes_on(["- a:", "    b"], 0)
    assert not goes_on(["- a:", "  b:"], 0)
    assert key_indent("  - - a") == 6
