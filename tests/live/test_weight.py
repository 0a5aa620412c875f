"""A portal is light: little comes over the wire, and nothing moves once it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from benchmarks.first_visit import MOST_BYTES, MOST_REQUESTS, first_visits
from tests.browser import serve_folder
from tests.live.portal import DESK, PHONE, Opened
from tests.live.writing import write

MAIN: Final = (
    *("index.html", "about-me.html", "actions.html", "goals/depots.html", "reply.html"),
    *("reviews.html", "sessions.html"),
)
# Shifts after the first half second of an interaction count; nobody interacts here.
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => shifts.push(...list.getEntries().map(({ value, sources }) =>
    [value, ...sources.map(({ node }) => node?.nodeName + "." + node?.className)])))
    .observe({ type: "layout-shift", buffered: true });
"""


def test_first_visit(chromium: Browser, amara: Path) -> None:
    """A first visit to any page costs at most 70 KB, its style sheet, script and font included, in
    at most 8 requests, none of them for the search."""
    visits = first_visits(chromium, amara)
    assert len(visits) > 12
    heavy = {page: costs for page, costs in visits.items() if sum(costs.values()) > MOST_BYTES}
    assert heavy == {}
    assert max(map(len, visits.values())) <= MOST_REQUESTS
    assert [path for costs in visits.values() for path in costs if "search" in path] == []


def test_search_waits(served: Opened) -> None:
    """What the search needs is fetched once somebody opens it."""
    with served.visit() as page:
        fetched: list[str] = []
        page.on("requestfinished", lambda request: fetched.append(Path(request.url).name))
        page.keyboard.press("/")
        page.keyboard.type("board")
        expect(page.locator(".search__places a").first).to_be_visible()
        assert sorted(name.partition(".")[0] for name in fetched) == ["index", "search"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves(chromium: Browser, amara: Path, size: ViewportSize) -> None:
    """Nothing on a page changes its place while it loads on a slow device, with drafts to show,
    and the typeface is there from the first."""
    with (
        serve_folder(amara) as address,
        chromium.new_context(viewport=size) as visitor,
        visitor.new_page() as page,
    ):
        page.goto(f"{address}/about-me.html")
        for key in ("party/wished/remembered", "party/wished/impact"):
            write(page, key, "A draft of some words." * 20)
        page.add_init_script(SHIFTS)
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        moved = {name: told for name in MAIN if (told := shifts(page, f"{address}/{name}"))}
    assert moved == {}


def shifts(page: Page, address: str) -> list[Any]:
    """Return what moved while a page was loaded, unless all of it is too little to be seen."""
    page.goto(address, wait_until="networkidle")
    assert page.evaluate(
        "performance.getEntriesByType('resource').every(one => !/woff/.test(one.name))"
    )
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    found: list[Any] = page.evaluate("shifts")
    return found if sum(shift[0] for shift in found) >= 0.01 else []
