"""`build` builds the portals of those that are named, or of all, and tells what came of each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.batch import toys
from tests.cli.commands import begin, run
from tests.fixture import ROOT

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.fixture
def practice(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which building takes no time, and what comes of it follows from the name."""
    shutil.copy(ROOT / "mkdocs.yml", project)
    monkeypatch.setattr("coaching_site.batch.batch.outcome_of", toys.outcome)
    return project


def test_all_clients(practice: Path) -> None:
    """With `--all` each client is built; no failure stops others; what they share is told once."""
    for slug in ("ann", "bad-one", "bad-two", "tim"):
        begin(slug)
    result = run("build", "--all", "--jobs", "2")
    *lines, summary = result.stdout.splitlines()
    assert sorted(lines) == [
        "ann: built in 1.2 s",
        "bad-one: failed in 0.0 s",
        "bad-two: failed in 0.0 s",
        "tim: built in 1.2 s",
    ]
    assert summary.startswith("4 portals: 2 built, 2 failed; ")
    assert result.stderr.splitlines() == [
        "bad-one, bad-two: failed",
        "engagements/x.yml:1:1: expected a name",
        "second line",
    ]
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (["ann"], "1 portal: 1 built; ", 0),
        (["ann", "engagements/ann/"], "1 portal: 1 built; ", 0),
        (["ann", "bug"], "2 portals: 1 built, 1 failed; ", 1),
        (["bad", "bug"], "2 portals: 2 failed; ", 1),
        (["stopped"], "1 portal: 1 not built; ", 130),
    ],
)
def test_those_that_are_named(practice: Path, words: list[str], told: str, code: int) -> None:
    """Each that is named is built once; the exit code tells whether what is typed is the cause."""
    for slug in ("ann", "bad", "bug", "stopped", "tim"):
        begin(slug)
    result = run("build", *words)
    assert result.stdout.splitlines()[-1].startswith(told)
    assert result.exit_code == code


def test_where_to_read(practice: Path) -> None:
    """The portal of one client is told by its first page, unless it was not built."""
    for slug in ("ann", "bad"):
        begin(slug)
    assert run("build", "ann").stdout.splitlines()[-2] == "To read: site/ann/index.html"
    assert "To read" not in run("build", "bad").stdout + run("build", "--all").stdout


def test_quiet(practice: Path) -> None:
    """With `--quiet` only what is wrong is printed."""
    begin("ann")
    begin("bad")
    assert run("build", "-q", "ann").output == ""
    assert run("build", "-q", "--all").output.startswith("bad: failed\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name the clients, or say --all, --shard or --merge"),
        (["--all", "ann"], "name the clients, or say --all, --shard or --merge"),
        (["amn", "ann", "zoe"], 'no engagement "amn": did you mean `ann`?'),
        (["amn", "ann", "zoe"], 'no engagement "zoe"'),
        (["ann", "-d", "content"], "content: expected a folder for portals alone"),
        (["ann", "--jobs", "0"], "0 is not in the range"),
    ],
)
def test_what_cannot_be_asked_for(practice: Path, words: list[str], told: str) -> None:
    """What cannot be built is told before anything is begun."""
    begin("ann")
    result = run("build", *words)
    assert told in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)


def test_no_client_yet(practice: Path) -> None:
    """Without any client there is nothing to do."""
    assert run("build", "--all").stdout.startswith("0 portals: nothing to do; ")


def test_without_settings(project: Path) -> None:
    """Without `mkdocs.yml` nothing can be built, which is told."""
    begin("ann")
    result = run("build", "--all")
    assert result.stderr.startswith("mkdocs.yml: ")
    assert result.exit_code == 2


def test_help_has_an_example() -> None:
    """`--help` has an example of each way to build."""
    told = run("build", "--help").stdout
    for words in ("--all --jobs 4", "jane-doe", "--shard 2/8", "--merge", "--all --cluster tls://"):
        assert f"  coaching-site build {words}" in told
