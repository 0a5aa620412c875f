"""What was sent and is written back to what the portal says: the coach must hear of that too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from coaching_site.loading import load_engagement
from tests.live.portal import PHONE
from tests.live.test_places import DAY, TYPED, Coaching
from tests.live.writing import drafts, field, fill, opened, set_day
from tests.samples import programme

SAID, OPEN, CLEARED = "goals/read/measure", "goals/read/pain", "goals/read/why"
ACTION, REVIEW = "actions/read/begin", "reviews/2026-12-01"
FILE: Final = (
    TYPED.replace(
        "measure: Ten books.}", "measure: Ten books., actions: [{what: Begin, id: begin}]}"
    )
    + "reviews: [{on: 2026-12-01, works: Silence.}]\n"
)


@pytest.fixture
def jane(chromium: Browser, tmp_path: Path) -> Iterator[Coaching]:
    """Give a client with something of each kind to write."""
    with chromium.new_context(viewport=PHONE) as context, context.new_page() as page:
        set_day(page, DAY)
        jane = Coaching(tmp_path, page)
        jane.build(FILE)
        yield jane


def write_all(jane: Coaching, *texts: str) -> None:
    """Write something of each kind; without texts write each back to what the portal says."""
    said = iter(texts or ("Ten books.", "", "", "", "Silence.", ""))
    page = jane.go("goals/read")
    for key in (SAID, OPEN, CLEARED):
        fill(page, key, next(said))
        page.keyboard.press("Tab")
    jane.go("actions")
    form = opened(page, ACTION)
    note = form.locator("[data-do=note]")
    if note.get_attribute("aria-expanded") == "false":
        note.click()
    form.locator("textarea").fill(next(said))
    page.keyboard.press("Tab")
    jane.go("reviews")
    form = opened(page, REVIEW)
    form.get_by_label("What works").fill(next(said))
    form.locator('[data-goal="read"] textarea').fill(next(said))
    page.keyboard.press("Tab")


def values(page: Page) -> dict[str, Any]:
    """Return what the drafts of a browser say, by their keys."""
    return {key: draft["value"] for key, draft in drafts(page).items()}


def test_the_way_back(jane: Coaching) -> None:
    """Each kind goes back as a draft that is kept, listed, sent and received, in any order."""
    page = jane.page
    write_all(jane, "A", "B", "C", "D", "E", "F")
    one = jane.send()
    one = one.rename(one.with_stem("one"))
    assert set(drafts(page)) == {SAID, OPEN, CLEARED, ACTION, REVIEW}

    write_all(jane)
    wanted = {
        SAID: ["Ten books."], OPEN: [], CLEARED: [], ACTION: {"done": None, "note": None},
        REVIEW: {"scores": {}, "goals": {"read": {"progress": None}}, "works": ["Silence."]},
    }  # fmt: skip
    assert values(page) == wanted
    page.reload()
    assert values(page) == wanted
    jane.go("goals/read")
    told = [field(page, key).locator(".write__status") for key in (SAID, OPEN, CLEARED)]
    for status, begins in zip(told, ("Draft", "Taken back", "Taken back"), strict=True):
        expect(status).to_contain_text(f"{begins} · Kept")
    expect(page.locator(".drafts-here a")).to_contain_text("5 drafts to send")
    two = jane.send()
    assert values(page) == {}

    folder = jane.project.folder / "engagements/jane"
    for files in ((one, two), (two, one)):
        (folder / "engagement.yml").write_text(FILE)
        for file in files:
            jane.receive(file)
        rmtree(folder / "private")
        found = load_engagement(folder, programme())
        assert (found.goals[2].measure, found.goals[2].pain, found.goals[2].why) == (
            ("Ten books.",), (), ())  # fmt: skip
        assert found.goals[2].actions[0].note is None
        assert found.reviews[0].works == ("Silence.",)
        assert [one.progress for one in found.reviews[0].goals if one.progress] == []
