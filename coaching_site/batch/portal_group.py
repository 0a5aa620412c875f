"""Some portals that a worker of a cluster builds, one after another, from nothing but their group.

A worker is a process of somebody else's program, maybe on another machine. It has to have what the
machine has that asks: the same files under the same paths, and the same versions of everything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from coaching_site import shipped
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.portal_task import PortalTask, outcome_of
from coaching_site.batch.project import changes_in
from coaching_site.batch.snapshot import snapshot_of
from coaching_site.machine import installed
from coaching_site.problems import InvalidInput

# A build counts on being alone in its process, whose current folder it needs, too.
_ALONE: Final = Lock()
_STOPPED: Final[set[str]] = set()
_DASHBOARDS: Final = ("distributed.dashboard.scheduler", "distributed.dashboard.worker")
_DAYS: Final = ("AS_OF", "SOURCE_DATE_EPOCH")


@dataclass(frozen=True)
class Circumstances:
    """What a worker must have: the `identity` of files on its disk, and what all portals share.

    `run` is a name of the build that no other one has. All paths are absolute.
    """

    run: str
    settings: Path
    places: tuple[Path, ...]
    identity: tuple[int, ...]
    shared: str


@dataclass(frozen=True)
class PortalGroup:
    """Portals to be built under the same circumstances."""

    circumstances: Circumstances
    tasks: tuple[PortalTask, ...] = field(default=())


def outcomes_of(group: PortalGroup) -> list[Outcome]:
    """Build the portals of a group; return what has become of each that was begun.

    Raises nothing that is the fault of one engagement alone.
    """
    with _ALONE:
        circumstances, outcomes = group.circumstances, list[Outcome]()
        if circumstances.run in _STOPPED:
            return outcomes
        with chdir(circumstances.settings.parent):  # messages show paths from there on
            if reason := why_unfit(circumstances):
                return [_refused(task, reason) for task in group.tasks]
            for task in group.tasks:
                if circumstances.run in _STOPPED:
                    break
                outcomes.append(outcome_of(task))
        return outcomes


def stop(run: str) -> None:
    """Let this process begin no more portals of a build."""
    _STOPPED.add(run)


def why_unfit(circumstances: Circumstances) -> str:
    """Return why portals that this process builds would be others, or elsewhere; "" if it may."""
    if shows_dashboard():
        return "it shows a dashboard: start it with --no-dashboard"
    try:
        if identity_of(circumstances.places) != circumstances.identity:
            return "it sees other files under the paths of the workspace: it needs the same disk"
        return _why_other(circumstances.run, circumstances.settings, circumstances.shared)
    except OSError as error:
        return f"it cannot read {error.filename}: {error.strerror}"
    except InvalidInput as error:
        return str(error)


def shows_dashboard() -> bool:
    """Return whether this process, a worker or a scheduler, has pages for people to look at it."""
    return not sys.modules.keys().isdisjoint(_DASHBOARDS)


def identity_of(places: Sequence[Path]) -> tuple[int, ...]:
    """Return numbers that the same files have on every machine, and copies do not.

    The first place is a file that nobody writes meanwhile. Raises `OSError`.
    """
    first = places[0].stat()
    return (first.st_ctime_ns, first.st_size, *(path.stat().st_ino for path in places))


@lru_cache(maxsize=1)
def _why_other(_run: str, settings: Path, shared: str) -> str:
    """Return why this process would make others of the same files; it is found once for a build."""
    if _program() != _program_at_first():
        return "it has loaded this program or a package in another version: start it anew"
    # The day comes with each task, whatever variables say here.
    here = {name: value for name, value in os.environ.items() if name not in _DAYS}
    is_same = changes_in(settings, None, here).shared.digest == shared
    return "" if is_same else "it has other versions of packages, other fonts or other variables"


@lru_cache(maxsize=1)
def _program_at_first() -> tuple[str, str]:
    """Return the program as it was on disk when this process first built, as it is in memory."""
    return _program()


def _program() -> tuple[str, str]:
    return installed(), snapshot_of(Path(shipped.__file__).parent).contents


def _refused(task: PortalTask, reason: str) -> Outcome:
    return Outcome(task.slug, PortalStatus.FAILED, (f"a worker cannot build: {reason}",), 1)
