"""Everyone can use a portal: on a narrow screen, by keyboard, with settings of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.live.portal import DESK, PHONE, Opened, opened, violations

NARROW: Final[ViewportSize] = {"width": 320, "height": 640}
"""A desk at 400 per cent, and narrower than one at 200."""

TOO_WIDE: Final = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SPACED: Final = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important }
  p { margin-bottom: 2em !important }
"""
# The line of what is folded may be cut short where the whole of it stands in the fold.
CLIPPED: Final = """() => [...document.querySelectorAll("article *")].filter(element => {
  const { overflowX, overflowY } = getComputedStyle(element);
  const hides = overflow => overflow === "hidden" || overflow === "clip";
  if (!element.textContent.trim() || element.closest("svg")) return false;
  if (element.clientWidth < 2) return false;
  const text = ({ textContent }) => textContent.trim().replace(/\\s+/g, " ");
  const fold = element.closest("summary")?.parentElement;
  const folded = fold?.querySelectorAll(":scope > :not(summary)");
  if ([...folded ?? []].some(part => text(part).includes(text(element)))) return false;
  return hides(overflowX) && element.scrollWidth > element.clientWidth + 1
    || hides(overflowY) && element.scrollHeight > element.clientHeight + 1;
}).map(element => element.outerHTML)"""
# A link within a sentence may be as small as its line; one that is hidden may be anything.
SMALL: Final = """() => [...document.querySelectorAll("a[href], button, label[for], summary")]
  .filter(element => {
    const { width, height, left } = element.getBoundingClientRect();
    const { display, visibility } = getComputedStyle(element);
    const isHidden = !width || !height || left < 0 || left >= innerWidth
      || visibility === "hidden" || element.closest(".md-skip");
    return !isHidden && display !== "inline" && (width < 24 || height < 24);
  }).map(element => element.outerHTML)"""
MOVING: Final = """() => [...document.querySelectorAll("*")].flatMap(element =>
  [null, "::before", "::after"].map(part => [element, getComputedStyle(element, part)]))
  .filter(([_, style]) => {
    const lasts = times => times.split(",").some(time => parseFloat(time) > 0.001);
    return style.scrollBehavior === "smooth" || lasts(style.transitionDuration)
      || style.animationName !== "none" && lasts(style.animationDuration);
  }).map(([element]) => element.outerHTML)"""
BEYOND_REACH: Final = """() => [...document.querySelectorAll("article *")].filter(element => {
  const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX)
    && element.scrollWidth > element.clientWidth + 1;
  const isNamed = element.tabIndex === 0 && element.role && element.ariaLabel;
  return scrolls && !isNamed && !element.querySelector("a[href]");
}).map(element => element.outerHTML)"""
OBSCURED: Final = """() => {
  const focused = document.activeElement;
  const { left, top, width, height } = focused.getBoundingClientRect();
  if (focused === document.body || focused.closest(".frame, .md-skip") || !width) return null;
  const seen = document.elementFromPoint(left + width / 2, top + Math.min(height, 20) / 2);
  return seen?.closest(".frame") ? focused.outerHTML : null;
}"""


@pytest.fixture(params=["amara", "tomas", "arabic"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Give the portal of either sample, and one that runs from the right."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Path)
    return found


def test_narrow(chromium: Browser, folder: Path) -> None:
    """At 320 pixels no page scrolls sideways, nothing moves that need not, every link can be hit
    and what scrolls is in reach of the keyboard; wider type hides nothing."""
    with opened(chromium, folder, "file", NARROW) as portal:
        for name, page in portal.tour(reduced_motion="reduce", bypass_csp=True):
            assert not page.evaluate(TOO_WIDE), name
            assert page.evaluate(SMALL) == [], name
            assert page.evaluate(MOVING) == [], name
            assert page.evaluate(BEYOND_REACH) == [], name
            page.add_style_tag(content=SPACED)
            assert not page.evaluate(TOO_WIDE), name
            assert page.evaluate(CLIPPED) == [], name


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_accessible_in_the_first_week(chromium: Browser, tomas: Path, size: ViewportSize) -> None:
    """Axe finds nothing to object to in a portal that is still nearly empty."""
    with opened(chromium, tomas, "http", size) as portal:
        for name, page in portal.tour(bypass_csp=True):
            assert violations(page, of_colours=portal.on_phone) == [], name


def test_accessible_from_the_right(chromium: Browser, arabic: Path) -> None:
    """Axe finds nothing to object to in a portal that runs from the right, in the same colours."""
    with opened(chromium, arabic, "http", PHONE) as portal:
        for name, page in portal.tour(bypass_csp=True):
            assert violations(page, of_colours=False) == [], name


def test_focus_is_not_obscured(desk: Opened) -> None:
    """Backwards by keyboard, from the end of a page, nothing that is reached lies below the
    header."""
    with desk.visit("sessions.html", reduced_motion="reduce") as page:
        page.locator("a[href]:visible").last.focus()
        for _ in range(25):
            page.keyboard.press("Shift+Tab")
            assert page.evaluate(OBSCURED) is None


def test_forced_colours(chromium: Browser, amara: Path) -> None:
    """In the reader's own colours marks, bars and the focus can be seen."""
    with (
        opened(chromium, amara, "file", DESK) as portal,
        portal.visit(forced_colors="active") as page,
    ):
        paper = style(page, "body", "backgroundColor")
        for selector, part in (
            (".mark--overdue", "stroke"),
            (".bar__done", "fill"),
            (".bar__all", "stroke"),
        ):
            assert style(page, selector, part) not in (paper, "none"), selector
        link = page.locator("article a[href]:visible").first
        page.keyboard.press("Tab")
        link.focus()
        assert style(page, "article a:focus", "outlineStyle") == "solid"


def style(page: Page, selector: str, part: str) -> str:
    """Return how a browser draws a part of the first element that a selector finds."""
    first = page.locator(selector).first
    return str(first.evaluate("(element, part) => getComputedStyle(element)[part]", part))
