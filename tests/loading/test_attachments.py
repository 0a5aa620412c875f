"""The folders of files that may be attached."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coaching_site.loading import read_engagement
from coaching_site.loading.attachments import AttachmentFolders
from coaching_site.problems import InvalidInput
from tests.samples import engagement, programme


@pytest.fixture
def folders(tmp_path: Path) -> AttachmentFolders:
    """Give files of an engagement, and two libraries."""
    for name in (
        *("x/files/own.txt", "x/files/both.txt", "x/files/below/u\u0308ber.txt", "x/secret.txt"),
        *("x/files/.hidden.txt", "x/files/.git/config.txt", "x/files/Thumbs.db", "x/private/p.txt"),
        *("own/both.txt", "own/library.txt", "shipped/library.txt", "shipped/shipped.txt"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "x/files/link.txt").symlink_to(tmp_path / "x/secret.txt")
    (tmp_path / "x/files/linked").symlink_to(tmp_path / "x/private")
    os.mkfifo(tmp_path / "x/files/pipe.txt")
    return AttachmentFolders(tmp_path / "x", [tmp_path / "own", tmp_path / "shipped"])


def test_names(folders: AttachmentFolders) -> None:
    """Files of all folders are known, but nothing hidden, and nothing behind a link."""
    assert folders.names() == [
        *("below/\u00fcber.txt", "both.txt", "library.txt", "own.txt", "shipped.txt"),
    ]
    left = folders.unattached(engagement(goals=[{"title": "A", "files": ["own.txt", "no.txt"]}]))
    assert [path.name for path in left] == ["both.txt", "u\u0308ber.txt"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("own.txt", "x/files/own.txt"),
        ("both.txt", "x/files/both.txt"),
        ("library.txt", "own/library.txt"),
        ("shipped.txt", "shipped/shipped.txt"),
        ("below/\u00fcber.txt", "x/files/below/u\u0308ber.txt"),
        ("below/u\u0308ber.txt", "x/files/below/u\u0308ber.txt"),
        ("OWN.txt", None),
        ("link.txt", None),
        ("linked/p.txt", None),
        ("pipe.txt", None),
        ("../secret.txt", None),
        (".hidden.txt", None),
        ("below", None),
    ],
)
def test_content(name: str, place: str | None, folders: AttachmentFolders) -> None:
    """The engagement's own file comes before that of a library, the workspace's before ours."""
    assert folders.content(name) == (place.encode() if place else None)


def test_links(folders: AttachmentFolders) -> None:
    """A link is known as one, and a folder that is one holds nothing."""
    assert [name for name in ("link.txt", "linked", "own.txt") if folders.is_link(name)] == [
        *("link.txt", "linked"),
    ]


def test_folder_that_is_a_link(tmp_path: Path) -> None:
    """A folder `files` that is a link holds nothing."""
    (tmp_path / "private").mkdir()
    (tmp_path / "private/p.txt").write_text("x")
    (tmp_path / "files").symlink_to(tmp_path / "private")
    assert AttachmentFolders(tmp_path).names() == []


HEAD = "executive: {name: Ines}\ncoach: {name: Kim}\nstart: 2026-09-01\n"
NONE = 'there is no file "w.pdf" in files/ or content/library/'
MESSAGES: dict[str, list[str]] = {
    "goals: [{title: A, files: [w.pdf, ../x.pdf, {file: x.pdf, tittle: B}]}]": [
        f'goal 1, "A", file 1, file: {NONE}',
        'goal 1, "A", file 2, file: expected the name of a file in files/ or content/library/, '
        'such as week.pdf, found "../x.pdf"',
        'goal 1, "A", file 3, file: there is no file "x.pdf" in files/ or content/library/',
        'goal 1, "A", file 3: unknown key `tittle`: did you mean `title`?',
    ],
    "sessions: [{on: 2026-09-01, files: w.pdf}]": [
        f"session 1, 2026-09-01, file 1, file: {NONE}",
    ],
    "files: {plan: w.pdf}": [
        "files: unknown word `plan`: did you mean `planning`?",
        f"files, plan, item 1, file: {NONE}",
    ],
    "files: w.pdf": [
        'files: expected keys with a value each, as in `agreement: …`, found "w.pdf"',
    ],
    "files: {planning: [[w.pdf], {title: B}]}": [
        "files, planning, item 1: expected keys such as `file`, `title`, found a list",
        'files, planning, item 2, "B": the key `file` is missing',
    ],
}


@pytest.mark.parametrize("typed", MESSAGES)
def test_messages(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with an attachment is told at its place, whether a name or a record."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "engagement.yml").write_text(HEAD + typed)
    with pytest.raises(InvalidInput) as refused:
        read_engagement(Path(), programme(), files=AttachmentFolders(Path()))
    told = [f"{problem.where}: {problem.message}" for problem in refused.value.problems]
    assert told == MESSAGES[typed]
    assert {problem.line for problem in refused.value.problems} == {4}
