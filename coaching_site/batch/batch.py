"""The portals of many engagements, each built by whichever process is free."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from secrets import token_hex

from coaching_site.batch.changes import Changes
from coaching_site.batch.cluster import WorkerPool
from coaching_site.batch.outcome import Outcome
from coaching_site.batch.phrases import read_phrases
from coaching_site.batch.pool import USUAL_METHOD, Pool
from coaching_site.batch.portal_task import PortalTask, lost_outcome, outcome_of
from coaching_site.cache import CACHE


class Batch:
    """Portals that are built in any order by so many processes; what comes of them is the same.

    `changes` says where they are, and is told what was built.
    """

    def __init__(
        self,
        slugs: Sequence[str],
        settings: Path,
        changes: Changes,
        processes: int,
        method: str = USUAL_METHOD,
        workers: WorkerPool | None = None,
    ) -> None:
        """Begin nothing yet; `workers` of a cluster build in place of processes of this machine."""
        self._run = token_hex(8)
        places = changes.engagements, changes.portals, self._run
        self._tasks = [PortalTask(slug, settings, changes.day, *places) for slug in slugs]
        self._changes, self._processes = changes, processes
        self._cache_dir = settings.parent / CACHE
        self._pool = workers or Pool(outcome_of, lost_outcome, processes, method)
        # A process to start would take as long as a portal.
        self._is_done_here = len(slugs) == 1 and not workers

    @property
    def at_work(self) -> list[str]:
        """The engagements whose portals are being built."""
        return [task.slug for task in self._pool.at_work]

    def outcomes(self) -> Generator[Outcome | None, None, None]:
        """Yield what has become of each portal as it is known, and None now and then meanwhile.

        If this is ended early, such as by Ctrl+C, portals that are being built stay as they were.
        """
        if self._is_done_here:
            yield self._noted(outcome_of(self._tasks[0]))
            return
        read_phrases(self._changes.engagements, self._cache_dir, self._processes, self._run)
        for outcome in self._pool.results(self._tasks):
            yield self._noted(outcome) if outcome else None

    def _noted(self, outcome: Outcome) -> Outcome:
        if not outcome.lines:  # a warning is to be told again
            self._changes.note(outcome.slug, *outcome.snapshots)
        return outcome
