"""What is printed is dark on white, whatever the screen shows, in each engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser import launch_firefox, serve_folder
from tests.live.portal import Opened
from tests.live.writing import mark, visit, write
from tests.live.writing import opened as unfolded
from tests.paper import faint, words

PAGES: Final = ("index.html", "about-me.html", "actions.html", "reviews.html", "reply.html")
# The screens from which the same is printed, since they ask for the same contrast.
SCREENS: Final[tuple[tuple[dict[str, str], ...], ...]] = (
    (
        {},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"forced_colors": "active", "color_scheme": "dark"},
    ),
    ({"contrast": "more"}, {"contrast": "more", "color_scheme": "dark"}),
)
USUAL: Final = {"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"}
DARK_FIREFOX: Final[dict[str, str | float]] = {"ui.systemUsesDarkTheme": 1}
FORCED_FIREFOX: Final[dict[str, str | float]] = {
    **DARK_FIREFOX,
    "browser.display.document_color_use": 2,
    "browser.display.foreground_color": "#FFFFFF",
    "browser.display.background_color": "#000000",
    "browser.display.foreground_color.dark": "#FFFFFF",
    "browser.display.background_color.dark": "#000000",
}


@pytest.fixture
def written(phone: Opened, context: BrowserContext) -> Iterator[Page]:
    """Give a page in a browser that keeps drafts of several kinds."""
    with visit(context, phone) as page:
        write(page, "party/wished/remembered", "For the paper")
        page.goto(f"{phone.address}/reviews.html", wait_until="networkidle")
        mark(unfolded(page, "reviews/2027-01-18"), "team", 8)
        page.goto(f"{phone.address}/actions.html", wait_until="networkidle")
        page.locator(".tick input").first.check()
        yield page


def test_paper(written: Page, phone: Opened) -> None:
    """In Chromium each screen gives the same words in the same colours on the same ground, with
    and without backgrounds, and all of them can be read."""
    for name in PAGES:
        written.goto(f"{phone.address}/{name}", wait_until="networkidle")
        for has_ground in (False, True):
            for first, *others in SCREENS:
                sheets = printed(written, first, has_ground)
                assert faint(sheets) == [], (name, first, has_ground)
                # What has a ground of its own may differ by that, too.
                for one in others if has_ground else others[:1]:
                    other = printed(written, one, has_ground)
                    same = undated(other) == undated(sheets) or words(other) == words(sheets)
                    assert same, (name, one, has_ground)


def test_switched(written: Page, phone: Opened) -> None:
    """A page that was switched to dark by its own button is printed as the light one is, its
    pictures too."""
    for name in ("index.html", "actions.html", "reviews.html"):
        written.goto(f"{phone.address}/{name}", wait_until="networkidle")
        usual = printed(written, {}, False)
        press_switch(written)
        expect(written.locator("html")).to_have_attribute("data-theme", "dark")
        assert undated(printed(written, {}, False)) == undated(usual), name
        press_switch(written)


@pytest.mark.parametrize("settings", [DARK_FIREFOX, FORCED_FIREFOX], ids=["dark", "forced"])
def test_paper_of_firefox(
    playwright: Playwright, amara: Path, settings: dict[str, str | float]
) -> None:
    """In Firefox, too, all text can be read on paper, with and without backgrounds."""
    browser = launch_firefox(playwright, **settings)
    try:
        with serve_folder(amara) as address, browser.new_page() as page:
            for name in PAGES:
                page.goto(f"{address}/{name}")
                for has_ground in (False, True):
                    assert faint(one_sheet(page, has_ground)) == [], (name, has_ground)
    finally:
        browser.close()


def press_switch(page: Page) -> None:
    """Press the switch of colours, which a phone has in its menu."""
    page.get_by_role("button", name="Menu").click()
    page.locator(".menu [data-do=theme]").click()
    page.keyboard.press("Escape")


def one_sheet(page: Page, has_ground: bool) -> bytes:
    """Return the PDF of a page in Firefox on one long sheet, which takes it a moment only."""
    # It takes the inches that it is told for centimetres: this is the width of A4.
    return page.pdf(print_background=has_ground, width="533mm", height="9000mm")


def printed(page: Page, screen: dict[str, Any], has_ground: bool) -> bytes:
    """Return the PDF of a page from a screen that is as told, and else as usual."""
    settings: dict[str, Any] = {**USUAL, **screen}
    page.emulate_media(**settings)
    return page.pdf(print_background=has_ground)


def undated(pdf: bytes) -> bytes:
    """Return a PDF without the moment when it was made."""
    return re.sub(rb"\(D:[^)]*\)", b"()", pdf)
