"""Tasks for processes that take no time, found by their names in a process of their own."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from coaching_site.batch.changes import INPUTS
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.portal_task import PortalTask
from coaching_site.batch.snapshot import snapshot_of
from coaching_site.staging import MARKER, StagingFolder


def squared(number: int) -> tuple[int, int]:
    """Return a square, and which process has found it."""
    return number * number, os.getpid()


def lost_square(number: int) -> tuple[int, int]:
    """Return what is no square."""
    return -number, 0


def lost(task: object) -> tuple[str, object]:
    """Return which task was lost."""
    return "lost", task


def killed_once(path: Path) -> str:
    """Die with nothing said where a file is missing, which is then there; else return its name."""
    if path.name != "well" and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def killed(task: int) -> int:
    """Die if the task is 2."""
    if task == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def slow(path: Path) -> str:
    """Wait until the process is ended, after a file tells by which one."""
    if path.name == "quick":
        return "quick"
    path.write_text(str(os.getpid()), "ascii")
    time.sleep(60)
    return "never"


def outcome(task: PortalTask) -> Outcome:
    """Return what becomes of a portal by its name, without any."""
    if task.slug.startswith("bad"):
        lines = ("engagements/x.yml:1:1: expected a name", "second line")
        return Outcome(task.slug, PortalStatus.FAILED, lines, 2)
    if task.slug.startswith("bug"):
        return Outcome(task.slug, PortalStatus.FAILED, ("ZeroDivisionError",), 1)
    if task.slug == "stopped":
        raise KeyboardInterrupt
    return Outcome(task.slug, PortalStatus.BUILT, (), 0, 1.25)


def written_outcome(task: PortalTask) -> Outcome:
    """Return what becomes of a portal by its name, which is one page and a marker."""
    told = outcome(task)
    if told.status is PortalStatus.FAILED:
        return told
    fresh = StagingFolder(task.portals / task.slug, task.slug)
    (fresh.path / "index.html").write_text(task.slug, "ascii")
    fresh.mark(["index.html", MARKER])
    fresh.swap_in()
    fresh.discard()
    inputs = snapshot_of(task.engagements / task.slug, INPUTS)
    return replace(told, inputs=inputs, outputs=snapshot_of(task.portals / task.slug))
