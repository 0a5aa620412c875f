"""A portal is built anew exactly when something that it is made from, or something of it, changes.

What a build reads is described by `tests/batch/practices.py`; the builds there take no time.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.batch import changes, snapshot
from coaching_site.batch.changes import INPUTS
from coaching_site.batch.snapshot import snapshot_of
from tests.batch.practices import (
    BUILT,
    OWN,
    REPORTED,
    REPORTS,
    SHARED,
    SLUGS,
    Practice,
    practice,
)

HOURS_LATER = time.time_ns() + 3_600_000_000_000


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """A practice whose portals are all built."""
    made = practice(tmp_path, monkeypatch)
    assert made.build() == [*SLUGS]
    return made


def _flip(path: Path) -> None:
    """Change one byte, and let nothing else tell of it that can be helped."""
    before, raw = path.stat(), path.read_bytes()
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


EDITS: dict[str, Callable[[Path], object]] = {
    "flip": _flip,
    "delete": Path.unlink,
    "replace": _replace,
    "add": lambda path: path.with_name("added").write_text("more", "utf-8"),
    "link": _link,
    "nothing": lambda _: None,
    "touch": Path.touch,
    "mode": lambda path: path.chmod(0o600),
}
HARMLESS = {"nothing", "touch", "mode"}

OF_ONE = st.tuples(
    st.sampled_from(SLUGS),
    st.sampled_from([f"engagements/%s/{name}" for name in OWN] + [f"site/%s/{n}" for n in BUILT]),
)
FILES = (
    OF_ONE.map(lambda one: (one[1] % one[0], {one[0]}))
    | st.sampled_from(SHARED).map(lambda name: (name, {*SLUGS}))
    | st.sampled_from(REPORTS).map(lambda name: (name, {REPORTED}))
)
CASES = st.lists(
    st.tuples(FILES, st.sampled_from(sorted(EDITS))),
    min_size=1,
    max_size=3,
    unique_by=lambda case: case[0][0],
)


@settings(max_examples=30)
@given(CASES, st.booleans())
def test_any_change(cases: list[tuple[tuple[str, set[str]], str]], at_rest: bool) -> None:
    """Whatever file is changed in whatever way, those portals are built that it concerns, only.

    Whether all files were at rest when the system was asked about them makes no difference.
    """
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        made = practice(Path(folder).resolve(), patch)
        made.build()
        if at_rest:
            patch.setattr("coaching_site.batch.snapshot.time_ns", lambda: HOURS_LATER)
            made.build()
            _let_the_clock_tick(made.folder)
        concerned: set[str] = set()
        for (name, slugs), edit in cases:
            path = made.folder / name
            if path.is_file():
                EDITS[edit](path)
                # Of an engagement, what lies beside its file reaches no portal.
                is_beside = edit == "add" and name.endswith("engagement.yml")
                # And what is put beside the settings is none of theirs.
                is_beside |= edit == "add" and name == "mkdocs.yml"
                concerned |= set() if edit in HARMLESS or is_beside else slugs
        assert {*made.build()} == concerned
        assert made.build() == []


def _let_the_clock_tick(folder: Path) -> None:
    """Wait until a file that is written now has another time than those there are, a moment."""
    first = (folder / "first").write_text("") or (folder / "first").stat().st_mtime_ns
    while (folder / "last").write_text("") or (folder / "last").stat().st_mtime_ns == first:
        pass


def _of_day(made: Practice) -> None:
    made.day = date(2026, 11, 27)


def _of_versions(made: Practice) -> None:
    made.versions = "mkdocs-1.6.2.dist-info"


@pytest.mark.parametrize("change", [_of_day, _of_versions])
def test_what_is_no_file(here: Practice, change: Callable[[Practice], None]) -> None:
    """Another day, and another version of any package, change all portals."""
    assert here.build() == []
    change(here)
    assert here.build() == [*SLUGS]


@pytest.mark.parametrize(
    "name",
    [
        "engagements/ann/private/notes.md",
        "engagements/ann/files/.DS_Store",
        "site/ann/Thumbs.db",
        "package/view/__pycache__/goals.pyc",
        "site/zoe/index.html",
    ],
)
def test_what_reaches_no_portal(here: Practice, name: str) -> None:
    """What no build reads, and what systems put into folders, changes no portal."""
    here.write(name, "new")
    assert here.build() == []


@pytest.mark.parametrize("gone", ["site/ann", "site", ".cache", "engagements/ann/files"])
def test_what_is_gone(here: Practice, gone: str) -> None:
    """A portal that is gone is built anew, and all are where the cache is gone."""
    shutil.rmtree(here.folder / gone)
    assert here.build() == (["ann"] if "ann" in gone else [*SLUGS])


def test_nothing_is_read_of_files_at_rest(here: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were at rest when they were last looked at are not read, and those new are."""
    read: list[object] = []

    def content(path: Path, really: Callable[[Path], str] = snapshot._content) -> str:
        read.append(path)
        return really(path)

    monkeypatch.setattr(snapshot, "_content", content)
    assert here.build() == []
    assert read
    monkeypatch.setattr("coaching_site.batch.snapshot.time_ns", lambda: HOURS_LATER)
    here.build()
    read.clear()
    assert here.build() == []
    assert read == []


def test_state_is_kept_of_what_was_built_a_while_ago(
    here: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long batch notes of each portal, once it is at rest, that it need not be read again."""
    found = here.changes()
    snapshots = [snapshot_of(found.engagements / "ann", INPUTS), snapshot_of(found.portals / "ann")]
    found.note("ann", *snapshots)
    known = found.records.get("ann")
    assert known is not None
    assert known.outputs.state == ""
    monkeypatch.setattr(changes, "monotonic", lambda: time.monotonic() + 5)
    monkeypatch.setattr("coaching_site.batch.snapshot.time_ns", lambda: HOURS_LATER)
    found.note("bob", None, None)
    known = found.records.get("ann")
    assert known is not None
    assert known.outputs.state == snapshots[1].state


@pytest.mark.parametrize("name", SHARED)
def test_a_change_during_a_build_that_is_taken_back(here: Practice, name: str) -> None:
    """What was built while a file was another one counts as changed, though the file is back."""
    here.day = date(2026, 11, 27)
    found = here.changes()
    inputs = snapshot_of(found.engagements / "ann", INPUTS)
    _let_the_clock_tick(here.folder / "site")
    _flip(here.folder / name)
    _flip(here.folder / name)
    found.note("ann", inputs, snapshot_of(found.portals / "ann"))
    shutil.rmtree(here.folder / "site/bob")
    assert here.build() == [*SLUGS]


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[1]", b'[2,"","",[],[]]', b"\xff", b"[1,1,1,[1],[]]"]
)
def test_a_damaged_record(here: Practice, raw: bytes) -> None:
    """A record that cannot be read counts as none."""
    (here.folder / ".cache/coaching-site/portals/ann").write_bytes(raw)
    assert here.build() == ["ann"]


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be kept all is built, each time, and nothing is raised."""
    made = practice(tmp_path, monkeypatch)
    made.write(".cache", "a file")
    assert [made.build(), made.build()] == [[*SLUGS]] * 2


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("processes", [1, 2])
def test_several_processes_find_the_same(here: Practice, processes: int) -> None:
    """However many processes look, the same portals are found."""
    (here.folder / "site/bob/index.html").unlink()
    assert here.changes().unchanged(SLUGS, processes) == {"ann", "cleo"}


@pytest.mark.parametrize(
    ("many", "method", "processes"),
    [(1_999, "fork", 1), (2_000, "fork", 3), (9_999, "spawn", 1)],
)
def test_how_many_processes_look(
    monkeypatch: pytest.MonkeyPatch, many: int, method: str, processes: int
) -> None:
    """Thousands are looked at by a process for each core, where none takes long to start."""
    monkeypatch.setattr(changes, "USUAL_METHOD", method)
    monkeypatch.setattr(changes, "usual_processes", lambda: 3)
    assert changes._processes_for(many) == processes


def test_links_in_a_circle(here: Practice) -> None:
    """Folders that lead into themselves are looked at once."""
    (here.folder / "content/again").symlink_to(".")
    assert here.build() == [*SLUGS]
    assert here.build() == []


def test_a_file_that_portals_share(tmp_path: Path) -> None:
    """A name that another portal gives a file is no change of it; a byte of it is, for all."""
    portals = [tmp_path / name for name in "ab"]
    for portal in portals:
        portal.mkdir()
    sheet = portals[0] / "a.css"
    sheet.write_text("css")
    (portals[1] / "a.css").hardlink_to(sheet)
    taken = [snapshot_of(portal) for portal in portals]
    (tmp_path / "c.css").hardlink_to(sheet)
    assert all(one.still_holds(portal) for one, portal in zip(taken, portals, strict=True))
    _flip(sheet)
    assert not any(one.still_holds(portal) for one, portal in zip(taken, portals, strict=True))
