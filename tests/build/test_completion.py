"""The end of a build: the portal and the report for a sponsor, both or neither."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from coaching_site.build import completion
from coaching_site.build.inputs import Inputs
from coaching_site.build.sponsor_site import PAGE, SponsorSite, compose_sponsor_site
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
    shutil.rmtree(page.parent)
    assert run("build", SLUG).stderr == ""


def test_both_or_neither(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the report would say a name of another client, the portal is not replaced, either."""
    project.write("engagements/petra/engagement.yml", PETRA)

    def leaking(inputs: Inputs) -> SponsorSite:
        site = compose_sponsor_site(inputs, has_pdf=False)
        page = site.files[PAGE].replace(b"</h1>", b"</h1><p>Petra <i>Ibanez</i></p>", 1)
        return replace(site, files={**site.files, PAGE: page})

    monkeypatch.setattr(completion, "compose_sponsor_site", leaking)
    result = run("build", SLUG)
    assert result.exit_code == 1
    assert "a name from engagements/petra/engagement.yml:1: executive.name" in result.stderr
    assert [*(project.folder / "sponsors").glob("*")] == []
    assert [*project.site.glob("*")] == []
