"""Batches that are disturbed at one step on the disk after the other, in processes of their own.

Run as a module, with how they are disturbed and a folder to work in; it prints a line for each.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from mmap import mmap
from pathlib import Path
from time import monotonic
from typing import Any, Final

import pytest

from coaching_site.batch import batch
from coaching_site.batch.changes import INPUTS, Changes
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.portal_task import PortalTask
from coaching_site.batch.snapshot import snapshot_of
from coaching_site.staging import MARKER, StagingFolder, recover
from coaching_site.staging.marker import marker_in
from tests.batch.practices import SLUGS, Practice, practice

DAYS: Final = date(2026, 11, 26), date(2026, 11, 27)
PAGES: Final = ("index.html", "goals.html")
_STEPS: Final = frozenset({"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "open"})
_EVERY: Final = 4
"""Of four steps one is disturbed, which takes a quarter of the time."""


def _full_disk() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


DISTURBANCES: Final[dict[str, Callable[[], object]]] = {
    "worker": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "group": lambda: os.killpg(0, signal.SIGKILL),
    "disk": _full_disk,
}


class Disturbance:
    """What happens to the first process that comes to a step, once."""

    def __init__(self, kind: str, step: int) -> None:
        """Wait for it, in memory that processes share."""
        self._act, self._step = DISTURBANCES[kind], step
        self._flag = mmap(-1, 1)
        self._pid = 0

    @property
    def has_happened(self) -> bool:
        """Whether a process has come to that step."""
        return self._flag[0] == 1

    def watch(self) -> None:
        """Count the steps of this process from here on."""
        if self._pid != os.getpid():
            self._pid, left = os.getpid(), iter(range(self._step))

            def hook(event: str, arguments: tuple[Any, ...]) -> None:
                is_a_step = event in _STEPS and (event != "open" or arguments[1] not in (None, "r"))
                if is_a_step and not self.has_happened and next(left, None) is None:
                    self._flag[0] = 1
                    self._act()

            sys.addaudithook(hook)


def outcome_of(task: PortalTask, watch: Callable[[], None] = lambda: None) -> Outcome:
    """Build a portal of two pages that tell the day, as the real one does but for MkDocs."""
    watch()
    inputs = snapshot_of(task.engagements / task.slug, INPUTS)
    fresh = None
    try:
        fresh = StagingFolder(task.portals / task.slug, task.slug)
        for name in PAGES:
            (fresh.path / name).write_text(str(task.day), "utf-8")
        fresh.mark([*PAGES, MARKER])
        fresh.swap_in()
    except OSError as error:
        return Outcome(task.slug, PortalStatus.FAILED, (str(error),), 1)
    finally:
        if fresh:
            with suppress(OSError):
                fresh.discard()
    outputs = snapshot_of(task.portals / task.slug)
    return Outcome(task.slug, PortalStatus.BUILT, (), 0, 0, inputs, outputs)


def started(made: Practice, disturbance: Disturbance | None = None) -> int:
    """Build what has changed by two processes, in a group of its own; return a pipe to wait for."""
    ours, theirs = os.pipe()
    if not os.fork():
        os.close(ours)
        os.setsid()
        watch = disturbance.watch if disturbance else lambda: None
        vars(batch)["outcome_of"] = lambda task: outcome_of(task, watch)
        if disturbance and disturbance._act is not DISTURBANCES["worker"]:
            watch()
        with suppress(OSError):
            _build(made.changes())
        os._exit(0)
    os.close(theirs)
    return ours


def end(pipe: int) -> None:
    """Wait for all processes of a build."""
    os.read(pipe, 1)  # which ends when the last process has ended that has the other end
    os.close(pipe)
    os.wait()


def run(made: Practice, disturbance: Disturbance | None = None) -> None:
    """Build what has changed."""
    end(started(made, disturbance))


def _build(changes: Changes) -> None:
    recover(changes.portals)
    unchanged = changes.unchanged(SLUGS)
    slugs = [slug for slug in SLUGS if slug not in unchanged]
    for _ in batch.Batch(slugs, Path(), changes, 2, "fork").outcomes():
        pass


def found_in(made: Practice) -> str:
    """Return which days the portals speak of, and all that should not be there."""
    latest = monotonic() + 5
    recover(made.folder / "site")
    # A process that is killed releases its locks a moment after it has closed its pipe.
    while any((made.folder / "site").glob(".*")) and monotonic() < latest:
        recover(made.folder / "site")
    days, odd = set(), []
    for portal in sorted((made.folder / "site").iterdir()):
        told = {path.name: path.read_text("utf-8") for path in portal.iterdir()}
        marker = marker_in(portal)
        if portal.name not in SLUGS or not marker or told.keys() != {*PAGES, MARKER}:
            odd.append(portal.name)
        days |= {told.get(name, "no page") for name in PAGES}
        odd += [portal.name] if len({told.get(name) for name in PAGES}) > 1 else []
    count = len([*(made.folder / "site").iterdir()])
    return " ".join([str(count), *sorted(days), *odd])


def outcomes(kind: str, folder: Path) -> None:
    """Print what is there after each disturbance, and after the next run, until none occurs."""
    for step in range(0, 1_000, _EVERY):
        with pytest.MonkeyPatch.context() as patch:
            made = practice(folder / f"{kind}-{step}", patch)
            made.day = DAYS[0]
            run(made)
            made.day = DAYS[1]
            disturbance = Disturbance(kind, step)
            run(made, disturbance)
            between = found_in(made)
            run(made)
            is_known = made.changes().unchanged(SLUGS) == {*SLUGS}
            print(between, "then", found_in(made), "known" if is_known else "unknown")  # noqa: T201
            if not disturbance.has_happened:
                return


def together(folder: Path) -> None:
    """Print what is there after two builds at once, some times."""
    for number in range(4):
        with pytest.MonkeyPatch.context() as patch:
            made = practice(folder / str(number), patch)
            for day in DAYS:
                made.day = day
                pipes = started(made), started(made)
                for pipe in pipes:
                    end(pipe)
            print(found_in(made))  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "together":
        together(Path(sys.argv[2]))
    else:
        outcomes(sys.argv[1], Path(sys.argv[2]))
