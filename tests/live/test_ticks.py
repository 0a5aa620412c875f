"""A tick is felt at once, on every page, and moves nothing."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import BrowserContext, Page, expect

from tests.live.portal import Opened
from tests.live.writing import drafts, set_day, visit

# The portal is of 23 November 2026; two promises are late.
DAY: Final = "2026-11-23"
LATE: Final = ("Ask three peers", "Hand the 07:30 call to the four directors for good")
NEXT: Final = "Spend a day in each region with nothing to decide, and ask what still needs me"
BEFORE: Final = "You have kept 5 of the 7 promises that were due so far. 2 are late."
AFTER: Final = "You have kept each of the 7 promises that were due so far."
BOXES: Final = """
  [...document.querySelectorAll("article :is(h2, p, li, div, figure, details)")].map((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return [one.tagName, left, top + scrollY, width, height].join(" ");
  })"""


def tick(page: Page, what: str) -> None:
    """Tick an action as a thumb does: where its mark is on the screen, without waiting."""
    box = page.locator(".action", has_text=what).locator(".mark").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_two_quick_ticks(context: BrowserContext, served: Opened) -> None:
    """Two ticks in a row hit their boxes, nothing moves, and each page counts them until they are
    taken back."""
    size = served.size
    with visit(context, served, "actions.html") as page:
        page.set_viewport_size(size)
        set_day(page, DAY)
        page.reload(wait_until="networkidle")
        expect(page.locator("[data-fact=promises]").first).to_have_text(BEFORE)
        boxes = page.evaluate(BOXES)
        for what in LATE:
            tick(page, what)
        expect(page.locator("[data-fact=promises]").first).to_have_text(AFTER)
        assert page.evaluate(BOXES) == boxes
        assert len(drafts(page)) == 2
        for name in ("index.html", "actions.html"):
            page.goto(f"{served.address}/{name}", wait_until="networkidle")
            expect(page.locator("[data-fact=promises]").first).to_contain_text(AFTER)
            for what in LATE:
                row = page.locator(".action", has_text=what).first
                expect(row.locator(".action__now")).to_have_text("Done today · not sent yet")
                expect(row.locator(".action__was")).to_be_hidden()
                expect(page.locator(".now", has_text=what)).to_have_count(0)
        # What is next goes on to what waits still, and what is ticked stands with the rest.
        page.goto(f"{served.address}/goals.html", wait_until="networkidle")
        listed = page.locator(".goal", has_text="The depots run").locator(".goal__next li:visible")
        expect(listed).to_contain_text([NEXT])
        page.goto(f"{served.address}/goals/depots.html", wait_until="networkidle")
        expect(page.locator(".next .action__what")).to_have_text([NEXT])
        row = page.locator("#actions ~ .actions .action").first
        expect(row.locator(".action__what")).to_have_text(LATE[1])
        boxes_of_goal = page.evaluate(BOXES)
        tick(page, NEXT)
        expect(page.locator(".next .action__now")).to_have_text("Done today · not sent yet")
        assert page.evaluate(BOXES) == boxes_of_goal
        tick(page, NEXT)
        assert page.evaluate(BOXES) == boxes_of_goal
        page.goto(f"{served.address}/achieved.html", wait_until="networkidle")
        expect(page.locator(".feats [data-fact=kept]")).to_have_text("7")
        for what in LATE:
            expect(page.locator(".kept__one:visible", has_text=what)).to_contain_text("Done today")
        page.goto(f"{served.address}/actions.html", wait_until="networkidle")
        with visit(context, served, "index.html") as other:
            set_day(other, DAY)
            other.reload(wait_until="networkidle")
            for what in LATE:
                tick(page, what)
            expect(other.locator("[data-fact=promises]").first).to_have_text(BEFORE)
        expect(page.locator("[data-fact=promises]").first).to_have_text(BEFORE)
        assert page.evaluate(BOXES) == boxes
        assert drafts(page) == {}


def test_another_day(context: BrowserContext, served: Opened) -> None:
    """For what is late of one's own another day is suggested, on each page that shows it: the row
    says so at once, nothing moves, and it stays late until the coach has agreed."""
    with visit(context, served, "actions.html") as page:
        page.set_viewport_size(served.size)
        set_day(page, DAY)
        page.reload(wait_until="networkidle")
        # Not for what others do, what is repeated, and what does not wait.
        for other in (".action--awaited", ".action--repeated", ".action--done", ".action--on_hold"):
            assert page.locator(f"{other} [data-do=move]").filter(visible=True).count() == 0
            assert page.locator(f"{other}[data-move]").count() == 0
        row = page.locator(".action", has_text=LATE[0]).first
        button = row.get_by_role("button", name="Suggest another day")
        button.click()
        field = row.locator("[data-part=target]")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("min", DAY)
        place = field.bounding_box()
        field.fill("2026-12-03")
        expect(row.locator(".action__now")).to_have_text("Suggested: 3 Dec · not sent yet")
        field.blur()
        expect(row.locator(".write__status")).to_contain_text("Draft")
        assert field.bounding_box() == place
        (draft,) = drafts(page).values()
        assert draft["value"] == {
            "done": None, "note": None, "target": "2026-12-03", "was": "2026-11-18",
        }  # fmt: skip
        # What is past is today, and what is done needs no other day.
        field.fill("2026-11-02")
        field.blur()
        expect(field).to_have_value(DAY)
        field.fill("2026-12-03")
        page.emulate_media(media="print")
        expect(row.locator(".write__move")).to_be_hidden()
        expect(row.locator(".action__now")).to_be_visible()
        page.emulate_media(media="screen")
        page.goto(f"{served.address}/index.html", wait_until="networkidle")
        expect(page.locator("[data-fact=promises]").first).to_have_text(BEFORE)
        row = page.locator(".action", has_text=LATE[0]).first
        expect(row.locator(".action__now")).to_have_text("Suggested: 3 Dec · not sent yet")
        tick(page, LATE[0])
        expect(row.locator(".action__now")).to_have_text("Done today · not sent yet")
        (draft,) = drafts(page).values()
        assert "target" not in draft["value"]
        tick(page, LATE[0])
        expect(row.locator(".action__now")).to_have_text("Suggested: 3 Dec · not sent yet")
        page.goto(f"{served.address}/reply.html", wait_until="networkidle")
        said = page.locator("main :is(li, section):visible", has_text=LATE[0]).last
        expect(said).to_contain_text("Suggested: 3 December 2026")
