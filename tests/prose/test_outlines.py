"""Lists as people type them, as Markdown."""

from __future__ import annotations

import pytest

from coaching_site.prose.outlines import with_lists


@pytest.mark.parametrize(
    ("typed", "markdown"),
    [
        ("a\nb", "a\nb"),
        ("a:\n• b\n• c", "a:\n\n-   b\n-   c"),
        ("2. a\n3. b", "2.  a\n3.  b"),
        ("1986. A good year.", "1986\\. A good year."),
        ("- a", "-   a"),
    ],
)
def test_lists(typed: str, markdown: str) -> None:
    """Items of any sign are lists of Markdown; a marker that makes none is escaped."""
    assert with_lists(typed) == markdown
