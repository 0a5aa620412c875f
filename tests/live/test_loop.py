"""The loop, whole: what an executive writes comes back to them through their coach."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack, chdir
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coaching_site.cli import main
from coaching_site.crypto.private_key import make_private_key, public_half
from tests.browser import serve_folder, watch
from tests.fixture import ROOT, made_once
from tests.live.portal import PHONE
from tests.live.writing import (
    drafts,
    field,
    fill_all,
    mark,
    opened,
    prompts,
    save_reply,
    set_day,
    shown,
    texts_for,
    unfold,
    wait_for,
    wait_for_all,
    write,
)
from tests.site.building import AMARA, Project, Site

FEW: Final = 6
"""Prompts that are answered of a page whose others are those of another page, but for their keys,
and of each page in files, where only what keeps drafts is another."""
PHRASE: Final = "four words of mine"
FIRST, SECOND, THIRD = "2026-11-24", "2026-11-25", "2026-11-26"
MEASURE: Final = "goals/listening/measure"
SIGNED: Final = "    executive: 2026-09-07\n"
CONFLICT_ON: Final = "goals/listening.html"
NOTE: Final = "It went better than I feared. 🙂\n* Again on *Monday*."
READINGS: Final = "readings/depots/questions"
ACTION: Final = "actions/listening/ask-three-peers-what-they-have"


class Loop:
    """A coach's project with a pair of keys, and an executive with a phone."""

    def __init__(self, folder: Path, context: BrowserContext, scheme: str) -> None:
        """Take the portal of the first day, and the keys."""
        self.folder = folder
        self.context = context
        self.scheme = scheme
        made = made_once("loop", _first_day)
        shutil.copy(made / "key.pem", folder)
        self.project = Project.copied(made / "project", folder / "project")
        self.site = self.project.built(AMARA)

    def served(self, stack: ExitStack) -> str:
        """Return the address of the portal, which stays the same when it is built again."""
        folder = self.site.folder
        return (
            stack.enter_context(serve_folder(folder)) if self.scheme == "http" else folder.as_uri()
        )

    def rebuild(self, day: str) -> Site:
        """Build the portal again on another day."""
        self.site = self.project.build(AMARA, day)
        return self.site

    def receive(self, reply: Path, day: str, *words: str, typed: str = "") -> Result:
        """Receive a reply as the coach does."""
        command = ["receive", "--private-key", str(self.folder / "key.pem"), *words, str(reply)]
        settings = {"COACHING_SITE_PASSPHRASE": PHRASE, "AS_OF": day}
        with chdir(self.project.folder), patch.dict("os.environ", settings):
            return CliRunner().invoke(main, command, input=typed, catch_exceptions=False)


def _first_day(folder: Path) -> None:
    """Make the project and the keys, and build its portal of the first day."""
    project = Project(folder / "project", AMARA)
    starter = (ROOT / "engagements/starter.yml").read_text("utf-8")
    project.write("engagements/starter.yml", starter)
    key = make_private_key(folder / "key.pem", PHRASE)
    project.write("content/reply-key.json", json.dumps(public_half(key)))
    project.edit(f"engagements/{AMARA}/engagement.yml", SIGNED, "")
    project.build(AMARA, FIRST)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_loop(chromium: Browser, tmp_path: Path, scheme: str) -> None:
    """What is written on a phone is in the next portal, letter for letter; then a conflict."""
    with ExitStack() as stack:
        context = stack.enter_context(chromium.new_context(viewport=PHONE, has_touch=True))
        loop = Loop(tmp_path, context, scheme)
        address = loop.served(stack)
        page = stack.enter_context(context.new_page())
        troubles = watch(page, address)
        set_day(page, FIRST)
        wanted = answer_pages(page, address, loop.site, in_short=scheme == "file")
        write_the_rest(page, address)
        agree(page, address)
        page.reload(wait_until="networkidle")
        go(page, address, "reply.html")
        assert len(drafts(page)) == len(wanted) + 7
        context.set_offline(True)
        reply = save_reply(page, tmp_path)
        context.set_offline(False)
        device = digits_on(page)
        page.locator("[data-reply=sent]").click()
        assert {draft["sent"] for draft in drafts(page).values()} == {FIRST}
        assert_locked(reply, "seven seconds")

        result = loop.receive(reply, SECOND, "--yes")
        assert (result.exit_code, result.stderr) == (0, "")
        assert f"Signed by the device {device}, the first" in result.stdout
        loop.rebuild(SECOND)
        set_day(page, SECOND)
        assert_agreed(page, address)
        assert_received(page, address, loop.site, wanted)
        conflict(loop, page, address)
        assert troubles == []


def answer_pages(page: Page, address: str, site: Site, *, in_short: bool) -> dict[str, list[str]]:
    """Answer every prompt of each kind of page, or a few of each; return the answers by key."""
    answers: dict[str, list[str]] = {}
    for name in names_of(site):
        go(page, address, name)
        is_like_another = name.startswith("goals/") and name != CONFLICT_ON
        asked = [*prompts(page)][: FEW if in_short or is_like_another else None]
        for key in asked:
            count = int(field(page, key).get_attribute("data-count") or 1)
            answers[key] = list(texts_for(len(answers)))[: max(count, len(answers) % 3 + 1)]
            if field(page, key).get_attribute("data-exactly") is not None:
                answers[key] = answers[key][:count]
        fill_all(page, {key: answers[key] for key in asked})
        page.keyboard.press("Tab")  # the last field is kept when it is left, whatever timers do
        wait_for_all(page, {key: answers[key] for key in asked})
    assert len(answers) > (30 if in_short else 80)
    return answers


def write_the_rest(page: Page, address: str) -> None:
    """Check an action off, rate, check in, prepare the review and read a metric on two days."""
    go(page, address, "actions.html")
    form = opened(page, ACTION)
    form.get_by_role("checkbox").check()
    form.locator("[data-do=note]").click()
    form.locator("textarea").fill(NOTE)
    wait_for(page, ACTION, {"done": FIRST, "note": NOTE})
    go(page, address, "thought-starters.html")
    mark(opened(page, "ratings"), "willingness", 10)
    mark(opened(page, "ratings"), "closeness", 7)
    wait_for(page, "ratings", {"willingness": 10, "closeness": 7})
    go(page, address, "sessions.html")
    form = opened(page, "check_ins")
    form.get_by_label("What I tried").fill("Silence.\n\nTwice.")
    form.get_by_label("What I need").fill("צריך זמן")
    told: dict[str, list[str]] = {
        "tried": ["Silence.\n\nTwice."],
        "learned": [],
        "need": ["צריך זמן"],
    }
    wait_for(page, "check_ins", told)
    go(page, address, "reviews.html")
    key = "reviews/2027-01-18"
    form = opened(page, key)
    mark(form, "team", 8)
    mark(form, "depots", 9)
    form.locator('[data-goal="depots"] textarea').fill("They run.")
    form.get_by_label("What works").fill("Waiting.")
    goals = {"depots": {"score": 9, "progress": "They run."}}
    value: dict[str, Any] = {
        "scores": {"team": 8},
        "goals": goals,
        "works": ["Waiting."],
    }
    wait_for(page, key, value)
    go(page, address, "goals/depots.html")
    form = opened(page, READINGS)
    form.get_by_label("Number").fill("10,5")
    wait_for(page, READINGS, {"on": FIRST, "value": "10.5", "note": None})
    form.get_by_role("button", name="Add one of another day").click()
    form.get_by_label("Number").fill("12")
    form.get_by_label("Day", exact=True).fill("2026-11-20")
    form.get_by_label("Note").fill("A quiet week.")
    wait_for(page, READINGS, {"on": "2026-11-20", "value": "12", "note": "A quiet week."})
    expect(field(page, READINGS).locator(".metric__waiting")).to_contain_text("10.5")


def agree(page: Page, address: str) -> None:
    """Agree to the agreement, take it back, and agree again: it is a draft until it is sent."""
    go(page, address, "agreement.html")
    page.get_by_role("link", name="Agree here").click()
    for name in ("Amara", "Amara Lindqvist"):
        page.get_by_label("Your name").fill(name)
        page.get_by_role("button", name="I agree").click()
        expect(page.locator("#agree .agree__said")).to_contain_text(f"as {name}.")
        if name == "Amara":
            page.get_by_role("button", name="Take it back").click()
            assert "agreement/agreed" not in drafts(page)
    assert drafts(page)["agreement/agreed"]["value"][0] == "Amara Lindqvist"


def assert_agreed(page: Page, address: str) -> None:
    """The portal says that the executive has signed, and asks for nothing."""
    go(page, address, "agreement.html")
    signature = page.locator(".signature", has_text="Amara Lindqvist")
    expect(signature).to_contain_text("Signed 24 November 2026")
    expect(page.locator("#agree")).to_be_hidden()


def assert_locked(reply: Path, secret: str) -> None:
    """The file is a JWE whose only words are those of its head."""
    text = reply.read_text()
    assert reply.name == f"reply-{FIRST}.jwe"
    assert len(text.split(".")) == 5
    assert secret not in text


def digits_on(page: Page) -> str:
    """Return the digits by which the page that sends says that the coach knows this device."""
    said = page.locator(".reply__digits:visible").inner_text()
    return said.partition(": ")[2].replace("\u00a0", " ")


def assert_received(page: Page, address: str, site: Site, wanted: dict[str, list[str]]) -> None:
    """The portal says all that was written, and no draft is left."""
    found: dict[str, list[str]] = {}
    seen: dict[str, list[str]] = {}
    for name in names_of(site):
        go(page, address, name)
        found |= prompts(page)
        seen |= shown(page)
    assert {key: found[key] for key in wanted} == wanted
    assert {key: seen[key] for key in wanted} == wanted
    go(page, address, "reply.html")
    expect(page.locator(".reply__none")).to_be_visible()
    assert drafts(page) == {}
    go(page, address, "actions.html")
    expect(field(page, ACTION)).to_have_class("action action--done is-written")
    unfold(page)
    note = field(page, ACTION).locator(".action__note")
    note.evaluate("(note) => note.closest('details')?.setAttribute('open', '')")  # what is done
    assert note.evaluate("(note) => note.innerText.trim()") == NOTE
    go(page, address, "goals/depots.html")
    metric = field(page, READINGS)
    expect(metric.locator(".metric__now > [data-reading]")).to_have_text("10.5 a week")
    days = metric.locator("tbody th").all_text_contents()
    assert ["A quiet week." in days[-3], "24" in days[-2]] == [True, True]


def conflict(loop: Loop, page: Page, address: str) -> None:
    """Executive and coach change one answer at a time; both are shown to both."""
    go(page, address, CONFLICT_ON)
    write(page, MEASURE, "Count the seconds of silence.")
    change_answer(loop.project)
    loop.rebuild(THIRD)
    set_day(page, THIRD)
    page.reload(wait_until="networkidle")
    place = field(page, MEASURE)
    expect(place.locator(".write__status")).to_contain_text("The portal has changed here")
    expect(place.locator(".prose").first).to_have_text("Ask the room.")
    expect(place.locator("textarea").first).to_have_value("Count the seconds of silence.")
    go(page, address, "reply.html")
    reply = save_reply(page, loop.folder)
    known = f"Signed by the device {digits_on(page)}, which you have known since {SECOND}."
    told = loop.receive(reply, THIRD, "--yes").output
    assert known in told
    assert "1 left" in told
    result = loop.receive(reply, THIRD, typed="t\n")
    assert result.exit_code == 0
    loop.rebuild(THIRD)
    go(page, address, CONFLICT_ON)
    assert prompts(page)[MEASURE] == ["Count the seconds of silence."]
    assert drafts(page) == {}


def change_answer(project: Project) -> None:
    """Let the coach reword an answer by hand."""
    from ruamel.yaml import YAML

    path = project.folder / f"engagements/{AMARA}/engagement.yml"
    yaml = YAML()
    tree: Any = yaml.load(path)
    next(goal for goal in tree["goals"] if goal["id"] == "listening")["measure"] = "Ask the room."
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(tree, file)


def names_of(site: Site) -> list[str]:
    """Return the pages of a portal on which one may write."""
    pages = (path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html"))
    return sorted(name for name in pages if name not in ("reply.html", "index.html"))


def go(page: Page, address: str, name: str) -> None:
    """Open a page of the portal."""
    page.goto(f"{address}/{name}", wait_until="networkidle")  # sooner would end requests
