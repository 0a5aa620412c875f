"""Firefox over file://: what is written stays with its page, and each page sends its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import watch
from tests.live.portal import PHONE, Opened, violations
from tests.live.writing import drafts, field, visit, write

OPEN: Final = "party/wished/remembered"
YEAR: Final = "starters/one_thing"

# The protocol that drives Firefox does not tell of files that a page makes: they are read here.
KEEP_MADE: Final = """() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.made = blob; return make.call(URL, blob); };
}"""


@contextmanager
def visited(context: BrowserContext, folder: Path, name: str) -> Iterator[Page]:
    """Open a page of a portal as a file; nothing may go wrong while it is open."""
    with context.new_page() as page:
        troubles = watch(page, folder.as_uri())
        page.goto(f"{folder.as_uri()}/{name}")
        yield page
        assert troubles == []


def made_by(page: Page, button: str) -> str:
    """Press a button, and return what is in the file that it saves."""
    page.evaluate(KEEP_MADE)
    page.locator(f"[data-reply={button}]").locator("visible=true").click()
    page.wait_for_function("() => window.made")
    text: str = page.evaluate("window.made.text()")
    return text


def sent_by(page: Page) -> dict[str, list[str]]:
    """Save an open reply, and return what is in it, by key."""
    page.get_by_label("I understand").check()
    made = json.loads(made_by(page, "save"))
    expect(page.locator(".reply__saved")).to_be_visible()
    return {item["key"]: item["value"] for item in made["items"]}


def test_each_page_sends_its_own(strict: Browser, amara: Path) -> None:
    """What is written on a page is told to stay there, listed, held back and sent from there."""
    with strict.new_context() as context:
        with visited(context, amara, "about-me.html") as page:
            expect(page.locator("#send-here")).to_be_hidden()
            write(page, OPEN, "For my coach")
            write(page, "party/wished/impact", "Not yet")
            status = field(page, OPEN).locator(".write__status")
            expect(status).to_contain_text("with this page alone")
            bar = page.locator(".drafts-here a")
            expect(bar).to_contain_text("2 drafts to send")
            expect(bar).to_contain_text("Send from here")
            bar.click()
            expect(page.locator("#send-here .reply__item")).to_have_count(2)
            held = page.locator("#send-here .reply__item").filter(has_text="Not yet")
            held.get_by_role("checkbox").uncheck()
            assert sent_by(page) == {OPEN: ["For my coach"]}
        with visited(context, amara, "thought-starters.html") as page:
            assert drafts(page) == {}
            write(page, YEAR, "Less haste")
            assert sent_by(page) == {YEAR: ["Less haste"]}
        with visited(context, amara, "about-me.html") as page:
            expect(page.locator("#send-here .reply__count")).to_have_text(
                "2 drafts on this device. 1 will be sent."
            )
            expect(page.locator(".reply__saved")).to_be_visible()
            page.locator("[data-reply=sent]").click()
            expect(page.locator(".drafts-here a")).to_contain_text("1 draft to send")


def test_copies_come_together(strict: Browser, amara: Path, tmp_path: Path) -> None:
    """My reply says why it lists nothing; copies of each page, loaded there, make one reply."""
    copies = []
    with strict.new_context() as context:
        for name, key in (("about-me.html", OPEN), ("thought-starters.html", YEAR)):
            with visited(context, amara, name) as page:
                write(page, key, f"From {name}")
                copies.append(tmp_path / f"{name}.json")
                copies[-1].write_text(made_by(page, "keep"))
        with visited(context, amara, "reply.html") as page:
            expect(page.locator(".reply__bound")).to_contain_text("with the page on which")
            expect(page.locator(".reply__none")).to_be_hidden()
            for copy in copies:
                page.locator("input[type=file]").set_input_files(copy)
            expect(page.locator(".reply__item:visible")).to_have_count(2)
            assert sent_by(page) == {
                OPEN: ["From about-me.html"],
                YEAR: ["From thought-starters.html"],
            }


def test_any_browser_that_keeps_by_page(phone: Opened) -> None:
    """A browser of any kind that shows My reply no drafts is noticed, and led back to send them;
    axe finds nothing to object to there."""
    with (
        phone.browser.new_context(viewport=PHONE, bypass_csp=True) as context,
        visit(context, phone) as page,
    ):
        write(page, OPEN, "Only on this page")
        kept = page.evaluate("({ ...localStorage })")
        page.evaluate("localStorage.clear()")
        page.locator(".drafts-here a").click(no_wait_after=True)
        page.wait_for_url("**/reply.html#from=about-me.html")
        expect(page.locator(".reply__bound")).to_be_visible()
        page.evaluate("(kept) => Object.assign(localStorage, kept)", kept)
        page.locator(".reply__from a").click()
        page.wait_for_url("**/about-me.html#send-here")
        expect(page.locator("#send-here .reply__item")).to_contain_text("Only on this page")
        assert violations(page) == []
        assert sent_by(page) == {OPEN: ["Only on this page"]}
