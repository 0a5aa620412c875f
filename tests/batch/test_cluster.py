"""Workers of a cluster build portals, whoever of them dies, and only a cluster that is trusted may.

`tests/site/test_repeatable.py` has a real one build, of which a worker is killed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coaching_site.batch import cluster as clusters
from coaching_site.batch.cluster import WorkerPool, connected, groups_of
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.portal_group import Circumstances, PortalGroup
from coaching_site.batch.portal_task import PortalTask
from coaching_site.problems import InvalidInput

CIRCUMSTANCES = Circumstances("run", Path("mkdocs.yml"), (), (), "digest")


def tasks(*slugs: str) -> list[PortalTask]:
    """Return the tasks of engagements that are nowhere."""
    return [PortalTask(slug, Path(), date(2026, 11, 26), Path(), Path()) for slug in slugs]


class FakeFuture:
    """What becomes of a group of portals, known at once."""

    def __init__(self, key: str, status: str, result: Any) -> None:
        """Keep them."""
        self.key, self.status, self._result = key, status, result

    def result(self) -> Any:
        """Return what the worker has returned."""
        return self._result

    exception = result

    def add_done_callback(self, call: Callable[[FakeFuture], None]) -> None:
        """Call at once."""
        call(self)


class FakeClient:
    """A cluster of two workers, which does with each group what a function says."""

    status = "running"

    def __init__(self, do: Callable[[list[str]], Any]) -> None:
        """Begin with no group."""
        self._do = do
        self.sent: list[list[str]] = []
        self.stopped: list[str] = []

    def scheduler_info(self) -> dict[str, Any]:
        """Return two workers."""
        return {"workers": {"one": {}, "two": {}}}

    def submit(self, do: object, group: PortalGroup, key: str, pure: bool) -> FakeFuture:
        """Do with a group as the function says."""
        assert pure is False
        slugs = [task.slug for task in group.tasks]
        self.sent.append(slugs)
        found = self._do(slugs)
        if isinstance(found, Exception):
            return FakeFuture(key, "error", found)
        if found is None:
            return FakeFuture(key, "cancelled", None)
        return FakeFuture(key, "finished", found)

    def run(self, do: Callable[..., object], run: str, on_error: str) -> None:
        """Note that workers are told to stop."""
        self.stopped.append(run)

    def cancel(self, futures: list[FakeFuture], force: bool) -> None:
        """Do nothing."""


def _built(slugs: list[str]) -> list[Outcome]:
    return [Outcome(slug, PortalStatus.BUILT) for slug in slugs]


def _killed_by(slug: str) -> Callable[[list[str]], Any]:
    def do(slugs: list[str]) -> Any:
        from distributed import KilledWorker  # which takes long, and no other test needs

        killed: Any = KilledWorker
        return killed("key", None, 3) if slug in slugs else _built(slugs)

    return do


@pytest.mark.parametrize(
    ("do", "failed", "told"),
    [
        (_built, set(), ""),
        (_killed_by("bob"), {"bob"}, "the process that builds it was ended, and so was a second"),
        (
            lambda _: ModuleNotFoundError("No module named 'coaching_site'"),
            {"ann", "bob", "cleo", "dan"},
            "the cluster cannot build it: ModuleNotFoundError",
        ),
        (lambda _: None, {"ann", "bob", "cleo", "dan"}, "the connection to the cluster was lost"),
    ],
)
def test_what_becomes_of_each(do: Callable[[list[str]], Any], failed: set[str], told: str) -> None:
    """Each portal has one outcome; of a group that kills workers, one portal alone is given up."""
    client: Any = FakeClient(do)
    found = [*WorkerPool(client, CIRCUMSTANCES).results(tasks("ann", "bob", "cleo", "dan"))]
    outcomes = [one for one in found if one]
    assert sorted(one.slug for one in outcomes) == ["ann", "bob", "cleo", "dan"]
    assert {one.slug for one in outcomes if one.status == "failed"} == failed
    assert all(told in one.lines[0] for one in outcomes if one.slug in failed)
    assert client.stopped == []


def test_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl+C workers are told to stop, and what they have built by then is taken."""
    client: Any = FakeClient(lambda slugs: _built(slugs[:1]))
    pool = WorkerPool(client, CIRCUMSTANCES)
    arrived = pool._arrived
    monkeypatch.setattr(pool, "_arrived", lambda: _interrupted(pool, arrived, monkeypatch))
    found: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        found += (one.slug for one in pool.results(tasks("ann", "bob", "cleo", "dan")) if one)
    assert client.stopped == ["run"]
    assert found == ["ann", "cleo"]


def _interrupted(pool: WorkerPool, arrived: object, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pool, "_arrived", arrived)
    raise KeyboardInterrupt


def test_an_early_end() -> None:
    """If nobody takes results any more, workers are told to stop."""
    client: Any = FakeClient(_built)
    results = WorkerPool(client, CIRCUMSTANCES).results(tasks("ann", "bob", "cleo", "dan"))
    assert next(results)
    results.close()
    assert client.stopped == ["run"]


def test_a_connection_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the connection has been given up, no result is awaited any more."""
    monkeypatch.setattr(clusters, "_TICK_S", 0.01)
    client: Any = FakeClient(_built)
    client.status = "closed"
    monkeypatch.setattr(FakeFuture, "add_done_callback", lambda *_: None)
    first, *others = WorkerPool(client, CIRCUMSTANCES).results(tasks("ann", "bob"))
    assert first is None
    assert [one and one.lines[0] for one in others] == [clusters._LOST] * 2


@pytest.mark.parametrize(
    ("count", "workers", "sizes"),
    [
        (0, 2, set()),
        (3, 2, {1, 2}),
        (40, 2, {20}),
        (100, 2, {20}),
        (1_000, 10, {25}),
        (12_800, 64, {50}),
        (7, 0, {7}),
    ],
)
def test_groups(count: int, workers: int, sizes: set[int]) -> None:
    """A group has 20 to 50 portals, unless workers would be left without any."""
    slugs = [str(number) for number in range(count)]
    groups = groups_of(tasks(*slugs), workers)
    assert [task.slug for group in groups for task in group] == slugs
    assert {len(group) for group in groups} == sizes


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("tcp://127.0.0.1:8786", "expected tls://HOST:PORT"),
        ("127.0.0.1:8786", "expected tls://HOST:PORT"),
        ("inproc://1/2", "expected tls://HOST:PORT"),
        ("tls://127.0.0.1:8786/x", "expected tls://HOST:PORT"),
        ("tls://127.0.0.1:8786", "its certificates are needed: --cluster-ca, --cluster-cert"),
    ],
)
def test_no_connection_without_tls(address: str, told: str) -> None:
    """Nothing is sent anywhere but over TLS, for which both sides have certificates."""
    with pytest.raises(InvalidInput) as refused, connected(address):
        pass
    assert str(refused.value).startswith(f"--cluster: {told}")
