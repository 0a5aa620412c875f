"""A worker builds a group of portals only where it makes what would be made without a cluster."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coaching_site.batch import portal_group
from coaching_site.batch.cluster import circumstances_of
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.portal_group import (
    Circumstances,
    PortalGroup,
    outcomes_of,
    stop,
    why_unfit,
)
from coaching_site.batch.portal_task import PortalTask
from coaching_site.problems import InvalidInput, Problem
from tests.batch.practices import SLUGS, Practice, practice

ODD = InvalidInput([Problem.of_file(Path("mkdocs.yml"), "expected a name")])


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """A practice, and a process that has what all of its portals share."""
    made = practice(tmp_path, monkeypatch)
    monkeypatch.setattr(portal_group, "changes_in", lambda *_: made.changes())
    portal_group._why_other.cache_clear()
    portal_group._program_at_first.cache_clear()
    return made


def _circumstances(made: Practice) -> Circumstances:
    return circumstances_of(made.folder / "mkdocs.yml", made.changes())


def _group(made: Practice) -> PortalGroup:
    found = made.changes()
    tasks = (
        PortalTask(slug, made.folder / "mkdocs.yml", made.day, found.engagements, found.portals)
        for slug in SLUGS
    )
    return PortalGroup(_circumstances(made), tuple(tasks))


def test_a_group_is_built(made: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each portal is built in turn, in the folder of the settings; then this one is as it was."""
    before = Path.cwd()
    monkeypatch.setattr(
        portal_group,
        "outcome_of",
        lambda task: Outcome(task.slug, PortalStatus.BUILT, (str(Path.cwd()),)),
    )
    found = outcomes_of(_group(made))
    assert [(one.slug, one.lines) for one in found] == [(s, (str(made.folder),)) for s in SLUGS]
    assert Path.cwd() == before


def test_stopping(made: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is told to stop ends after the portal that it is at, and begins none."""
    group = _group(made)

    def build(task: PortalTask) -> Outcome:
        stop(group.circumstances.run)
        return Outcome(task.slug, PortalStatus.BUILT)

    monkeypatch.setattr(portal_group, "outcome_of", build)
    assert [one.slug for one in outcomes_of(group)] == ["ann"]
    assert outcomes_of(group) == []
    assert len(outcomes_of(_group(made))) == 3  # another build is another matter


def _copied(made: Practice) -> None:
    path = made.folder / "mkdocs.yml"
    shutil.copy2(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


def _on_another_disk(made: Practice) -> None:
    portals = made.folder / "site"
    portals.rename(made.folder / "other")
    portals.mkdir()


def _of_other_versions(made: Practice) -> None:
    made.versions = "mkdocs-1.6.2.dist-info"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda _: None, ""),
        (_copied, "it sees other files under the paths of the workspace: it needs the same disk"),
        (_on_another_disk, "it sees other files under the paths of the workspace"),
        (_of_other_versions, "it has other versions of packages, other fonts or other variables"),
        (lambda made: made.write("content/words.yml", "x"), "it has other versions of packages"),
        (lambda made: (made.folder / "mkdocs.yml").unlink(), "it cannot read "),
    ],
)
def test_what_a_worker_must_have(
    made: Practice, change: Callable[[Practice], object], reason: str
) -> None:
    """A worker with other files or other versions builds nothing, and says which it is."""
    group = _group(made)
    change(made)
    found = why_unfit(group.circumstances)
    assert found.startswith(reason)
    assert bool(found) == bool(reason)
    if reason:
        told = [one.lines[0] for one in outcomes_of(group)]
        assert told == [f"a worker cannot build: {found}"] * 3


def test_a_dashboard(made: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that shows pages to whoever asks for them builds nothing."""
    monkeypatch.setitem(sys.modules, "distributed.dashboard.worker", os)
    assert why_unfit(_circumstances(made)).startswith("it shows a dashboard")


def test_a_program_that_was_replaced(made: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that was started before an upgrade has the old program in memory: it builds nothing.

    All on the disk is as it is where the build was asked for.
    """
    assert why_unfit(_circumstances(made)) == ""
    monkeypatch.setattr(portal_group, "installed", lambda: "mkdocs-9.dist-info")
    assert why_unfit(_circumstances(made)).endswith("in another version: start it anew")


def test_settings_that_cannot_be_read(made: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with settings as a worker sees them is told."""

    def refuse(*_: object) -> object:
        raise ODD

    monkeypatch.setattr(portal_group, "changes_in", refuse)
    assert why_unfit(_circumstances(made)) == "mkdocs.yml: expected a name"
