"""One portal is built from its task alone, and what is wrong with it is its outcome."""

from __future__ import annotations

import weakref
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest

from coaching_site.batch.portal_task import PortalTask, lost_outcome, outcome_of
from tests.site.building import AMARA, Project

DAY = date(2026, 11, 23)


def task(slug: str, folder: Path) -> PortalTask:
    """Return the task of a portal in a project."""
    return PortalTask(slug, folder / "mkdocs.yml", DAY, folder / "engagements", folder / "site")


def test_an_engagement_that_cannot_be_read(tmp_path: Path) -> None:
    """Every problem of its file is a line of the outcome; nothing is raised, nothing is built."""
    project = Project(tmp_path / "project")
    project.write("engagements/ann/engagement.yml", "executive: {name: Ann}\nstart: 2026-13-01\n")
    with chdir(project.folder):
        outcome = outcome_of(task("ann", tmp_path / "project"))
    assert (outcome.status, outcome.exit_code) == ("failed", 2)
    assert [line.partition(": ")[0] for line in outcome.lines] == [
        "engagements/ann/engagement.yml:1:1",
        "engagements/ann/engagement.yml:2:8",
    ]
    assert not project.site.exists()


@pytest.mark.parametrize(
    ("code", "told", "exit_code"),
    [
        ("def on_startup(command, dirty):\n    1 / 0\n", "ZeroDivisionError: division by zero", 1),
        (
            "from mkdocs.exceptions import PluginError\n"
            "def on_startup(command, dirty):\n    raise PluginError('no such thing')\n",
            "no such thing",
            1,
        ),
        (
            "import errno\n"
            "def on_post_build(config):\n    raise OSError(errno.ENOSPC, 'No space left')\n",
            "the portal cannot be written: No space left; an earlier one stays as it was",
            1,
        ),
    ],
)
def test_what_goes_wrong_is_told(tmp_path: Path, code: str, told: str, exit_code: int) -> None:
    """A bug, a refusal of somebody else's hook and a full disk are told, and nothing is left."""
    project = Project(tmp_path / "project", AMARA)
    project.hook(code)
    with chdir(project.folder):
        outcome = outcome_of(task(AMARA, tmp_path / "project"))
    assert (outcome.status, outcome.exit_code) == ("failed", exit_code)
    assert told in outcome.lines[-1]
    assert not project.site.exists() or [*project.site.iterdir()] == []


def test_a_task_that_was_lost(tmp_path: Path) -> None:
    """What is told of a portal whose processes died names its engagement."""
    outcome = lost_outcome(task("ann", tmp_path / "project"))
    assert (outcome.status, outcome.exit_code) == ("failed", 1)
    assert outcome.lines == ("ann: the process that builds it was ended, and so was a second one",)


def test_nothing_is_left_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build has left is gone before the next one: also what holds itself."""

    class Left:
        itself: object = None

    found: list[weakref.ref[Left]] = []

    def build(*_: object) -> tuple[str, ...]:
        left = Left()
        left.itself = left
        found.append(weakref.ref(left))
        return ()

    monkeypatch.setattr("coaching_site.batch.portal_task.build_portal", build)
    outcome_of(task("ann", tmp_path))
    assert [one() for one in found] == [None]
