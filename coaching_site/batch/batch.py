"""The portals of many tasks, each built by whichever process is free."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from coaching_site.batch.outcome import Outcome
from coaching_site.batch.pool import USUAL_METHOD, Pool
from coaching_site.batch.portals import PortalTask, lost_outcome, outcome_of


class Batch:
    """Tasks that are done in any order by so many processes; what comes of them does not differ."""

    def __init__(
        self, tasks: Sequence[PortalTask], processes: int, method: str = USUAL_METHOD
    ) -> None:
        """Begin nothing yet."""
        self._tasks = tasks
        self._pool = Pool(outcome_of, lost_outcome, processes, method)

    @property
    def at_work(self) -> list[str]:
        """The engagements whose portals are being built."""
        return [task.slug for task in self._pool.at_work]

    def outcomes(self) -> Generator[Outcome | None, None, None]:
        """Yield what has become of each portal as it is known, and None now and then meanwhile.

        If this is ended early, such as by Ctrl+C, portals that are being built stay as they were.
        """
        if len(self._tasks) == 1:  # a process to start would take as long as a portal
            yield outcome_of(self._tasks[0])
        else:
            yield from self._pool.results(self._tasks)
