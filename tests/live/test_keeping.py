"""What a page says where drafts do not stay, and what two windows tell each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import watch
from tests.live.portal import Opened
from tests.live.writing import drafts, field, opened, save_reply, visit, wait_for, write
from tests.site.building import AMARA

OPEN: Final = "party/wished/remembered"
SAID: Final = "situation/context"
SAFARI: Final = """
  Object.defineProperty(Navigator.prototype, "vendor", { get: () => "Apple Computer, Inc." });
"""
# What browsers do that keep nothing: some forbid to ask, some have no storage, or no room in it.
FORBIDDEN: Final = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("forbidden", "SecurityError"); }, configurable: true,
});"""
ABSENT: Final = (
    """Object.defineProperty(window, "localStorage", { value: null, configurable: true });"""
)
FULL: Final = """{
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (name, value) {
    if (value.length > 400) throw new DOMException("full", "QuotaExceededError");
    setItem.call(this, name, value);
  };
}"""

# As if the portal had been built anew with what was sent: its base is another one.
RECEIVED: Final = """(name) => {
  const draft = JSON.parse(localStorage[name]);
  localStorage[name] = JSON.stringify({ ...draft, base: "0".repeat(16) });
}"""


def saved_by_bar(page: Page) -> dict[str, list[str]]:
    """Return the drafts in the file that every page offers below, by key."""
    with page.expect_download() as download:
        page.locator(".drafts-here button").click()
    saved = json.loads(Path(download.value.path()).read_text())
    return {key: draft["value"] for key, draft in saved["drafts"].items()}


def test_seven_days(context: BrowserContext, phone: Opened) -> None:
    """A browser that forgets after a week says so beside the field, and offers the file at once."""
    context.add_init_script(SAFARI)
    with visit(context, phone) as page:
        opened(page, OPEN)
        place = field(page, OPEN)
        place.locator("textarea").focus()
        expect(place.locator(".write__status")).to_contain_text("after seven days without a visit")
        write(page, OPEN, "Before Friday")
        expect(place.locator(".write__status")).to_contain_text("after seven days without a visit")
        assert saved_by_bar(page) == {OPEN: ["Before Friday"]}


@pytest.mark.parametrize("script", [FORBIDDEN, ABSENT], ids=["forbidden", "absent"])
def test_no_storage(context: BrowserContext, phone: Opened, script: str) -> None:
    """Without storage the page works, says that nothing is kept, and offers the file at once."""
    context.add_init_script(script)
    with context.new_page() as page:
        troubles = watch(page, phone.address)
        page.goto(f"{phone.address}/about-me.html", wait_until="networkidle")
        opened(page, OPEN)
        place = field(page, OPEN)
        place.locator("textarea").fill("Only here")
        expect(place.locator(".write__status")).to_contain_text("Not kept.")
        assert saved_by_bar(page) == {OPEN: ["Only here"]}
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("Rostock")
        expect(page.locator(".search__places a").first).to_be_visible()
        assert troubles == []


def test_storage_that_is_full(context: BrowserContext, phone: Opened) -> None:
    """Once there is no room, what came before stays, and what is not kept is told and saved."""
    context.add_init_script(FULL)
    with visit(context, phone) as page:
        write(page, OPEN, "Short")
        opened(page, "party/wished/impact")
        place = field(page, "party/wished/impact")
        place.locator("textarea").fill("long " * 200)
        expect(place.locator(".write__status")).to_contain_text("Not kept.")
        assert saved_by_bar(page) == {
            OPEN: ["Short"],
            "party/wished/impact": [("long " * 200).strip()],
        }
        assert set(drafts(page)) == {OPEN}


def test_cleared_in_another_window(context: BrowserContext, phone: Opened) -> None:
    """A draft that is cleared in one window goes from the other, which says so and can undo it."""
    with visit(context, phone) as one, visit(context, phone) as two:
        write(one, OPEN, "First")
        write(one, SAID, "Said anew")
        expect(field(two, SAID).locator("textarea")).to_have_value("Said anew")
        opened(one, OPEN).locator("[data-do=clear]").click()
        place = field(two, OPEN)
        expect(place.locator("textarea")).to_have_value("")
        expect(place.locator(".write__status")).to_contain_text("Cleared in another window")
        opened(two, OPEN).locator("[data-do=other]").click()
        wait_for(two, OPEN, ["First"])
        expect(field(one, OPEN).locator("textarea")).to_have_value("First")


@pytest.mark.parametrize("by", ["page", "browser"])
def test_all_cleared_in_another_window(context: BrowserContext, phone: Opened, by: str) -> None:
    """When all is cleared, by the page of the reply or by the browser, every window shows it."""
    with visit(context, phone) as one, visit(context, phone, "reply.html") as two:
        write(one, OPEN, "First")
        write(one, SAID, "Said anew")
        expect(two.locator(".reply__count")).to_have_text("2 will be sent.")
        if by == "page":
            two.locator(".reply__keep > summary").click()
            two.locator("[data-reply=clear]").click()
            two.locator("[data-reply=cleared]").click()
        else:
            two.evaluate("localStorage.clear()")
        expect(field(one, OPEN).locator("textarea")).to_have_value("")
        expect(field(one, OPEN).locator(".write__status")).to_contain_text("Cleared in another")
        assert "Rostock" in field(one, SAID).locator("textarea").input_value()
        expect(one.locator(".drafts-here")).to_be_hidden()


def test_counts_agree(context: BrowserContext, phone: Opened, tmp_path: Path) -> None:
    """What is drafted is told in the list of all prompts, and counted everywhere, until it goes."""
    with visit(context, phone) as page:
        write(page, OPEN, "A draft")
        write(page, "party/wished/impact", "Another")
        write(page, SAID, "Said anew")
    with visit(context, phone, "prompts.html") as page, visit(context, phone) as other:
        expect(page.locator(".drafts-here a")).to_contain_text("3 drafts to send")
        row = page.locator(f'[data-draft="{OPEN}"] .index__state')
        group = page.locator(".index > .fold").filter(has=row).locator("summary .fold__count")
        expect(row).to_have_text("Draft")
        expect(group).to_have_text("What is answered")
        opened(other, OPEN).locator("[data-do=clear]").click()
        expect(row).to_have_text("")
        expect(group).to_have_text("1 open")
    with visit(context, phone, "reply.html") as page:
        expect(page.locator(".reply__count")).to_have_text("2 will be sent.")
        field(page, "party/wished/impact").get_by_role("checkbox").uncheck()
        page.get_by_label("I understand").check()
        save_reply(page, tmp_path)
        page.locator("[data-reply=sent]").click()
    with visit(context, phone, "prompts.html") as page:
        expect(page.locator(".drafts-here a")).to_contain_text("1 draft to send")
        row = page.locator(f'[data-draft="{SAID}"] .index__state')
        expect(row).to_have_text("Draft")
        page.evaluate(RECEIVED, f"coaching:{AMARA}:draft:{SAID}")
        page.reload(wait_until="networkidle")
        expect(row).to_have_text("")
        expect(page.locator(".drafts-here a")).to_contain_text("1 draft to send")
