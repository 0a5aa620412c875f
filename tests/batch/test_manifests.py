"""A manifest is read back as it was written, and anything else is no manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coaching_site.batch.manifests import (
    DamagedManifest,
    Manifest,
    begin_manifest,
    manifests_in,
    read_manifest,
    write_manifest,
)
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.shards import Shard
from coaching_site.batch.snapshot import Snapshot

SHARD = Shard(10, 16)
NAME = "shard-10-of-16.json"
OUTCOMES = (
    Outcome("ann", PortalStatus.BUILT, (), 0, 0, Snapshot(("a",), "1", "2"), Snapshot((), "3")),
    Outcome(
        *("bea", PortalStatus.BUILT, (), 0, 0, Snapshot(("a",), "1", "2"), Snapshot((), "4")),
        Snapshot(("b",), "5", "6"),
    ),
    Outcome("bob", PortalStatus.FAILED, ("bob.yml:1:1: odd \x1b[2J\ud800",), 2),
    Outcome("cleo", PortalStatus.UNCHANGED),
)


def test_read_as_written(tmp_path: Path) -> None:
    """All that a merge needs of each outcome is read again, and only a whole one has a record."""
    told = Manifest(SHARD, "digest", "2026-11-26", OUTCOMES)
    write_manifest(tmp_path, told)
    found = read_manifest(tmp_path / NAME, SHARD)
    assert found == told
    records = [found.record_of(one) for one in found.outcomes]
    assert [record and record.outputs.contents for record in records] == ["3", "4", None, None]
    assert [record and record.report for record in records] == [
        *(None, Snapshot(("b",), "5", "6"), None, None)
    ]


def test_which_there_are(tmp_path: Path) -> None:
    """Manifests are found by their names, in the order of their shards; other files are not."""
    for name in (NAME, "shard-2-of-16.json", "shard-9-of-9.json", ".shard-1-of-2.json.1.new", "x"):
        (tmp_path / name).touch()
    assert [path.name for path in manifests_in(tmp_path)] == ["shard-2-of-16.json", NAME]
    assert manifests_in(tmp_path / "nowhere") == {}


def test_those_that_say_nothing_any_more(tmp_path: Path) -> None:
    """A shard that begins removes its own manifest and those of another division, no other."""
    for shard in (SHARD, Shard(2, 16), Shard(2, 8)):
        write_manifest(tmp_path, Manifest(shard, "", "", ()))
    (tmp_path / "notes.json").touch()
    begin_manifest(tmp_path, SHARD)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.json", "shard-2-of-16.json"]
    begin_manifest(tmp_path / "a/b", SHARD)
    assert (tmp_path / "a/b").is_dir()


@pytest.mark.parametrize(
    "content",
    [
        *(None, [], {}, 1, [1, 10, 16, "", "", []], [2, 9, 16, "", "", []]),
        *([2, 10, 16, "", "", 5], [2, 10, 16, "", "", [[]]], [2, 10, 16, "", "", ["ann"]]),
        [2, 10, 16, "", "", [["ann", "odd", [], 0, None, None, None]]],
        [2, 10, 16, "", "", [["ann", "built", [], "x", None, None, None]]],
        [2, 10, 16, "", "", [["ann", "built", [], 0, [[], "1"], None, None]]],
        [2, 10, 16, "", "", [["ann", "built", [], 0, None, None]]],
    ],
)
def test_what_is_no_manifest(tmp_path: Path, content: Any) -> None:
    """Another form, another shard and any other JSON are refused."""
    (tmp_path / NAME).write_text(json.dumps(content), "utf-8")
    with pytest.raises(DamagedManifest):
        read_manifest(tmp_path / NAME, SHARD)
