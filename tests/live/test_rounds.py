"""Ratings and check-ins through all that may become of them: each is an item of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.live.portal import PHONE, Opened
from tests.live.test_places import FILE, Coaching
from tests.live.writing import drafts, field, mark, opened, set_day, visit, with_drafts

FIRST, SECOND, THIRD = "2026-11-22", "2026-11-23", "2026-11-24"
SENT: Final = "Sent on November\u00a0{}, 2026. It stays on this device until your portal shows it."
PAGES: Final = {"ratings": "thought-starters", "check_ins": "sessions"}
OPENED_AS_FILE: Final = "Draft · Kept by this browser for now."


class Rounds(Coaching):
    """A client who rates and checks in."""

    def say(self, name: str, text: str) -> Locator:
        """Rate by the length of a text, or say the text, and wait until it is kept."""
        form = opened(self.go(PAGES[name]), name)
        if name == "ratings":
            mark(form, "team", len(text))
        else:
            form.get_by_label("What I tried").fill(text)
        self.page.wait_for_function(with_drafts("(name) => drafts.get(name)"), arg=name)
        return form

    def kept(self, name: str) -> list[tuple[Any, str, str | None, bool]]:
        """Return what is kept, the oldest first: what it says, its day, when sent, if held."""
        found = kept(self.page, name)
        return [(said(one["value"]), one["on"], one["sent"], one["held"]) for one in found]

    def told(self, name: str) -> str:
        """Return what the page says where one may write."""
        self.go(PAGES[name])
        place = field(self.page, name)
        return place.locator(".write__status, .write__open p").locator("visible=true").inner_text()

    def listed(self) -> list[tuple[str, bool, str]]:
        """Return what the page of the reply lists: what is said, whether ticked, its state."""
        self.go("reply")
        entries = self.page.locator(".reply__item:visible").all()
        return sorted(
            (
                one.locator(".reply__said").inner_text(),
                one.locator(".reply__pick input").is_checked(),
                (one.locator(".reply__state").text_content() or ""),
            )
            for one in entries
        )


def kept(page: Page, name: str) -> list[dict[str, Any]]:
    """Return the drafts of a kind that a browser keeps, the oldest first."""
    found = [draft for key, draft in drafts(page).items() if key.startswith(name)]
    return sorted(found, key=lambda draft: draft["at"])


def said(value: dict[str, Any]) -> Any:
    """Return the one thing that a round says."""
    return value["tried"][0] if "tried" in value else value["team"]


@pytest.fixture
def jane(chromium: Browser, tmp_path: Path) -> Iterator[Rounds]:
    """Give such a client on the first day."""
    with chromium.new_context(viewport=PHONE) as context, context.new_page() as page:
        set_day(page, FIRST)
        yield Rounds(tmp_path, page)


def test_rounds(jane: Rounds) -> None:
    """New, emptied, held back, sent, followed by another, cleared, copied, received, received
    twice, rebuilt: each round keeps its id, its words and its day, and stays until it arrived."""
    page = jane.page
    for name in PAGES:
        jane.say(name, "First")
        assert jane.told(name).startswith(OPENED_AS_FILE)
        assert jane.kept(name) == [(5 if name == "ratings" else "First", FIRST, None, False)]
    assert [one[0] for one in jane.listed()] == ["5 / 10", "First"]

    jane.say("check_ins", "First").get_by_label("What I tried").fill("")
    page.wait_for_function(with_drafts("() => !drafts.get('check_ins')"))
    assert jane.kept("check_ins") == []  # nothing was sent, so nothing is taken back
    jane.say("check_ins", "First")
    jane.listed()
    field(page, "check_ins").get_by_role("checkbox").uncheck()
    assert jane.listed() == [("5 / 10", True, ""), ("First", False, "")]
    field(page, "check_ins").get_by_role("checkbox").check()

    one = jane.send()
    one = one.rename(one.with_stem("one"))
    sent = SENT.format(22)
    assert jane.listed() == [("5 / 10", False, sent), ("First", False, sent)]
    assert [jane.told(name) for name in PAGES] == [sent, sent]

    set_day(page, SECOND)
    for name, first in (("ratings", 5), ("check_ins", "First")):
        second: Any = 8 if name == "ratings" else "Second X"
        jane.say(name, "Second X")
        assert jane.told(name).startswith(OPENED_AS_FILE)
        assert jane.kept(name) == [
            (first, FIRST, FIRST, False),
            (second, SECOND, None, False),
        ]
    expect(page.locator(".drafts-here a")).to_contain_text("2 drafts to send")
    assert [(text, ticked) for text, ticked, _ in jane.listed()] == [
        ("5 / 10", False), ("8 / 10", True), ("First", False), ("Second X", True)]  # fmt: skip
    before = drafts(page)
    copy = {key.partition("/")[0] if one["sent"] else key: one for key, one in before.items()}
    load(page, copy)
    expect(page.locator(".reply__loaded")).to_contain_text("Could not be read: 0")
    assert len(drafts(page)) == len(before) == 4
    two = jane.send()

    set_day(page, THIRD)
    jane.say("check_ins", "Third").locator("[data-do=clear]").click()
    assert [text for text, *_ in jane.kept("check_ins")] == ["First", "Second X"]
    assert jane.told("check_ins") == SENT.format(23)
    assert_received(jane, one, two)


def load(page: Page, kept: dict[str, Any]) -> None:
    """Load a file of drafts on the page of the reply."""
    content = {"format": "coaching-drafts", "version": 2, "engagement": "jane", "drafts": kept}
    file: FilePayload = {
        "name": "drafts.json",
        "mimeType": "application/json",
        "buffer": json.dumps(content).encode(),
    }
    page.locator("#reply input[type=file]").set_input_files(file)


def assert_received(jane: Rounds, one: Path, two: Path) -> None:
    """Both replies give two rounds of each kind, on their days; then no draft is left."""
    ids = {item["id"] for reply in (one, two) for item in json.loads(reply.read_text())["items"]}
    assert len(ids) == 4
    gone = ("{{ entry(words.about_check_ins, ", "{{ '' if true else entry(words.about_check_ins, ")
    jane.project.edit("content/reply.md", *gone)
    jane.build()
    assert jane.listed() == [
        ("5 / 10", False, SENT.format(22)), ("8 / 10", False, SENT.format(23)),
        ("First", False, SENT.format(22)), ("Second X", False, SENT.format(23)),
    ]  # fmt: skip
    for reply, typed in ((two, "a\n"), (one, "y\na\n")):  # the older one is asked for
        assert "new" in jane.receive(reply, typed).stdout
    jane.build()
    assert jane.listed() == []
    for name in PAGES:
        jane.go(PAGES[name])
        expect(field(jane.page, name).locator(".write__open p")).to_be_empty()
    assert drafts(jane.page) == {}
    for day, text in ((FIRST, "First"), (SECOND, "Second X")):
        typed = (jane.project.folder / FILE).read_text()
        assert typed.count(text) == 1
        assert typed.count(f"on: {day}") == 2


# Another window marks all drafts as sent.
_MARK: Final = """() => {
  for (const name of Object.keys(localStorage).filter((name) => name.includes(":draft:"))) {
    const draft = JSON.parse(localStorage[name]);
    localStorage[name] = JSON.stringify({ ...draft, sent: draft.on, out: true });
  }
}"""

# As if a file was made and sent, and something was typed in between.
_MARK_HERE: Final = """(text) => {
  const items = drafts.keys().map(drafts.get).map(({ id, at }) => ({ id, at }));
  localStorage["coaching:amara-lindqvist:made"] = JSON.stringify({ name: "x", items });
  const area = document.querySelector("[data-key=check_ins] textarea");
  if (text) area.value = text;
  if (text) area.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-reply=sent]").click();
}"""


def test_sent_while_it_is_open(context: BrowserContext, phone: Opened) -> None:
    """A form is free as soon as its round was sent, by another window or its own; what is typed
    meanwhile, or after a draft was cleared, is another round."""

    def writes(page: Page, text: str) -> None:
        opened(page, "check_ins").get_by_label("What I tried").fill(text)
        page.wait_for_function(
            with_drafts("(text) => drafts.get('check_ins')?.value.tried[0] === text"), arg=text
        )

    here = "sessions.html#send-here"  # so that this window can send its own
    with visit(context, phone, here) as page, visit(context, phone) as other:
        status = field(page, "check_ins").locator(".write__status")
        area = opened(page, "check_ins").get_by_label("What I tried")
        writes(page, "First")
        other.evaluate(_MARK)
        expect(area).to_have_value("")
        expect(status).to_contain_text("Sent on")
        expect(opened(page, "check_ins").locator("[data-do=other]")).to_be_hidden()
        writes(page, "Cleared")
        opened(page, "check_ins").locator("[data-do=clear]").click()
        expect(field(page, "check_ins").locator(".write__open p")).to_contain_text("Sent on")
        writes(page, "Second")
        page.evaluate(with_drafts(_MARK_HERE), "")
        expect(area).to_have_value("")
        expect(status).to_contain_text("Sent on")
        writes(page, "Third")
        page.evaluate(with_drafts(_MARK_HERE), "Third, and more")
        page.wait_for_function(
            with_drafts("() => drafts.get('check_ins')?.value.tried[0].endsWith('more')")
        )
        found = kept(page, "check_ins")
        assert [(said(one["value"]), one["sent"] is None) for one in found] == [
            ("First", False), ("Second", False), ("Third", False), ("Third, and more", True)
        ]  # fmt: skip
        assert len({one["id"] for one in found}) == 4
