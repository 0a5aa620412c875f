"""Codes of clients: drawn once, kept, and each of one client."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching_site.desk.codes import CodedClient, coded
from coaching_site.practice.clients import Client, UnreadClient
from tests.practice.workspaces import read_client, write_client


def clients(workspace: Path, *slugs: str) -> list[Client]:
    """Return clients of a workspace, made before."""
    for slug in slugs:
        write_client(workspace, slug)
    return [read_client(workspace, slug) for slug in slugs]


def test_a_code_stays(tmp_path: Path) -> None:
    """A client gets a code that tells nothing, in a file that its owner alone can read."""
    both = clients(tmp_path, "ann", "bo")
    first = [one.code for one in coded(both) if isinstance(one, CodedClient)]
    assert len({*first}) == 2
    assert all(re.fullmatch("[A-Z][A-Z2-9]{6}", code) for code in first)
    file = tmp_path / "engagements/ann/private/hours-code.txt"
    assert (file.stat().st_mode & 0o077, file.parent.stat().st_mode & 0o077) == (0, 0)
    assert [one.code for one in coded(both) if isinstance(one, CodedClient)] == first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("C001\n", ""),
        ("=CMD()", 'letter, found "=CMD()"'),
        ("2AB", 'letter, found "2AB"'),
        ("Ann", 'letter, found "Ann"'),
        ("", 'letter, found ""'),
        ("A" * 200, "cannot be kept or read"),
    ],
)
def test_a_code_of_ones_own(tmp_path: Path, text: str, told: str) -> None:
    """A coach may choose a code; one that a table could read as a formula is refused."""
    both = clients(tmp_path, "ann", "bo")
    file = tmp_path / "engagements/ann/private/hours-code.txt"
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    ann, bo = coded(both)
    assert isinstance(bo, CodedClient)
    if told:
        assert isinstance(ann, UnreadClient)
        assert told in str(ann.problems[0])
    else:
        assert ann == CodedClient(both[0], "C001")


def test_a_link_to_nothing(tmp_path: Path) -> None:
    """A link in the place of a code that leads to no file is a problem, and is not followed."""
    (ann,) = clients(tmp_path, "ann")
    file = tmp_path / "engagements/ann/private/hours-code.txt"
    file.parent.mkdir()
    file.symlink_to(tmp_path / "none")
    (found,) = coded([ann])
    assert isinstance(found, UnreadClient)
    assert "cannot be kept or read: No such file" in str(found.problems[0])
    assert not (tmp_path / "none").exists()


def test_a_copied_folder(tmp_path: Path) -> None:
    """Two clients never share a code: the second is told which file to delete."""
    both = clients(tmp_path, "ann", "bo")
    for slug in ("ann", "bo"):
        file = tmp_path / f"engagements/{slug}/private/hours-code.txt"
        file.parent.mkdir()
        file.write_text("C001", "utf-8")
    unread = UnreadClient("old", ())
    ann, old, bo = coded([both[0], unread, both[1]])
    assert (ann, old) == (CodedClient(both[0], "C001"), unread)
    assert isinstance(bo, UnreadClient)
    assert 'found that of "ann": delete this file' in str(bo.problems[0])
