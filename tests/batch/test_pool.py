"""Processes do tasks, and the death of one costs nobody else anything."""

from __future__ import annotations

import os
import time
from pathlib import Path
from unittest.mock import Mock

import pytest

from coaching_site.batch.pool import Pool, usual_processes
from tests.batch import toys

# Tests run beside threads of their own, of which a process that is forked knows nothing.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.mark.parametrize(("method", "processes"), [("fork", 1), ("fork", 3), ("spawn", 1)])
def test_each_task_has_its_result(method: str, processes: int) -> None:
    """Every task is done once, by as many processes as are asked for, none of them this one."""
    pool = Pool(toys.squared, toys.lost_square, processes, method)
    results = [found for found in pool.results(range(12)) if found]
    assert sorted(square for square, _ in results) == [number**2 for number in range(12)]
    workers = {worker for _, worker in results}
    assert len(workers) <= processes
    assert os.getpid() not in workers


def test_no_more_processes_than_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """For two tasks two processes are started, however many may be."""
    pool = Pool(toys.squared, toys.lost_square, 9, "fork")
    start = Mock(wraps=pool._started)
    monkeypatch.setattr(pool, "_started", start)
    assert len([found for found in pool.results([1, 2]) if found]) == 2
    assert start.call_count == 2


def test_no_tasks() -> None:
    """Without a task no process is started, and there is no result."""
    assert [*Pool(toys.squared, toys.lost, 2).results([])] == []


def test_a_task_that_is_done_is_not_at_work() -> None:
    """While its result is looked at, a task is no longer one of those that are being done."""
    pool = Pool(toys.squared, toys.lost, 1, "fork")
    seen = [[*pool.at_work] for found in pool.results([1, 2, 3]) if found]
    assert seen == [[], [], []]


def test_a_process_that_dies_is_replaced(tmp_path: Path) -> None:
    """A task whose process is killed is tried by another one, and the others are done."""
    tasks = [tmp_path / name for name in ("well", "ill", "sick")]
    found = [one for one in Pool(toys.killed_once, toys.lost, 2, "fork").results(tasks) if one]
    assert sorted(map(str, found)) == ["ill", "sick", "well"]


def test_a_task_that_kills_is_given_up() -> None:
    """A task by which two processes die is reported as lost, and the others are done."""
    found = [one for one in Pool(toys.killed, toys.lost, 2, "fork").results([1, 2, 3, 4]) if one]
    assert sorted(map(str, found)) == ["('lost', 2)", "1", "3", "4"]


def test_ending_early_ends_the_processes(tmp_path: Path) -> None:
    """Who takes no more results, as after Ctrl+C, leaves no process behind."""
    pool = Pool(toys.slow, toys.lost, 2, "fork")
    results = pool.results([tmp_path / "slow", tmp_path / "quick"])
    assert next(results) == "quick"
    while not (tmp_path / "slow").exists() or not (tmp_path / "slow").read_text("ascii"):
        time.sleep(0.01)
    assert pool.at_work == [tmp_path / "slow"]
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "slow").read_text("ascii")), 0)
    assert pool.at_work == []


def test_one_process_for_each_core() -> None:
    """As many processes are usual as can run at once, and at least one."""
    assert 1 <= usual_processes() <= (os.cpu_count() or 1)
