"""The end of a build: the portal and the report for a sponsor, both or neither."""

from __future__ import annotations

import errno
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coaching_site.build import completion
from coaching_site.build.inputs import Inputs
from coaching_site.build.sponsor_site import PAGE, SponsorSite, compose_sponsor_site
from coaching_site.mkdocs import plugin
from coaching_site.staging import StagingFolder
from tests.build.test_sponsor_site import REPORT, SLUG
from tests.cli.commands import run
from tests.cli.test_sponsor import PETRA, project
from tests.site.building import Project

__all__ = ["project"]


def test_built_along(project: Project) -> None:
    """`build` writes the report with the portal that shows it, anew where one of them changed, and
    warns of one that the agreement does not provide for any more."""
    page = project.folder / "sponsors" / SLUG / "index.html"
    result = run("build", SLUG)
    assert (result.exit_code, result.stderr) == (0, "")
    told = result.stdout.splitlines()
    assert told[-3:-1] == [f"To read: site/{SLUG}/index.html", f"For 1 sponsor: sponsors/{SLUG}"]
    report = REPORT.findall(page.read_bytes())
    portal = (project.site / SLUG / "sponsors/report.html").read_bytes()
    assert (len(report), report[0] in portal) == (1, True)
    assert "1 unchanged" in run("build", SLUG).stdout
    page.unlink()
    assert "1 built" in run("build", SLUG).stdout
    assert page.is_file()
    project.edit(f"engagements/{SLUG}/engagement.yml", '{"sponsor_report": true}', "{}")
    for _ in range(2):
        result = run("build", SLUG)
        assert f"for no report to a sponsor any more: delete sponsors/{SLUG}" in result.stderr
        assert "For 1 sponsor" not in result.stdout
    shutil.rmtree(page.parent)
    assert run("build", SLUG).stderr == ""


def test_both_or_neither(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the report would say a name of another client, the portal is not replaced, either."""
    project.write("engagements/petra/engagement.yml", PETRA)

    def leaking(inputs: Inputs, *, has_pdf: bool) -> SponsorSite:
        assert not has_pdf  # as the settings say
        site = compose_sponsor_site(inputs, has_pdf=False)
        page = site.files[PAGE].replace(b"</h1>", b"</h1><p>Petra <i>Ibanez</i></p>", 1)
        return replace(site, files={**site.files, PAGE: page})

    monkeypatch.setattr(completion, "compose_sponsor_site", leaking)
    result = run("build", SLUG)
    assert result.exit_code == 1
    assert "a name from engagements/petra/engagement.yml:1: executive.name" in result.stderr
    assert f"  sponsors/{SLUG}: index.html: holds" in result.stderr
    assert [*(project.folder / "sponsors").glob("*")] == []
    assert [*project.site.glob("*")] == []


def test_a_template_that_fails(project: Project) -> None:
    """A mistake in a template of the coach's is told as what is typed is, and leaves all."""
    page = project.folder / "overrides/sponsor/index.html"
    page.write_text(page.read_text().replace("</body>", "{{ nothing.at.all }}</body>"))
    result = run("build", SLUG)
    assert (result.exit_code, "overrides/sponsor/index.html:" in result.stderr) == (2, True)
    assert [*project.site.glob("*")] == []


def _without_paper(inputs: Inputs, *, has_pdf: bool) -> SponsorSite:
    return replace(compose_sponsor_site(inputs, has_pdf=has_pdf), tip="no paper")


def test_a_report_that_cannot_take_its_place(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the second of both cannot be replaced it is told which is new; the next build mends."""
    assert run("build", SLUG).exit_code == 0
    report = project.folder / "sponsors" / SLUG / "index.html"
    before = report.read_bytes()
    project.edit(f"engagements/{SLUG}/engagement.yml", "Hand over the review", "Hand it over")
    swap_in = StagingFolder.swap_in

    def refused(folder: StagingFolder) -> Path | None:
        if folder.target.parent.name == "sponsors":
            raise OSError(errno.EACCES, "Permission denied")
        return swap_in(folder)

    with monkeypatch.context() as patch:
        patch.setattr(StagingFolder, "swap_in", refused)
        result = run("build", SLUG)
    assert result.exit_code == 1
    told = f"sponsors/{SLUG}: the report for the sponsor cannot be written: Permission denied"
    assert told in result.stderr
    assert "an earlier one stays as it was, though its portal is new" in result.stderr
    assert "the portal cannot be written" not in result.stderr
    assert "Hand it over" in (project.site / SLUG / "sponsors/report.html").read_text("utf-8")
    assert report.read_bytes() == before
    logged: list[tuple[object, ...]] = []
    monkeypatch.setattr(completion, "compose_sponsor_site", _without_paper)
    monkeypatch.setattr(plugin._log, "info", lambda *of: logged.append(of))
    assert run("build", SLUG).stderr == ""
    assert ("%s", f"sponsors/{SLUG}: no paper") in logged
    assert "Hand it over" in report.read_text("utf-8")


_KILLED = """
import os, signal, sys
from coaching_site.cli import main
from coaching_site.staging import StagingFolder
swap_in = StagingFolder.swap_in
def killed(folder):
    if folder.target.parent.name == "sponsors":
        os.killpg(0, signal.SIGKILL)
    return swap_in(folder)
StagingFolder.swap_in = killed
main()
"""


def test_killed_between_the_two(project: Project) -> None:
    """Killed when the portal alone is new, its report is whole and the old one; the next build
    writes the new one, though nothing has changed since."""
    page = project.folder / "sponsors" / SLUG / "index.html"
    mirror = project.site / SLUG / "sponsors/report.html"
    assert run("build", SLUG).exit_code == 0
    before = page.read_bytes()
    project.edit(f"engagements/{SLUG}/engagement.yml", "Hand over the review", "Hand it over")
    command = [sys.executable, "-c", _KILLED, "build", SLUG]
    ended = subprocess.run(command, start_new_session=True, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (page.read_bytes() == before, b"Hand it over" in mirror.read_bytes()) == (True, True)
    assert "1 built" in run("build", SLUG).stdout
    assert [path.name for path in page.parents[1].iterdir()] == [SLUG]
    assert REPORT.findall(page.read_bytes()) == REPORT.findall(mirror.read_bytes())
