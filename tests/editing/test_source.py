"""A file's text as its reader takes it, and the way back to the bytes."""

from __future__ import annotations

import pytest

from coaching_site.editing.source import Source, Splices


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("\ufeffa: 1\n", "a: 1\n"),
        ("---\na: 1\n...\n", "   \na: 1\n   \n"),
        ("a: x\u2028y\n", "a: x y\n"),
    ],
)
def test_the_reader_s_text(raw: str, plain: str) -> None:
    """Line ends are of one character, marks of documents are blank, and no offset moves."""
    assert Source(raw.encode()).plain == plain


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "---\n"])
def test_splices_leave_all_else(start: str, end: str) -> None:
    """Text is replaced at offsets of the plain text; each other byte is the one it was."""
    raw = f"{start}a: 1\nb: 2\n# c\u2028d\n".replace("\n", end).encode()
    source, splices = Source(raw), Splices()
    at = source.plain.index("2")
    splices.replace(at, at + 1, "3\nx: 4")
    splices.insert(source.plain.index("#"), "y: 5\n")
    after = raw.replace(b"2", f"3{end}x: 4".encode()).replace(b"#", f"y: 5{end}#".encode())
    assert source.with_splices(splices.noted) == after
    assert source.with_splices([]) == raw


def test_splices_that_overlap() -> None:
    """Two changes of the same text are a mistake of the editor, and told as one."""
    splices = Splices()
    splices.replace(0, 3, "x")
    splices.replace(2, 4, "y")
    with pytest.raises(ValueError, match="overlap"):
        Source(b"a: 1\n").with_splices(splices.noted)
