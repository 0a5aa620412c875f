"""The same input gives the same bytes, wherever, whenever and by whichever engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coaching_site.batch.batch import Batch
from coaching_site.batch.changes import Changes
from coaching_site.batch.records import Records
from coaching_site.batch.shared_inputs import shared_inputs
from tests.batch.clusters import certificates, cluster
from tests.site.building import AMARA, AS_OF, TOMAS, Project, Site

# Makes a Python process believe that it is another day; it runs before anything else does.
ANOTHER_DAY = """
import datetime, time

_time = time.time
time.time = lambda: _time() + 400 * 86400

class _Late(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=400)

datetime.datetime = _Late
"""


BLOCKS_ONCE = """
import os, pathlib, time

def on_pre_build(config):
    told = pathlib.Path(__file__).with_name("blocked")
    if not told.exists():
        told.with_name("half").write_text(str(os.getpid()))
        told.with_name("half").rename(told)
        time.sleep(120)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with both samples, in which nothing is kept that others have made."""
    return Project(tmp_path / "project", AMARA, TOMAS, apart=True)


def test_another_folder(tmp_path: Path, amara: Site) -> None:
    """Two builds in different folders have the same bytes."""
    folder = tmp_path / "some where" / "élsewhere"
    assert Project(folder, AMARA, apart=True).build(AMARA).files == amara.files


def test_another_world(tmp_path: Path, project: Project, amara: Site) -> None:
    """Another day, time zone, hash seed, home and language of the machine change no byte."""
    (tmp_path / "late").mkdir()
    (tmp_path / "late/sitecustomize.py").write_text(ANOTHER_DAY)
    (project.folder / ".cache/coaching-site/templates").unlink()  # nor what others have compiled
    code, printed = project.run(
        "build",
        HOME=str(tmp_path),
        LANG="de_DE.UTF-8",
        PYTHONHASHSEED="4711",
        PYTHONPATH=str(tmp_path / "late"),
        TZ="Pacific/Kiritimati",
    )
    assert code == 0, printed
    assert project.built(AMARA).files == amara.files


def test_another_day_is_another_portal(project: Project, tmp_path: Path) -> None:
    """Without an as-of day the clock counts; so the test above does turn it."""
    (tmp_path / "late").mkdir()
    (tmp_path / "late/sitecustomize.py").write_text(ANOTHER_DAY)
    days = [datetime.now(UTC).date() + timedelta(days=late) for late in (399, 400, 401)]
    code, printed = project.run("build", AS_OF="", PYTHONPATH=str(tmp_path / "late"))
    assert code == 0, printed
    notice = project.built(AMARA).pages["index.html"].select(".colophon__note")[0].get_text()
    assert [day for day in days if f"As of {day.day}\u00a0{day:%B %Y}" in notice]


def test_another_order(project: Project, amara: Site, tomas: Site) -> None:
    """What was built before in the same process, another portal or the same, changes no byte; and
    no portal has a word of another."""
    expected = {AMARA: amara.files, TOMAS: tomas.files}
    for slug in (TOMAS, AMARA, AMARA, TOMAS, AMARA):
        assert project.build(slug).files == expected[slug]
    for slug, canary in ((TOMAS, b"Lindqvist"), (AMARA, b"Okafor")):
        assert not [name for name, raw in expected[slug].items() if canary in raw]


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize(
    ("method", "processes", "slugs"), [("fork", 2, (TOMAS, AMARA)), ("spawn", 1, ("nobody", TOMAS))]
)
def test_many_at_once(
    tmp_path: Path, amara: Site, tomas: Site, method: str, processes: int, slugs: tuple[str, ...]
) -> None:
    """Portals built by processes of a batch have the same bytes, however these are started."""
    project = Project(tmp_path / "project", AMARA, TOMAS)
    settings, engagements = project.folder / "mkdocs.yml", project.folder / "engagements"
    shared = shared_inputs(settings, [settings, project.folder / "content"], "1")
    day = date.fromisoformat(AS_OF)
    changes = Changes(Records(settings), engagements, project.site, shared, day)
    found = filter(None, Batch(slugs, settings, changes, processes, method).outcomes())
    alone = {AMARA: amara.files, TOMAS: tomas.files}
    assert {one.slug for one in found if one.status == "built"} == {*slugs} & {*alone}
    for slug in {*slugs} & {*alone}:
        assert project.built(slug).files == alone[slug]
    assert changes.unchanged(slugs) == {*slugs} & {*alone}


def test_a_worker_that_is_killed(tmp_path: Path, tomas: Site) -> None:
    """The portal that a killed worker was at is built by another one, byte for byte the same.

    An engagement with a mistake stops no other one, and nothing is left beside the portals.
    """
    project = Project(tmp_path / "project", TOMAS)
    project.hook(BLOCKS_ONCE)
    project.write("engagements/bad/engagement.yml", "executive: {name: Ann}\n")
    known = certificates(tmp_path / "certificates")
    (tmp_path / "cluster").mkdir()
    with cluster(tmp_path / "cluster", known, workers=2) as address:
        command = ["build", "--all", "--cluster", address, *known.options("cluster")]
        environment = {**os.environ, "AS_OF": "2026-11-23"}
        with subprocess.Popen(
            [sys.executable, "-m", "coaching_site", *command],
            cwd=project.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as build:
            blocked = project.folder / "blocked"
            while not blocked.exists() and build.poll() is None:
                time.sleep(0.05)
            kill = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows each signal kills
            with suppress(FileNotFoundError):
                os.kill(int(blocked.read_text("ascii")), kill)
            printed, errors = build.communicate(timeout=120)
    assert "2 portals: 1 built, 1 failed; " in printed, errors
    assert errors.startswith("bad: failed\nengagements/bad/engagement.yml:1:1: ")
    assert build.returncode == 2
    assert {path.name for path in project.site.iterdir()} == {TOMAS}
    assert project.built(TOMAS).files == tomas.files


def test_another_engine(project: Project, amara: Site) -> None:
    """ProperDocs builds the same portal, byte for byte."""
    code, printed = project.run("build", "-f", "mkdocs.yml", engine="properdocs")
    assert code == 0, printed
    assert project.built(AMARA).files == amara.files


def test_older_settings(project: Project, amara: Site) -> None:
    """The plugins that portals needed for their search once change no byte, and are told of."""
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - search\n  - offline\n")
    code, printed = project.run_here("build")
    assert code == 0, printed
    assert "own search; `material/search` and `material/offline` can be taken out" in printed
    assert project.built(AMARA).files == amara.files
