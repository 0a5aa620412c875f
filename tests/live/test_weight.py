"""A portal is light: little comes over the wire, and nothing moves once it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.first_visit import LIMIT, first_visit
from tests.live.portal import Opened

# Shifts after the first half second of an interaction count; nobody interacts here.
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => shifts.push(...list.getEntries().map(({ value, sources }) =>
    [value, ...sources.map(({ node }) => node?.nodeName + "." + node?.className)])))
    .observe({ type: "layout-shift", buffered: true });
"""


def test_first_visit(chromium: Browser, served: Opened) -> None:
    """A first visit to home costs at most 120 KB, its style sheet, scripts and fonts included."""
    costs = first_visit(chromium, served.folder, served.size)
    assert len(costs) > 4
    assert sum(costs.values()) <= LIMIT, costs


def test_search_waits(chromium: Browser, served: Opened) -> None:
    """Nothing of the search is fetched until somebody enters it; then it is."""
    costs = first_visit(chromium, served.folder, served.size)
    assert [path for path in costs if "search" in path] == []
    with served.visit() as page:
        fetched: list[str] = []
        page.on("requestfinished", lambda request: fetched.append(Path(request.url).name))
        page.keyboard.press("s")
        expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
        assert "search_index.json" in fetched


@pytest.mark.parametrize("name", ["index.html", "goals/depots.html", "actions.html"])
def test_nothing_moves(served: Opened, name: str) -> None:
    """Nothing on a page changes its place while it loads, even where its fonts come late."""
    with served.browser.new_context(viewport=served.size) as visitor, visitor.new_page() as page:
        page.add_init_script(SHIFTS)
        page.route("**/*.woff2", lambda route: late(page, route))
        page.goto(f"{served.address}/{name}", wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        shifts = page.evaluate("shifts")
    assert sum(shift[0] for shift in shifts) < 0.01, shifts


def late(page: Page, route: Route) -> None:
    """Let a file come after the page has been painted."""
    page.wait_for_timeout(200)
    route.continue_()
