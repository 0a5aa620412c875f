"""Results of the search stand whole in their list, and the list on the screen."""

from __future__ import annotations

from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live.portal import DESK, opened

WIDTHS: Final = (320, 390, 480, 600, 719, 720, 800, *range(900, 1921, 60))
# What of the results, text by text, lies beyond the list, or of the list beyond the screen.
CUT: Final = """() => {
  const list = document.querySelector(".md-search__scrollwrap");
  const all = list.getBoundingClientRect();
  const pane = document.querySelector(".md-search__inner").getBoundingClientRect();
  const left = Math.max(0, all.left, pane.left);
  const right = Math.min(innerWidth, all.right, pane.right);
  const boxes = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [one.getBoundingClientRect(), ...range.getClientRects()];
  };
  const seen = [...list.querySelectorAll(".md-search-result__link, .md-search-result__link *")]
    .filter(one => one.checkVisibility());
  const cut = seen.filter(one =>
    boxes(one).some(box => box.width && (box.left < left - 1 || box.right > right + 1)));
  const slides = list.scrollWidth > list.clientWidth;
  return { found: seen.length, cut: cut.map(one => one.outerHTML.slice(0, 99)), slides };
}"""


@pytest.mark.parametrize("folder", ["amara", "arabic"])
def test_results_are_whole(request: pytest.FixtureRequest, chromium: Browser, folder: str) -> None:
    """At each width, from the left and from the right, no result reaches beyond its list."""
    with (
        opened(chromium, request.getfixturevalue(folder), "http", DESK) as portal,
        portal.visit(reduced_motion="reduce") as page,
    ):
        page.locator("input[name=query]").fill("compressor")
        page.locator("input[name=query]").press("End")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        assert {width: told for width in WIDTHS if (told := cut_at(page, width))} == {}


def cut_at(page: Page, width: int) -> list[Any]:
    """Return what is cut off at a width of the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    told = page.evaluate(CUT)
    assert told["found"] > 3
    return [*told["cut"], *(["slides"] if told["slides"] else [])]
