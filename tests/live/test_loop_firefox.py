"""The loop in Firefox: what is written there comes back through the coach, letter for letter."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import watch
from tests.live.portal import PHONE
from tests.live.test_bound import made_by
from tests.live.test_loop import (
    ACTION,
    FIRST,
    NOTE,
    SECOND,
    Loop,
    agree,
    assert_agreed,
    assert_locked,
    go,
)
from tests.live.writing import (
    drafts,
    fill_all,
    mark,
    opened,
    prompts,
    set_day,
    shown,
    texts_for,
    wait_for,
    wait_for_all,
)

WRITTEN_ON = {
    # Over http drafts of all pages are sent from one; a page opened as a file sends its own.
    "http": ("thought-starters.html", "goals/listening.html", "actions.html", "sessions.html"),
    "file": ("thought-starters.html",),
}


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_loop(strict: Browser, tmp_path: Path, scheme: str) -> None:
    """Answers, ratings, a tick and a check-in are kept, locked, received and shown again."""
    with ExitStack() as stack:
        context = stack.enter_context(strict.new_context(viewport=PHONE))
        loop = Loop(tmp_path, context, scheme)
        address = loop.served(stack)
        page = stack.enter_context(context.new_page())
        troubles = watch(page, address)
        set_day(page, FIRST)
        wanted: dict[str, list[str]] = {}
        for name in WRITTEN_ON[scheme]:
            go(page, address, name)
            wanted |= answer_page(page)
            write_the_rest(page, name)
        if scheme == "http":
            agree(page, address)
        else:
            go(page, address, "agreement.html")
            expect(page.locator(".agree__cannot")).to_be_visible()
            expect(page.get_by_role("button", name="I agree")).to_be_hidden()
        go(page, address, "reply.html" if scheme == "http" else WRITTEN_ON["file"][0])
        count = len(drafts(page))
        expect(page.locator(".reply__item:visible")).to_have_count(count)
        reply = tmp_path / f"reply-{FIRST}.jwe"
        reply.write_text(made_by(page, "save"))
        assert_locked(reply, "seven seconds")
        # What Firefox keeps for a file it keeps for that page alone: a key of the portal cannot be.
        is_signed = scheme == "http"
        expect(page.locator(f".reply__{'' if is_signed else 'un'}signed")).to_be_visible()
        page.locator("[data-reply=sent]").locator("visible=true").click()
        assert {draft["sent"] for draft in drafts(page).values()} == {FIRST}

        result = loop.receive(reply, SECOND, "--yes")
        assert (result.exit_code, result.stderr) == (0, "")
        told = "Signed by the device" if is_signed else "It is not signed"
        assert told in result.stdout
        loop.rebuild(SECOND)
        set_day(page, SECOND)
        if scheme == "http":
            assert_agreed(page, address)
        found: dict[str, list[str]] = {}
        seen: dict[str, list[str]] = {}
        for name in WRITTEN_ON[scheme]:
            go(page, address, name)
            found |= prompts(page)
            seen |= shown(page)
        assert found == wanted
        assert seen == wanted
        assert drafts(page) == {}
        assert troubles == []


def answer_page(page: Page) -> dict[str, list[str]]:
    """Answer each prompt of a page, and return the answers by key."""
    answers: dict[str, list[str]] = {}
    for number, key in enumerate(prompts(page), 3):
        place = page.locator(f'[data-key="{key}"]')
        count = int(place.get_attribute("data-count") or 1)
        answers[key] = list(texts_for(number))[: max(count, number % 2 + 1)]
        if place.get_attribute("data-exactly") is not None:
            answers[key] = answers[key][:count]
    fill_all(page, answers)
    wait_for_all(page, answers)
    return answers


def write_the_rest(page: Page, name: str) -> None:
    """Rate, check an action off or check in, where a page asks for it."""
    if name == "thought-starters.html":
        mark(opened(page, "ratings"), "willingness", 10)
        wait_for(page, "ratings", {"willingness": 10})
    if name == "actions.html":
        form = opened(page, ACTION)
        form.get_by_role("checkbox").check()
        form.locator("[data-do=note]").click()
        form.locator("textarea").fill(NOTE)
        wait_for(page, ACTION, {"done": FIRST, "note": NOTE})
    if name == "sessions.html":
        opened(page, "check_ins").get_by_label("What I tried").fill("Silence.\n\nTwice.")
        wait_for(page, "check_ins", {"tried": ["Silence.\n\nTwice."], "learned": [], "need": []})
