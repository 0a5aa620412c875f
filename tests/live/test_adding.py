"""What the executive adds: from the portal to the coach and back."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Locator, expect

from tests.live.test_places import Coaching, jane
from tests.live.writing import drafts

__all__ = ["jane"]

NEW: Final = "New · not sent yet"
HOSTILE: Final = "Call <b>Sam</b> | {{ 7*7 }} *now*"


def add(place: Locator, **fields: str) -> None:
    """Fill the form of a list and add what it says."""
    place.get_by_role("button", name="Add").first.click()
    for name, text in fields.items():
        place.locator(f"[data-field={name}] :is(input, textarea)").fill(text)
    place.locator("form").get_by_role("button", name="Add", exact=True).click()


def test_what_is_added(jane: Coaching) -> None:
    """An action, a goal and a value are shown at once, changed, taken, and then shown."""
    page = jane.go("goals/read")
    action = page.locator("[data-add=new-action]")
    add(action, what="Call Sam", target="2026-12-04")
    expect(action.locator(".adding__state")).to_have_text(NEW)
    action.locator("[data-do=change]").click()
    action.locator("[data-field=what] input").fill(HOSTILE)
    page.keyboard.press("Enter")
    expect(action.locator(".action__what")).to_have_text(HOSTILE)
    page = jane.go("goals")
    add(page.locator("[data-add=new-goal]"), title="Sleep", why="To think.")
    add(page.locator("[data-add=new-goal]"), title="Not this one")
    page.locator(".adding li", has_text="Not this one").locator("[data-do=drop]").click()
    page = jane.go("about-me")
    add(page.locator("[data-add=new-value]"), name="Courage")
    expect(jane.go("actions").locator(".adding .action__what")).to_have_text(HOSTILE)
    assert len(drafts(jane.page)) == 3

    reply = jane.send()
    expect(page.locator(".reply__rest")).to_be_visible()
    assert "3 taken" in jane.receive(reply).stdout
    jane.build()
    page = jane.go("goals/read")
    expect(page.locator(".actions:not(.adding__list) .action__what")).to_have_text(HOSTILE)
    expect(page.locator(".adding .action")).to_have_count(0)
    expect(jane.go("goals/sleep").locator("h1")).to_have_text("Sleep")
    expect(jane.go("about-me").locator("article h3", has_text="Courage")).to_be_visible()
    jane.go("reply")
    assert drafts(jane.page) == {}
