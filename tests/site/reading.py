"""A portal with every field filled, and how its texts are read back."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from bs4 import BeautifulSoup
from bs4.element import Tag

from tests.site.building import Site, squeezed
from tests.site.filling import Path as Place

PLACES = {
    "executive/greeting": "index.html",
    "coach/greeting": "index.html",
    "executive": "agreement.html",
    "coach": "agreement.html",
    "organisation": "agreement.html",
    "stakeholders": "agreement.html",
    "agreement": "agreement.html",
    "situation": "about-me.html",
    "party": "about-me.html",
    "values": "about-me.html",
    "starters": "thought-starters.html",
    "actions": "actions.html",
    "files": "programme.html",
    "goals/0": "goals/x-goals-0-id.html",
    "goals/1": "goals/x-goals-1-id.html",
    "sessions": "sessions.html",
    "check_ins": "sessions.html",
    "learning": "sessions.html",
    "reviews": "reviews.html",
    "feedback": "reviews.html",
    "group": "reviews.html",
    "follow_up": "follow-up.html",
    "history": "thought-starters.html",
}
MARKER = re.compile(r"⟦(\d+)⟧")
FINGERPRINT = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$")
# What is made of the words of a portal: its styles, its search index, parts that load late.
MADE = {"href": ".css", "src": ".js", "data-index": ".js", "data-late": ".js"}
# What folds a list of pages where their titles are long.
FOLDS = ".siblings > details, .siblings > details > summary, .siblings__number"
ISOLATES = re.compile("[\u2066-\u2069]")
DIGEST = re.compile(r"\.[0-9a-f]{8}(?=\.(css|js)$)")

Structure = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Portal:
    """A portal with every field filled; `texts` are those that should be read, by number."""

    site: Site
    texts: list[str]
    places: list[Place]

    @cached_property
    def scopes(self) -> list[tuple[str, Tag]]:
        """All that is read: pages as HTML, and the entries of the search, which are plain text."""
        entries = [
            (place, BeautifulSoup(f"<p>{escape(heading)}</p><p>{escape(text)}</p>", "html.parser"))
            for place, heading, text in entries_of(self.site)
        ]
        return [*self.site.pages.items(), *entries]

    @cached_property
    def structure(self) -> Structure:
        """Count all elements with their attributes; typed text in an attribute counts as x.

        What lets a text run in its own direction, or folds a list, depends on the text, and does
        not count.
        """
        tags = (tag for _, scope in self.scopes for tag in scope.find_all(_is_ours))
        return Counter((tag.name, *sorted(map(self._neutral, attributes_of(tag)))) for tag in tags)

    def misread(self) -> list[str]:
        """Return what is not read letter for letter, white space aside."""
        wrong = []
        for name, scope in self.scopes:
            values = (value for tag in scope.find_all(True) for _, value in attributes_of(tag))
            form = squeezed if name in self.site.pages else sought
            for text in (scope.get_text(), *values):
                wrong += [f"{name}: {text[:300]}" for _ in self._wrong(form(text), form)]
        return wrong

    def misread_lines(self) -> list[str]:
        """Return the lines that are not read exactly, space by space."""
        pages = ((name, page.get_text()) for name, page in self.site.articles.items())
        return [f"{name}: {wrong}" for name, text in pages for wrong in self._wrong(text, str)]

    def unread(self) -> list[Place]:
        """Return the places whose text is not on the page where it belongs."""
        read = {
            name: set(MARKER.findall(page.get_text())) for name, page in self.site.articles.items()
        }
        return [p for n, p in enumerate(self.places) if str(n) not in read[page_of(p)]]

    def _wrong(self, text: str, form: Callable[[str], str]) -> Iterator[str]:
        for found in MARKER.finditer(text):
            expected = form(self.texts[int(found[1])])
            several_lines = form is not squeezed and "\n" in expected
            if not several_lines and not text[: found.end()].endswith(expected):
                yield expected

    def _neutral(self, attribute: tuple[str, str]) -> str:
        name, value = attribute[0], squeezed(attribute[1])
        if name in ("data-base", "data-fingerprint"):  # letters that are others for other texts
            return name
        value = value.removesuffix("metrics--long")  # where names have more than a line
        for number in MARKER.findall(value):
            value = value.replace(squeezed(self.texts[int(number)]), f"x⟦{number}⟧")
            value = value.replace(f"\u2068x⟦{number}⟧\u2069", f"x⟦{number}⟧")
        if value.endswith(MADE.get(name, " ")):
            value = DIGEST.sub("", value)
        if name == "data-news-id":  # ends with the fingerprint of a text
            value = FINGERPRINT.sub("x", value)
        return f"{name}={value}"


def _is_ours(tag: Tag) -> bool:
    if tag.name == "p" and tag.get("dir") == "auto":
        del tag["dir"]
    if tag.name == "p" and tag.get("class") == ["spaced"]:  # where a text has runs of spaces
        del tag["class"]
    if _folds(tag):
        return False
    return tag.name != "bdi" or bool(tag.attrs)


def _folds(tag: Tag) -> bool:
    if tag.name not in ("details", "summary", "span"):
        return False
    listed = tag.find_parent("nav", class_="siblings")
    return listed is not None and any(one is tag for one in listed.select(FOLDS))


def page_of(place: Place) -> str:
    """Return the page on which the text of a place belongs."""
    path = "/".join(map(str, place))
    return next(PLACES[start] for start in PLACES if f"{path}/".startswith(f"{start}/"))


def entries_of(site: Site) -> list[tuple[str, str, str]]:
    """Return address, heading and text of each entry of a portal's search index."""
    (script,) = (raw.decode() for name, raw in site.files.items() if name.startswith("search/"))
    pages = json.loads(script.removeprefix("var searchIndex=").removesuffix(";\n"))
    return [
        (f"{address}#{anchor}", heading, text)
        for address, _, sections in pages
        for anchor, heading, text in sections
    ]


def sought(text: str) -> str:
    """Return a text as the search knows it: without white space and what isolates its runs."""
    return squeezed(ISOLATES.sub("", text))


def attributes_of(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element as text."""
    for name, value in tag.attrs.items():
        yield name, value if isinstance(value, str) else " ".join(value)
