"""What pages that are read say with nothing, one thing or many on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from bs4 import BeautifulSoup

from coaching_site.brand.identity import identity_of
from coaching_site.model.brand import Brand
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import page_templates, pages_of
from tests.fixture import CONTENT, ROOT
from tests.samples import goal, portal, programme, words_in

COACH: Final = {"name": "Jon Field", "email": "jon@field.example"}


Page = Callable[..., BeautifulSoup]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Give what returns a page by its name: that of a small engagement, without a coach's key."""
    folders, words = [ROOT / "content", ROOT / "overrides"], words_in(CONTENT / "words.yml")
    cache_dir = tmp_path_factory.mktemp("compiled")

    def page(name: str, as_of: str = "2026-11-15", **engagement: Any) -> BeautifulSoup:
        made = PageEnvironment(folders, "en-GB", words, cache_dir)
        identity = identity_of(Brand(), "Jon Field", "Coaching")
        made.globals.update(identity=identity, reply_key=None)
        shown, templates = portal(as_of, **engagement), page_templates(ROOT / "content")
        written = {one.name: one for one in pages_of(shown, programme(), templates, made)}
        html = written[name].placeholders.fill_html(written[name].markdown)
        return BeautifulSoup(html, "html.parser")

    return page


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    """Return the texts of all that a selector finds, with single spaces."""
    return [" ".join(one.get_text().split()) for one in soup.select(selector)]


LATER: Final = {"on": "2026-11-18"}
FIRST: Final = "about-me.html#write-situation-context"


@pytest.mark.parametrize(
    ("typed", "deed"),
    [
        ({}, ("Answer it", FIRST)),
        ({"sessions": [LATER]}, ("Prepare session 1", "sessions.html#prepare")),
        ({"sessions": [{"on": "2026-12-18"}]}, ("Answer it", FIRST)),
        ({"goals": [goal({"target": "2026-11-16"})]}, ("Your promises", "actions.html")),
        ({"goals": [goal({"target": "2027-01-16"})]}, ("Answer it", None)),
        (
            {"goals": [goal({"target": "2026-11-10"})], "end": "2026-11-14"},
            ("Answer it", None),
        ),
    ],
)
def test_reply_without_drafts(
    page: Page, typed: dict[str, Any], deed: tuple[str, str | None]
) -> None:
    """Its one button leads to what can be done today; three steps say how a reply comes about."""
    soup = page("reply", **typed)
    [button] = soup.select(".reply__none a.button--first")
    text, address = deed
    assert button.get_text() == text
    assert address in (button["href"], None)
    assert len(soup.select(".how__steps > li")) == 3
    assert soup.select(".how__steps a, .reply__received") == []


def test_reply_that_was_received(page: Page) -> None:
    """The coach's address is a link, and what was last received has its day in the time zone."""
    received = ["d0123456789 2026-11-14T233000.000Z 0123456789ab"]
    soup = page("reply", coach=COACH, timezone="Europe/Berlin", received=received)
    assert [one["href"] for one in soup.select(".how__steps a")] == ["mailto:jon@field.example"]
    assert texts(soup, ".reply__received") == [
        "Last received by Jon Field: what you wrote on 15 November 2026."
    ]
