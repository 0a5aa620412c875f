"""Deleting follows no link, keeps what is of others, and goes on where it was broken off."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from coaching_site.retention import deletion
from coaching_site.retention.deletion import (
    begin_deletion,
    begun_deletion,
    begun_deletions,
    delete_file,
    delete_marked,
    delete_tree,
    deleted_kinds,
    finish_deletion,
    move_aside,
)
from tests.locking.portals import built

PAGES = {"index.html": "<!doctype html><html><head></head></html>", "goals/a.html": "b"}


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of somebody's, to which links lead."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    return folder


def test_a_file(tmp_path: Path, mine: Path) -> None:
    """A file goes with its folder if that is empty, and one that is gone already is no error."""
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked/index.html").write_text("x")
    delete_file(tmp_path / "locked/index.html")
    assert not (tmp_path / "locked").exists()
    delete_file(mine / "none.txt")
    assert (mine / "notes.txt").read_text() == "mine"


def test_links_in_a_tree(tmp_path: Path, mine: Path) -> None:
    """A link in a folder goes; what it leads to stays. A folder that is a link is left."""
    (tmp_path / "cache/deep").mkdir(parents=True)
    (tmp_path / "cache/deep/link").symlink_to(mine, target_is_directory=True)
    assert delete_tree(tmp_path / "cache") == ()
    assert not (tmp_path / "cache").exists()
    (tmp_path / "cache").symlink_to(mine, target_is_directory=True)
    assert delete_tree(tmp_path / "cache") == ((tmp_path / "cache").as_posix(),)
    assert (mine / "notes.txt").read_text() == "mine"


def test_a_portal(tmp_path: Path, mine: Path) -> None:
    """What a build has put there goes, the mark last; what a host has put there stays."""
    site = built(tmp_path / "site/jane-doe", PAGES)
    assert delete_marked(site, "jane-doe") == ()
    assert not site.exists()
    built(site, PAGES)
    (site / ".htaccess").write_text("host")
    (site / "goals/more").symlink_to(mine, target_is_directory=True)
    (site / "goals/a.html").unlink()
    (site / "goals/a.html").symlink_to(mine / "notes.txt")
    left = [*delete_marked(site, "jane-doe")]
    assert [Path(one).relative_to(site).as_posix() for one in left] == [
        *(".htaccess", "goals/a.html", "goals/more"),
    ]
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*"))
    assert found == [".htaccess", "goals", "goals/a.html", "goals/more"]
    assert (mine / "notes.txt").read_text() == "mine"


def test_the_portal_of_another(tmp_path: Path) -> None:
    """A folder that is not marked as that of the owner is left as it is."""
    site = built(tmp_path / "site/jane-doe", PAGES)
    assert delete_marked(site, "sam-roe") == (site.as_posix(),)
    assert (site / "index.html").exists()


@pytest.mark.parametrize("broken", [None, "note", "rename", "some", "rmtree"])
def test_an_engagement(
    tmp_path: Path, mine: Path, broken: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is moved aside, noted, and deleted; broken off anywhere, the next run does the rest."""
    folder, noted = tmp_path / "engagements/jane-doe", list[list[str]]()
    (folder / "private").mkdir(parents=True)
    (folder / "engagement.yml").write_text("x")
    (folder / "link").symlink_to(mine, target_is_directory=True)
    begin_deletion(folder, ["portal"])
    begin_deletion(folder, ["engagement"])

    def note(moved: Path) -> None:
        if broken == "note" and not noted:
            noted.append([])
            raise OSError
        noted.append(deleted_kinds(moved))

    with monkeypatch.context() as patch:
        if broken == "rename":
            patch.setattr(deletion, "retried", _fails)
        if broken in ("some", "rmtree"):
            patch.setattr(shutil, "rmtree", _some if broken == "some" else _fails)
        try:
            if broken == "rename":
                with pytest.raises(OSError, match="broken"):
                    move_aside(folder)
                assert folder.exists()
            else:
                finish_deletion(folder, move_aside(folder), note)
        except OSError:
            assert broken
            assert not folder.exists()
            assert begun_deletions(folder.parent) == ["jane-doe"]
    moved = begun_deletion(folder) or (move_aside(folder) if folder.exists() else None)
    if broken:
        assert moved
        finish_deletion(folder, moved, note)
    assert [one for one in noted if one] == [["portal", "engagement"]]
    assert [*folder.parent.iterdir()] == []
    assert begun_deletions(folder.parent) == []
    assert (mine / "notes.txt").read_text() == "mine"


def _fails(*_: Any) -> None:
    raise OSError(5, "broken")


def _some(folder: Path) -> None:
    (folder / ".deletion.json").unlink()
    raise OSError(5, "broken")
