"""Lines and columns of a text, and how its writer indents."""

from __future__ import annotations

import pytest

from coaching_site.editing.document_text import DocumentText
from coaching_site.editing.snippets import Layout
from coaching_site.editing.spans import spans_of


def document(text: str) -> DocumentText:
    """Return a text by its lines."""
    return DocumentText(text, spans_of(text))


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("a: 1\n", Layout(2, 2)),
        ("a:\n    b: 1\nc:\n  d: 1\n", Layout(4, 2)),
        ("a:\n- x\n", Layout(2, 0)),
        ("a:\n   b:\n     - x\n", Layout(3, 2)),
        ("a: {b: 1}\nc: [x]\n", Layout(2, 2)),
    ],
)
def test_how_a_writer_indents(text: str, layout: Layout) -> None:
    """The first mapping and the first list below a key show it; without one it is usual."""
    assert document(text).layout == layout


def test_lines_and_columns() -> None:
    """An offset has a line and a column; a comment further in than a key belongs to it."""
    text = "a:\n  b: 1 # one\n    # two\n\n  # three\n# four\n\nc: 2\n"
    doc = document(text)
    at = text.index("1")
    assert (doc.line_start(at), doc.line_end(at), doc.column(at)) == (3, 15, 5)
    assert text[: doc.end_of_comments(at, 2)].endswith("# two")
    assert text[: doc.end_of_comments(at, 0)].endswith("# three")
    assert doc.is_first(text.index("b"))
    assert not doc.is_first(at)
    assert doc.has_blank_line_before(text.index("c: 2"))
    assert not doc.has_blank_line_before(text.index("b"))
