"""What is kept between builds is found again, and only as long as it is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.cache import Cache


def test_what_was_kept(tmp_path: Path) -> None:
    """What was kept under a key is found by it, and by no other."""
    Cache(tmp_path / "new").put("a", b"content")
    assert Cache(tmp_path / "new").get("a") == b"content"
    assert Cache(tmp_path / "new").get("b") is None


def test_kept_anew(tmp_path: Path) -> None:
    """A key has what was kept last; nothing may be kept, too."""
    for content in (b"old", b""):
        Cache(tmp_path).put("a", content)
    assert Cache(tmp_path).get("a") == b""


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40])
def test_damaged(tmp_path: Path, damage: bytes) -> None:
    """A file that is not whole counts as none, as a crash may leave it."""
    Cache(tmp_path).put("a", b"content")
    [path] = tmp_path.iterdir()
    path.write_bytes(damage)
    assert Cache(tmp_path).get("a") is None


def test_no_place(tmp_path: Path) -> None:
    """Where nothing can be kept, nothing is found, and nothing else happens."""
    (tmp_path / "blocked").write_text("a file, and not a folder", "utf-8")
    Cache(tmp_path / "blocked").put("a", b"content")
    assert Cache(tmp_path / "blocked").get("a") is None


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file is not left behind."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    Cache(tmp_path).put("a", b"content")
    assert list(tmp_path.iterdir()) == []


def test_oldest_go(tmp_path: Path) -> None:
    """The directory does not grow for ever, and files of others in it stay."""
    (tmp_path / "clients.json").touch()
    cache = Cache(tmp_path, max_entries=10)
    for number in range(40):
        cache.put(str(number), b"content")
    assert 5 <= len(list(tmp_path.iterdir())) - 1 <= 10
    assert cache.get("39") == b"content"
    assert cache.get("0") is None
    assert (tmp_path / "clients.json").exists()
