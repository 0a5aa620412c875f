"""What killed builds leave behind is mended, and nobody else's folder is touched."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from itertools import groupby
from pathlib import Path

import pytest

from coaching_site.staging import StagingFolder, interrupted_builds, recover
from coaching_site.staging.interrupted_builds import AlreadyLocked, Lock, LockUnsupported
from tests.fixture import ROOT
from tests.staging.folders import OWNER, names, read, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of one portal."""
    write(tmp_path / "site/amara", "former")
    return tmp_path / "site"


@pytest.mark.parametrize("steps", ["one", "two"])
def test_killed_at_each_step(tmp_path: Path, steps: str) -> None:
    """Wherever a build is killed, one whole portal is there once that is mended, and no litter."""
    code = [sys.executable, "-m", "tests.staging.killing", steps, str(tmp_path)]
    ran = subprocess.run(code, cwd=ROOT, capture_output=True, text=True, check=True)
    found = ran.stdout.splitlines()
    assert [outcome for outcome, _ in groupby(found)] == [
        *("former login", "next login"),
        *("former login", "next login"),  # where a link leads
        *("none open", "next open"),  # the first portal
    ]
    assert len(found) > 24  # each step is one


@pytest.mark.parametrize("name", [".amara.building-0123abcd", ".amara.former-0123abcd"])
def test_leftovers_beside_a_portal(site: Path, name: str) -> None:
    """The portal stays; what is left beside it goes."""
    write(site / name, "half")
    assert recover(site) == []
    assert (read(site / "amara"), names(site)) == ("former", ["amara"])


def test_a_portal_that_was_moved_aside(site: Path) -> None:
    """A portal without which its place is empty is put back; the half of the next one goes."""
    (site / "amara").rename(site / ".amara.former-0123abcd")
    write(site / ".amara.building-0123abcd", "half")
    assert recover(site) == []
    assert (read(site / "amara"), names(site)) == ("former", ["amara"])


def test_a_login_that_was_moved_aside(site: Path) -> None:
    """What a host has put where a portal was to be comes back too, though no build made it."""
    aside = site / ".tomas.former-0123abcd"
    aside.mkdir()
    (aside / ".htaccess").touch()
    assert recover(site) == []
    assert names(site / "tomas") == [".htaccess"]


def test_leftovers_where_a_link_leads(site: Path, tmp_path: Path) -> None:
    """Beside a portal that is elsewhere its own leftovers are mended, and no others."""
    (tmp_path / "stick").mkdir()
    (site / "tomas").symlink_to(tmp_path / "stick/t")
    write(tmp_path / "stick/.t.former-0123abcd", "former")
    write(tmp_path / "stick/.u.former-0123abcd", "of somebody")
    assert recover(site) == []
    assert names(tmp_path / "stick") == [".u.former-0123abcd", "t"]


def test_what_belongs_to_others_stays(site: Path) -> None:
    """Folders without our marker, links, files and other names are left alone."""
    (site / ".amara.building-00000001").mkdir()
    (site / ".amara.building-00000001/contract.docx").touch()
    (site / ".amara.building-00000002").symlink_to("amara")
    (site / ".amara.building-00000003").touch()
    write(site / ".amara.building-of-mine", "mine")
    write(site / "amara.building-00000004", "mine")
    before = names(site)
    assert recover(site) == []
    assert names(site) == before
    assert read(site / "amara") == "former"


@pytest.mark.parametrize("name", [None, ".portal", "..portal.0123abcd.new"])
def test_an_empty_leftover_goes(site: Path, name: str | None) -> None:
    """A folder that was made and no more is removed, also one whose marker was begun."""
    (site / ".amara.building-0123abcd").mkdir()
    if name:
        (site / ".amara.building-0123abcd" / name).write_text("portal 1 f0", "ascii")
    assert recover(site) == []
    assert names(site) == ["amara"]


def test_a_running_build_is_left_alone(site: Path) -> None:
    """What another build is making stays, however often somebody mends."""
    fresh = StagingFolder(site / "amara", OWNER)
    assert recover(site) == []
    assert fresh.path.exists()
    fresh.discard()
    assert names(site) == ["amara"]


@pytest.mark.parametrize("folder", ["nothing", "site/amara/index.html", "dangling"])
def test_nowhere(site: Path, folder: str) -> None:
    """Without a folder of portals nothing is mended, and nothing is wrong."""
    (site.parent / "dangling").symlink_to("gone")
    assert recover(site.parent / folder) == []


def test_what_cannot_be_removed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A leftover that stays is told."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    left = write(site / ".amara.building-0123abcd", "half")
    monkeypatch.setattr("shutil.rmtree", refuse)
    assert recover(site) == [left]


def test_where_nothing_can_be_locked(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can tell whether a build runs, its folder stays; a build works all the same."""

    def no_locks(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(LockUnsupported):
        Lock(site)
    fresh = StagingFolder(site / "amara", OWNER)
    assert recover(site) == []
    assert fresh.path.exists()
    fresh.swap_in()
    assert names(site) == ["amara"]


@pytest.fixture
def _no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be no locks, as on Windows."""
    monkeypatch.setattr("coaching_site.staging.interrupted_builds.sys.platform", "win32")


@pytest.mark.usefixtures("_no_locks")
def test_on_windows_a_portal_is_put_back(site: Path) -> None:
    """A portal that a killed build had moved aside is back, and one that it had replaced goes."""
    (site / "amara").rename(site / ".amara.former-0123abcd")
    assert recover(site) == []
    assert (read(site / "amara"), names(site)) == ("former", ["amara"])
    write(site / ".amara.former-0123abcd", "of before")
    assert recover(site) == []
    assert (read(site / "amara"), names(site)) == ("former", ["amara"])


@pytest.mark.usefixtures("_no_locks")
def test_on_windows_a_build_is_left_alone_for_a_day(site: Path) -> None:
    """What may be made just now stays; what nobody has touched for a day goes."""
    left = write(site / ".amara.building-0123abcd", "half")
    assert recover(site) == []
    assert left.exists()
    before = time.time() - 25 * 60 * 60
    os.utime(left, (before, before))
    assert recover(site) == []
    assert names(site) == ["amara"]


@pytest.mark.usefixtures("_no_locks")
def test_on_windows_a_build_is_swapped_in(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without locks, and with renamings onto nothing alone, the next portal takes the place."""

    rename_here = Path.rename

    def rename(path: Path, target: Path) -> None:
        assert not target.exists(), "Windows renames onto nothing that is there"
        rename_here(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr("coaching_site.staging.swap._exchange", _no_such_call)
    fresh = StagingFolder(site / "amara", OWNER)
    (fresh.path / "index.html").write_text("next")
    assert fresh.swap_in() is None
    fresh.discard()
    assert (read(site / "amara"), names(site)) == ("next", ["amara"])


def _no_such_call(*_: object) -> None:
    raise TypeError("on Windows there is no library of that name")


def test_somebody_takes_a_new_folder_for_a_leftover(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is removed before it can be locked is made anew."""
    locked: list[Path] = []

    class Late(Lock):
        def __init__(self, folder: Path) -> None:
            locked.append(folder)
            if len(locked) == 1:
                folder.rmdir()
            super().__init__(folder)

    monkeypatch.setattr("coaching_site.staging.staging_folder.Lock", Late)
    fresh = StagingFolder(site / "amara", OWNER)
    assert locked == [locked[0], fresh.path]
    assert fresh.path.exists()


def test_a_lock_is_taken_once(site: Path) -> None:
    """A locked folder cannot be locked again; once it is given free, it can."""
    lock = Lock(site)
    with pytest.raises(AlreadyLocked):
        Lock(site)
    lock.release()
    Lock(site).release()


def test_the_marker_goes_last(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as anything is left of a folder, it is known for what it is."""
    removed: list[str] = []
    unlink = os.unlink

    def note(path: str | Path, **options: int) -> None:
        removed.append(Path(path).name)
        unlink(path, **options)

    monkeypatch.setattr(os, "unlink", note)
    interrupted_builds.remove(site / "amara")
    assert removed == ["index.html", ".portal"]
    assert names(site) == []
