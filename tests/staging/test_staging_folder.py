"""A portal is built beside the former one, and takes its place at once."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coaching_site.staging import StagingFolder, TargetBlocked, swap
from tests.staging.folders import OWNER, contents, names, read, write

MARKED = [".portal", "index.html"]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a portal of one page."""
    return write(tmp_path / "site/amara", "former")


@pytest.fixture(params=["one step", "two steps"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the system have the exchange in one step, or not."""
    if request.param == "two steps":
        monkeypatch.setattr(swap, "exchange", fail(errno.ENOSYS))
    return str(request.param)


def fail(number: int) -> Callable[..., Any]:
    """Return a function that fails as the system does."""

    def failing(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return failing


def fresh_folder(target: Path, *kept: str) -> StagingFolder:
    """Return a fresh folder in which the next portal is whole."""
    fresh = StagingFolder(target, OWNER, kept)
    write(fresh.path, "next")
    return fresh


def test_the_former_portal_stays_until_the_swap(target: Path, steps: str) -> None:
    """While the next portal is built the former one is whole; then nothing is left of it."""
    write_old(target)
    fresh = fresh_folder(target)
    assert read(target) == "former"
    assert fresh.swap_in() is None
    assert (read(target), names(target), names(target.parent)) == ("next", MARKED, ["amara"])


def write_old(target: Path) -> None:
    """Let a portal have a page that the next one has not."""
    from coaching_site.staging.marker import write_marker

    (target / "goals").mkdir()
    (target / "goals/old.html").touch()
    write_marker(target, OWNER, ["index.html", "goals/old.html"])


def test_the_first_portal(tmp_path: Path) -> None:
    """Without a former portal, and without its parents, the first one is put in place."""
    fresh_folder(tmp_path / "a/b/amara").swap_in()
    assert read(tmp_path / "a/b/amara") == "next"
    assert names(tmp_path / "a/b") == ["amara"]


def test_an_empty_folder(tmp_path: Path, steps: str) -> None:
    """An empty folder is replaced, with what systems drop into folders that are looked at."""
    (tmp_path / "amara").mkdir()
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._index.html"):
        (tmp_path / "amara" / name).touch()
    fresh_folder(tmp_path / "amara").swap_in()
    assert (names(tmp_path / "amara"), names(tmp_path)) == (MARKED, ["amara"])


def test_discard(target: Path) -> None:
    """What is discarded leaves the former portal and nothing else, however often it is asked."""
    fresh = fresh_folder(target)
    fresh.discard()
    fresh.discard()
    assert (read(target), names(target.parent)) == ("former", ["amara"])


def test_discard_after_the_swap(target: Path, steps: str) -> None:
    """Discarding once the next portal is in its place takes nothing away."""
    fresh = fresh_folder(target)
    fresh.swap_in()
    fresh.discard()
    assert (read(target), names(target.parent)) == ("next", ["amara"])


def test_the_fresh_folder_is_beside(target: Path) -> None:
    """The fresh folder is hidden, has a marker alone, and is on the same disk as the portal."""
    fresh = StagingFolder(target, OWNER)
    assert (fresh.path.parent, names(fresh.path)) == (target.parent, [".portal"])
    assert fresh.path.name.startswith(".amara.")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY, errno.EXDEV, errno.EROFS])
@pytest.mark.parametrize("failing_step", [1, 2])
def test_a_step_that_fails(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing_step: int, number: int
) -> None:
    """When a portal cannot be moved, the former one is where it was, and nothing beside it."""
    fresh = fresh_folder(target)
    steps, rename = iter((1, 2, 3)), Path.rename

    def rename_or_fail(path: Path, to: Path) -> Path:
        return fail(number)() if next(steps) == failing_step else rename(path, to)

    monkeypatch.setattr(swap, "exchange", fail(errno.EINVAL))
    monkeypatch.setattr(Path, "rename", rename_or_fail)
    with pytest.raises(OSError, match=os.strerror(number)):
        fresh.swap_in()
    fresh.discard()
    assert (read(target), names(target.parent)) == ("former", ["amara"])


def test_a_full_disk(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room for the fresh folder, nothing of it stays."""
    monkeypatch.setattr("coaching_site.files.write_new", fail(errno.ENOSPC))
    with pytest.raises(OSError, match="No space left") as failed:
        StagingFolder(target, OWNER)
    assert failed.value.filename == str(target)
    assert (read(target), names(target.parent)) == ("former", ["amara"])


def test_a_full_disk_while_carrying_over(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room for what is kept, the former portal stays."""
    (target / ".htaccess").write_text("Require valid-user")
    before = contents(target)
    fresh = fresh_folder(target, ".htaccess")
    monkeypatch.setattr(Path, "hardlink_to", fail(errno.EPERM))
    monkeypatch.setattr("shutil.copy2", fail(errno.ENOSPC))
    with pytest.raises(OSError, match="No space left"):
        fresh.swap_in()
    fresh.discard()
    assert (contents(target), names(target.parent)) == (before, ["amara"])


def test_a_former_portal_that_cannot_be_removed(
    target: Path, steps: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next portal is in place, and the coach is told where the former one still is."""
    fresh = fresh_folder(target)
    monkeypatch.setattr("shutil.rmtree", fail(errno.EPERM))
    left = fresh.swap_in()
    assert left
    assert (read(target), names(target.parent)) == ("next", sorted(["amara", left.name]))


def test_what_comes_while_the_next_is_built(target: Path) -> None:
    """What a host puts into the portal meanwhile stops the swap as well."""
    fresh = fresh_folder(target)
    (target / ".htaccess").touch()
    with pytest.raises(TargetBlocked, match=r"\.htaccess"):
        fresh.swap_in()
    fresh.discard()
    assert (names(target), names(target.parent)) == ([".htaccess", *MARKED], ["amara"])


@pytest.fixture(params=[0o022, 0o077, 0o002])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set the umask of this process."""
    value: int = request.param
    before = os.umask(value)
    yield value
    os.umask(before)


def test_mode_of_the_folder(mask: int, tmp_path: Path) -> None:
    """The folder may be read by whom the umask lets, or a web server could not serve it."""
    StagingFolder(tmp_path / "amara", OWNER).swap_in()
    assert stat.S_IMODE((tmp_path / "amara").stat().st_mode) == 0o777 & ~mask


@pytest.mark.parametrize("mode", [0o700, 0o750, 0o775, 0o500])
def test_mode_of_the_former_folder(target: Path, mode: int, steps: str) -> None:
    """Whom a host has shut out of a portal's folder stays out of the next, at all times."""
    target.chmod(mode)
    fresh = fresh_folder(target)
    assert stat.S_IMODE(fresh.path.stat().st_mode) == 0o700
    fresh.swap_in()
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert names(target.parent) == ["amara"]


class TestLinks:
    """Portals that are where a link leads."""

    @pytest.mark.parametrize("linked", ["site/amara", "site"])
    def test_through_a_link(self, tmp_path: Path, linked: str, steps: str) -> None:
        """The portal is replaced where it really is; the link stays, build after build."""
        real = tmp_path / "stick"
        write(real / "amara", "former")
        link = tmp_path / linked
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(real / "amara" if linked == "site/amara" else real)
        for _ in range(2):
            fresh = fresh_folder(tmp_path / "site/amara")
            assert fresh.path.parent == real
            fresh.swap_in()
        assert link.is_symlink()
        assert (read(real / "amara"), names(real)) == ("next", ["amara"])
        assert names(tmp_path / "site") == ["amara"]

    def test_two_links_to_one_portal(self, tmp_path: Path) -> None:
        """Nobody's portal replaces that of somebody else, even where a link leads there."""
        write(tmp_path / "tomas", "of Tomas", "tomas")
        (tmp_path / "amara").symlink_to("tomas")
        with pytest.raises(TargetBlocked, match="found that of another one"):
            StagingFolder(tmp_path / "amara", OWNER)
        assert read(tmp_path / "tomas") == "of Tomas"
