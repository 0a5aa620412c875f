"""Words that stand in for those of another language: each text is marked as what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from shutil import copy
from typing import Final

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.fallback import fallback_of
from tests.site.building import AMARA, Project, Site

ENGAGEMENT: Final = f"engagements/{AMARA}/engagement.yml"
READ_ATTRIBUTES: Final = ("title", "aria-label", "alt", "data-label", "placeholder")
NO_TEXT: Final = {"script", "style", "textarea", "[document]"}
LETTERS: Final = re.compile("[A-Za-z]{2}")
ARABIC: Final = re.compile("[\u0600-\u06ff]")
# Titles of pages stand in menus as bare text.
NO_MARKUP: Final = ("svg", "nav", "header", "title")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a portal in Arabic whose words are English, with a goal and a name in Arabic."""
    return portal(tmp_path_factory.mktemp("fallback") / "project", "ar", typed="أتكلم أخيرا!")


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a portal in French whose words are English."""
    return portal(tmp_path_factory.mktemp("fallback") / "project", "fr", typed="Je parle enfin.")


def portal(folder: Path, language: str, typed: str = "") -> Site:
    """Return the sample in another language, its second goal named as it is typed."""
    project = Project(folder, AMARA)
    project.edit(ENGAGEMENT, "language: en-GB", f"language: {language}")
    if typed:
        project.edit(
            ENGAGEMENT, "title: The room finishes its thought before I speak", typed_as(typed)
        )
    return project.build(AMARA)


def typed_as(title: str) -> str:
    """Return the line of a title."""
    return f'title: "{title}"'


def texts(page: Tag) -> Iterator[tuple[Tag, str]]:
    """Yield each text that is read, with the element that it stands in."""
    for text in page.find_all(string=True):
        is_shown = type(text) is NavigableString and not isinstance(text, PreformattedString)
        if is_shown and text.strip() and text.parent and text.parent.name not in NO_TEXT:
            yield text.parent, str(text).strip()


def said(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Yield each text that an attribute says, with its element."""
    for name in READ_ATTRIBUTES:
        for element in page.select(f"[{name}]"):
            yield element, str(element[name])


def effective(element: Tag, name: str) -> str | None:
    """Return the value of an attribute that holds for an element."""
    around = chain([element], element.parents)
    return next((str(one[name]) for one in around if one.has_attr(name)), None)


def test_english_in_arabic(arabic: Site) -> None:
    """Every text in Latin letters runs from the left and is marked as English; the page is not."""
    wrong = {
        f"{name}: {text}"
        for name, page in arabic.pages.items()
        for element, text in chain(texts(page), said(page))
        if LETTERS.search(text)
        and (effective(element, "lang") != "en" or effective(element, "dir") not in ("ltr", "auto"))
    }
    assert wrong == set()
    page = arabic.pages["index.html"]
    assert page.select("html")[0]["lang"] == "ar"
    assert page.select("body")[0]["dir"] == "rtl"


def test_arabic_among_english(arabic: Site) -> None:
    """What is in Arabic, typed, dated or said by the theme, is marked so."""
    wrong = {
        f"{name}: {element.name}: {text}"
        for name, page in arabic.pages.items()
        for element, text in texts(page)
        if ARABIC.search(text)
        and not element.find_parent(NO_MARKUP)
        and element.name not in NO_MARKUP
        # Titles in links and options bear signs, since the theme shows them as bare text.
        and not text.startswith("\u2068")
        and effective(element, "lang") != "ar"
    }
    assert wrong == set()
    titles = arabic.pages["goals.html"].select("bdi[lang=ar]")
    assert "أتكلم أخيرا!" in [title.get_text() for title in titles]


def test_attributes_in_arabic(arabic: Site) -> None:
    """In attributes, where no element can stand, what is in Arabic is set apart by signs."""
    found = [
        text
        for page in arabic.pages.values()
        for element in page.select("article [aria-label], article [data-before]")
        for text in (str(element.get("aria-label")), str(element.get("data-before")))
        if ARABIC.search(text)
    ]
    assert found
    assert [text for text in found if not re.search("\u2068[^\u2069]*[\u0600-\u06ff]", text)] == []


def test_english_in_french(french: Site) -> None:
    """Words are marked as English, and what was typed or dated as French; nothing turns round."""
    page = french.pages["goals.html"]
    by_text = {text: element for element, text in texts(french.articles["goals.html"])}
    assert effective(by_text["Je parle enfin."], "lang") == "fr"
    assert effective(by_text["29\u00a0janvier 2027"], "lang") == "fr"
    assert effective(by_text["Your goals"], "lang") == "en"
    assert effective(page.select("input[name=query]")[0], "lang") == "fr"
    assert page.select("[dir=rtl]") == []
    signs = {sign for page in french.pages.values() for sign in "\u2068\u2069" if sign in str(page)}
    assert signs == set()


@pytest.mark.parametrize(("language", "file"), [("de-AT", ".de"), ("en-US", "")])
def test_own_words(tmp_path: Path, language: str, file: str) -> None:
    """Words in the portal's own language, as the name of their file says, have no marks."""
    project = Project(tmp_path / "project", AMARA)
    for name in ("words", "programme") if file else ():
        copy(project.folder / f"content/{name}.yml", project.folder / f"content/{name}{file}.yml")
    project.edit(ENGAGEMENT, "language: en-GB", f"language: {language}")
    page = project.build(AMARA).pages["index.html"]
    assert [element.name for element in page.select("[lang]")] == ["html"]


@pytest.mark.parametrize(
    ("language", "own"),
    [
        ("fr", ["one", "one", "other", "other"]),
        ("ar", ["zero", "one", "two", "few"]),
        ("ja", ["other", "other", "other", "other"]),
    ],
)
def test_count(tmp_path: Path, language: str, own: list[str]) -> None:
    """Words are counted by the rules of their own language, not by those of the reader's."""
    words = {f"x_{form}": form for form in ("zero", "one", "two", "few", "many", "other")}
    for fallback, wanted in (
        (None, own),
        (fallback_of("en", language), ["other", "one", "other", "other"]),
    ):
        pages = PageEnvironment([tmp_path], language, words, fallback=fallback)
        counted = pages.from_string("{% for n in numbers %}{{ counted('x', n) }} {% endfor %}")
        html = pages.page_context.placeholders.fill_html(counted.render(numbers=(0, 1, 2, 3)))
        assert BeautifulSoup(html, "html.parser").get_text().split() == wanted
