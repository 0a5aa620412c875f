"""Where the values of a file stand."""

from __future__ import annotations

import pytest

from coaching_site.editing.spans import CannotEdit, line_of, spans_of

TEXT = "a: one # c\nb:\n  - x\n  -\n  - |\n    y\n\nc: {d: [z]}\ne:\n"


def test_values_and_their_offsets() -> None:
    """Each value is known by where it begins and ends; empty items and values are told apart."""
    root = spans_of(TEXT)
    found = {key: TEXT[entry.value.start : entry.value.end] for key, entry in root.entries.items()}
    assert found == {"a": "one", "b": "- x\n  -\n  - |\n    y", "c": "{d: [z]}", "e": ""}
    items = root.entries["b"].value
    assert [TEXT[dash] for dash in items.dashes] == ["-", "-"]
    assert [item.text for item in items.items] == ["x", "y\n"]
    assert root.entries["e"].value.empty


@pytest.mark.parametrize(
    ("location", "line"),
    [((), 1), (("a",), 1), (("b", 1), 5), (("c", "d", 0), 8), (("b", 9), 2), (("gone",), 1)],
)
def test_the_line_of_a_location(location: tuple[str | int, ...], line: int) -> None:
    """A line, from 1, is told of what is there, or of the nearest thing around it."""
    assert line_of(TEXT.encode(), location) == line


@pytest.mark.parametrize(
    "text", ["", "- x\n", "x\n", "a: &b x\n", "a: *b\n", "? [x]\n: y\n", "a: [\n"]
)
def test_files_that_cannot_be_edited(text: str) -> None:
    """What is no mapping, has anchors, or is no YAML is refused."""
    with pytest.raises(CannotEdit):
        spans_of(text)
