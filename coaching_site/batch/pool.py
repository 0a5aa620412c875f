"""Tasks done by processes that each do one after another, so that what they load is loaded once.

Each process has a pipe of its own, so it is known which task a process had that died. The task is
tried once more, by another process; the others do not notice.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Final, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_SECONDS_TO_END: Final = 10
_TRIES: Final = 2
_TICK_S: Final = 0.5

# What a process has loaded is there at once in one that it forks, and is in memory once. Other
# systems cannot fork, or not safely.
USUAL_METHOD: Final = "fork" if sys.platform == "linux" else "spawn"


def usual_processes() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(Generic[Task, Result]):
    """Processes that do tasks by a function; `lost` says what comes of one whose process dies.

    A process that dies is replaced. `method` is how Python starts a process: `fork` or `spawn`.
    """

    def __init__(
        self,
        do: Callable[[Task], Result],
        lost: Callable[[Task], Result],
        processes: int,
        method: str = USUAL_METHOD,
    ) -> None:
        """Start nothing yet; both functions must be found by their names."""
        self._do, self._lost, self._processes = do, lost, processes
        self._context: BaseContext = multiprocessing.get_context(method)
        self._workers: list[_Worker[Task]] = []

    @property
    def at_work(self) -> Sequence[Task]:
        """The tasks that are being done, in the order in which they were begun."""
        return [worker.task for worker in self._workers if worker.task is not None]

    def results(self, tasks: Iterable[Task]) -> Generator[Result | None, None, None]:
        """Yield the result of each task as it comes, and None every half second without any.

        Whatever ends this early, also Ctrl+C, ends the processes: each leaves its task in order.
        """
        queue = deque((task, _TRIES) for task in tasks)
        try:
            while queue or self._workers:
                self._hand_out(queue)
                yield from self._arrived(queue)
        finally:
            self._stop()

    def _hand_out(self, queue: deque[tuple[Task, int]]) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while len(idle) < len(queue) and len(self._workers) < self._processes:
            idle.append(self._started())
            self._workers.append(idle[-1])
        for worker in idle:
            if queue:
                worker.give(*queue.popleft())
            else:
                self._workers.remove(worker)
                worker.dismiss()

    def _started(self) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        inherited: tuple[Connection[Any, Any], ...] = ()
        if self._context.get_start_method() == "fork":
            # A pipe ends when the last process closes its end: no process may keep another's.
            inherited = (ours, *(worker.connection for worker in self._workers))
        process: Any = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(self._do, theirs, inherited)
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _arrived(self, queue: deque[tuple[Task, int]]) -> Iterator[Result | None]:
        busy = {worker.connection: worker for worker in self._workers}
        if not busy:
            return
        ready = wait([*busy], timeout=_TICK_S)
        if not ready:
            yield None
        for worker in (busy[one] for one in ready):  # type: ignore[index]
            task, tries = worker.task, worker.tries
            worker.task = None
            try:
                result: Result = worker.connection.recv()
            except (EOFError, OSError):
                self._workers.remove(worker)
                worker.dismiss()
                if tries > 1:
                    queue.append((task, tries - 1))  # type: ignore[arg-type]
                    continue
                result = self._lost(task)  # type: ignore[arg-type]
            yield result

    def _stop(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.dismiss()
        self._workers.clear()


class _Worker(Generic[Task]):
    """A process, the pipe to it, and the task that it has, which may be tried so many times."""

    def __init__(self, process: Any, connection: Connection[Any, Any]) -> None:
        self.process, self.connection = process, connection
        self.task: Task | None = None
        self.tries = 0

    def give(self, task: Task, tries: int) -> None:
        self.task, self.tries = task, tries
        with suppress(OSError):  # it has died, which is seen by its pipe
            self.connection.send(task)

    def dismiss(self) -> None:
        """Wait until the process has ended, as it does once its pipe is closed."""
        self.connection.close()
        self.process.join(_SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def _serve(
    do: Callable[[Task], Result],
    connection: Connection[Any, Any],
    inherited: Iterable[Connection[Any, Any]],
) -> None:
    """Do one task after another until the pipe is closed, also by the end of the other process."""
    for other in inherited:
        other.close()
    # Ctrl+C reaches all processes of a terminal: the one that has started them says what follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(EOFError, OSError):
        while True:
            connection.send(do(connection.recv()))
