"""Every sentence with a number or a name in it: at none, one and many, early, late and after."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from coaching_site.brand.identity import identity_of
from coaching_site.model.brand import Brand
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import page_templates, pages_of
from coaching_site.view import view_of
from tests.fixture import COMPILED, CONTENT, ROOT
from tests.samples import engagement, goal, programme, words_in
from tests.site.page_text import PageText

TEMPLATES = [CONTENT, ROOT / "overrides"]
WORDS = words_in(CONTENT / "words.yml")
DAY = "2026-11-15"
OLD = {"what": "x", "target": "2026-10-01"}
DONE = OLD | {"done": "2026-10-01"}
LATE = OLD | {"done": "2026-10-02"}
AHEAD = {"what": "x", "target": "2027-01-01"}
MISSED = {"what": "x", "started": "2026-09-01", "every": "week", "until": "2026-10-01"}
OTHER = {"owner": "Ines Roth"}


def portal_text(as_of: str = DAY, **overrides: Any) -> dict[str, str]:
    """Return the text of each page of a small engagement, in single spaces."""
    known = engagement(**overrides)
    portal = view_of(known, programme(), date.fromisoformat(as_of))
    environment = PageEnvironment(TEMPLATES, "en-GB", WORDS, COMPILED)
    environment.globals["identity"] = identity_of(Brand(), portal.coach.name, "Coaching")
    return {page.name: text_of(page.placeholders.fill_html(page.markdown)) for page in pages_of(
        portal, programme(), page_templates(CONTENT), environment)}  # fmt: skip


def text_of(html: str) -> str:
    """Return what a page says, without what only scripts read."""
    return re.sub(r"\s+", " ", " ".join(PageText(html).texts)).replace(" .", ".")


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ([AHEAD], "The action on the timeline"),
        ([OLD], "The one promise that was due so far is late."),
        ([DONE], "You have kept the one promise that was due so far."),
        ([OLD, OLD], "None of the 2 promises that were due so far is kept yet."),
        ([DONE, OLD], "You have kept 1 of the 2 promises that were due so far."),
        ([MISSED], "The one promise that was due was not kept each time."),
        ([MISSED, MISSED], "Of 2 promises that were due none was kept each time."),
        (
            [OLD, MISSED],
            "None of the 2 promises that were due so far is kept yet. 1 is late. "
            "One was not kept every time.",
        ),
        ([DONE, DONE], "You have kept each of the 2 promises that were due so far."),
        ([OLD | OTHER], "Of what you are waiting for from others, one thing is late."),
        ([OLD | OTHER] * 2, "Of what you are waiting for from others, 2 things are late."),
        ([DONE, OLD | OTHER], "You have kept the one promise that was due so far."),
    ],
)
def test_promises_on_home(actions: list[dict[str, str]], said: str) -> None:
    """Home counts the executive's own promises, in the right number, and others' apart."""
    assert said in portal_text(goals=[goal(*actions)])["index"]


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ([DONE, OLD], "You have kept 1 of the 2 promises that were due so far. 1 is late."),
        ([DONE, OLD, OLD], "You have kept 1 of the 3 promises that were due so far. 2 are late."),
    ],
)
def test_promises_that_are_late(actions: list[dict[str, str]], said: str) -> None:
    """The page of actions says how many are late; on home each of them is in sight."""
    assert said in portal_text(goals=[goal(*actions)])["actions"]


@pytest.mark.parametrize(
    ("as_of", "end", "said"),
    [
        ("2026-08-31", None, "Your coaching with Jon begins on 1 September 2026."),
        ("2026-09-01", None, "Your first week with Jon."),
        ("2026-09-07", None, "Your first week with Jon."),
        ("2026-09-08", None, "Week 2 with Jon."),
        ("2026-11-15", "2026-11-15", "Week 11 of 11 with Jon."),
        ("2026-11-15", "2026-11-14", "Your coaching with Jon ended on 14 November 2026."),
        ("2028-11-15", "2026-11-14", "Your coaching with Jon ended on 14 November 2026."),
    ],
)
def test_where_the_coaching_is(as_of: str, end: str | None, said: str) -> None:
    """Before its start, in its first week, later, and after its end."""
    home = portal_text(as_of, end=end)["index"]
    assert said in home
    assert ("No session is planned yet." in home) is not ("Your coaching is complete." in home)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nadia Brandt", "Welcome, Nadia. "),
        ("Dr. Nadia Brandt", "Welcome, Nadia. "),
        ("Dr. Brandt", "Welcome, Dr. Brandt. "),
        ("Nadia Brandt jr.", "Welcome, Nadia. "),
    ],
)
def test_welcome(name: str, said: str) -> None:
    """The first page greets by a name."""
    assert said in portal_text(executive={"name": name})["index"]


@pytest.mark.parametrize("name", ["Jon Field Jr.", "Jon Field, Ph.D.", "Wow!", "Why?", "Jon …"])
def test_no_second_full_stop(name: str) -> None:
    """A sentence that ends with a name ends once, whatever the name ends with."""
    pages = portal_text(
        executive={"name": "x", "greeting": name},
        coach={"name": name},
        goals=[goal(OLD, title=name)],
        end="2026-11-01",
    )
    for text in pages.values():
        assert not re.search(r"[.!?…]\.(?![\w.])", text.replace("Ph.D.", "PhD")), text


@pytest.mark.parametrize("count", [0, 1, 2, 5])
@pytest.mark.parametrize("owner", [{}, OTHER])
@pytest.mark.parametrize("state", [OLD, DONE, LATE, AHEAD])
def test_numbers_agree(count: int, owner: dict[str, str], state: dict[str, str]) -> None:
    """One of a thing is never told in the plural, nor none or many of it in the singular."""
    pages = portal_text(
        goals=[goal(*[state | owner] * count)] * min(count, 1),
        sessions=[{"on": f"2026-0{9 + n % 1}-0{n + 1}"} for n in range(count)],
        ratings=[{"on": f"2026-09-0{n + 1}", "scores": {"team": n + 1}} for n in range(count)],
        feedback=[
            {"on": "2026-09-05", "statements": [{"text": f"s{n}"} for n in range(count or 1)]}
        ],
    )
    for text in pages.values():
        assert not re.search(r"\b1 (?!of\b)\w+s (?:that were|done|are|went)\b", text), text
        assert not re.search(r"\bof 1 (?:actions|scales|statements|months|parts)\b", text), text
        assert not re.search(r"\b(?:0|2|5) (?:action|promise|prompt|statement|month)\b", text), text


@pytest.mark.parametrize("goals", [[], [goal()]])
def test_where_actions_begin(goals: list[dict[str, Any]]) -> None:
    """That actions begin with a first goal is said to whoever has none, and to nobody else."""
    pages = portal_text(goals=goals)
    assert "No actions yet." in pages["actions"]
    assert ("They begin with your first goal." in pages["actions"]) is (goals == [])


def test_each_id_once() -> None:
    """Two of a thing on one day have addresses of their own."""
    known = engagement(
        feedback=[{"on": "2026-09-05", "statements": [{"text": text}]} for text in "ab"],
        reviews=[{"on": "2026-09-05", "scores": {"team": 2}}],
        ratings=[{"on": "2026-09-05", "scores": {"team": 2}}],
        sessions=[{"on": "2026-09-05"}] * 2,
    )
    portal = view_of(known, programme(), date(2026, 11, 15))
    assert [one.anchor for one in portal.feedback] == [
        "feedback-2026-09-05",
        "feedback-2026-09-05-2",
    ]
    pages = {one.page for one in portal.news if one.kind == "feedback"}
    assert pages == {"reviews#feedback-2026-09-05", "reviews#feedback-2026-09-05-2"}


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ([AHEAD], "None of your promises has been due yet."),
        ([AHEAD | {"target": DAY}] * 2, "2 promises fall due today."),
        ([AHEAD | OTHER], "You have not promised anything yet."),
        ([OLD], "The one promise that was due so far is late."),
    ],
)
def test_what_a_browser_tells_anew(actions: list[dict[str, str]], said: str) -> None:
    """What depends on the day stands where a browser tells it anew, and nowhere beside."""
    known = view_of(engagement(goals=[goal(*actions)]), programme(), date.fromisoformat(DAY))
    environment = PageEnvironment(TEMPLATES, "en-GB", WORDS, COMPILED)
    environment.globals["identity"] = identity_of(Brand(), "x", "x")
    pages = pages_of(known, programme(), page_templates(CONTENT), environment)
    (page,) = (page for page in pages if page.name == "actions")
    lead = BeautifulSoup(page.placeholders.fill_html(page.markdown), "html.parser").select(".lead")[
        0
    ]
    told = lead.select("[data-fact=promises], [data-fact=due_today]")
    assert "".join(one.get_text() for one in told) == said
    assert lead.get_text().count("promise") == 1
