"""The page about the sponsor: read on every screen, ticked, sent, and taken back."""

from __future__ import annotations

import re
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from coaching_site.build.inputs import read_inputs
from coaching_site.build.site_folder import write_site
from coaching_site.build.sponsor_site import compose_sponsor_site
from coaching_site.build.workspace import Workspace
from tests.cli.commands import run
from tests.live.portal import DESK, PHONE, Opened, opened, violations
from tests.live.test_bound import made_by
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


def goals_of(page: Page) -> Locator:
    """Return the boxes of the goals."""
    return page.locator(".share > label input")


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_kept_in_firefox(firefox: Browser, project: Project, scheme: str) -> None:
    """Firefox keeps a tick, also of a page that is opened as a file, on a phone's screen."""
    with (
        opened(firefox, project.site / AMARA, scheme, PHONE) as portal,
        portal.visit(PAGE) as page,
    ):
        goal = goals_of(page).nth(1)
        ticked = not goal.is_checked()  # another test may have shared it
        goal.set_checked(ticked)
        expect(page.locator(".sharing .write__status")).not_to_be_empty()
        page.reload()
        expect(goal).to_be_checked(checked=ticked)
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )


def sent(page: Page, portal: Opened, folder: Path) -> str:
    """Save the reply in which the ticks are, and let the coach take it; return the file then."""
    page.wait_for_timeout(400)
    page.goto(f"{portal.address}/reply.html")
    listed = page.locator(".reply__item:visible")
    expect(listed).to_have_count(1)
    expect(listed.locator(".reply__draft")).to_contain_text(DEPOTS)
    page.locator(".reply__open input").check()  # there is no key in this project
    folder.mkdir()
    reply = folder / "reply.json"
    reply.write_text(made_by(page, "save"), "utf-8")  # Firefox here tells of no downloads
    digits = " ".join(re.findall(r"\d{5}", page.locator(".reply__digits").inner_text()))
    with chdir(portal.folder.parents[1]):
        result = run("receive", str(reply), "--yes", "--accept", digits)
    assert result.exit_code == 0, result.output
    return (portal.folder.parents[1] / FILE).read_text("utf-8")


def flags(text: str, value: str) -> tuple[int, int]:
    """Return how many goals and how many metrics are noted so."""
    goals, metrics = (rf"(?m)^ {{{width}}}shared: {value}$" for width in (4, 8))
    return len(re.findall(goals, text)), len(re.findall(metrics, text))


def test_ticked_sent_and_taken_back(
    chromium: Browser, firefox: Browser, project: Project, tmp_path: Path
) -> None:
    """What is ticked is kept, sent and taken into the file; then the report shows it, and ticks
    that are taken back go the same way, in another browser."""
    with (
        opened(chromium, project.site / AMARA, "http", PHONE) as portal,
        portal.visit(PAGE) as page,
    ):
        goals = goals_of(page)
        expect(goals.nth(0)).to_be_checked()
        expect(goals.nth(1)).not_to_be_checked()
        send = page.locator(".sharing > .more .button")
        expect(send).to_have_css("font-weight", "400")
        numbers = page.locator(".share").nth(0).locator(".share__numbers input")
        numbers.nth(0).check()
        expect(send).to_have_css("font-weight", "600")
        page.locator(".share").nth(1).locator("> label input").check()
        expect(page.locator(".sharing .write__status")).not_to_be_empty()
        fates = page.locator(".mirror .report__fate")
        expect(fates).to_have_text(["Newly shared · not sent yet"] * 2)
        expect(page.locator(".mirror .report__goal")).to_have_count(2)
        page.reload()
        expect(numbers.nth(0)).to_be_checked()
        expect(fates).to_have_count(2)
        before = goals.nth(0).bounding_box()
        goals.nth(0).uncheck()
        assert goals.nth(0).bounding_box() == before
        expect(numbers.nth(0)).to_be_hidden()
        expect(fates.nth(0)).to_have_text("No longer shared · not sent yet")
        goals.nth(0).check()
        expect(numbers.nth(0)).to_be_checked()
        text = sent(page, portal, tmp_path / "ticked")
    assert (flags(text, "true"), flags(text, "false")) == ((2, 1), (0, 0))
    project.build()
    with opened(firefox, project.site / AMARA, "http", PHONE) as portal, portal.visit(PAGE) as page:
        expect(page.locator(".mirror .report__goal")).to_have_count(2)
        expect(page.locator(".mirror .report__metric")).to_have_count(1)
        expect(page.locator(".mirror .report__fate")).to_have_count(0)
        expect(goals_of(page).nth(1)).to_be_checked()
        goals_of(page).nth(1).uncheck()
        page.locator(".share").nth(0).locator(".share__numbers input").nth(0).uncheck()
        expect(page.locator(".sharing .write__status")).not_to_be_empty()
        page.reload()
        expect(goals_of(page).nth(0)).to_be_checked()
        expect(goals_of(page).nth(1)).not_to_be_checked()
        expect(page.locator(".mirror .report__goal")).to_have_count(2)
        text = sent(page, portal, tmp_path / "taken back")
    assert (flags(text, "true"), flags(text, "false")) == ((1, 0), (1, 1))
