"""The index of a practice follows its files, and reads only those that have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from coaching_site.leaks import index as module
from coaching_site.leaks.entries import packed_in_turn, phrases_at
from coaching_site.leaks.index import Index, index_of

_LONG_AGO = 1_700_000_000


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LATEST", {})


def _write(folder: Path, slug: str, name: str, seconds: int = 0) -> None:
    file = folder / slug / "engagement.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"executive:\n  name: {name}\n", "utf-8")
    os.utime(file, (_LONG_AGO + seconds,) * 2)


def _owners(index: Index, words: str) -> list[str]:
    found = index.found({words}).get(words, {})
    places = (place for _, _, every in phrases_at(found, words.split(), 0) for place in every)
    return sorted(slug for slug, _ in index.owners(places, ""))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of what is read of files, which count as at rest."""
    monkeypatch.setattr(module, "_REST_NS", -(10**18))
    return []


def test_changes(tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of files that are the same nothing is read, by a later process neither."""
    monkeypatch.setattr(module, "_MOST_RECENT", 0)
    folder, cache = tmp_path / "engagements", tmp_path / "cache"

    def extract(paths: Sequence[Path]) -> Iterable[bytes]:
        reads.extend(path.name for path in paths)
        return packed_in_turn(paths)

    def read_by_another() -> Index:
        module._LATEST.clear()
        return index_of(folder, cache, extract)

    for slug, name in (("a", "Ada Abt"), ("b", "Ben Bral"), ("c", "Cleo Cox")):
        _write(folder, slug, name)
    assert _owners(read_by_another(), "ben bral") == ["b"]
    assert _owners(read_by_another(), "ada abt") == ["a"]
    assert reads == ["a", "b", "c"]
    _write(folder, "b", "Bea Blum", 1)
    _write(folder, "d", "Ada Abt", 1)
    index = read_by_another()
    assert (_owners(index, "bea blum"), _owners(index, "ada abt")) == (["b"], ["a", "d"])
    assert reads == ["a", "b", "c", "b", "d"]
    (folder / "a/engagement.yml").unlink()
    assert _owners(read_by_another(), "cleo cox") == ["c"]
    assert len(reads) == 5


def test_what_was_just_written(tmp_path: Path) -> None:
    """A file that may be written again in the same moment is read again."""
    _write(tmp_path, "a", "Ada Abt")
    os.utime(tmp_path / "a/engagement.yml")
    index_of(tmp_path)
    (tmp_path / "a/engagement.yml").write_text("executive:\n  name: Bea Abt\n", "utf-8")
    assert _owners(index_of(tmp_path), "bea abt") == ["a"]


def test_a_run_asks_once(tmp_path: Path) -> None:
    """Within a run nothing is asked again; another one, or none, knows a name typed just now."""
    _write(tmp_path, "a", "Ada Abt")
    assert _owners(index_of(tmp_path, run="one"), "ada abt") == ["a"]
    _write(tmp_path, "b", "Bea Blum")
    for run, owners in (("one", []), ("", ["b"]), ("one", ["b"])):
        assert _owners(index_of(tmp_path, run=run), "bea blum") == owners
    _write(tmp_path, "c", "Cleo Cox")
    assert _owners(index_of(tmp_path, run="two"), "cleo cox") == ["c"]


@pytest.mark.parametrize("kept", [b"", b"{}\n", b"\xff\n", b'["x", [], {}, [0,0,0,0,0,0]]\n'])
def test_a_damaged_file_counts_as_none(tmp_path: Path, kept: bytes) -> None:
    """Whatever is wrong with what was kept, the index is made anew; so with a cut one."""
    _write(tmp_path / "engagements", "a", "Ada Abt")
    index_of(tmp_path / "engagements", tmp_path)
    file = tmp_path / "leaks/phrases"
    file.write_bytes(kept or file.read_bytes()[:-100])
    module._LATEST.clear()
    assert _owners(index_of(tmp_path / "engagements", tmp_path), "ada abt") == ["a"]


def test_no_words_are_kept(tmp_path: Path) -> None:
    """What is kept tells no client's words."""
    _write(tmp_path / "engagements", "a", "Ada Abtwil")
    index_of(tmp_path / "engagements", tmp_path)
    assert b"abtwil" not in (tmp_path / "leaks/phrases").read_bytes().lower()


def test_nothing_there(tmp_path: Path) -> None:
    """Without a folder of engagements there is nothing to find."""
    assert _owners(index_of(tmp_path / "none"), "ada abt") == []
