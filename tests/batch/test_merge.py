"""A merge proves that every portal is there, once and as it would be built, or names what is not.

The practices and their builds are those of `tests/batch/practices.py`; each shard has one of its
own, as on a machine with a disk of its own, and the merge another one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coaching_site.batch.changes import INPUTS
from coaching_site.batch.manifests import (
    Manifest,
    begin_manifest,
    read_manifest,
    write_manifest,
)
from coaching_site.batch.merge import Merge, merged
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.shards import Shard
from coaching_site.batch.snapshot import snapshot_of
from tests.batch.practices import BUILT, REPORTED, REPORTS, SLUGS, Practice, practice

COUNT = 2
OTHER = "made from other content, settings or versions than there are here"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """A practice whose portals were built by shards on other disks, and have been copied here."""
    made = practice(tmp_path / "here", monkeypatch)
    for index in range(COUNT):
        there = Practice(tmp_path / str(index))
        there.write_all()
        told = build(there, Shard(index, COUNT))
        for name in ("site", "sponsors"):
            if (there.folder / name).is_dir():
                shutil.copytree(there.folder / name, made.folder / name, dirs_exist_ok=True)
        begin_manifest(_folder(made), told.shard)
        write_manifest(_folder(made), told)
    return made


def build(made: Practice, shard: Shard) -> Manifest:
    """Build the portals of a shard, and return what it tells."""
    found = made.changes()
    for slug in shard.part_of(SLUGS):
        for name in BUILT:
            made.write(f"site/{slug}/{name}", name)
        for name in REPORTS if slug == REPORTED else ():
            made.write(name, name)
    snapshots = {
        slug: (
            snapshot_of(found.engagements / slug, INPUTS),
            snapshot_of(found.portals / slug),
            snapshot_of(found.reports / slug) if slug == REPORTED else None,
        )
        for slug in shard.part_of(SLUGS)
    }
    outcomes = [
        Outcome(slug, PortalStatus.BUILT, (), 0, 1, *every) for slug, every in snapshots.items()
    ]
    return Manifest(shard, found.shared.digest, str(made.day), tuple(outcomes))


def _folder(made: Practice) -> Path:
    return made.folder / "manifests"


def merge(made: Practice) -> Merge:
    """Merge what is in the folder of manifests of a practice."""
    return merged(_folder(made), made.changes(), SLUGS)


def told(found: Merge) -> list[str]:
    """Return what a merge has found wrong, a line each."""
    return [f"{one.name}: {one.kind}: {one.reason}" for one in sorted(found.findings)]


def test_all_there(here: Practice) -> None:
    """What shards built on other disks is whole; the next build and the next merge do nothing."""
    assert here.changes().unchanged(SLUGS) == set()
    for _ in range(2):
        found = merge(here)
        assert (found.is_whole, found.there, found.again) == (True, {*SLUGS}, [])
    assert here.build() == []


def _manifest(made: Practice, index: int) -> Path:
    return _folder(made) / f"shard-{index}-of-{COUNT}.json"


def _outcomes(made: Practice, index: int, *outcomes: Outcome) -> None:
    """Let a shard tell other outcomes of some of its portals."""
    told = read_manifest(_manifest(made, index), Shard(index, COUNT))
    by_slug = {one.slug: one for one in (*told.outcomes, *outcomes)}
    write_manifest(_folder(made), replace(told, outcomes=tuple(by_slug.values())))


def _without(made: Practice, index: int, slug: str) -> None:
    told = read_manifest(_manifest(made, index), Shard(index, COUNT))
    left = tuple(one for one in told.outcomes if one.slug != slug)
    write_manifest(_folder(made), replace(told, outcomes=left))


def _of_other_shard(made: Practice) -> None:
    told = read_manifest(_manifest(made, 0), Shard(0, COUNT))
    bob = read_manifest(_manifest(made, 1), Shard(1, COUNT)).outcomes[0]
    write_manifest(_folder(made), replace(told, outcomes=(*told.outcomes, bob)))


def _twice(made: Practice) -> None:
    told = read_manifest(_manifest(made, 0), Shard(0, COUNT))
    write_manifest(_folder(made), replace(told, outcomes=told.outcomes * 2))


def _other_division(made: Practice) -> None:
    begin_manifest(_folder(made), Shard(2, 3))


def _next_day(made: Practice) -> None:
    made.day = date(2026, 11, 27)


def _other_versions(made: Practice) -> None:
    made.versions = "mkdocs-1.6.2.dist-info"


NOT_WRITTEN = "shard 1/2 has written no manifest"
NOT_TRIED = "was stopped before it, or began before there was such a client"
CASES: dict[str, tuple[Callable[[Practice], object], list[str], list[int]]] = {
    "no manifest of a shard": (
        lambda made: _manifest(made, 1).unlink(),
        [f"bob: missing: {NOT_WRITTEN}", f"cleo: missing: {NOT_WRITTEN}"],
        [1],
    ),
    "a portal that was not tried": (
        lambda made: _without(made, 1, "cleo"),
        [f"cleo: missing: shard 1/2 {NOT_TRIED}"],
        [1],
    ),
    "a portal that was not copied": (
        lambda made: shutil.rmtree(made.folder / "site/ann"),
        ["ann: missing: it was built, and is not here"],
        [0],
    ),
    "a file of a portal": (
        lambda made: made.write("site/ann/index.html", "other"),
        ["ann: stale: the files of the portal are not those that were built"],
        [0],
    ),
    "a file that was hidden, and lost": (
        lambda made: (made.folder / "site/ann/.portal").unlink(),
        ["ann: stale: the files of the portal are not those that were built"],
        [0],
    ),
    "a report": (
        lambda made: shutil.rmtree(made.folder / "sponsors/bob"),
        ["bob: missing: its report was written, and is not in sponsors/ here"],
        [1],
    ),
    "a report that was changed": (
        lambda made: made.write("sponsors/bob/index.html", "other"),
        ["bob: stale: the files of the report in sponsors/ are not those that were built"],
        [1],
    ),
    "an engagement": (
        lambda made: made.write("engagements/bob/engagement.yml", "other"),
        ["bob: stale: the files of the engagement are not those that it was made from"],
        [1],
    ),
    "content": (
        lambda made: made.write("content/words.yml", "other"),
        [f"{slug}: stale: {OTHER}" for slug in SLUGS],
        [0, 1],
    ),
    "versions": (_other_versions, [f"{slug}: stale: {OTHER}" for slug in SLUGS], [0, 1]),
    "the day": (
        _next_day,
        [f"{slug}: stale: it speaks of 2026-11-26, not 2026-11-27" for slug in SLUGS],
        [0, 1],
    ),
    "an engagement that was written to": (
        lambda made: _outcomes(made, 0, Outcome("ann", PortalStatus.BUILT)),
        ["ann: stale: what it is made from was written to while it was built"],
        [0],
    ),
    "a portal of a former client": (
        lambda made: made.write("site/zoe/.portal", "portal 1"),
        ["zoe: foreign: its portal is here, and there is no such engagement"],
        [],
    ),
    "a file of the host": (lambda made: made.write("site/errors/404.html", "x"), [], []),
    "a former client in a manifest": (
        lambda made: _outcomes(made, 0, Outcome("../zoe", PortalStatus.BUILT)),
        ["../zoe: foreign: shard 0/2 has built it, and there is no such engagement"],
        [],
    ),
    "a portal of another shard": (
        _of_other_shard,
        ["bob: foreign: shard 0/2 has built it, which is none of its engagements"],
        [],
    ),
    "a portal that is told twice": (_twice, ["ann: foreign: shard 0/2 tells of it twice"], []),
    "another division since": (
        _other_division,
        [f"{slug}: missing: no manifest tells of it" for slug in SLUGS],
        [],
    ),
    "a manifest that was cut": (
        lambda made: _manifest(made, 0).write_bytes(_manifest(made, 0).read_bytes()[:-9]),
        [
            f"ann: missing: shard 0/2 {NOT_TRIED}",
            "shard-0-of-2.json: stale: it cannot be read",
        ],
        [0],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_there(here: Practice, case: str) -> None:
    """Whatever is missing, stale or foreign is named with its shard; all others are noted."""
    change, findings, again = CASES[case]
    change(here)
    found = merge(here)
    assert told(found) == findings
    assert found.again == [Shard(index, COUNT) for index in again]
    assert found.is_whole == (findings == [])
    assert {*here.build()} == {*SLUGS} - found.there


def test_what_shards_tell(here: Practice) -> None:
    """A failure is told, and so is a warning, whose portal is there and is built again to warn."""
    told_of = {one.slug: one for one in read_manifest(_manifest(here, 1), Shard(1, 2)).outcomes}
    failed = Outcome("bob", PortalStatus.FAILED, ("bob.yml:1:1: odd",), 2)
    _outcomes(here, 1, failed, replace(told_of["cleo"], lines=("a link is broken",)))
    found = merge(here)
    assert [(one.slug, one.lines) for one in found.outcomes] == [
        ("bob", ("bob.yml:1:1: odd",)),
        ("cleo", ("a link is broken",)),
    ]
    assert (found.there, found.findings, found.is_whole) == ({"ann", "cleo"}, [], False)
    assert found.again == [Shard(1, 2)]
    assert here.build() == ["bob", "cleo"]


def test_a_disk_that_shards_share(here: Practice) -> None:
    """What is known here already to be there needs no manifest, and an older one spoils nothing."""
    here.write("engagements/ann/engagement.yml", "new")
    assert here.build() == [*SLUGS]
    assert merge(here).is_whole
    shutil.rmtree(_folder(here))
    assert merge(here).is_whole
    shutil.rmtree(here.folder / ".cache")
    assert told(merge(here)) == [f"{slug}: missing: no manifest tells of it" for slug in SLUGS]
