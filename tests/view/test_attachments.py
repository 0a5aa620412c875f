"""Attached files as a portal shows them."""

from __future__ import annotations

from tests.samples import portal


def test_files() -> None:
    """Each file is once among all of a portal, by its composed name, and has a kind and a title."""
    shown = portal(
        goals=[{"title": "A", "files": ["x.pdf", "x.pdf", "deep/u\u0308ber uns.DOCX"]}],
        sessions=[{"on": "2026-11-20", "files": [{"file": "x.pdf", "title": "X"}]}],
        files={"planning": "y.txt"},
    )
    assert [(file.path, file.title, file.kind) for file in shown.files] == [
        ("files/y.txt", "y", "TXT"),
        ("files/x.pdf", "X", "PDF"),
        ("files/deep/\u00fcber uns.DOCX", "\u00fcber uns", "DOCX"),
    ]
    assert [file.name for file in shown.step_files["planning"]] == ["y.txt"]
    assert [len(shown.goals[0].files), len(shown.sessions[0].files)] == [2, 1]


def test_none() -> None:
    """Without an attachment there is no file."""
    assert portal(goals=[{"title": "A"}]).files == ()
