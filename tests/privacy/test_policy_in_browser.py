"""A hardened page in a real browser: the policy holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from coaching_site.privacy.policy import harden
from tests.browser import serve_folder
from tests.privacy.sites import START, write

SLIPPED = '<script>document.title="run"</script><img src="https://x.example/a.png">'


@pytest.mark.parametrize("over", ["http", "file"])
def test_policy_holds(chromium: Browser, tmp_path: Path, over: str) -> None:
    """A script and a picture that slipped into a page after all neither run nor load."""
    write(tmp_path, index_html=f"{START}<title>Try</title></head><body></body></html>")
    harden(tmp_path)
    html = (tmp_path / "index.html").read_text()
    write(tmp_path, index_html=html.replace("</body>", f"{SLIPPED}</body>"))
    with serve_folder(tmp_path) as served:
        page = chromium.new_page()
        page.goto(f"{served if over == 'http' else tmp_path.as_uri()}/index.html")
        expect(page).to_have_title("Try")
        assert page.locator("img[src^=https]").evaluate("image => image.naturalWidth") == 0
        page.close()
