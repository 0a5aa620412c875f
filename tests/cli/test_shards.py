"""`build --shard` builds a part of all portals, and `build --merge` tells whether all are there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coaching_site.batch.shards import Shard
from tests.batch import toys
from tests.cli.commands import begin, run
from tests.fixture import ROOT

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

SLUGS = ("ann", "bad", "bob", "cleo", "tim")
PARTS = [Shard(index, 2).part_of(SLUGS) for index in range(2)]


@pytest.fixture
def practice(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with five clients, in which a portal is one page that takes no time."""
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / ".cache").unlink()
    monkeypatch.setattr("coaching_site.batch.batch.outcome_of", toys.written_outcome)
    for slug in SLUGS:
        begin(slug)
    return project


def test_shards_and_their_merge(practice: Path) -> None:
    """Each part is built alone; merged, what is wrong is told, and is all that is built again."""
    for index, part in enumerate(PARTS):
        result = run("build", "--shard", f"{index}/2", "--manifests", "told")
        built = [line.partition(":")[0] for line in result.stdout.splitlines()[:-1]]
        assert sorted(built) == part
        assert sorted(path.name for path in (practice / "site").iterdir()) == sorted(
            slug for others in PARTS[: index + 1] for slug in others if slug != "bad"
        )
    shutil.rmtree(practice / ".cache")
    result = run("build", "--merge", "--manifests", "told")
    assert result.stdout == "5 portals: 4 there, 1 failed\n"
    assert result.stderr.splitlines() == [
        "bad: failed",
        "engagements/x.yml:1:1: expected a name",
        "second line",
        f"To build what is not there, run again: --shard {0 if 'bad' in PARTS[0] else 1}/2",
    ]
    assert result.exit_code == 2
    shutil.rmtree(practice / "engagements/bad")
    assert run("build", "--all").stdout.startswith("4 portals: 4 unchanged; ")
    by_shards = _files(practice / "site")
    shutil.rmtree(practice / "site")
    run("build", "--all")
    assert _files(practice / "site") == by_shards


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_on_one_disk(practice: Path) -> None:
    """Without `--manifests` these are in the cache; a merge needs nothing else to be said."""
    shutil.rmtree(practice / "engagements/bad")
    assert run("build", "--shard", "0/2", "-q").output == ""
    result = run("build", "--merge")
    assert result.stderr.splitlines() == [
        f"{', '.join(slug for slug in PARTS[1] if slug != 'bad')}: missing: "
        "shard 1/2 has written no manifest",
        "To build what is not there, run again: --shard 1/2",
    ]
    assert result.exit_code == 1
    run("build", "--shard", "1/2")
    result = run("build", "--merge")
    assert (result.output, result.exit_code) == ("4 portals: all there\n", 0)
    assert run("build", "--merge", "--quiet").output == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--shard", "2/2"], "shards count from 0, so the last one is 1/2: found 2/2"),
        (["--shard", "/2"], 'found "/2": is a variable not set?'),
        (["--shard", ""], 'found ""'),
        (["--shard", "0/2", "ann"], "name the clients, or say --all, --shard or --merge"),
        (["--merge", "--shard", "0/2"], "name the clients, or say --all, --shard or --merge"),
        (["--merge", "--jobs", "2"], "--merge goes without --jobs: it builds nothing"),
        (["--merge", "--force", "-j1"], "--merge goes without --jobs and --force: it builds"),
        (["--merge", "--cluster", "tls://a:1"], "--merge goes without --cluster: it builds"),
        (["--all", "--cluster", "tls://a:1", "-j1"], "--cluster goes without --jobs: a cluster"),
        (["ann", "--manifests", "told"], "--manifests goes with --shard or --merge: nothing"),
    ],
)
def test_what_cannot_be_asked_for(practice: Path, words: list[str], told: str) -> None:
    """What is no part of the portals is refused before anything is begun."""
    result = run("build", *words)
    assert told in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)
    assert not (practice / "site").exists()
