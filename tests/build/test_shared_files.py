"""Files that portals have alike are one file with several names, and each portal stays itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coaching_site.build.shared_files import share_files


def _site(folder: Path, text: str = "css") -> Path:
    (folder / "assets").mkdir(parents=True)
    (folder / "assets/a.css").write_text(text)
    (folder / "index.html").write_text(text)
    return folder


def _shared(folder: Path, cache_dir: Path, text: str = "css") -> Path:
    """Return the one shared file of a new site."""
    share_files(_site(folder, text), ["assets/a.css"], cache_dir)
    return folder / "assets/a.css"


def test_the_same_file_is_on_the_disk_once(tmp_path: Path) -> None:
    """Two sites have one file, a third with other bytes its own; what is not named stays apart."""
    one, two = (_shared(tmp_path / name, tmp_path / "cache") for name in "ab")
    third = _shared(tmp_path / "c", tmp_path / "cache", "other")
    assert one.samefile(two)
    assert not one.samefile(third)
    assert third.read_text() == "other"
    assert (tmp_path / "a/index.html").stat().st_nlink == 1
    assert sorted(path.name for path in (tmp_path / "a/assets").iterdir()) == ["a.css"]


def test_a_file_that_somebody_wrote_into(tmp_path: Path) -> None:
    """What was written into a shared file reaches no site that is built later."""
    one = _shared(tmp_path / "a", tmp_path / "cache")
    one.write_text("hacked")
    two = _shared(tmp_path / "b", tmp_path / "cache")
    assert (one.read_text(), two.read_text()) == ("hacked", "css")


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    """A file of another mode is another file."""
    one = _shared(tmp_path / "a", tmp_path / "cache")
    site = _site(tmp_path / "b")
    (site / "assets/a.css").chmod(0o600)
    share_files(site, ["assets/a.css"], tmp_path / "cache")
    assert not one.samefile(site / "assets/a.css")
    assert (site / "assets/a.css").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("fails", ["always", "for the first"])
def test_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """Where a disk gives no further name, each site has its own whole file, and nothing is left."""
    one = _shared(tmp_path / "a", tmp_path / "cache")
    link, calls = os.link, list[object]()

    def refused(*given: object, **named: object) -> None:
        calls.append(given)
        if fails == "always" or len(calls) == 1:
            raise OSError(31, "Too many links")
        link(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", refused)
    two = _shared(tmp_path / "b", tmp_path / "cache")
    assert not one.samefile(two)
    assert two.read_text() == "css"
    assert [path.name for path in two.parent.iterdir()] == ["a.css"]
    third = _shared(tmp_path / "c", tmp_path / "cache")
    assert third.samefile(two) == (fails == "for the first")


def test_what_no_site_has_is_removed(tmp_path: Path) -> None:
    """A kept file goes with the last site that has it."""
    _shared(tmp_path / "a", tmp_path / "cache").unlink()
    two = _shared(tmp_path / "b", tmp_path / "cache", "other")
    [kept] = (tmp_path / "cache/assets").iterdir()
    assert kept.samefile(two)


def test_a_kept_file_that_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that somebody has open, as on Windows, lets the others go none the less."""
    for sheet in [_shared(tmp_path / name, tmp_path / "cache", name) for name in "ab"]:
        sheet.unlink()
    first, other = (tmp_path / "cache/assets").iterdir()
    unlink = Path.unlink

    def refused(path: Path, *, missing_ok: bool = False) -> None:
        if path == first:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        three = _shared(tmp_path / "c", tmp_path / "cache", "c")
    kept = [*(tmp_path / "cache/assets").iterdir()]
    assert (len(kept), first in kept, other in kept) == (2, True, False)
    assert any(path.samefile(three) for path in kept)
