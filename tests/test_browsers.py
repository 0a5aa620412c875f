"""The two engines that tests read portals with."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import serve_folder, watch

_PAGE = """<!doctype html><link rel="icon" href="data:,"><title>-</title><textarea></textarea>
<a id="file" download="said.txt" href="data:text/plain,said">file</a>"""


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_engine(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Each types, remembers, saves a file, tells another day, and reaches no other host."""
    (tmp_path / "page.html").write_text(_PAGE)
    browser: Browser = request.getfixturevalue(engine)
    with serve_folder(tmp_path) as address, browser.new_page() as page:
        troubles = watch(page, address)
        page.clock.set_fixed_time("2026-11-24T12:00:00")
        page.goto(f"{address}/page.html")
        page.fill("textarea", "Łódź 🙂\nא")
        page.evaluate("localStorage.said = document.querySelector('textarea').value")
        page.reload()
        assert page.evaluate("localStorage.said") == "Łódź 🙂\nא"
        assert page.evaluate("new Date().toISOString()").startswith("2026-11-24")
        with page.expect_download() as download:
            page.click("#file")
        download.value.save_as(tmp_path / "said.txt")
        assert (tmp_path / "said.txt").read_text() == "said"
        assert troubles == []
        assert page.evaluate("fetch('http://portal.example/').then(() => 'got', () => 'none')") == (
            "none"
        )
