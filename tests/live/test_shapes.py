"""Portals whose shape changes between two visits: no draft is lost, hidden or counted twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import serve_folder, watch
from tests.fixture import ROOT
from tests.live.portal import PHONE
from tests.live.writing import drafts, mark, opened, save_reply, with_drafts
from tests.replies.samples import TYPED
from tests.site.building import Project

JANE: Final = "jane-doe"
PREFIX: Final = f"coaching:{JANE}:draft:"
BEFORE, BEGUN = "2026-11-24", "2026-12-01"
REVIEW: Final = "reviews/2026-12-01"

# What is written before the shape changes: the page, the key, and words that nothing else holds.
ANSWERS: Final = {
    "goals/depots/pain": ("goals/depots.html", "Four hours a week."),
    "values/2/reports/feel": ("about-me.html", "That I mean it."),
    "starters/one_thing": ("thought-starters.html", "Fewer meetings."),
}
NOTE: Final = "She has said yes."
SAID: Final = (
    *(text for _, text in ANSWERS.values()),
    NOTE,
    "I asked twice.",
    "Waiting helps.",
    "Two of us.",
)
ALL: Final = {*ANSWERS, "actions/depots/action-1", "check_ins", REVIEW, "ratings"}

Edit = tuple[str, str, str]
ENGAGEMENT: Final = f"engagements/{JANE}/engagement.yml"
SHAPES: Final[dict[str, tuple[str, list[Edit]]]] = {
    "as it was": (BEFORE, []),
    "goal renamed": (BEFORE, [(ENGAGEMENT, "id: depots", "id: hubs")]),
    "goal and action gone, value gone": (
        BEFORE,
        [
            (
                ENGAGEMENT,
                TYPED[TYPED.index("    - title: Delegate") : TYPED.index("    - title: Rest")],
                "",
            ),
            (ENGAGEMENT, "    - name: Candour\n      shown_to: {reports: {do: Listen.}}\n", ""),
        ],
    ),
    "review begun, action gone": (
        BEGUN,
        [(ENGAGEMENT, "      - what: Ask Priya   # first\n        started: 2026-10-01\n", "")],
    ),
    "review gone, prompt gone, scale renamed, place gone": (
        BEFORE,
        [
            (ENGAGEMENT, "    - on: 2026-12-01\n", ""),
            ("content/programme.yml", "  - id: one_thing\n", "  - id: another_thing\n"),
            ("content/programme.yml", "  - id: closeness\n", "  - id: nearness\n"),
            (
                "content/reply.md",
                "{{ entry(words.about_check_ins, ",
                "{{ '' if true else entry(words.about_check_ins, ",
            ),
        ],
    ),
    "review put off behind another": (
        BEFORE,
        [(ENGAGEMENT, "    - on: 2026-12-01\n", "    - on: 2026-12-01\n    - on: 2026-11-30\n")],
    ),
}


def project(folder: Path) -> Project:
    """Return the project of a coach with a small engagement."""
    project = Project(folder)
    project.write("engagements/starter.yml", (ROOT / "engagements/starter.yml").read_text("utf-8"))
    project.write(ENGAGEMENT, TYPED)
    return project


@contextmanager
def visited(context: BrowserContext, folder: Path) -> Iterator[tuple[Page, str]]:
    """Give a page on a portal, on which nothing may go wrong."""
    with serve_folder(folder) as address, context.new_page() as page:
        troubles = watch(page, address)
        yield page, address
        assert troubles == []


@pytest.fixture(scope="module")
def written(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give what a browser holds after something of each kind was written."""
    site = project(tmp_path_factory.mktemp("shapes") / "project").build(JANE, BEFORE)
    with (
        chromium.new_context(viewport=PHONE) as context,
        visited(context, site.folder) as (page, address),
    ):
        for key, (name, text) in ANSWERS.items():
            page.goto(f"{address}/{name}", wait_until="networkidle")
            opened(page, key).locator("textarea").first.fill(text)
            page.wait_for_function(with_drafts("(key) => drafts.get(key)"), arg=key)
        page.goto(f"{address}/actions.html", wait_until="networkidle")
        form = opened(page, "actions/depots/action-1")
        form.locator("[data-do=note]").click()
        form.locator("textarea").fill(NOTE)
        page.goto(f"{address}/sessions.html", wait_until="networkidle")
        opened(page, "check_ins").get_by_label("What I tried").fill("I asked twice.")
        page.goto(f"{address}/reviews.html", wait_until="networkidle")
        form = opened(page, REVIEW)
        form.get_by_label("What works").fill("Waiting helps.")
        form.locator('[data-goal="depots"] textarea').fill("Two of us.")
        mark(form, "closeness", 9)
        page.goto(f"{address}/thought-starters.html", wait_until="networkidle")
        mark(opened(page, "ratings"), "closeness", 3)
        page.wait_for_function(with_drafts("() => drafts.keys().length === 7"))
        kept: dict[str, str] = page.evaluate("({ ...localStorage })")
    assert {name.removeprefix(PREFIX) for name in kept if name.startswith(PREFIX)} == ALL
    return kept


@pytest.mark.parametrize("shape", SHAPES)
def test_no_draft_is_trapped(
    chromium: Browser, tmp_path: Path, written: dict[str, str], shape: str
) -> None:
    """The bar counts what the reply lists; all of it is seen, can be sent, and can be cleared."""
    day, edits = SHAPES[shape]
    changed = project(tmp_path / "project")
    for name, old, new in edits:
        changed.edit(name, old, new)
    site = changed.build(JANE, day)
    with (
        chromium.new_context(viewport=PHONE) as context,
        visited(context, site.folder) as (page, address),
    ):
        page.goto(f"{address}/goals.html", wait_until="networkidle")
        page.evaluate("(kept) => Object.assign(localStorage, kept)", written)
        page.reload(wait_until="networkidle")
        expect(page.locator(".drafts-here a")).to_contain_text("7 drafts to send")
        page.goto(f"{address}/reply.html", wait_until="networkidle")
        items = page.locator(".reply__item:visible")
        expect(items).to_have_count(7)
        expect(page.locator(".reply__count")).to_have_text("7 will be sent.")
        for text in SAID:
            expect(page.locator(".reply__items")).to_contain_text(text)
        expect(page.locator(".reply__items")).to_contain_text("9 / 10")
        expect(page.locator(".reply__items")).to_contain_text("3 / 10")
        page.get_by_label("I understand").check()
        sent = json.loads(save_reply(page, tmp_path).read_text())["items"]
        keys = {item["key"].replace("actions/hubs/", "actions/depots/") for item in sent}
        assert keys == ALL  # an action is known by its words, and is where they are
        page.locator("[data-reply=sent]").click()
        assert all(draft["sent"] for draft in drafts(page).values())
        clear_each(page)


def clear_each(page: Page) -> None:
    """Clear what has no place by itself, then all that is left."""
    lost = page.locator(".reply__item:visible [data-reply=drop]")
    left = 7
    while lost.count():
        lost.first.click()
        left -= 1
        expect(page.locator(".reply__item:visible")).to_have_count(left)
    page.evaluate(f"localStorage[{PREFIX + 'of/no/form'!r}] = 'x'")
    if left:
        page.locator(".reply__keep > summary").click()
        page.locator("[data-reply=clear]").first.click()
        page.locator("[data-reply=cleared]").click()
        assert (
            page.evaluate("Object.keys(localStorage).filter((name) => name.includes('draft'))")
            == []
        )
    expect(page.locator(".reply__none")).to_be_visible()


def test_a_review_that_has_begun(
    chromium: Browser, tmp_path: Path, written: dict[str, Any]
) -> None:
    """Its form stays where it was begun, and knows a goal by its title; else there is none."""
    changed = project(tmp_path / "project")
    changed.edit(ENGAGEMENT, "id: depots", "id: hubs")
    site = changed.build(JANE, BEGUN)
    with (
        chromium.new_context(viewport=PHONE) as context,
        visited(context, site.folder) as (page, address),
    ):
        page.goto(f"{address}/reviews.html", wait_until="networkidle")
        expect(page.locator(".write-here:visible")).to_have_count(0)
        page.evaluate("(kept) => Object.assign(localStorage, kept)", written)
        page.reload(wait_until="networkidle")
        expect(page.locator(".write-here:visible")).to_have_count(1)
        form = page.locator(f'[data-key="{REVIEW}"] > .write')
        expect(form.get_by_label("What works")).to_have_value("Waiting helps.")
        form.get_by_label("What works").fill("Asking helps.")
        said = {
            "scores": {"closeness": 9},
            "goals": {"hubs": {"progress": "Two of us."}},
            "works": ["Asking helps."],
        }
        page.wait_for_function(
            with_drafts(
                "(said) => JSON.stringify(drafts.get('reviews/2026-12-01').value.works) === said"
            ),
            arg=json.dumps(said["works"], separators=(",", ":")),
        )
        assert drafts(page)[REVIEW]["value"] == said
