"""What is new since the last visit, as one device remembers it."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.live.portal import Opened

SEEN = "coaching:amara-lindqvist:seen"


def test_first_visit(desk: Opened) -> None:
    """A first visit shows what is recent, and leaves its ids on the device."""
    with desk.visit() as page:
        expect(page.locator("#news")).to_have_text("New here")
        assert page.locator(".news li:visible").count() == 4
        seen = json.loads(page.evaluate(f"localStorage.getItem('{SEEN}')"))
        assert seen["before"] is None
        assert "ratings/2026-11-16" in seen["ids"]


def test_new_since_last_visit(desk: Opened) -> None:
    """A later visit shows what the one before did not, with its day, and so all day long."""
    with desk.visit() as page:
        remember(page, without="ratings/2026-11-16")
        for _ in range(2):
            page.reload(wait_until="networkidle")
            expect(page.locator("#news")).to_have_text("New since 12 November")
            expect(page.locator(".news li:visible")).to_contain_text(["New ratings"])
            assert page.locator(".news li:visible").count() == 1


def test_nothing_new(desk: Opened) -> None:
    """Where nothing is new, nothing is said."""
    with desk.visit() as page:
        remember(page, without="")
        page.reload(wait_until="networkidle")
        expect(page.locator("[data-news]")).to_be_hidden()


def test_odd_memory(desk: Opened) -> None:
    """What a device remembers wrongly counts as a first visit."""
    with desk.visit() as page:
        for odd in ("{", "null", '{"day": 7}', '{"day": "soon", "ids": []}'):
            page.evaluate("([key, odd]) => localStorage.setItem(key, odd)", [SEEN, odd])
            page.reload(wait_until="networkidle")
            expect(page.locator("#news")).to_have_text("New here")


def test_without_script(desk: Opened) -> None:
    """Without JavaScript, what is recent stands."""
    with desk.visit(java_script_enabled=False) as page:
        expect(page.locator("#news")).to_have_text("New here")
        assert page.locator(".news li:visible").count() == 4


def remember(page: Page, *, without: str) -> None:
    """Let the device remember a visit on 12 November that showed all but one thing."""
    ids = page.locator("[data-news-id]").evaluate_all("all => all.map(one => one.dataset.newsId)")
    seen = {"day": "2026-11-12", "ids": [one for one in ids if one != without], "before": None}
    page.evaluate("([key, seen]) => localStorage.setItem(key, seen)", [SEEN, json.dumps(seen)])
