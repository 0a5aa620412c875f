"""Drafts and the coach's changes: what was written for one thing never stands under another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Final
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, expect

from coaching_site.cli import main
from tests.fixture import ROOT
from tests.live.portal import PHONE
from tests.live.writing import drafts, field, opened, save_reply
from tests.site.building import Project

DAY: Final = "2026-11-24"
FILE: Final = "engagements/jane/engagement.yml"
TYPED: Final = """\
executive: {name: Jane Doe}
coach: {name: Kim Lee}
start: 2026-09-01
values:
  - {name: Calm}
  - {name: Candour}
goals:
  - title: Delegate
    actions: [{what: Ask Priya}, {what: Write it down}]
  - title: Rest
  - {title: Read, id: read, measure: Ten books.}
"""
DELEGATE: Final = """\
  - title: Delegate
    actions: [{what: Ask Priya}, {what: Write it down}]
"""


class Coaching:
    """A coach with a project, and a client with a browser that remembers."""

    def __init__(self, folder: Path, page: Page) -> None:
        """Build the portal of the file above."""
        self.folder, self.page = folder, page
        self.project = Project(folder / "project")
        self.project.write(
            "engagements/starter.yml", (ROOT / "engagements/starter.yml").read_text()
        )
        self.build(TYPED)

    def build(self, typed: str | None = None) -> None:
        """Build the portal, of another file if one is given."""
        if typed is not None:
            self.project.write(FILE, typed)
        self.site = self.project.build("jane", DAY).folder.as_uri()

    def edit(self, old: str, new: str) -> None:
        """Change something in the file, and build again."""
        self.project.edit(FILE, old, new)
        self.build()

    def go(self, name: str) -> Page:
        """Open a page."""
        self.page.goto(f"{self.site}/{name}.html")
        return self.page

    def write(self, name: str, key: str, text: str) -> None:
        """Answer a prompt."""
        opened(self.go(name), key).locator("textarea").first.fill(text)
        self.page.wait_for_function(
            "(text) => JSON.stringify(localStorage).includes(text)", arg=text
        )

    def send(self) -> Path:
        """Make a reply of all that is ticked, and mark it as sent."""
        self.go("reply").get_by_label("I understand").check()
        reply = save_reply(self.page, self.folder)
        self.page.locator("[data-reply=sent]").click()
        return reply

    def receive(self, reply: Path, typed: str = "a\n") -> Result:
        """Receive a reply as the coach does."""
        with chdir(self.project.folder), patch.dict("os.environ", {"AS_OF": DAY}):
            found = CliRunner().invoke(main, ["receive", str(reply)], input=typed)
        assert found.exit_code == 0
        return found

    def text(self, key: str) -> str:
        """Return what stands in a field, if it is open."""
        area = field(self.page, key).locator("textarea")
        return area.first.input_value() if area.count() else ""


@pytest.fixture
def jane(chromium: Browser, tmp_path: Path) -> Iterator[Coaching]:
    """Such a coaching on a phone, where the day stands still."""
    with chromium.new_context(viewport=PHONE) as context, context.new_page() as page:
        page.clock.set_fixed_time(f"{DAY}T12:00:00")
        yield Coaching(tmp_path, page)


def test_drafts_follow_their_words(jane: Coaching) -> None:
    """When goals and values move or go, a draft is with its words, or with nothing."""
    jane.write("goals/goal-1", "goals/goal-1/measure", "For Delegate")
    jane.write("goals/goal-2", "goals/goal-2/measure", "For Rest")
    jane.write("about-me", "values/1/reports/feel", "For Calm")
    typed = TYPED.replace("  - {name: Calm}\n", "")
    jane.build(typed.replace(DELEGATE, ""))
    jane.go("goals/goal-1")
    assert jane.text("goals/goal-1/measure") == "For Rest"
    jane.go("about-me")
    assert jane.text("values/1/reports/feel") == ""
    jane.write("about-me", "values/1/reports/feel", "For Candour")
    jane.build(TYPED)
    jane.go("goals/goal-2")
    assert jane.text("goals/goal-2/measure") == "For Rest"
    jane.go("goals/goal-1")
    assert jane.text("goals/goal-1/measure") == "For Delegate"
    jane.go("about-me")
    assert [jane.text(f"values/{n}/reports/feel") for n in (1, 2)] == ["For Calm", "For Candour"]


def test_ids_that_come_between(jane: Coaching) -> None:
    """Taking one reply gives ids; what is still to be sent is found under them, and is taken."""
    jane.write("goals/goal-1", "goals/goal-1/measure", "Sent")
    jane.receive(jane.send())
    jane.write("goals/goal-1", "goals/goal-1/why", "Still here")
    jane.build()
    jane.go("goals/delegate")
    assert jane.text("goals/delegate/why") == "Still here"
    expect(field(jane.page, "goals/delegate/measure").locator(".prose")).to_have_text("Sent")
    jane.receive(jane.send())
    jane.build()
    jane.go("reply")
    expect(jane.page.locator(".reply__none")).to_be_visible()
    assert drafts(jane.page) == {}


def test_the_coach_keeps_their_own(jane: Coaching) -> None:
    """The client is told that the coach kept another wording, and the coach is not asked again."""
    key = "goals/read/measure"
    jane.write("goals/read", key, "Twelve books.")
    jane.edit("Ten books.", "Nine books.")
    jane.receive(jane.send(), typed="m\n")
    jane.build()
    told = "Your coach has read this and kept what stands there."
    jane.go("goals/read")
    expect(field(jane.page, key).locator(".write__status")).to_contain_text(told)
    assert jane.text(key) == "Twelve books."
    entry = field(jane.go("reply"), key)
    expect(entry.locator(".reply__state")).to_contain_text(told)
    expect(entry.get_by_role("checkbox")).not_to_be_checked()
    entry.get_by_role("checkbox").check()
    jane.page.get_by_label("I understand").check()
    again = jane.receive(save_reply(jane.page, jane.folder))
    assert "you kept your own wording" in " ".join(again.stdout.split())
    opened(jane.go("goals/read"), key).locator("[data-do=clear]").click()
    assert drafts(jane.page) == {}


def test_what_was_taken_and_reworded(jane: Coaching) -> None:
    """A draft that was taken drops away, though the coach has reworded it since."""
    key = "goals/read/measure"
    jane.write("goals/read", key, "Twelve books.")
    jane.receive(jane.send())
    jane.edit("Twelve books.", "Twelve good books.")
    jane.go("goals/read")
    expect(field(jane.page, key).locator(":scope > .prose")).to_have_text("Twelve good books.")
    assert drafts(jane.page) == {}
