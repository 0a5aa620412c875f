"""A publish sends what has changed, in an order in which the place always holds what works."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from coaching_site.publishing.names import CLAIM, MANIFEST, PENDING
from coaching_site.publishing.portal_files import PortalFile
from coaching_site.publishing.publish import Publication, Published, PublishOrder
from coaching_site.publishing.record import PlaceRecord
from coaching_site.publishing.refusals import PublishRefused, StoreFailed
from tests.publishing.memory import RECORD, MemoryStore, write_portal

OLD = {
    "index.html": "<a href=goals.html><a href=gone.html><link href=assets/old.css>",
    "goals.html": "<a href=index.html><link href=assets/old.css><img src=mark.svg>",
    "gone.html": "<a href=index.html><link href=assets/old.css>",
    "assets/old.css": "old",
    "mark.svg": "1",
}
NEW = {
    "index.html": "<a href=goals.html><a href=more.html><link href=assets/new.css>",
    "goals.html": "<a href=index.html><a href=more.html><link href=assets/new.css>",
    "more.html": "<a href=index.html><link href=assets/new.css><img src=mark.svg>",
    "assets/new.css": "new",
    "mark.svg": "2",
}


@pytest.fixture
def old(tmp_path: Path) -> dict[str, PortalFile]:
    """Give the files of a portal."""
    return write_portal(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> dict[str, PortalFile]:
    """Give the files of the portal that comes after it."""
    return write_portal(tmp_path / "new", NEW)


def run(
    store: MemoryStore,
    files: dict[str, PortalFile],
    record: PlaceRecord = RECORD,
    **told: object,
) -> Published:
    """Publish to a place."""
    order = replace(PublishOrder("jane-doe", files), **told)  # type: ignore[arg-type]
    return Publication(store, order, record).run()


def refused(
    store: MemoryStore,
    files: dict[str, PortalFile],
    record: PlaceRecord = RECORD,
    **told: object,
) -> str:
    """Return why a publish is refused, which must write nothing but a probe."""
    before = dict(store.content)
    with pytest.raises(PublishRefused) as caught:
        run(store, files, record, **told)
    assert store.content == before
    return str(caught.value)


def pages_of(store: MemoryStore) -> dict[str, str]:
    """Return the files of the portal at a place."""
    return {name: raw.decode() for name, raw in store.content.items() if name[0] != "."}


def dead_ends(store: MemoryStore) -> list[str]:
    """Return what pages at a place lead to that is not there."""
    pages = pages_of(store)
    if "index.html" not in pages:
        return []
    links = {
        link
        for name, text in pages.items()
        if name.endswith(".html")
        for link in re.findall(r"(?:href|src)=([\w./]+)", text)
    }
    return sorted(links - pages.keys())


def test_first_time(old: dict[str, PortalFile]) -> None:
    """All is sent to an empty place; what pages need first, and the first page last."""
    store = MemoryStore()
    done = run(store, old)
    assert pages_of(store) == OLD
    assert sorted(store.content.keys() - OLD.keys()) == [CLAIM, MANIFEST]
    assert [one for one in store.writes if one.startswith("send")] == [
        "send assets/old.css",
        "send mark.svg",
        "send goals.html",
        "send gone.html",
        "send index.html",
    ]
    assert (done.generation, done.mended) == (1, ())


def test_changes_alone(old: dict[str, PortalFile], new: dict[str, PortalFile]) -> None:
    """Only what has changed is sent, by our own digests; what is gone is deleted after that."""
    store = MemoryStore()
    run(store, old)
    store.asked.clear()
    done = run(store, new)
    assert pages_of(store) == NEW
    assert [one for one in store.writes if ".coaching" not in one and "probe" not in one] == [
        "send assets/new.css",
        "send mark.svg",
        "send more.html",
        "send goals.html",
        "send index.html",
        "delete gone.html",
        "delete assets/old.css",
    ]
    assert done.generation == 2
    store.asked.clear()
    again = run(store, new)
    assert again.plan.is_empty
    assert [one for one in store.writes if "probe" not in one] == []


def test_order_of_what_is_kept(old: dict[str, PortalFile]) -> None:
    """The claim comes first, then what is pending; the manifest after all files."""
    store = MemoryStore()
    run(store, old)
    own = [one for one in store.writes if "probe" not in one]
    assert own[:2] == [f"create {CLAIM}", f"write {PENDING}"]
    assert own[-2:] == [f"write {MANIFEST}", f"delete {PENDING}"]


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "in any order"])
@pytest.mark.parametrize("first", [True, False], ids=["first", "next"])
def test_broken_off(
    first: bool, order: int, old: dict[str, PortalFile], new: dict[str, PortalFile]
) -> None:
    """Broken off anywhere the place holds a portal that works; the next run completes it."""
    step = 0
    while True:
        store = MemoryStore()
        store.order = order
        if not first:
            run(store, old)
        store.asked.clear()
        store.fails_at = step
        try:
            run(store, new)
        except StoreFailed:
            pass
        else:
            break
        assert dead_ends(store) == [], step
        assert first or "index.html" in store.content
        store.fails_at = None
        # What goes wrong twice is completed, too, and by another portal as well.
        store.asked.clear()
        store.fails_at = step // 2
        with pytest.raises(StoreFailed):
            run(store, old)
        assert dead_ends(store) == [], step
        store.fails_at = None
        run(store, new)
        assert pages_of(store) == NEW, step
        assert sorted(store.content.keys() - NEW.keys()) == [CLAIM, MANIFEST], step
        step += 1
    assert step > 20


def test_dry_run(old: dict[str, PortalFile], new: dict[str, PortalFile]) -> None:
    """A plan writes nothing, not even a probe."""
    store = MemoryStore()
    assert len(Publication(store, PublishOrder("jane-doe", old), RECORD).plan().sent) == 5
    assert (store.writes, store.content) == ([], {})
    run(store, old)
    store.asked.clear()
    plan = Publication(store, PublishOrder("jane-doe", new), RECORD).plan()
    assert (len(plan.sent), plan.deletions) == (5, ("gone.html", "assets/old.css"))
    assert store.writes == []


def test_what_others_have_put_there(old: dict[str, PortalFile]) -> None:
    """A place with files that no publish has put there is refused; those of the host may stay."""
    store = MemoryStore({"index.html": b"somebody's page"})
    assert "index.html, which no publish has put there" in refused(store, old)
    store = MemoryStore({".htaccess": b"login", ".well-known/x": b"y", "a/.DS_Store": b""})
    assert ".htaccess, .well-known/x, which" in refused(store, old)
    run(store, old, kept=(".htaccess", ".well-known"))
    assert store.content[".htaccess"] == b"login"
    store.content["notes.txt"] = b"x"
    assert "notes.txt" in refused(store, old, kept=(".htaccess", ".well-known"))


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/passwd",
        "a/../../x",
        "a\0b",
        "a\\b",
        "Index.html",
        ".coaching-site/x",
        "x" * 5000,
    ],
)
def test_tricks_in_names_there(name: str, old: dict[str, PortalFile]) -> None:
    """Whatever odd name a place lists is somebody else's, and is neither read nor deleted."""
    store = MemoryStore()
    run(store, old)
    store.content[name] = b"x"
    store.asked.clear()
    refused(store, old)
    assert not any(name in one for one in store.asked)


def test_place_of_another(old: dict[str, PortalFile]) -> None:
    """The place of another client is refused; that of another workspace unless it is renewed."""
    store = MemoryStore()
    run(store, old)
    other = PlaceRecord("d" * 32, "b" * 64)
    assert "the place of another client" in refused(store, old, other, slug="tom-yu")
    assert "the place of another client" in refused(store, old, RECORD, slug="tom-yu")
    assert "the place of another client" in refused(store, old, other, slug="tom-yu", renews=True)
    assert "in another workspace" in refused(store, old, other)
    run(store, old, other, renews=True)
    assert "in another workspace" in refused(store, old)
    store.content[CLAIM] = b"{}"
    assert "the place of another client" in refused(store, old, other)


def test_claimed_meanwhile(old: dict[str, PortalFile]) -> None:
    """Of two who take an empty place at the same time one is refused."""

    class Contested(MemoryStore):
        def create(self, name: str, content: bytes) -> bool:
            self.content[name] = content.replace(b"cc", b"dd")
            return super().create(name, content)

    store = Contested()
    with pytest.raises(PublishRefused, match="another publish has just taken this place"):
        run(store, old)
    assert sorted(store.content) == [CLAIM]


def test_claimed_by_two(old: dict[str, PortalFile], new: dict[str, PortalFile]) -> None:
    """Where a place lets a claim be written over another, two portals are not mixed."""

    class Careless(MemoryStore):
        def create(self, name: str, content: bytes) -> bool:
            run(MemoryStore(self.content), old, PlaceRecord("d" * 32, "b" * 64), slug="tom-yu")
            self.content.pop(CLAIM)
            return super().create(name, content)

    store = Careless()
    with pytest.raises(PublishRefused, match="which no publish has put there"):
        run(store, new)
    assert pages_of(store) == OLD


def test_two_at_once(old: dict[str, PortalFile], new: dict[str, PortalFile]) -> None:
    """Of two publishes of one portal at the same time the earlier deletes nothing."""

    class Shared(MemoryStore):
        def send(self, files):  # type: ignore[no-untyped-def]
            yield from super().send(files)
            self.content[PENDING] = b"of another"

    store = Shared()
    run_old = MemoryStore(store.content)
    run(run_old, old)
    with pytest.raises(StoreFailed, match="another publish is at work there"):
        run(store, new)
    assert "gone.html" in store.content


def test_manifest_that_was_changed(old: dict[str, PortalFile], new: dict[str, PortalFile]) -> None:
    """A manifest that others have changed, taken away or replaced by an older one is told."""
    store = MemoryStore()
    run(store, old)
    first = store.content[MANIFEST]
    done = run(store, new)
    record = replace(RECORD, generation=done.generation)
    second = store.content[MANIFEST]
    for content in (second.replace(b"mark.svg", b"mork.svg"), b"", b"{}", b"[]\n[]", b"\xff" * 99):
        store.content[MANIFEST] = content
        assert "others have changed what publishes keep there" in refused(store, new, record)
    store.content[MANIFEST] = first
    assert "number 2, found an older one" in refused(store, new, record)
    del store.content[MANIFEST]
    assert "number 2, found none" in refused(store, new, record)
    store.content[PENDING] = b"x"
    assert "others have changed" in refused(store, new, record)
    run(store, new, record, renews=True)
    assert pages_of(store) == NEW
    store.content["page.html"] = b"x"
    assert "page.html, which no publish" in refused(store, new, record, renews=True)


def test_stale_manifest(old: dict[str, PortalFile]) -> None:
    """What others have changed or taken away since is sent again, and told."""
    store = MemoryStore()
    run(store, old)
    store.content["goals.html"] = b"<script>"
    assert run(store, old).mended == ("goals.html",)
    del store.content["mark.svg"]
    assert [file.name for file in run(store, old).plan.sent] == ["mark.svg"]
    assert pages_of(store) == OLD


def test_what_was_pending_and_is_replayed(
    old: dict[str, PortalFile], new: dict[str, PortalFile]
) -> None:
    """What was pending once, and is put back, makes no file of others ours."""
    store = MemoryStore()
    store.fails_at = 12
    with pytest.raises(StoreFailed):
        run(store, old)
    store.fails_at = None
    pending = store.content[PENDING]
    run(store, old)
    run(store, new)
    store.content |= {PENDING: pending, "gone.html": b"somebody's"}
    assert "gone.html, which no publish has put there" in refused(store, new)


def test_cap_of_deletions(old: dict[str, PortalFile], new: dict[str, PortalFile]) -> None:
    """More deletions than are allowed are refused before anything is sent."""
    store = MemoryStore()
    run(store, old)
    told = refused(store, new, may_delete=1)
    assert (
        "2 files would be deleted there, more than 1: if that is right, say --deletions 2" in told
    )
    run(store, new, may_delete=2)


def test_what_cannot_be_proven(old: dict[str, PortalFile]) -> None:
    """A place of which nobody can tell whether it is private is used only if the coach says so."""
    store = MemoryStore()
    store.is_closed = None
    assert "cannot be proven" in refused(store, old)
    assert run(store, old, is_confirmed=True).generation == 1


def test_place_that_loses_what_it_is_given(old: dict[str, PortalFile]) -> None:
    """A place that keeps other bytes than it is given is told, and no manifest says otherwise."""

    class Lossy(MemoryStore):
        def send(self, files):  # type: ignore[no-untyped-def]
            for name in super().send(files):
                self.content["goals.html"] = b"half"
                yield name

    store = Lossy()
    with pytest.raises(StoreFailed, match=r"goals\.html is not what was sent there"):
        run(store, old)
    assert MANIFEST not in store.content


def test_capitals_that_do_not_count(tmp_path: Path) -> None:
    """Where capitals do not count, a file that is only spelled otherwise is there in the end."""

    class Folding(MemoryStore):
        def _at(self, name: str) -> str:
            return next((one for one in self.content if one.lower() == name.lower()), name)

        def send(self, files):  # type: ignore[no-untyped-def]
            for file in files:
                self.content[self._at(file.name)] = file.content()
                yield file.name

        def delete(self, names):  # type: ignore[no-untyped-def]
            for name in names:
                self.content.pop(self._at(name), None)
                yield name

        def digests(self, names):  # type: ignore[no-untyped-def]
            for name in names:
                yield from ((name, one) for _, one in super().digests([self._at(name)]))

    store = Folding()
    run(store, write_portal(tmp_path / "a", {"index.html": "1", "files/Plan.pdf": "x"}))
    run(store, write_portal(tmp_path / "b", {"index.html": "2", "files/plan.pdf": "y"}))
    assert pages_of(store) == {"index.html": "2", "files/plan.pdf": "y"}


def test_probes_are_taken_away(old: dict[str, PortalFile]) -> None:
    """No probe is left, not even that of a publish that was broken off."""
    store = MemoryStore({f"probe-{'0' * 32}.html": b"x"})
    run(store, old)
    assert [name for name in store.content if name.startswith("probe")] == []


def test_parts_of_files(old: dict[str, PortalFile], new: dict[str, PortalFile]) -> None:
    """What a publish that was killed has left of a file is taken away; nothing else is like it."""
    half = ("gone.html.1a2b3c4d.partial", ".coaching-site/0123456789abcdef.new")
    store = MemoryStore()
    run(store, old)
    store.content |= dict.fromkeys(half, b"half")
    run(store, new)
    assert pages_of(store) == NEW
    assert sorted(store.content.keys() - NEW.keys()) == [CLAIM, MANIFEST]
    store.content["film.mp4.1a2b3c4d.partial"] = b"somebody's"
    assert "film.mp4.1a2b3c4d.partial, which no publish" in refused(store, new)


def test_written_to_meanwhile(old: dict[str, PortalFile]) -> None:
    """A file that somebody has written to since it was verified is not sent."""
    old["goals.html"].path.write_text("other", encoding="utf-8", newline="")
    with pytest.raises(StoreFailed, match=r"goals\.html: was written to meanwhile"):
        run(MemoryStore(), old)
