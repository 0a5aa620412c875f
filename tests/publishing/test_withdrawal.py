"""What was published is taken away again, and nothing else; broken off anywhere, it can go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.publishing.folder_store import FolderStore
from coaching_site.publishing.manifest import Claim
from coaching_site.publishing.names import CLAIM, MANIFEST
from coaching_site.publishing.portal_files import PortalFile
from coaching_site.publishing.publish import Publication, PublishOrder
from coaching_site.publishing.record import PlaceRecord
from coaching_site.publishing.refusals import PublishRefused, StoreFailed
from coaching_site.publishing.stores import Store
from coaching_site.publishing.withdrawal import Withdrawn, withdraw, withdraw_zip
from coaching_site.publishing.zip_file import write_zip, zip_of_portal
from tests.publishing.memory import RECORD, MemoryStore, write_portal

PAGES = {"index.html": "a", "goals/lead.html": "b"}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, PortalFile]:
    """Give the files of a portal."""
    return write_portal(tmp_path / "portal", PAGES)


def published(store: Store, files: dict[str, PortalFile]) -> PlaceRecord:
    """Publish to a place; return its record."""
    Publication(store, PublishOrder("jane-doe", files, is_confirmed=True), RECORD).run()
    return PlaceRecord(RECORD.claim, RECORD.key, 1)


def test_all_of_ours(files: dict[str, PortalFile]) -> None:
    """Pages and what shows whose place it is are gone; what others put there stays, and is told."""
    store = MemoryStore()
    record = published(store, files)
    store.content["mine.txt"] = b"mine"
    assert withdraw(store, record, "jane-doe") == Withdrawn(2, ("mine.txt",))
    assert store.content == {"mine.txt": b"mine"}
    assert withdraw(store, record, "jane-doe") == Withdrawn(0, ("mine.txt",))


def test_a_folder(files: dict[str, PortalFile], tmp_path: Path) -> None:
    """In a folder no link is followed: what it leads to stays."""
    store = FolderStore(tmp_path / "place")
    record = published(store, files)
    (tmp_path / "mine.txt").write_text("mine")
    # A kill has left half a page of the client.
    (tmp_path / "place/.coaching-site/0123456789abcdef.new").write_text("Jane Doe")
    (tmp_path / "place/link").symlink_to(tmp_path / "mine.txt")
    assert withdraw(store, record, "jane-doe") == Withdrawn(3, ("link",))
    assert [path.name for path in (tmp_path / "place").iterdir()] == ["link"]
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("another engagement", "this is the place of another client"),
        ("another workspace", "of jane-doe in another workspace"),
        ("a manifest of others", "others have changed what publishes keep there"),
        ("an older manifest", "expected the manifest of publish number 2"),
    ],
)
def test_not_ours(files: dict[str, PortalFile], change: str, said: str) -> None:
    """Where it is not certain which files are ours, nothing is deleted."""
    store = MemoryStore()
    record = published(store, files)
    if change == "another engagement":
        store.content[CLAIM] = Claim.of(record, "sam-roe").written()
    elif change == "another workspace":
        store.content[CLAIM] = Claim.of(PlaceRecord.new(), "jane-doe").written()
    elif change == "a manifest of others":
        raw = store.content[MANIFEST]
        store.content[MANIFEST] = raw.replace(b"index.html", b"offer.html")
    else:
        record = PlaceRecord(record.claim, record.key, 2)
    before = dict(store.content)
    with pytest.raises(PublishRefused, match=said):
        withdraw(store, record, "jane-doe")
    assert store.content == before


def test_broken_off_anywhere(files: dict[str, PortalFile]) -> None:
    """After each deletion that may be the last, the next run deletes the rest."""
    steps = 0
    while True:
        store = MemoryStore()
        record = published(store, files)
        store.asked.clear()
        store.fails_at = steps
        try:
            withdraw(store, record, "jane-doe")
        except StoreFailed:
            store.fails_at = None
            withdraw(store, record, "jane-doe")
            assert store.content == {}
            steps += 1
            continue
        assert store.content == {}
        break
    assert steps >= 4


def test_a_zip(files: dict[str, PortalFile], tmp_path: Path) -> None:
    """The zip of the portal is deleted; any other file under its name stays."""
    path = tmp_path / "jane-doe.zip"
    assert withdraw_zip(path, RECORD, "jane-doe") == Withdrawn(0)
    write_zip(path, zip_of_portal(files, "jane-doe", Claim.of(RECORD, "jane-doe")))
    with pytest.raises(PublishRefused):
        withdraw_zip(path, RECORD, "sam-roe")
    assert path.exists()
    assert withdraw_zip(path, RECORD, "jane-doe") == Withdrawn(1)
    assert not path.exists()
    path.write_bytes(b"mine")
    with pytest.raises(PublishRefused):
        withdraw_zip(path, RECORD, "jane-doe")
    assert path.read_bytes() == b"mine"
