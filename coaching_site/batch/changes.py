"""Which portals of a workspace are not what they would be if they were built now."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from pathlib import Path
from time import monotonic
from typing import Final

from coaching_site.batch.pool import USUAL_METHOD, Pool, usual_processes
from coaching_site.batch.records import PortalRecord, Records
from coaching_site.batch.shared_inputs import SharedInputs
from coaching_site.batch.snapshot import Snapshot, snapshot_of
from coaching_site.build.recovery import REPORTS

INPUTS: Final = ("engagement.yml", "feedback", "files")
"""What reaches a portal of the folder of its engagement; nothing else there does."""

_SECONDS_OF_REST: Final = 3.0
_MANY: Final = 2_000


class Difference(Enum):
    """What of a portal is not as its record says."""

    SHARED = auto()
    DAY = auto()
    INPUTS = auto()
    OUTPUTS = auto()
    REPORT = auto()


@dataclass
class Changes:
    """The portals of `portals`, made from `engagements` and what all share, as of a day.

    `reports` is the folder of the reports for sponsors.
    """

    records: Records
    engagements: Path
    portals: Path
    shared: SharedInputs
    day: date
    reports: Path = REPORTS
    _fresh: deque[tuple[float, str, PortalRecord]] = field(default_factory=deque)

    def unchanged(self, slugs: Sequence[str], processes: int | None = None) -> set[str]:
        """Return those whose portals are what they would be.

        That is found by so many processes, by default as many as make it quicker.
        """
        count = processes or _processes_for(len(slugs))
        if count == 1:
            return {*self._unchanged_among(slugs)}
        chunks = [slugs[number::count] for number in range(count)]
        found = Pool(self._unchanged_among, _none, count).results(chunks)
        return {slug for part in found if part for slug in part}

    def _unchanged_among(self, slugs: Sequence[str]) -> list[str]:
        return [slug for slug in slugs if self.is_unchanged(slug)]

    def is_unchanged(self, slug: str) -> bool:
        """Tell whether a portal is what it would be; also note which files are at rest by now."""
        record = self.records.get(slug)
        compared = record and self.compared(slug, record)
        if not isinstance(compared, PortalRecord):
            return False
        if compared != record:
            self.records.put(slug, compared)
        return True

    def compared(self, slug: str, record: PortalRecord) -> PortalRecord | Difference:
        """Return the first thing that is not as a record of a portal says.

        If all is, return the record with what is known by now of files at rest.
        """
        if record.shared != self.shared.digest:
            return Difference.SHARED
        if record.day != str(self.day):
            return Difference.DAY
        inputs = _confirmed(record.inputs, self.engagements / slug, INPUTS)
        if not inputs:
            return Difference.INPUTS
        outputs = _confirmed(record.outputs, self.portals / slug, ("",))
        if not outputs:
            return Difference.OUTPUTS
        report = record.report and _confirmed(record.report, self.reports / slug, ("",))
        if record.report and not report:
            return Difference.REPORT
        return replace(record, inputs=inputs, outputs=outputs, report=report)

    def note(
        self,
        slug: str,
        inputs: Snapshot | None,
        outputs: Snapshot | None,
        report: Snapshot | None = None,
    ) -> None:
        """Keep what a portal was just made from, unless somebody has written meanwhile."""
        if inputs and outputs and self.shared.still_hold():
            record = PortalRecord(self.shared.digest, str(self.day), inputs, outputs, report)
            self.records.put(slug, _without_states(record))
            self._fresh.append((monotonic(), slug, record))
        while self._fresh and monotonic() - self._fresh[0][0] > _SECONDS_OF_REST:
            self._settle(*self._fresh.popleft()[1:])

    def _settle(self, slug: str, record: PortalRecord) -> None:
        """Keep the state of files that are at rest by now, so that they need not be read again."""
        inputs = record.inputs.renewed(self.engagements / slug, record.inputs)
        outputs = record.outputs.renewed(self.portals / slug, record.outputs)
        report = record.report and record.report.renewed(self.reports / slug, record.report)
        self.records.put(slug, replace(record, inputs=inputs, outputs=outputs, report=report))


def _processes_for(many: int) -> int:
    """Return how many processes look at so many portals: one where others take long to start."""
    # The system is asked about forty files of each portal, which takes a core all of its time.
    return usual_processes() if many >= _MANY and USUAL_METHOD == "fork" else 1


def _confirmed(known: Snapshot, folder: Path, tops: tuple[str, ...]) -> Snapshot | None:
    """Return the snapshot of files that are as they were, else None."""
    if known.still_holds(folder):
        return known
    now = snapshot_of(folder, tops)
    return known.renewed(folder, now) if now.contents == known.contents else None


def _none(_: Sequence[str]) -> list[str]:
    """Return what is known to be unchanged where a process has died that was to find it out."""
    return []


def _without_states(record: PortalRecord) -> PortalRecord:
    inputs, outputs = (replace(one, state="") for one in (record.inputs, record.outputs))
    report = record.report and replace(record.report, state="")
    return replace(record, inputs=inputs, outputs=outputs, report=report)
