"""A value in place of another: comments around it and inside it stay."""

from __future__ import annotations

import pytest

from coaching_site.editing import Put, apply_edits


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: x  # why\nb: y\n", "z", "a: z  # why\nb: y\n"),
        ("a: x\nb: y\n", None, "a:\nb: y\n"),
        ("a:  # why\nb: y\n", "z", "a: z  # why\nb: y\n"),
        ("a: x\nb: y\n", "p\nq", "a: |\n  p\n  q\nb: y\n"),
        ("a: |  # why\n  p\n  q\nb: y\n", "z", "a: z  # why\nb: y\n"),
        ("a:\n  x\nb: y\n", "z", "a:\n  z\nb: y\n"),
        ("a: x\n    # deep\nb: y\n", "p\nq", "a: |\n  p\n  q\n# deep\nb: y\n"),
    ],
)
def test_values(before: str, value: str | None, after: str) -> None:
    """Only the value changes, and no comment becomes part of it."""
    assert apply_edits(before.encode(), [Put(("a",), value)], lambda _: ()).decode() == after
