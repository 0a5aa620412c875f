"""What is seen without being read has contrast: marks, edges of fields, the ring of the focus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from coaching_site.brand.palette import stylesheet_of
from coaching_site.model.brand import Colours
from tests.live.portal import DESK, opened

ENOUGH: Final = 3
"""What WCAG 2.2 asks of marks and edges."""

# On each page what is drawn, in which colour, and what else than the page it lies on.
MARKS: Final = {
    "index.html": [
        *((f".mark--{state}", "stroke", "") for state in ("done", "under_way", "planned")),
        (".mark--overdue", "stroke", ""),
        (".path__ring", "stroke", ""),
        (".bar__done", "fill", ""),
        (".bar__done", "fill", ".bar__all"),
        (".action a:focus-visible", "outlineColor", ""),
    ],
    "actions.html": [
        (".timeline__span", "stroke", ""),
        (".timeline__today", "stroke", ""),
        (".timeline__late", "stroke", ""),
    ],
    "sessions.html": [
        (".held", "fill", ""),
        (".planned", "stroke", ""),
        (".undated", "stroke", ""),
        (".missed", "stroke", ""),
        (".write-here textarea", "borderTopColor", ""),
    ],
    "reviews.html": [
        (".rated--first", "stroke", ""),
        (".rated--last", "fill", ""),
        (".scale__change", "stroke", ""),
        (".of-self", "fill", ""),
        (".score__own", "stroke", ""),
        (".score__mark", "stroke", ""),
        (".score--lower .score__gap", "stroke", ""),
        (".mark-of span", "borderTopColor", ""),
        ("input[type=radio]:checked + span", "backgroundColor", ""),
    ],
    "reply.html": [(".button:not(:disabled)", "borderTopColor", "")],
}
MEASURED: Final = """([selector, part, ground]) => {
  const one = document.querySelector(`article ${selector}`);
  if (!one) return [`${selector} is missing`, 0];
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => parts(colour).slice(0, 3).map(x => x / 255)
    .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, n) => sum + x * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    const isClear = parts(colour)[3] === 0;
    return isClear && element.parentElement ? behind(element.parentElement) : colour;
  };
  const colour = getComputedStyle(one)[part];
  const fill = ground && getComputedStyle(document.querySelector(`article ${ground}`)).fill;
  const [dark, light] = [colour, fill || behind(one.parentElement)].map(luminance)
    .sort((a, b) => a - b);
  return [`${selector} ${colour}`, (light + 0.05) / (dark + 0.05)];
}"""
# What the reader must tell from each other where colours are gone.
UNLIKE: Final = {
    "sessions.html": [(".held", ".planned")],
    "reviews.html": [(".rated--first", ".rated--last"), (".of-self", ".score__mark--coach")],
}
# A browser lays a ground of the paper behind letters, unless it is told to leave an element alone.
HIDDEN = """
  [...document.querySelectorAll("body *")].filter(element => {
    const { color, forcedColorAdjust } = getComputedStyle(element);
    return forcedColorAdjust === "auto" && element.checkVisibility()
      && color === getComputedStyle(document.body).backgroundColor
      && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  }).map(({ textContent }) => textContent)
"""
BRANDS: Final = {"ours": None, "pale": Colours(main="#a01b6e", accent="#2b6b12")}


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks(chromium: Browser, amara: Path, scheme: str, brand: str) -> None:
    """In light and dark, in any brand's colours, marks and edges differ from what is behind."""
    with pages(chromium, amara, color_scheme=scheme, bypass_csp=True) as found:
        assert [weak for page, name in found for weak in faint(page, name, BRANDS[brand])] == []


def test_forced_colours(chromium: Browser, amara: Path) -> None:
    """Nor are they lost in the reader's own colours, where marks of a shape differ in their fill
    and all words can be read."""
    with pages(chromium, amara, forced_colors="active") as found:
        for page, name in found:
            assert faint(page, name) == []
            assert page.evaluate(HIDDEN) == []
            for one, other in UNLIKE.get(name, []):
                assert drawn(page, one) != drawn(page, other)


def test_states_in_forced_colours(chromium: Browser, amara: Path) -> None:
    """There, too, a chosen mark differs from the others, the page in view from its neighbours,
    and the letters of the coach can be read."""
    with pages(chromium, amara, forced_colors="active") as found:
        page = next(page for page, name in found if name == "reviews.html")
        marks = [f"input{kind} + span" for kind in (":checked", ":not(:checked)")]
        chosen, other = (coloured(page, f".mark-of {mark}", "backgroundColor") for mark in marks)
        assert chosen != other
        paper = coloured(page, "body", "backgroundColor")
        assert coloured(page, ".frame__tabs a:not([aria-current])", "borderBottomColor") == paper
        assert coloured(page, ".frame__tabs a[aria-current]", "borderBottomColor") != paper
        assert coloured(page, ".mark-letters", "backgroundColor") == paper
        assert coloured(page, ".mark-letters", "color") != paper


def test_more_contrast(chromium: Browser, amara: Path) -> None:
    """Who asks for more contrast gets quiet words and lines in the colour of the text."""
    with pages(chromium, amara, contrast="more") as found:
        page, _ = next(found)
        ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
        assert coloured(page, ".goal__meta", "color") == ink
        assert coloured(page, ".action", "borderTopColor") == ink


@contextmanager
def pages(browser: Browser, folder: Path, **settings: Any) -> Iterator[Iterator[tuple[Page, str]]]:
    """Give the pages with marks in turn, ready to be written on."""
    with (
        opened(browser, folder, "http", DESK) as portal,
        portal.visit(reduced_motion="reduce", **settings) as page,
    ):

        def visits() -> Iterator[tuple[Page, str]]:
            for name in MARKS:
                page.goto(f"{portal.address}/{name}", wait_until="networkidle")
                for begin in page.locator("article .write__open button:visible").all()[:2]:
                    begin.click()
                page.keyboard.press("Tab")
                if name == "index.html":
                    page.locator(".action a").first.focus()
                if name == "reviews.html":
                    page.locator("article input[type=radio]").first.check(force=True)
                yield page, name

        yield visits()


def faint(page: Page, name: str, brand: Colours | None = None) -> list[str]:
    """Return what has too little contrast on a page."""
    if brand:
        page.add_style_tag(content=stylesheet_of(brand))
    measured = [(page.evaluate(MEASURED, list(mark)), mark) for mark in MARKS[name]]
    return [
        f"{said} {ratio:.2f} on {mark[2]}" for (said, ratio), mark in measured if ratio < ENOUGH
    ]


def drawn(page: Page, selector: str) -> list[str]:
    """Return how a mark is filled and edged, and its shape."""
    read = "one => [one.tagName, getComputedStyle(one).fill, getComputedStyle(one).stroke]"
    found: list[str] = page.locator(f"article {selector}").first.evaluate(read)
    return found


def coloured(page: Page, selector: str, part: str) -> str:
    """Return the colour of a part of the first element that a selector finds."""
    read = "(one, part) => getComputedStyle(one)[part]"
    return str(page.locator(selector).first.evaluate(read, part))
