"""Portals that the workers of a cluster build, by Dask's distributed, over connections under TLS.

Whoever may connect to a scheduler may run programs beside every client's file, so nothing is sent
to one that does not prove itself by a certificate, or that shows a dashboard.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_hex
from ssl import SSLError
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from coaching_site.batch.changes import Changes
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.portal_group import (
    Circumstances,
    PortalGroup,
    identity_of,
    outcomes_of,
    shows_dashboard,
    stop,
    why_unfit,
)
from coaching_site.batch.portal_task import PortalTask, lost_outcome
from coaching_site.problems import InvalidInput, Problem, quoted

if TYPE_CHECKING:
    from distributed import Client, Future, Security

_ADDRESS: Final = re.compile(r"tls://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}")
_FEWEST: Final = 20
_MOST: Final = 50
_GROUPS_FOR_A_WORKER: Final = 4
_TICK_S: Final = 0.5
_SECONDS_TO_CONNECT: Final = 10
_SECONDS_FOR_A_WORKER: Final = 30
_SECONDS_TO_STOP: Final = 20
_LOST: Final = "the connection to the cluster was lost before it was known to be built"


@contextmanager
def connected(
    address: str, ca: Path | None = None, cert: Path | None = None, key: Path | None = None
) -> Iterator[Client]:
    """Give a connection to the scheduler at an address such as `tls://10.0.0.7:8786`.

    The files of its certificates are those of Dask's own settings where they are not named. Raises
    `InvalidInput` where that is no connection to trust, or no worker is there.
    """
    if not _ADDRESS.fullmatch(address):
        raise _refusal(f"expected tls://HOST:PORT, found {quoted(address)}: TLS is required")
    try:
        from distributed import Client
    except ImportError:
        message = 'Dask is not installed: add the extra, as in "coaching-site[cluster]"'
        raise _refusal(message) from None
    # What matters is told by outcomes; a scheduler that is lost would be logged many times.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    security = _security(ca, cert, key)
    try:
        client = Client(
            address, security=security, timeout=_SECONDS_TO_CONNECT, set_as_default=False
        )
    except SSLError as error:
        raise _refusal(f"the certificates and the key cannot be used: {error}") from None
    except (OSError, ValueError) as error:
        raise _refusal(f"{address} cannot be reached: {' '.join(str(error).split())}") from None
    with client:
        _check_cluster(client)
        yield client


def _security(ca: Path | None, cert: Path | None, key: Path | None) -> Security:
    from distributed import Security

    named = {"tls_ca_file": ca, "tls_client_cert": cert, "tls_client_key": key}
    given = {name: str(path.absolute()) for name, path in named.items() if path}
    security = Security(require_encryption=True, **given)
    missing = [name for name in ("tls_ca_file", "tls_client_cert") if not getattr(security, name)]
    if missing:
        raise _refusal("its certificates are needed: --cluster-ca, --cluster-cert, --cluster-key")
    return security


def _check_cluster(client: Client) -> None:
    """Wait for a worker; raise `InvalidInput` about a cluster that must not have clients' words."""
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_SECONDS_FOR_A_WORKER)
    workers: dict[str, dict[str, Any]] = client.scheduler_info()["workers"]
    if not workers:
        raise _refusal(f"no worker has come in {_SECONDS_FOR_A_WORKER} seconds")
    try:
        if client.run_on_scheduler(shows_dashboard):
            raise _refusal("the scheduler shows a dashboard: start it with --no-dashboard")
    except ImportError as error:
        raise _refusal(f"the scheduler must have this program, too: {error}") from None
    threaded = [name for name, worker in workers.items() if worker["nthreads"] != 1]
    if threaded:
        raise _refusal(f"{threaded[0]} has several threads: start workers with --nthreads 1")


def check_workers(client: Client, circumstances: Circumstances) -> None:
    """Raise `InvalidInput` with each worker that would build other portals, or elsewhere."""
    found = client.run(why_unfit, circumstances, on_error="return")
    odd = [f"{name} cannot build: {reason}" for name, reason in found.items() if reason]
    if odd:
        raise InvalidInput(Problem.of_setting("--cluster", message) for message in odd)


def circumstances_of(settings: Path, changes: Changes) -> Circumstances:
    """Return what workers must have to build the portals of a project; raise `OSError`."""
    places = (settings.absolute(), changes.engagements, changes.portals)
    changes.portals.mkdir(parents=True, exist_ok=True)
    run, identity = token_hex(8), identity_of(places)
    return Circumstances(run, places[0], places, identity, changes.shared.digest)


class WorkerPool:
    """The workers of a cluster, which build portals under the same circumstances.

    A group of portals whose worker dies is built by another one. A group by which several die is
    divided, and the portal that is to blame given up.
    """

    def __init__(self, client: Client, circumstances: Circumstances) -> None:
        """Begin nothing yet."""
        self._client, self._circumstances = client, circumstances
        self._groups: dict[str, PortalGroup] = {}
        self._done: SimpleQueue[Future[list[Outcome]]] = SimpleQueue()
        self._futures: dict[str, Future[list[Outcome]]] = {}

    @property
    def at_work(self) -> Sequence[PortalTask]:
        """Nothing: only the cluster knows which portals are being built."""
        return ()

    def results(self, tasks: Iterable[PortalTask]) -> Generator[Outcome | None, None, None]:
        """Yield what becomes of each portal as it is known, and None now and then meanwhile.

        After Ctrl+C each worker ends the portal that it is at; what is built is yielded before the
        interrupt goes on. If this is ended early, workers stop in the same way.
        """
        try:
            self._submit(tasks)
            while self._futures:
                yield from self._arrived()
        except KeyboardInterrupt:
            yield from self._stopped()
            raise
        finally:
            self._give_up()

    def _submit(self, tasks: Iterable[PortalTask]) -> None:
        workers = len(self._client.scheduler_info()["workers"])
        for group in groups_of([*tasks], workers):
            self._send(group)

    def _send(self, tasks: Sequence[PortalTask]) -> None:
        group = PortalGroup(self._circumstances, tuple(tasks))
        key = f"portals-{self._circumstances.run}-{token_hex(8)}"
        future = self._client.submit(outcomes_of, group, key=key, pure=False)
        self._groups[key], self._futures[key] = group, future
        future.add_done_callback(self._done.put)

    def _arrived(self) -> Iterator[Outcome | None]:
        try:
            future = self._done.get(timeout=_TICK_S)
        except Empty:
            yield None
            if self._client.status == "closed":
                yield from self._lost()
            return
        key = str(future.key)
        if self._futures.pop(key, None):
            yield from self._results(future, self._groups.pop(key).tasks)

    def _results(
        self, future: Future[list[Outcome]], tasks: Sequence[PortalTask]
    ) -> Iterator[Outcome]:
        from distributed import KilledWorker

        if future.status == "finished":
            yield from future.result()
            return
        error = future.exception() if future.status == "error" else None
        if not isinstance(error, KilledWorker):
            why = f"the cluster cannot build it: {error!r}" if error else _LOST
            yield from (_failed(task, why) for task in tasks)
        elif len(tasks) == 1:
            yield lost_outcome(tasks[0])
        else:
            for task in tasks:
                self._send([task])

    def _lost(self) -> Iterator[Outcome]:
        self._futures.clear()
        for group in self._groups.values():
            yield from (_failed(task, _LOST) for task in group.tasks)

    def _stopped(self) -> Iterator[Outcome]:
        latest = monotonic() + _SECONDS_TO_STOP
        self._tell_to_stop()
        while self._futures and monotonic() < latest:
            yield from (one for one in self._arrived() if one)

    def _tell_to_stop(self) -> None:
        with suppress(Exception):  # a cluster that is gone has stopped
            self._client.run(stop, self._circumstances.run, on_error="ignore")

    def _give_up(self) -> None:
        if self._futures and self._client.status == "running":
            self._tell_to_stop()
            with suppress(Exception):
                self._client.cancel([*self._futures.values()], force=True)
        self._futures.clear()


def groups_of(tasks: Sequence[PortalTask], workers: int) -> list[list[PortalTask]]:
    """Divide tasks into groups of 20 to 50, or of fewer if workers would have nothing to do.

    The more groups there are for each worker, the less is to be done again when one dies.
    """
    count = len(tasks)
    for_all = -(-count // max(workers, 1))
    size = min(_MOST, max(-(-for_all // _GROUPS_FOR_A_WORKER), min(_FEWEST, for_all)))
    return [[*tasks[start : start + size]] for start in range(0, count, max(size, 1))]


def _failed(task: PortalTask, why: str) -> Outcome:
    return Outcome(task.slug, PortalStatus.FAILED, (why,), 1)


def _refusal(message: str) -> InvalidInput:
    return InvalidInput([Problem.of_setting("--cluster", message)])
