"""A portal is built beside the former one, and takes its place at once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coaching_site.portal import FreshFolder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a portal of one page."""
    return write(tmp_path / "site/amara", "former")


@pytest.fixture(scope="module")
def dead() -> str:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return str(process.pid)


def write(portal: Path, text: str) -> Path:
    """Write a portal of one page."""
    portal.mkdir(parents=True, exist_ok=True)
    (portal / "index.html").write_text(text, "utf-8")
    return portal


def read(portal: Path) -> str:
    """Return the one page of a portal."""
    return (portal / "index.html").read_text("utf-8")


def names(target: Path) -> list[str]:
    """Return what lies beside the portal, itself included."""
    return sorted(path.name for path in target.parent.iterdir())


def test_the_former_portal_stays_until_the_swap(target: Path) -> None:
    """While the next portal is built the former one is whole; then nothing is left of it."""
    (target / "old.html").touch()
    fresh = FreshFolder(target)
    write(fresh.path, "next")
    assert read(target) == "former"
    fresh.swap_in()
    assert (read(target), sorted(p.name for p in target.iterdir())) == ("next", ["index.html"])
    assert names(target) == ["amara"]


def test_the_first_portal(tmp_path: Path) -> None:
    """Without a former portal, and without its parents, the first one is put in place."""
    fresh = FreshFolder(tmp_path / "a/b/amara")
    write(fresh.path, "first")
    fresh.swap_in()
    assert read(tmp_path / "a/b/amara") == "first"
    assert names(tmp_path / "a/b/amara") == ["amara"]


def test_discard(target: Path) -> None:
    """What is discarded leaves the former portal and nothing else, however often it is asked."""
    fresh = FreshFolder(target)
    write(fresh.path, "half")
    fresh.discard()
    fresh.discard()
    assert (read(target), names(target)) == ("former", ["amara"])


def test_the_fresh_folder_is_empty_and_beside(target: Path) -> None:
    """The fresh folder is hidden, empty, and on the same disk as the portal."""
    fresh = FreshFolder(target)
    assert (fresh.path.parent, list(fresh.path.iterdir())) == (target.parent, [])
    assert fresh.path.name.startswith(".amara.")


def test_leftovers_of_a_killed_build(target: Path, dead: str) -> None:
    """What a killed build left behind is cleared; the portal stays."""
    write(target.parent / f".amara.building-{dead}", "half")
    write(target.parent / f".amara.former-{dead}", "older")
    FreshFolder(target).discard()
    assert (read(target), names(target)) == ("former", ["amara"])


def test_a_portal_moved_aside_by_a_killed_build(target: Path, dead: str) -> None:
    """A build killed between its two steps loses nothing: the former portal is put back."""
    target.rename(target.parent / f".amara.former-{dead}")
    FreshFolder(target).discard()
    assert (read(target), names(target)) == ("former", ["amara"])


def test_leftovers_of_an_earlier_build_of_this_process(target: Path) -> None:
    """A second build in one process begins anew."""
    write(FreshFolder(target).path, "half")
    fresh = FreshFolder(target)
    assert list(fresh.path.iterdir()) == []


def test_what_belongs_to_others_stays(target: Path) -> None:
    """Folders of another portal, of a running build or of the coach are left alone."""
    others = [".amara-b.building-1", f".amara.building-{os.getppid()}", ".amara.building-of-mine"]
    for name in others:
        write(target.parent / name, name)
    FreshFolder(target).discard()
    assert names(target) == sorted(["amara", *others])


def test_a_second_step_that_fails(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new portal cannot be put in place the former one is put back."""
    fresh = FreshFolder(target)
    write(fresh.path, "next")
    rename = Path.rename

    def fail(path: Path, to: Path) -> Path:
        if path == fresh.path:
            raise PermissionError(13, "Permission denied")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PermissionError):
        fresh.swap_in()
    assert read(target) == "former"
    fresh.discard()
    assert names(target) == ["amara"]


def test_a_first_step_that_fails(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the former portal cannot be moved it stays where it is."""
    fresh = FreshFolder(target)
    write(fresh.path, "next")

    def fail(path: Path, to: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PermissionError):
        fresh.swap_in()
    assert read(target) == "former"


@pytest.fixture(params=[0o022, 0o077, 0o002])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set the umask of this process."""
    value: int = request.param
    before = os.umask(value)
    yield value
    os.umask(before)


def test_mode_of_the_folder(mask: int, tmp_path: Path) -> None:
    """The folder may be read by whom the umask lets, or a web server could not serve it."""
    fresh = FreshFolder(tmp_path / "amara")
    fresh.swap_in()
    assert stat.S_IMODE((tmp_path / "amara").stat().st_mode) == 0o777 & ~mask
