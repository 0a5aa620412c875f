"""What a draft is, from its first letter to the coach's file: one thing, known by its own id."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, expect

from tests.live.portal import Opened
from tests.live.writing import drafts, field, mark, opened, save_reply, visit, wait_for, write
from tests.site.building import AMARA

OPEN: Final = "party/wished/remembered"
OTHER: Final = "party/wished/impact"
ACTION: Final = "actions/depots/hand-the-07-30-call-to-the-four"
REVIEW: Final = "reviews/2027-01-18"
OLD: Final = {"value": ["Old words"], "base": "", "at": 1764000000000, "sent": None}


def items_of(reply: Path) -> list[dict[str, Any]]:
    """Return what an open reply says."""
    items: list[dict[str, Any]] = json.loads(reply.read_text())["items"]
    return items


def saved(page: Page, folder: Path) -> list[dict[str, Any]]:
    """Make an open reply, and return what it says."""
    page.get_by_label("I understand").check()
    return items_of(save_reply(page, folder))


def kept(page: Page, key: str) -> None:
    """Wait until a draft is kept."""
    page.wait_for_function("(name) => localStorage[name]", arg=f"coaching:{AMARA}:draft:{key}")


def ticked(page: Page) -> list[str]:
    """Return the keys of what would be sent."""
    entries = page.locator(".reply__item:visible").filter(has=page.locator("input:checked"))
    keys: list[str] = entries.evaluate_all("(all) => all.map((one) => one.dataset.key)")
    return keys


def test_what_a_draft_takes_along(context: BrowserContext, phone: Opened, tmp_path: Path) -> None:
    """Each item has an id, its day, and what it answers in the words of the page."""
    with visit(context, phone) as page:
        page.clock.set_fixed_time("2026-11-20T23:30:00")
        write(page, OPEN, "First")
        write(page, "values/steadiness/colleagues/feel", "Heard")
        first = drafts(page)[OPEN]
        page.clock.set_fixed_time("2026-11-21T09:00:00")
        write(page, OPEN, "Second")
    with visit(context, phone, "actions.html") as page:
        opened(page, ACTION).get_by_role("checkbox").check()
        kept(page, ACTION)
    with visit(context, phone, "reviews.html") as page:
        mark(opened(page, REVIEW), "team", 8)
        kept(page, REVIEW)
    with visit(context, phone, "reply.html") as page:
        items = {item["key"]: item for item in saved(page, tmp_path)}
    assert items[OPEN]["id"] == first["id"]
    assert (first["on"], items[OPEN]["on"]) == ("2026-11-20", "2026-11-21")
    assert len({item["id"] for item in items.values()}) == 4
    assert all(re.fullmatch("d[0-9a-f]{16}", item["id"]) for item in items.values())
    assert items[OPEN]["about"] == {
        "of": "",
        "what": "Your retirement party, as you would wish it · What would people remember most?",
    }
    value, action = items["values/steadiness/colleagues/feel"]["about"], items[ACTION]["about"]
    assert value["of"] == "Steadiness"
    assert "feel" in value["what"]
    assert set(action) == {"of", "what"}
    assert set(items[REVIEW]["about"]["goals"]) == {"depots", "listening", "board", "evenings"}


def test_sent_is_not_sent_again(context: BrowserContext, phone: Opened, tmp_path: Path) -> None:
    """What was sent is not ticked; written on, it goes along once more under its id and day."""
    with visit(context, phone) as page:
        page.clock.set_fixed_time("2026-11-20T12:00:00")
        write(page, OPEN, "First")
        write(page, OTHER, "Held")
    with visit(context, phone, "reply.html") as page:
        page.clock.set_fixed_time("2026-11-21T12:00:00")
        field(page, OTHER).get_by_role("checkbox").uncheck()
        (first,) = saved(page, tmp_path)
        page.locator("[data-reply=sent]").click()
        assert ticked(page) in ([], [OTHER])  # whoever holds it back
        assert drafts(page)[OPEN]["sent"] == "2026-11-21"
    with visit(context, phone) as page:
        page.clock.set_fixed_time("2026-11-22T12:00:00")
        write(page, OPEN, "First, and more")
    with visit(context, phone, "reply.html") as page:
        assert OPEN in ticked(page)
        again = next(item for item in saved(page, tmp_path) if item["key"] == OPEN)
    assert (again["id"], again["on"]) == (first["id"], "2026-11-20")
    assert again["at"] > first["at"]


def test_a_file_is_remembered(context: BrowserContext, phone: Opened, tmp_path: Path) -> None:
    """After a reload it can still be said that a file was sent; what changed since was not."""
    with visit(context, phone) as page:
        write(page, OPEN, "First")
        write(page, OTHER, "Second")
    with visit(context, phone, "reply.html") as page, visit(context, phone) as other:
        assert len(saved(page, tmp_path)) == 2
        page.reload(wait_until="networkidle")
        expect(page.locator(".reply__name")).to_have_text(re.compile("^reply-[0-9-]+"))
        write(other, OTHER, "Second, changed")
        page.locator("[data-reply=sent]").click()
        expect(page.locator(".reply__saved")).to_be_hidden()
        found = drafts(page)
        assert (found[OPEN]["sent"] is None, found[OTHER]["sent"]) == (False, None)
        page.reload(wait_until="networkidle")
        expect(page.locator(".reply__saved")).to_be_hidden()
        assert ticked(page) == [OTHER]


def test_drafts_of_older_portals(context: BrowserContext, phone: Opened, tmp_path: Path) -> None:
    """Drafts that were kept or saved before drafts had ids are read, alike on each device."""
    old = {"format": "coaching-drafts", "version": 1, "engagement": AMARA, "portal": "x",
           "saved": "2026-11-20T12:00:00Z", "drafts": {OPEN: OLD}}  # fmt: skip
    with visit(context, phone, "reply.html") as page:
        page.locator("input[type=file]").set_input_files(
            {"name": "d.json", "mimeType": "application/json", "buffer": json.dumps(old).encode()}
        )
        expect(page.locator(".reply__loaded")).to_contain_text("Loaded: 1")
        (loaded,) = saved(page, tmp_path)
        page.evaluate("localStorage.clear()")
        page.evaluate(
            "([name, draft]) => { localStorage[name] = draft; }",
            [f"coaching:{AMARA}:draft:{OPEN}", json.dumps(OLD)],
        )
        page.reload(wait_until="networkidle")
        (found,) = saved(page, tmp_path)
    assert loaded == found
    assert (found["value"], found["on"], found["id"][0]) == (["Old words"], "2025-11-24", "d")
    with visit(context, phone) as page:
        write(page, OPEN, "New words")
        wait_for(page, OPEN, ["New words"])
        assert drafts(page)[OPEN]["id"] == found["id"]
