"""The page about the sponsor: read on every screen, ticked, sent, and taken back."""

from __future__ import annotations

import re
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from coaching_site.build.inputs import read_inputs
from coaching_site.build.site_folder import write_site
from coaching_site.build.sponsor_site import compose_sponsor_site
from coaching_site.build.workspace import Workspace
from tests.cli.commands import run
from tests.live.portal import DESK, PHONE, opened, violations
from tests.live.writing import save_reply
from tests.site.building import AMARA, AS_OF, Project

PAGE: Final = "sponsors/report.html"
FILE: Final = f"engagements/{AMARA}/engagement.yml"
DEPOTS: Final = "The depots run under their directors"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the sample with an agreement that provides for a report, in which a goal is shared."""
    project = Project(tmp_path_factory.mktemp("sponsor") / "project", AMARA)
    text = (project.folder / FILE).read_text("utf-8")
    text = text.replace("\nagreement:\n", "\nagreement:\n  sponsor_report: true\n", 1)
    text = text.replace("    id: depots\n", "    id: depots\n    shared: true\n", 1)
    project.write(FILE, text)
    project.build()
    return project


@pytest.fixture(scope="module")
def report(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sponsor's site of the same day."""
    names = ("content", "overrides", "engagements")
    workspace = Workspace(*(project.folder / name for name in names))
    files = compose_sponsor_site(read_inputs(workspace, AMARA, date.fromisoformat(AS_OF))).files
    place = tmp_path_factory.mktemp("report") / "site"
    write_site(place, "a sponsor", files)
    return place


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_no_objection(
    chromium: Browser, project: Project, report: Path, scheme: str, size: ViewportSize
) -> None:
    """Nothing is wrong on either page, as a file or from a server, at either width; axe finds
    nothing, and nothing is wider than the screen."""
    for folder, name in ((project.site / AMARA, PAGE), (report, "index.html")):
        with opened(chromium, folder, scheme, size) as site, site.visit(name) as page:
            # In files axe itself would fetch style sheets, which no page may.
            assert scheme == "file" or violations(page) == []
            assert not page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )


def test_ticked_and_sent(chromium: Browser, project: Project, tmp_path: Path) -> None:
    """What is ticked is kept, sent and taken into the file; then the report shows it."""
    with (
        opened(chromium, project.site / AMARA, "http", PHONE) as portal,
        portal.visit(PAGE) as page,
    ):
        goals = page.locator(".share > label input")
        expect(goals.nth(0)).to_be_checked()
        expect(goals.nth(1)).not_to_be_checked()
        numbers = page.locator(".share").nth(0).locator(".share__numbers input")
        numbers.nth(0).check()
        page.locator(".share").nth(1).locator("> label input").check()
        expect(page.locator(".sharing .write__status")).not_to_be_empty()
        expect(page.locator(".mirror .report__goal")).to_have_count(1)
        page.reload()
        expect(numbers.nth(0)).to_be_checked()
        goals.nth(0).uncheck()
        expect(numbers.nth(0)).to_be_hidden()
        goals.nth(0).check()
        expect(numbers.nth(0)).to_be_checked()
        page.wait_for_timeout(400)
        page.goto(f"{portal.address}/reply.html")
        listed = page.locator(".reply__item:visible")
        expect(listed).to_have_count(1)
        expect(listed.locator(".reply__draft")).to_contain_text(DEPOTS)
        page.locator(".reply__open input").check()  # there is no key in this project
        reply = save_reply(page, tmp_path)
    with chdir(project.folder):
        result = run("receive", str(reply), "--yes")
    assert result.exit_code == 0, result.output
    text = (project.folder / FILE).read_text("utf-8")
    assert len(re.findall("^    shared: true$", text, re.MULTILINE)) == 2
    assert len(re.findall("^        shared: true$", text, re.MULTILINE)) == 1
    assert "shared: false" not in text
    project.build()
    with opened(chromium, project.site / AMARA, "http", DESK) as portal, portal.visit(PAGE) as page:
        expect(page.locator(".mirror .report__goal")).to_have_count(2)
        expect(page.locator(".mirror .report__metric")).to_have_count(1)
