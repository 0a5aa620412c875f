"""One portal of a batch, built from nothing but its task."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coaching_site.batch.changes import INPUTS
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.snapshot import snapshot_of
from coaching_site.build.recovery import REPORTS
from coaching_site.mkdocs.garbage_collection import collect_garbage_as_usual, collect_garbage_seldom
from coaching_site.mkdocs.one_portal import PortalFailed, build_portal
from coaching_site.mkdocs.settings import BuildOrder
from coaching_site.staging import MARKER


@dataclass(frozen=True)
class PortalTask:
    """All that a process needs to know to build a portal, whichever it is.

    `settings` is the `mkdocs.yml` of the workspace, `day` the one that the portal speaks of;
    `engagements` and `portals` are the folders of all, and `run` names the command.
    """

    slug: str
    settings: Path
    day: date
    engagements: Path
    portals: Path
    run: str = ""

    @property
    def order(self) -> BuildOrder:
        """What the plugin is told."""
        return BuildOrder(self.slug, self.day, self.settings.parent / REPORTS, self.run)


def outcome_of(task: PortalTask) -> Outcome:
    """Build a portal; raise nothing that is the fault of one engagement alone."""
    start = time.perf_counter()
    folder = task.engagements / task.slug
    before = snapshot_of(folder, INPUTS)
    place = task.settings.parent / REPORTS / task.slug
    former = _marker_of(place)
    inputs = outputs = report = None
    status, code = PortalStatus.BUILT, 0
    collect_garbage_seldom()
    try:
        lines = build_portal(task.settings, task.order, task.portals)
    except PortalFailed as error:
        status, lines, code = PortalStatus.FAILED, error.lines, error.exit_code
    # What this one has left, PDFs above all, would stay: the next build freezes whatever is there.
    # What was there before it is frozen still, and not looked through.
    gc.collect()
    collect_garbage_as_usual()
    if status is PortalStatus.BUILT and before.still_holds(folder):
        inputs, outputs = before, snapshot_of(task.portals / task.slug)
        # One that is not agreed on any more may still be there.
        report = snapshot_of(place) if _marker_of(place) != former else None
    seconds = time.perf_counter() - start
    return Outcome(task.slug, status, lines, code, seconds, inputs, outputs, report)


def _marker_of(report: Path) -> tuple[int, int] | None:
    """Return what the system tells of the marker of a report: each time it is another file."""
    try:
        status = (report / MARKER).lstat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def lost_outcome(task: PortalTask) -> Outcome:
    """Return what is told of a portal whose process died twice, such as for want of memory."""
    why = f"{task.slug}: the process that builds it was ended, and so was a second one"
    return Outcome(task.slug, PortalStatus.FAILED, (why,), 1)
