"""What is kept, taken back, held back, or too much: the page says so of that alone."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.live.portal import Opened
from tests.live.writing import drafts, field, fill, opened, visit, with_drafts, write

OPEN: Final = "party/wished/remembered"
SAID: Final = "situation/context"
MANY: Final = "goals/listening/moves/continue"
EXPLAINED: Final = "What you write is kept on this device until you send it."
SAME: Final = "As in your portal. There is nothing to send."
DRAFT: Final = "Draft · Kept on this device until you send it."
BACK: Final = "Taken back · Kept on this device until you send it."


@pytest.mark.parametrize(
    ("name", "key", "texts", "kept", "status"),
    [
        ("about-me.html", OPEN, ["x"], ["x"], DRAFT),
        ("about-me.html", OPEN, [""], None, EXPLAINED),
        ("about-me.html", OPEN, [" \n\u200b\u0085 \u00a0"], None, EXPLAINED),
        ("about-me.html", OPEN, ["\u0085a  b\u0085c\u0085"], ["a  b\nc"], DRAFT),
        ("about-me.html", SAID, ["x"], ["x"], DRAFT),
        ("about-me.html", SAID, [""], [], BACK),
        ("about-me.html", SAID, ["="], None, SAME),
        ("goals/listening.html", MANY, ["a", "", "b"], ["a", "b"], DRAFT),
        ("goals/listening.html", MANY, ["", "", ""], None, EXPLAINED),
    ],
)
def test_answers(
    context: BrowserContext,
    phone: Opened,
    name: str,
    key: str,
    texts: list[str],
    kept: list[str] | None,
    status: str,
) -> None:
    """A text that differs from the portal is a draft, none takes it back, and others are none."""
    with visit(context, phone, name) as page:
        rows = opened(page, key).locator("[data-part=answer] textarea")
        stood = rows.first.input_value()
        rows.first.fill("something else")
        page.wait_for_function(with_drafts("(key) => drafts.get(key)"), arg=key)
        fill(page, key, *(stood if text == "=" else text for text in texts))
        page.wait_for_function(
            with_drafts("([key, kept]) => JSON.stringify(drafts.get(key)?.value ?? null) === kept"),
            arg=[key, json.dumps(kept, separators=(",", ":"))],
        )
        expect(field(page, key).locator(".write__status")).to_have_text(status)
        page.reload(wait_until="networkidle")
        assert drafts(page).get(key, {}).get("value") == kept
        clear = field(page, key).locator("[data-do=clear]")
        if clear.is_visible():
            clear.click()
            fill(page, key, "Anew")
            page.wait_for_function(
                with_drafts("(key) => drafts.get(key)?.value[0] === 'Anew'"), arg=key
            )


def test_a_tick_is_taken_back(context: BrowserContext, phone: Opened) -> None:
    """An action that the portal shows as done can be undone, listed so, and done again."""
    with visit(context, phone, "actions.html") as page:
        place = page.locator("[data-done]:not([data-done=''])").first
        key = place.get_attribute("data-key") or ""
        place.locator("xpath=ancestor::details/summary").click()
        tick = place.locator("[data-part=done]")
        tick.uncheck()
        expect(place.locator(".action__now")).to_have_text("Not done after all · not sent yet")
        page.reload(wait_until="networkidle")
        expect(field(page, key).locator("[data-part=done]")).not_to_be_checked()
        assert drafts(page)[key]["value"]["done"] is None
    with visit(context, phone, "reply.html") as page:
        expect(field(page, key)).to_contain_text("Not done after all")
    with visit(context, phone, "actions.html") as page:
        place = field(page, key)
        place.locator("xpath=ancestor::details/summary").click()
        place.locator("[data-do=note]").click()
        place.locator("[data-part=done]").check()
        place.locator("[data-part=day]").fill(place.get_attribute("data-done") or "")
        expect(place.locator(".write__status")).to_have_text(SAME)
        assert drafts(page) == {}


def test_held_back_for_good(context: BrowserContext, phone: Opened) -> None:
    """What is held back stays so over reloads and visits, also when it is written on."""
    with visit(context, phone) as page:
        write(page, OPEN, "Not yet")
        write(page, "party/wished/impact", "Now")
    with visit(context, phone, "reply.html") as page:
        field(page, OPEN).get_by_role("checkbox").uncheck()
    with visit(context, phone) as page:
        write(page, OPEN, "Still not")
    with visit(context, phone, "reply.html") as page:
        count = page.locator(".reply__count")
        expect(count).to_have_text("2 drafts on this device. 1 will be sent.")
        page.reload(wait_until="networkidle")
        expect(count).to_have_text("2 drafts on this device. 1 will be sent.")
        field(page, OPEN).get_by_role("checkbox").check()
        page.reload(wait_until="networkidle")
        expect(count).to_have_text("2 will be sent.")


def test_too_much_for_a_file(context: BrowserContext, phone: Opened) -> None:
    """More than `receive` reads is told before it is sent; with less ticked it can be."""
    with visit(context, phone) as page:
        write(page, OPEN, "x")
    with visit(context, phone, "reply.html") as page:
        page.get_by_label("I understand").check()
        put_long(page, 101)
        expect(page.locator(".reply__large")).to_be_visible()
        expect(page.locator("[data-reply=save]")).to_be_disabled()
        for entry in page.locator(".reply__item:visible").all()[:6]:
            entry.get_by_role("checkbox").uncheck()
        expect(page.locator(".reply__large")).to_be_hidden()
        expect(page.locator("[data-reply=save]")).to_be_enabled()


def put_long(page: Page, count: int) -> None:
    """Keep drafts of 20,000 letters each, for things that are gone."""
    script: Any = """(count) => {
      const name = "coaching:amara-lindqvist:draft:";
      const draft = JSON.parse(localStorage[`${name}party/wished/remembered`]);
      for (let n = 0; n < count; n += 1) {
        const id = `d${String(n).padStart(16, "0")}`;
        const long = { ...draft, id, value: ["y".repeat(20_000)] };
        localStorage[`${name}goals/gone-${n}/why`] = JSON.stringify(long);
      }
      dispatchEvent(new StorageEvent("storage"));
    }"""
    page.evaluate(script, count)
