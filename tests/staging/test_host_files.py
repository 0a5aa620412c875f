"""What a host has put into a portal is in the next one as it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from coaching_site.staging import StagingFolder, TargetBlocked, kept_paths
from tests.staging.folders import OWNER, contents, names, write

KEPT = (".git", ".htaccess", ".well-known/a", "goals/.htaccess", "latest", "never/there")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """Give a portal with files of a host."""
    portal = write(tmp_path / "amara", "former")
    for path in (".htaccess", ".git/refs/main", ".well-known/a", "goals/.htaccess"):
        (portal / path).parent.mkdir(parents=True, exist_ok=True)
        (portal / path).write_text(path)
    (portal / ".git/refs/empty").mkdir()
    (portal / ".git/HEAD").symlink_to("refs/main")
    (portal / "latest").symlink_to("gone")
    (portal / ".htaccess").chmod(0o640)
    (portal / ".git/refs").chmod(0o711)
    os.utime(portal / ".htaccess", (1_700_000_000, 1_700_000_000))
    return portal


def swapped(portal: Path, *kept: str) -> None:
    """Replace a portal by the next one."""
    fresh = StagingFolder(portal, OWNER, kept)
    try:
        write(fresh.path, "next")
        fresh.swap_in()
    finally:
        fresh.discard()


@pytest.mark.parametrize("links", [True, False])
def test_carried_over(portal: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files, folders and links are there with modes and times, on each disk, build after build."""
    if not links:  # as on a stick
        monkeypatch.setattr(os, "link", _refuse)
    before = contents(portal) | {"index.html": "next"}
    for _ in range(2):
        swapped(portal, *KEPT)
    status = (portal / ".htaccess").stat()
    assert contents(portal) == before
    assert (stat.S_IMODE(status.st_mode), status.st_mtime) == (0o640, 1_700_000_000)
    assert stat.S_IMODE((portal / ".git/refs").stat().st_mode) == 0o711
    assert names(portal.parent) == ["amara"]


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_login_before_the_first_portal(tmp_path: Path) -> None:
    """A folder in which there is a login alone takes its first portal."""
    (tmp_path / "amara").mkdir()
    (tmp_path / "amara/.htaccess").write_text("login")
    swapped(tmp_path / "amara", ".htaccess")
    assert names(tmp_path / "amara") == [".htaccess", ".portal", "index.html"]


@pytest.mark.parametrize("path", ["index.html", ".portal"])
def test_of_the_portal(portal: Path, path: str) -> None:
    """What builds make cannot be kept, and nothing changes."""
    before = contents(portal)
    with pytest.raises(TargetBlocked, match="keep: expected what a host has put into a portal"):
        swapped(portal, *KEPT, path)
    assert (contents(portal), names(portal.parent)) == (before, ["amara"])


def test_what_cannot_be_kept(portal: Path) -> None:
    """A pipe, or another disk, is told."""
    os.mkfifo(portal / "pipe")
    with pytest.raises(TargetBlocked, match="expected a file or folder that can be carried over"):
        swapped(portal, *KEPT, "pipe")
    assert names(portal.parent) == ["amara"]


@pytest.mark.parametrize("name", ["", ".", "..", "/etc", "../other", "a/../../b", "a\\b"])
def test_no_path_in_a_portal(name: str) -> None:
    """A name that leads out of the portal, or nowhere, is refused."""
    with pytest.raises(TargetBlocked, match="keep: expected the path of a file or folder in"):
        kept_paths([name])


def test_paths() -> None:
    """A folder may be named with or without a stroke behind it."""
    assert kept_paths([".git/", "./CNAME", "a//b"]) == (".git", "CNAME", "a/b")
