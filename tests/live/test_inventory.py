"""The whole programme is there to be seen, on a phone and on a desk."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.fixture import CONTENT
from tests.live.portal import Opened
from tests.live.writing import unfold
from tests.samples import load_programme


def test_every_item_is_seen(served: Opened) -> None:
    """Each item of the programme takes up room on some page, at either width: where it is read or
    where it is answered, with nothing folded."""
    programme = load_programme(CONTENT / "programme.yml")
    seen: set[str] = set()
    for _, page in served.tour():
        unfold(page)
        seen |= _items_seen(page)
        if page.locator("#write").count():
            page.evaluate("location.hash = 'write'")
            while (more := page.locator("[data-more]")).is_visible():
                more.click()
            unfold(page)
            seen |= _items_seen(page)
    assert set(programme.keys()) - seen == set()


def _items_seen(page: Page) -> set[str]:
    items = page.locator("[data-item]:visible")
    return set(items.evaluate_all("found => found.map(item => item.dataset.item)"))
