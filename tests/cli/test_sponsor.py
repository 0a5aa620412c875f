"""`sponsor` writes the report for a sponsor, and says whether the client has seen it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from tests.build.test_sponsor_site import SLUG, write_client
from tests.cli.commands import run
from tests.site.building import Project

DAY = "2026-11-15"
KNOWN: dict[str, Any] = {
    "executive": {"name": "Nadia Brandt"},
    "coach": {"name": "Jon Field"},
    "start": "2026-09-01",
    "stakeholders": [{"name": "Ines Roth", "relation": "Sponsor"}],
    "agreement": {"sponsor_report": True},
    "goals": [{"title": "Hand over the review", "shared": True}, {"title": "Sell the mill"}],
}

PETRA = """\
executive: {name: Petra Ibáñez}
coach: {name: Jon Field}
start: 2026-09-01
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project of one client, which is the current folder."""
    project = Project(tmp_path / "project", pdf=False)
    write_client(project.folder, KNOWN)
    monkeypatch.setenv("AS_OF", DAY)
    with chdir(project.folder):
        yield project


def test_a_report(project: Project) -> None:
    """The page and the paper stand in a folder of their own, with nothing that is not shared."""
    result = run("sponsor", SLUG)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.output.splitlines() == [
        f"For Ines Roth: sponsors/{SLUG}/index.html",
        f"On paper: sponsors/{SLUG}/report.pdf",
        "The portal does not show this report: build it, and let Nadia Brandt read it first",
    ]
    place = project.folder / "sponsors" / SLUG
    page = (place / "index.html").read_text("utf-8")
    assert ("Hand over the review" in page, "Sell the mill" in page) == (True, False)
    assert "script-src" in page
    assert {path.suffix for path in place.rglob("*") if path.is_file()} == {
        *(".html", ".pdf", ".css", ".svg", ".woff2", ""),
    }
    assert not project.site.exists()


def test_seen_first(project: Project) -> None:
    """Once the portal shows the same report, nothing more is said; of another it is said again."""
    project.build(SLUG, DAY)
    assert len(run("sponsor", SLUG).output.splitlines()) == 2
    project.edit(
        f"engagements/{SLUG}/engagement.yml", '"Sell the mill"', '"Sell it", "shared": true'
    )
    assert "build it, and let" in run("sponsor", SLUG).output


def test_all_clients(project: Project) -> None:
    """Of all clients, those have a report whose agreement provides for one."""
    text = (project.folder / f"engagements/{SLUG}/engagement.yml").read_text("utf-8")
    other = text.replace('{"sponsor_report": true}', "{}").replace("Nadia", "Petra")
    project.write("engagements/petra-brandt/engagement.yml", other)
    assert run("sponsor", "--all").exit_code == 0
    assert [path.name for path in Path("sponsors").iterdir()] == [SLUG]
    result = run("sponsor", "petra-brandt")
    assert (result.exit_code, "provides for no report" in result.stderr) == (2, True)
    (project.folder / f"engagements/{SLUG}/engagement.yml").write_text(other, "utf-8")
    assert "No agreement provides for a report" in run("sponsor", "--all").output


def test_verified_later(project: Project) -> None:
    """`verify` holds a report against what its sponsor is told today, and against other clients."""
    project.write("engagements/petra/engagement.yml", PETRA)
    assert run("sponsor", SLUG).exit_code == 0
    result = run("verify")
    assert (result.exit_code, result.stdout) == (0, f"sponsors/{SLUG}: nothing found\n")
    page = project.folder / "sponsors" / SLUG / "index.html"
    clean = page.read_text("utf-8")
    page.write_text(
        clean.replace("</h1>", "</h1><p>Sell <b>the</b> mill, Ibáñez Petra</p>"), "utf-8"
    )
    result = run("verify", f"sponsors/{SLUG}")
    assert result.exit_code == 1
    place = f"sponsors/{SLUG}/index.html: holds"
    assert sorted(result.stderr.splitlines()) == [
        f"{place} a name from engagements/petra/engagement.yml:1: executive.name",
        f"{place} a text from engagements/{SLUG}/engagement.yml: goals.2.title",
    ]
    page.write_text(clean, "utf-8")
    file = f"engagements/{SLUG}/engagement.yml"
    project.edit(file, '"shared": true', '"shared": false')
    assert f"{place} a text from {file}: goals.1.title" in run("verify").stderr
    project.edit(file, '"sponsor_report": true', '"sponsor_report": false')
    result = run("verify")
    assert (result.exit_code, "provides for no report" in result.stderr) == (2, True)


@pytest.mark.parametrize("place", ["site/x", f"site/{SLUG}", "engagements/x", "content/x", "."])
def test_places(project: Project, place: str) -> None:
    """No report is written into a portal, nor among clients, words and looks."""
    project.site.mkdir()
    result = run("sponsor", SLUG, "--out", place)
    assert (result.exit_code, "the sponsor gets this and nothing else" in result.stderr) == (
        2,
        True,
    )
    assert not (project.folder / place / "index.html").exists()


@pytest.mark.parametrize("words", [(), (SLUG, "--all"), ("--all", "--out", "x")])
def test_usage(project: Project, words: tuple[str, ...]) -> None:
    """Either clients are named or all are meant; one place holds one report."""
    assert run("sponsor", *words).exit_code == 2
