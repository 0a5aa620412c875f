"""A portal by keyboard alone: everything is reached, what has the focus is seen, nothing traps."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect

from tests.live.portal import Opened

# What shows that an element has the focus: an outline around it, or around the box that is drawn
# for one to tick; and whether that is on the screen.
FOCUSED: Final = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const drawn = one.closest(".tick") ?? one;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const { left, right, width, height } = drawn.getBoundingClientRect();
  const isSeen = drawn.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && outlineStyle === "solid" && parseFloat(outlineWidth) >= 2
    && width > 0 && height > 0 && right > 0 && left < innerWidth;
  return { html: one.outerHTML.slice(0, 200), isSeen };
}"""
# The browser's own parts, to which the focus goes after the last in a dialog, are no page.
OUTSIDE: Final = """() => document.activeElement !== document.body
  && !document.activeElement.closest("dialog")"""


def test_focus_is_seen(served: Opened) -> None:
    """From the first to the last, whatever is reached on home is on the screen, with a ring."""
    with served.visit(reduced_motion="reduce") as page:
        reached = []
        for _ in range(80):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused is None:
                break
            reached.append(focused)
        assert [one["html"] for one in reached if not one["isSeen"]] == []
        assert 20 < len(reached) < 80


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_menu(phone: Opened, key: str) -> None:
    """On a phone a key opens the menu, the focus goes into it and stays; Escape closes it, and the
    focus is where it was."""
    with phone.visit("goals/depots.html", reduced_motion="reduce") as page:
        opener = page.get_by_role("button", name="Menu")
        opener.focus()
        page.keyboard.press(key)
        menu = page.get_by_role("dialog", name="Menu")
        expect(menu).to_be_visible()
        for _ in range(24):
            page.keyboard.press("Tab")
            assert page.evaluate(OUTSIDE) is False
        current = menu.locator("[aria-current=page]")
        expect(current).to_have_text("The depots run under their directors")
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(opener).to_be_focused()


def test_menu_by_finger(phone: Opened) -> None:
    """The menu lists every page, comes from the side of its button, leads to a page, and closes by
    a tap beside it."""
    with phone.visit(reduced_motion="reduce") as page:
        page.get_by_role("button", name="Menu").click()
        menu = page.get_by_role("dialog", name="Menu")
        hrefs = "all => all.map(one => one.getAttribute('href'))"
        assert sorted(menu.locator("a").evaluate_all(hrefs)) == phone.names
        box = menu.bounding_box()
        assert box
        assert box["x"] + box["width"] == phone.size["width"]
        page.mouse.click(10, 600)
        expect(menu).to_be_hidden()
        page.get_by_role("button", name="Menu").click()
        menu.get_by_role("link", name="Sessions").click()
        expect(page.locator("h1")).to_have_text("Sessions")


def test_menu_without_scripts(phone: Opened) -> None:
    """Without JavaScript the button leads to the list of all pages at the foot."""
    with phone.visit(java_script_enabled=False) as page:
        page.get_by_role("link", name="Menu").click()
        link = page.locator(".menu").get_by_role("link", name="Agreement")
        expect(link).to_be_in_viewport()
        for button in ("Search", "Switch to dark", "Close"):
            expect(page.get_by_role("button", name=button)).to_have_count(0)
        link.click()
        expect(page.locator("h1")).to_be_visible()
