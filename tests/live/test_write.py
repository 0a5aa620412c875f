"""Writing in the portal: what is typed is kept, told apart, given back and cleared."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, ViewportSize, expect

from tests.live.portal import DESK, PHONE, Opened, violations
from tests.live.writing import drafts, field, mark, opened, visit, wait_for, write

ABOUT = "about-me.html"
OPEN = "party/wished/remembered"
SAID = "situation/context"
REFUSES = """Object.defineProperty(Storage.prototype, "setItem", {
  value() { throw new DOMException("refused", "QuotaExceededError"); },
});"""


def test_kept_over_a_reload(context: BrowserContext, phone: Opened) -> None:
    """A draft stands in its field again, and every page counts it."""
    with visit(context, phone) as page:
        write(page, OPEN, "That I left on time. 🙂")
        page.reload(wait_until="networkidle")
        expect(field(page, OPEN).locator("textarea")).to_have_value("That I left on time. 🙂")
        expect(page.locator(".drafts-here a")).to_contain_text("1 draft to send")
        expect(field(page, OPEN).locator(".write__status")).to_have_text(
            "Draft · Kept on this device until you send it."
        )


def test_on_home(context: BrowserContext, phone: Opened) -> None:
    """What home gives to think about is answered there, and stands on its own page too."""
    with visit(context, phone, "index.html") as page:
        write(page, OPEN, "That I listened")
        place = page.get_by_role("textbox", name="What would people remember most?")
        expect(place).to_have_value("That I listened")
    with visit(context, phone) as page:
        expect(field(page, OPEN).locator("textarea")).to_have_value("That I listened")


def test_kept_over_a_crash(context: BrowserContext, phone: Opened) -> None:
    """A tab that dies without a word loses nothing that was typed a moment before."""
    page = context.new_page()
    page.goto(f"{phone.address}/{ABOUT}", wait_until="networkidle")
    write(page, OPEN, "Half a sentence")
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    with visit(context, phone) as again:
        assert drafts(again)[OPEN]["value"] == ["Half a sentence"]


def test_two_windows(context: BrowserContext, phone: Opened) -> None:
    """Of two windows the newer wording stays; the other is told, and can be brought back once."""
    with visit(context, phone) as one, visit(context, phone) as two:
        write(one, OPEN, "First")
        expect(field(two, OPEN).locator("textarea")).to_have_value("First")
        write(two, OPEN, "Second")
        expect(field(one, OPEN).locator("textarea")).to_have_value("Second")
        place = field(one, OPEN)
        expect(place.locator(".write__status")).to_contain_text("Changed in another window")
        place.locator("[data-do=other]").click()
        wait_for(one, OPEN, ["First"])
        expect(place.locator("[data-do=other]")).to_be_hidden()
        expect(field(two, OPEN).locator("textarea")).to_have_value("First")


def test_a_browser_that_keeps_nothing(context: BrowserContext, phone: Opened) -> None:
    """Where storage is refused the page says so, and offers the drafts as a file at once."""
    context.add_init_script(REFUSES)
    page = context.new_page()
    page.goto(f"{phone.address}/{ABOUT}", wait_until="networkidle")
    area = opened(page, OPEN).locator("textarea")
    area.fill("Only here")
    expect(field(page, OPEN).locator(".write__status")).to_contain_text("Not kept.")
    with page.expect_download() as download:
        page.locator(".drafts-here button").click()
    saved = json.loads(Path(download.value.path()).read_text())
    assert saved["format"] == "coaching-drafts"
    assert saved["drafts"][OPEN]["value"] == ["Only here"]
    expect(area).to_have_value("Only here")


def test_an_answer_is_written_again(context: BrowserContext, phone: Opened) -> None:
    """A given answer opens as it was typed; clearing the draft brings it back."""
    with visit(context, phone) as page:
        form = opened(page, SAID)
        area = form.locator("textarea")
        assert area.input_value().startswith("I ran the Rostock depot for six years")
        assert drafts(page) == {}
        area.fill("Something else")
        wait_for(page, SAID, ["Something else"])
        form.locator("[data-do=clear]").click()
        assert drafts(page) == {}
        expect(field(page, SAID).locator(".prose").first).to_contain_text("the Rostock depot")


def test_a_wanted_count(context: BrowserContext, phone: Opened) -> None:
    """Three answers have three fields, and what is missing is told."""
    with visit(context, phone, "goals/listening.html") as page:
        key = "goals/listening/moves/continue"
        areas = opened(page, key).locator("textarea")
        expect(areas).to_have_count(3)
        areas.first.fill("Asking")
        expect(field(page, key).locator(".write__wanted")).to_have_text("2 more to go")
        field(page, key).locator("[data-do=add]").click()
        expect(areas).to_have_count(4)


def test_by_keyboard(context: BrowserContext, desk: Opened) -> None:
    """A field is reached, filled and rated without a pointer."""
    with visit(context, desk, "thought-starters.html") as page:
        button = field(page, "ratings").locator(".write__open button")
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        wait_for(page, "ratings", {"willingness": 2})


def test_clear_all(context: BrowserContext, phone: Opened) -> None:
    """All drafts go at once, after a question that can be answered with no."""
    with visit(context, phone) as page:
        write(page, OPEN, "x")
    with visit(context, phone, "reply.html") as page:
        page.locator(".reply__keep > summary").click()
        page.locator("[data-reply=clear]").click()
        page.locator("dialog [data-reply=back]").click()
        assert len(drafts(page)) == 1
        page.locator("[data-reply=clear]").click()
        page.locator("[data-reply=cleared]").click()
        assert drafts(page) == {}
        expect(page.locator(".reply__none")).to_be_visible()


def test_held_back_and_open(context: BrowserContext, phone: Opened) -> None:
    """What is not ticked is not sent; without a key a file is made only after a warning."""
    with visit(context, phone) as page:
        write(page, OPEN, "Send this")
        write(page, "party/wished/impact", "Not this")
    with visit(context, phone, "reply.html") as page:
        save = page.locator("[data-reply=save]")
        expect(save).to_be_disabled()
        page.get_by_label("I understand").check()
        field(page, "party/wished/impact").get_by_role("checkbox").uncheck()
        with page.expect_download() as download:
            save.click()
        reply = json.loads(Path(download.value.path()).read_text())
        assert download.value.suggested_filename.endswith(".json")
        assert [item["value"] for item in reply["items"]] == [["Send this"]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "This is no file of drafts."),
        ('{"__proto__": {"format": "coaching-drafts"}}', "This is no file of drafts."),
        (
            '{"format": "coaching-drafts", "version": 1, "engagement": "x", "drafts": {}}',
            "These drafts belong to another portal.",
        ),
        (
            '{"format": "coaching-drafts", "version": 1, "engagement": "amara-lindqvist", "drafts":'
            ' {"__proto__": {"at": 1}, "starters/year": {"at": 1, "base": "", "sent": null,'
            ' "value": {"__proto__": ["x"]}}, "party/wished/remembered":'
            ' {"at": 1, "base": "", "sent": null, "value": ["Good"]}}}',
            "Loaded: 1. Newer here already: 0. Could not be read: 2.",
        ),
    ],
)
def test_a_file_of_drafts(context: BrowserContext, phone: Opened, content: str, told: str) -> None:
    """A file of drafts is believed only as far as it has their form."""
    with visit(context, phone, "reply.html") as page:
        file = {"name": "d.json", "mimeType": "application/json", "buffer": content.encode()}
        page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        expect(page.locator(".reply__loaded")).to_contain_text(told)
        assert page.evaluate("({}).format") is None


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_accessible(chromium: Browser, desk: Opened, size: ViewportSize) -> None:
    """Axe finds nothing to object to in open and filled fields, nor on the page of the reply."""
    is_phone = size == PHONE
    with chromium.new_context(viewport=size, bypass_csp=True) as context:
        with visit(context, desk) as page:
            write(page, OPEN, "A draft")
            opened(page, SAID)
            assert violations(page, of_colours=is_phone) == []
        with visit(context, desk, "reviews.html") as page:
            mark(opened(page, "reviews/2027-01-18"), "team", 8)
            assert violations(page, of_colours=is_phone) == []
        with visit(context, desk, "actions.html") as page:
            page.locator(".tick input").first.check()
            page.locator("[data-do=note]").first.click()
            assert violations(page, of_colours=is_phone) == []
        with visit(context, desk, "reply.html") as page:
            assert violations(page, of_colours=is_phone) == []


def test_without_scripts_and_on_paper(phone: Opened, context: BrowserContext) -> None:
    """Without scripts there are lines for a pen; on paper a draft is text."""
    with phone.visit("sessions.html", java_script_enabled=False) as page:
        expect(page.locator(".lines__space").first).to_be_visible()
    with phone.visit("reply.html", java_script_enabled=False) as page:
        expect(page.get_by_text("On paper it works as well")).to_be_visible()
        expect(page.locator("#reply")).to_be_hidden()
    with visit(context, phone) as page:
        write(page, OPEN, "On paper")
        page.emulate_media(media="print")
        expect(field(page, OPEN)).to_be_hidden()
        expect(page.locator(f'[data-said="{OPEN}"]')).to_contain_text("On paper")
        expect(page.locator(f'[data-said="{OPEN}"]')).to_be_visible()
        expect(field(page, "party/wished/impact").locator(".prompt__space")).to_be_visible()
