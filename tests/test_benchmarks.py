"""The benchmarks run and say what they measure; how long things take is never tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import (
    build_share,
    desk,
    first_visit,
    leak_search,
    lighthouse,
    locking,
    many_portals,
    one_build,
    serve_latency,
)
from benchmarks.build_share import copy_project
from benchmarks.many_portals import Taken
from benchmarks.practice import varied
from tests.fixture import COMPILED, ROOT
from tests.site.building import AMARA, Project


def test_build_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """The share of a build is told beside MkDocs and Material alone, with where the time goes."""
    monkeypatch.setattr(build_share, "copy_project", _copy_with_templates)
    text = build_share.report(build_share.measure(1, warm_up=0))
    for told in ("our share", "with all pages new", "by timers of our own"):
        assert re.search(rf"^{told} +-?\d+\.\d%", text, re.MULTILINE)
    for part in ("import the project", "import pydantic", "write the pages", "verify the site"):
        assert re.search(rf"^ +\d+\.\d ms +\d+\.\d%  {part}$", text, re.MULTILINE)


def _copy_with_templates(folder: Path) -> None:
    """Make the workspace of a benchmark, with the templates that another test has compiled."""
    copy_project(folder)
    (folder / ".cache/coaching-site").mkdir(parents=True)
    (COMPILED / "templates").mkdir(exist_ok=True)
    (folder / ".cache/coaching-site/templates").symlink_to(COMPILED / "templates")


def test_one_build() -> None:
    """The CPU of a build and of large ones is told in multiples of what Material alone takes."""
    spent = (1.5, 2.0, 6.0, 0.5)
    text = one_build.report(
        {name: [took] for name, took in zip((*one_build.AIMS, one_build.ALONE), spent, strict=True)}
    )
    assert text.splitlines() == [
        "  0.50 s         Material alone, on the Markdown of the sample",
        "  1.50 s  3.00x  the sample; aim 1.21x",
        "  2.00 s  4.00x  200 sessions, actions and ratings; aim 4.55x",
        "  6.00 s 12.00x  200 goals; aim 7.58x",
    ]


def test_locking() -> None:
    """Opening is told with what of it derives the key, which is slow on purpose."""
    times = locking.LockTimes(0.26, 0.15, 1.7, 1.2, 748_700)
    assert locking.report(times).splitlines() == [
        "  0.26 s  to lock 30 pages, 749 KB",
        "  0.15 s  to find that nothing has changed",
        "  1.70 s  from the passphrase to the page",
        "  1.20 s  of it to derive the key",
        "  0.50 s  all the rest; aim 1 s",
    ]


def test_desk() -> None:
    """The time that the coach's page takes is told for one client and for many."""
    text = desk.report(desk.measure(1, 2))
    assert re.fullmatch(r" +\d+\.\d\d s  1 client\n +\d+\.\d\d s  2 clients; aim 5 s", text)


def test_leak_search() -> None:
    """The search is told as a part of a portal without it, of one alone and of one among many."""
    many, alone = leak_search.Spent(0.55, 0.05), leak_search.Spent(1.26, 0.06)
    measured = leak_search.Measured(first=20.0, changed=0.02, many=[many], alone=[alone])
    assert leak_search.report(measured, 1000).splitlines() == [
        "1000 clients; the search, as a part of a portal without it; aim 10%",
        " 10.0%  of portals built one after another",
        "  5.0%  of portals built by a process each",
        "  4.0%  to read what one client has changed, once",
        "  4.0%  to read all for the first time, a portal",
    ]


def test_many_portals() -> None:
    """Each way is told by what a portal takes, and by its multiples within rounds."""
    first = {
        many_portals.NAIVE: Taken(20, 16, 10),
        many_portals.XARGS: Taken(10, 16, 10),
        many_portals.POOL: Taken(5, 8, 10),
        many_portals.COLD: Taken(20, 40, 100),
        many_portals.WARM: Taken(10, 20, 100),
        many_portals.SINGLE: Taken(2, 1.6),
        many_portals.UNCHANGED: Taken(0.5, 0.5),
        many_portals.ONE: Taken(2.2, 1.7),
    }
    second = first | {many_portals.WARM: Taken(5, 20, 100)}
    assert many_portals.report([first, second, second]).splitlines() == [
        "  CPU a portal   wall a portal   times as fast",
        "       1600 ms         2000 ms     1.0 by the clock,  1.0 by CPU  "
        "mkdocs build, one after another",
        "       1600 ms         1000 ms     2.0 by the clock,  1.0 by CPU  mkdocs build, by xargs",
        "        800 ms          500 ms     4.0 by the clock,  2.0 by CPU  "
        "mkdocs build, by a plain pool",
        "        400 ms          200 ms    10.0 by the clock,  4.0 by CPU  "
        "build --all, nothing kept",
        "        200 ms           50 ms    40.0 by the clock,  8.0 by CPU  build --all --force",
        "    2.00 s, 1.00 of one mkdocs build: one mkdocs build",
        "    0.50 s, 0.25 of one mkdocs build: build --all, nothing changed",
        "    2.20 s, 1.10 of one mkdocs build: build --all, one changed",
    ]


def test_varied_clients() -> None:
    """The clients of a practice differ in what they say and how much, each always the same."""
    sample = (ROOT / "engagements/amara-lindqvist/engagement.yml").read_text("utf-8")
    clients = [varied(sample, number) for number in (0, 1, 2, 0)]
    assert len({*clients}) == 3
    assert clients[0] == clients[3]
    assert not [text for text in clients if "Amara" in text or "Lindqvist" in text]


def test_serve_latency(tmp_path: Path) -> None:
    """The time until an edit is served is told for each kind of file, each edited where it is."""
    text = serve_latency.report({"word": [0.25, 0.75, 0.5], "style": [1]})
    assert text.splitlines() == [
        "word          0.50 s   (0.25 to 0.75)",
        "style         1.00 s   (1.00 to 1.00)",
        "all           0.62 s   (4 edits)",
    ]
    project = Project(tmp_path / "project", AMARA)
    for kind in serve_latency.KINDS.values():
        assert kind.text in (project.folder / kind.file).read_text("utf-8")


def test_first_visit() -> None:
    """What a first visit costs is told for each page and each file, the heaviest first."""
    text = first_visit.report({"a.html": {"a.html": 7_600}, "b.html": {"b.html": 7, "c.css": 70}})
    assert text.splitlines() == [
        "    7,600    11% of what may come, a.html",
        "    7,600   100% a.html",
        "       77     0% of what may come, b.html",
        "       70    91% c.css",
        "        7     9% b.html",
    ]


def test_lighthouse() -> None:
    """Of a report of Lighthouse the scores are told, and the audits that lower them."""
    refs = [
        {"id": "contrast", "weight": 3},
        {"id": "names", "weight": 3},
        {"id": "tip", "weight": 0},
    ]
    found = {
        "categories": {name: {"score": 0.955, "auditRefs": refs} for name in lighthouse.CATEGORIES},
        "audits": {"contrast": {"score": 0}, "names": {"score": None}, "tip": {"score": 0}},
    }
    scores, faults = lighthouse.scores_of(found), lighthouse.complaints(found)
    assert lighthouse.line("home", "phone", scores, faults) == (
        "home     phone performance  96  accessibility  96  best-practices  96  contrast"
    )
