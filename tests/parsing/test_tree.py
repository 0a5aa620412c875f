"""The tree that the events of the parser make."""

from __future__ import annotations

from pathlib import Path

from coaching_site.parsing.report import Report
from coaching_site.parsing.syntax import read_tree


def test_keys_behind_a_question_mark(tmp_path: Path) -> None:
    """A program may write long keys behind a question mark, with the colon on a line below."""
    text = "a:\n  ? one\n  : 1\n  ? 'two: x'\n  : 2\n"
    report = Report(Path("file.yml"))
    root = read_tree(text, report).root
    assert root
    assert root.plain() == {"a": {"one": "1", "two: x": "2"}}
    assert not report
