"""A portal by keyboard alone: everything is reached, what has the focus is seen, nothing traps."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect

from tests.live.portal import Opened

# What shows that an element has the focus: an outline around it, around what it is in, or what
# stands for it; and whether that is on the screen. The search takes a moment to open.
FOCUSED: Final = """async () => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const stands = one.matches(".md-option") ? one.nextElementSibling
    : one.closest(".md-search__form") ?? one;
  const isSeen = () => {
    const { outlineStyle, outlineWidth } = getComputedStyle(stands);
    const { left, right, width, height } = stands.getBoundingClientRect();
    return stands.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && outlineStyle === "solid" && parseFloat(outlineWidth) >= 2
      && width > 0 && height > 0 && right > 0 && left < innerWidth;
  };
  for (let n = 0; n < 60 && !isSeen(); n++) await new Promise(next => setTimeout(next, 50));
  return { html: one.outerHTML.slice(0, 200), isSeen: isSeen() };
}"""
OUTSIDE: Final = """() => document.activeElement !== document.body
  && !document.activeElement.closest(".md-sidebar--primary")"""


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
    """On a phone a key opens the menu and the focus goes into it; Escape closes it, and the focus
    is where it was."""
    with phone.visit(reduced_motion="reduce") as page:
        menu = page.get_by_role("button", name="Navigation")
        expect(menu).to_have_attribute("aria-expanded", "false")
        menu.focus()
        page.keyboard.press(key)
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".md-sidebar--primary a:focus")).to_be_in_viewport()
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate(OUTSIDE) is False
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(page.locator(".md-sidebar--primary")).to_be_hidden()


def test_section_of_the_menu(phone: Opened) -> None:
    """A section of the menu opens by keyboard, leads to a page, and leads back."""
    with phone.visit(reduced_motion="reduce") as page:
        page.get_by_role("button", name="Navigation").focus()
        page.keyboard.press("Enter")
        section = page.locator(".md-nav--primary label.md-nav__link", has_text="Goals")
        section.focus()
        page.keyboard.press("Enter")
        back = page.locator(".md-nav__title:focus")
        expect(back).to_have_text("Goals")
        page.keyboard.press("Enter")
        expect(section).to_be_focused()
        page.keyboard.press("Enter")
        expect(back).to_have_text("Goals")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Your goals")


def test_menu_by_finger(phone: Opened) -> None:
    """What was out of reach behind the open menu is back when it is closed by a tap beside it."""
    with phone.visit() as page:
        page.get_by_role("button", name="Navigation").click()
        expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
        expect(page.locator(".md-content")).to_have_attribute("inert", "")
        page.mouse.click(370, 600)
        expect(page.locator(".md-sidebar--primary")).to_be_hidden()
        assert page.locator("[inert]").count() == 0


def test_menu_without_scripts(phone: Opened) -> None:
    """Without JavaScript the menu shows itself to whoever reaches its links."""
    with phone.visit(java_script_enabled=False, reduced_motion="reduce") as page:
        page.locator(".md-sidebar--primary .md-nav__link[href='agreement.html']").focus()
        expect(page.locator(".md-sidebar--primary")).to_be_in_viewport(ratio=0.5)
