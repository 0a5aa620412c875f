"""Backslashes in prose: which escape a character, and which are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.prose.escapes import escape_offsets, escaped, unescaped, verbatim_offsets


@pytest.mark.parametrize(
    ("prose", "offsets"),
    [
        (r"\*a\*", {0, 3}),
        (r"1\. a", {1}),
        (r"C:\*.txt", set()),
        (r"\\server\share", set()),
        (r"¯\_(ツ)_/¯", set()),
        (r"a\b", set()),
        (r"  \- a", {2}),
    ],
)
def test_which_escape(prose: str, offsets: set[int]) -> None:
    """Those before a sign of Markdown escape it, but not in a path."""
    assert escape_offsets(prose) == offsets


@given(st.text("ab *_[]\\-1.:C/\n", max_size=20))
def test_there_and_back(typed: str) -> None:
    """Text that was escaped is shown as it was typed."""
    assert unescaped(escaped(typed)) == typed


def test_verbatim() -> None:
    """In addresses and paths no character is markup."""
    text = r"a_b https://x.example/a_b C:\a_b"
    kept = "".join(text[offset] for offset in sorted(verbatim_offsets(text)))
    assert kept == r"https://x.example/a_bC:\a_b"
