"""What the search for leaks takes of a build: CPU, as a part of all that a portal takes.

    python -m benchmarks.leak_search [--clients 1000] [--portals 20]

A practice of varied clients without PDFs is written. Then it is measured, of as many portals as
are asked for: the search in a process that builds one after another, as `coaching-site build`
does, and in processes that build one each, as `mkdocs build` does; both where the phrases of all
clients are known and nothing has changed. What a change of one client and what the very first
reading of all take is told apart. Times are those of the processor, lest it matters what else a
machine does; the aim is a tenth.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir
from functools import wraps
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time, sleep
from typing import Any, Final, NamedTuple

from benchmarks.build_share import AS_OF
from benchmarks.practice import write_practice
from coaching_site.batch.phrases import read_phrases
from coaching_site.build import completion, leak_search
from coaching_site.cache import CACHE
from coaching_site.leaks import index
from coaching_site.leaks.search import LeakSearch
from coaching_site.mkdocs.one_portal import build_portal
from coaching_site.mkdocs.settings import BuildOrder

AIM: Final = 0.1
# What was written a moment ago is read again, since it may be written once more.
_SECONDS_OF_REST: Final = 3
_SETTINGS: Final = Path("mkdocs.yml")
_ONE: Final = "import benchmarks.leak_search as b, sys; b.print_one(sys.argv[1])"


class Spent(NamedTuple):
    """CPU seconds of one portal: all of it, and the search in it."""

    all: float
    search: float

    @property
    def part(self) -> float:
        """The part of the search in what the portal takes without it."""
        return self.search / (self.all - self.search)


class Measured(NamedTuple):
    """Seconds for reading all clients and for one that has changed, and portals of both kinds."""

    first: float
    changed: float
    many: Sequence[Spent]
    alone: Sequence[Spent]


def measure(folder: Path, clients: int, portals: int) -> Measured:
    """Return what a practice in a folder takes."""
    slugs = write_practice(folder, clients)
    with chdir(folder):
        first = _read(folder)
        _change(folder / "engagements" / slugs[-1])
        changed = _read(folder)
        _spent(slugs[0])  # warms up
        many = [_spent(slug) for slug in slugs[:portals]]
        alone = [_alone(folder, slug) for slug in slugs[: max(1, portals // 4)]]
    return Measured(first, changed, many, alone)


def report(measured: Measured, clients: int) -> str:
    """Return the parts and seconds as text."""
    each = median(one.all - one.search for one in measured.many)
    return "\n".join(
        [
            f"{clients} clients; the search, as a part of a portal without it; aim {AIM:.0%}",
            f"{_part(measured.many)}  of portals built one after another",
            f"{_part(measured.alone)}  of portals built by a process each",
            f"{measured.changed / each:6.1%}  to read what one client has changed, once",
            f"{measured.first / clients / each:6.1%}  to read all for the first time, a portal",
        ]
    )


def _part(spent: Sequence[Spent]) -> str:
    return f"{median(one.part for one in spent):6.1%}"


def print_one(slug: str) -> None:
    """Build the portal of one client, and print what it takes; run in a process of its own."""
    _spent(slug)
    started = process_time()
    print(json.dumps([started, *_TIMES]))


_TIMES: Final[list[float]] = []


def _spent(slug: str) -> Spent:
    _TIMES.clear()
    _watch()
    start = process_time()
    # As in a batch, whose processes ask once which files there are.
    build_portal(_SETTINGS, BuildOrder(slug, AS_OF, run="a benchmark"))
    return Spent(process_time() - start, sum(_TIMES))


def _watch() -> None:
    """Count what it takes to set up the search, and to search."""
    setattr(completion, "leak_search_of", _timed(leak_search.leak_search_of))  # noqa: B010
    setattr(LeakSearch, "faults", _timed(LeakSearch.faults))  # noqa: B010


def _timed(function: Any) -> Any:
    bare = getattr(function, "__wrapped__", function)

    @wraps(bare)
    def call(*given: Any, **named: Any) -> Any:
        start = process_time()
        try:
            return bare(*given, **named)
        finally:
            _TIMES.append(process_time() - start)

    return call


def _alone(folder: Path, slug: str) -> Spent:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", _ONE, slug]
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    whole, *times = json.loads(run.stdout)
    return Spent(whole, sum(times))


def _read(folder: Path) -> float:
    index._LATEST.clear()
    sleep(_SECONDS_OF_REST)
    start = process_time()
    read_phrases(folder / "engagements", folder / CACHE, 1)
    return process_time() - start


def _change(client: Path) -> None:
    file = client / "engagement.yml"
    file.write_text(file.read_text("utf-8").replace(". No. ", ". No. 1", 1), "utf-8")


def main() -> None:
    """Measure as the options say, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--portals", type=int, default=20)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        practice = Path(folder) / "practice"
        print(report(measure(practice, options.clients, options.portals), options.clients))


if __name__ == "__main__":
    main()
