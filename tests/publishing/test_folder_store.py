"""A folder holds whole files at every moment, and nothing in it leads out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.publishing.folder_store import FolderStore
from coaching_site.publishing.publish import Publication, PublishOrder
from coaching_site.publishing.refusals import PublishRefused
from tests.publishing.memory import RECORD, write_portal


def test_files(tmp_path: Path) -> None:
    """Files are written, read, created once, and deleted with the folders that are empty then."""
    store = FolderStore(tmp_path / "place")
    assert (store.names(), store.read("a")) == ([], None)
    files = write_portal(tmp_path / "portal", {"index.html": "1", "goals/a.html": "2"})
    assert [*store.send([*files.values()])] == ["index.html", "goals/a.html"]
    assert sorted(store.names()) == ["goals/a.html", "index.html"]
    assert dict(store.digests(["index.html", "none"])) == {"index.html": files["index.html"].digest}
    assert store.create("x.json", b"1")
    assert not store.create("x.json", b"2")
    assert store.read("x.json") == b"1"
    [*store.delete(["goals/a.html", "x.json"])]
    assert not (tmp_path / "place/goals").exists()
    assert store.names() == ["index.html"]
    assert store.public_addresses("index.html") == ()


def test_foreign_folder(tmp_path: Path) -> None:
    """A folder of somebody's is refused, with nothing changed in it."""
    files = write_portal(tmp_path / "portal", {"index.html": "1"})
    place = tmp_path / "home"
    place.mkdir()
    (place / "letter.txt").write_bytes(b"x")
    with pytest.raises(PublishRefused, match=r"letter.txt, which no publish has put there"):
        Publication(FolderStore(place), PublishOrder("jane", files), RECORD).run()
    assert [path.name for path in place.iterdir()] == ["letter.txt"]
