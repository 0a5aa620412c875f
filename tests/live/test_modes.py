"""Read mode and write mode: where a page is read, where it is written on, and the way between."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.live.portal import Opened
from tests.live.writing import field, opened, visit, wait_for

OPEN = "party/wished/remembered"
SAID = "situation/context"
ANCHOR = OPEN.replace("/", "-")


def test_edit_and_done(context: BrowserContext, phone: Opened) -> None:
    """Edit leads to the first open question, Done back to what was pressed, and so does Back."""
    with visit(context, phone) as page:
        expect(field(page, OPEN)).to_be_hidden()
        page.get_by_role("link", name="Edit: Self-awareness").click()
        expect(field(page, OPEN).get_by_role("textbox")).to_be_focused()
        expect(page.locator("#situation")).to_be_hidden()
        page.get_by_role("button", name="Done", exact=True).click()
        expect(page.get_by_role("link", name="Edit: Self-awareness")).to_be_focused()
        expect(page.locator("#situation")).to_be_visible()
        page.locator("#party + p a").click()
        expect(field(page, OPEN)).to_be_visible()
        page.go_back()
        expect(page.locator("#situation")).to_be_visible()


@pytest.mark.parametrize(
    ("hash_", "key"),
    [
        (f"write-{ANCHOR}", OPEN),
        (ANCHOR, OPEN),  # of an answer that is not there yet
        ("write-situation-context", SAID),  # folded among what is answered
        ("write-values-room-for-others-reports-do", "values/room-for-others/reports/do"),
    ],
)
def test_links_to_a_question(context: BrowserContext, phone: Opened, hash_: str, key: str) -> None:
    """A link to a question opens write mode with that question's field."""
    with visit(context, phone, f"about-me.html#{hash_}") as page:
        expect(field(page, key).locator("textarea").first).to_be_focused()


def test_a_few_at_a_time(context: BrowserContext, phone: Opened) -> None:
    """Three questions are shown, and a button shows the next of them."""
    with visit(context, phone, "about-me.html#write") as page:
        questions = page.locator(".flow__some .prompt:visible")
        expect(questions).to_have_count(3)
        page.get_by_role("button", name="Show more questions").click()
        expect(questions).to_have_count(4)
        expect(questions.last.locator("textarea")).to_be_focused()
        expect(page.get_by_role("button", name="Show more questions")).to_be_hidden()


def test_drafts_are_read(context: BrowserContext, phone: Opened) -> None:
    """A draft stands where its answer is read, marked as such, until it is cleared; the questions
    that are open are counted without it."""
    with visit(context, phone) as page:
        said, answered = (page.locator(f'[data-said="{key}"]') for key in (OPEN, SAID))
        for key, text in ((OPEN, "That I left <b>on time</b>."), (SAID, "Said anew")):
            opened(page, key).locator("textarea").fill(text)
            wait_for(page, key, [text])
        leave(page)
        expect(said).to_contain_text("Your draft · not sent yet")
        expect(said).to_contain_text("That I left <b>on time</b>.")
        expect(answered.locator(".prose").first).to_be_hidden()
        expect(answered).to_contain_text("Said anew")
        expect(page.locator("#party + p")).to_contain_text("7 of 8")
        said.get_by_role("link", name="Edit: Your retirement party, as you would wish it").click()
        field(page, OPEN).locator("[data-do=clear]").click()
        leave(page)
        expect(said.locator(".asks")).to_be_visible()
        expect(page.locator("#party + p")).to_contain_text("6 of 8")


def test_without_scripts(phone: Opened) -> None:
    """Without scripts a page is read whole, and what is open has lines for a pen."""
    with phone.visit("about-me.html", java_script_enabled=False) as page:
        expect(page.locator("#situation")).to_be_visible()
        expect(field(page, OPEN).locator(".prompt__space")).to_be_visible()
        expect(page.get_by_role("link", name="Edit")).to_be_hidden()
        expect(page.locator(".flow__answered")).to_be_hidden()


def leave(page: Page) -> None:
    """Leave write mode."""
    page.locator(".head__done").click()
