"""Lists whose texts are changed one by one, and files that cannot be changed safely."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.editing import Append, CannotEdit, Change, Put, apply_edits


def change(text: str, *changes: Change) -> str:
    """Return a text with changes."""
    return apply_edits(text.encode(), changes, lambda _: ("a", "b", "c")).decode()


@pytest.mark.parametrize(
    ("before", "texts", "after"),
    [
        ("a:\n- x\n- y # note\n- z\n", ["x", "z"], "a:\n- x\n# note\n- z\n"),
        ("a:\n- x\n- y\n- z\n", ["z"], "a:\n- z\n"),
        ("a:\n- x\n- y", ["x"], "a:\n- x"),
        ("a:\n- x\n# over y\n- y\n", ["n", "x", "y"], "a:\n- n\n- x\n# over y\n- y\n"),
        ("a:\n  - |  # one\n    x\n\n  - y\n", ["z", "y"], "a:\n  - z  # one\n\n  - y\n"),
        (
            "a:\n  - > # one\n    x\n    p\n\n    q\n  - y\n",
            ["x p\n\nq", "z"],
            "a:\n  - > # one\n    x\n    p\n\n    q\n  - z\n",
        ),
        (
            "a:\n  - > # one\n    - p\n    - q\n",
            ["- p\n- q"],
            "a:\n  - > # one\n    - p\n    - q\n",
        ),
        ("a:\n  - >\n    x\n\n    y\n", ["x y"], "a:\n  - x y\n"),
        ("a:\n  - >\n    x\n    y\n", ["x\\\ny"], "a:\n  - |\n    x\\\n    y\n"),
        ("a: x  # note\nb: y\n", ["x", "z"], "a:  # note\n  - x\n  - z\nb: y\n"),
        ("a: [x, y]  # note\n", ["x", "z"], "a:  # note\n  - x\n  - z\n"),
        ("a:\n  x\nb: y\n", ["p", "q"], "a:\n  - p\n  - q\nb: y\n"),
        ("b:\n    - y\n", ["p", "q"], "b:\n    - y\na:\n    - p\n    - q\n"),
    ],
)
def test_texts_of_a_list(before: str, texts: list[str], after: str) -> None:
    """Items that stay are not touched, comments stay with them, and habits are kept."""
    assert change(before, Put(("a",), texts)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n- b: 1\n", "a:\n- b: 1\n- b: x\n"),
        ("a:\n- b: 1\n\n- b: 1\n", "a:\n- b: 1\n\n- b: 1\n\n- b: x\n"),
        ("a: [{b: 1}]\n", 'a: [{b: 1}, {b: "x"}]\n'),
        ("a: []\n", "a:\n  - b: x\n"),
        ("a:  # none\nc: x", "a:  # none\n  - b: x\nc: x"),
        ("b: x\n\nc: y\n", "b: x\n\nc: y\n\na:\n  - b: x\n"),
        ("a:\n  - b: 1\n  # the last one's\n    # own\n\n# end", None),
    ],
)
def test_records_at_the_end(before: str, after: str | None) -> None:
    """A record goes behind the last one, as the others stand."""
    if after is not None:
        found = apply_edits(before.encode(), [Append(("a",), {"b": "x"})], lambda _: ()).decode()
        assert found == after
    else:
        assert "# own\n\n# end" in change(before, Append(("a",), {"b": "x"}))


def test_several_records_at_once() -> None:
    """Records of one day are typed one by one, without a reference from one to the other."""
    day = date(2026, 11, 24)
    records = [Append(("a",), {"on": day, "b": ["x", "y"]}) for _ in "12"]
    lines = "  - on: 2026-11-24\n    b:\n      - x\n      - y\n"
    assert change("c: x\n", *records) == f"c: x\na:\n{lines}{lines}"


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("- a\n", Put(("a",), "x")),
        ("a: [x\n", Put(("a",), "x")),
        ("a: &x y\nb: *x\n", Put(("a",), "x")),
        ("a:\n  b: x\n", Put(("a",), "x")),
        ("a:\n- x\n", Put(("a",), date(2026, 1, 1))),
        ("a:\n- b: x\n", Put(("a",), ["x"])),
        ("a:\n- x\n", Put(("a", 3), "x")),
        ("a: x\n", Put(("b", 0, "c"), "x")),
    ],
)
def test_what_has_no_safe_place(text: str, one: Change) -> None:
    """A change that would touch more than its own place is refused."""
    with pytest.raises(CannotEdit):
        change(text, one)
