"""What home says of the day of a session and of the one that is next."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from coaching_site.brand.identity import identity_of
from coaching_site.model.brand import Brand
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import page_templates, pages_of
from tests.fixture import CONTENT, ROOT
from tests.samples import portal, programme, words_in

SIGNED: Any = {"agreement": {"signed": {"executive": "2026-09-02"}}}
HELD: Any = {"on": "2026-11-09", "agreed": "Write it *down*."}
LINK: Any = {"where": "https://meet.example/a"}


def home(sessions: list[dict[str, Any]]) -> BeautifulSoup:
    """Return the first page of 15 November without what is hidden on it."""
    environment = PageEnvironment(
        [ROOT / "content", ROOT / "overrides"], "en-GB", words_in(CONTENT / "words.yml")
    )
    environment.globals.update(identity=identity_of(Brand(), "Jon Field", "Coaching"))
    shown = portal(**SIGNED, sessions=sessions)
    [page] = [
        one
        for one in pages_of(shown, programme(), page_templates(ROOT / "content"), environment)
        if one.name == "index"
    ]
    soup = BeautifulSoup(page.placeholders.fill_html(page.markdown), "html.parser")
    for hidden in soup.select("[hidden]"):
        hidden.decompose()
    return soup


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    """Return the texts of all that a selector finds, with single spaces."""
    return [" ".join(one.get_text().split()) for one in soup.select(selector)]


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ([{"on": "2026-11-15", "at": "11:00"}], ["We meet today at 11:00.", "Session 1"]),
        ([{"on": "2026-11-16", "at": "09:00"}], ["We meet tomorrow at 09:00.", "Session 1"]),
        ([{"on": "2026-11-15"} | LINK], ["We meet today.", "Session 1"]),
        (
            [HELD, {"on": "2026-11-15", "minutes": 60, "where": "Room <4>"}],
            ["We meet today.", "Session 2 · 60 minutes · Room <4>", "What we agreed on 9 Nov"],
        ),
        (
            [HELD, {"on": "2026-11-15", "agenda": ["The board"]}],
            ["We meet today.", "Session 2", "What we agreed on 9 Nov", "Agenda"],
        ),
    ],
)
def test_the_day_of_a_session(sessions: list[dict[str, Any]], said: list[str]) -> None:
    """A sentence says when it is, then which it is, and what the last one agreed."""
    soup = home(sessions)
    assert texts(soup, ".now__one > :is(.now__what, .now__about)") == said
    assert texts(soup, ".now__one .prose em") == ["down"] * (HELD in sessions)
    ways = soup.select(".now__one .now__ways a")
    joined = ["https://meet.example/a"] if "where" in sessions[-1] and len(sessions) == 1 else []
    assert [link["href"] for link in ways] == [*joined, "sessions.html#prepare"]


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ([], ["No session is planned yet."]),
        ([{"on": "2026-12-20"}], ["Sunday, 20 Dec", "in 5 weeks · Session 1"]),
        (
            [HELD | {"on": "2026-11-15"}, {"on": "2026-11-25", "at": "09:00"}],
            ["Wednesday, 25 Nov, 09:00", "in 10 days · Session 2"],
        ),
    ],
)
def test_the_next_session(sessions: list[dict[str, Any]], said: list[str]) -> None:
    """Beside what matters stands when the next session is, which it is and how far off."""
    found = texts(home(sessions), ".now__what, .now__next > :is(.now__date, .now__about)")
    assert found[-len(said) :] == said
