"""Whatever is typed into any field is read letter for letter, and is never markup."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coaching_site.loading import load_engagement, load_programme
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput
from tests.site.building import ROOT, Project, Site, one, squeezed
from tests.site.filling import EMAIL, Filling
from tests.site.filling import Path as Place

# Nothing of this means anything in a line or in prose.
HOSTILE = [
    *("<script>alert(1)</script>", "</script>", "</title>", "</a>", "</li></ul></div>", "<b>", "<"),
    *("<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<style>*{}</style>", "<p>", "</p>"),
    *("<!--", "-->", "]]>", "<![CDATA[", "<?php", "<base href=//x.example>", "<iframe srcdoc='a'>"),
    *("{{ 7 * 7 }}", "{{", "}}", "{% raw %}", "{% endraw %}", "{#", "#}", "{{ portal }}", "{n}"),
    *("{: onclick=alert(1) }", "{: #goal .x style=a }", "{:", "%s %(a)s", "$(1)", "&", "&lt;b&gt;"),
    *(
        "&amp;amp;",
        "&#106;",
        "&nbsp;",
        '"',
        "'",
        '" onclick="a',
        "' onclick='a",
        "`",
        "```\nx\n```",
    ),
    *("|", "\n| a | b |\n|---|---|", "\n# big", "\n## next {: #id }", "\n---\na", "\n===", "\n> a"),
    *("\n    code", "\n!!! note", "\n[TOC]", "~~a~~", "==a==", "www.x.example", "a@x.example"),
    *("https://x.example/?a=1&b=2", "javascript:alert(1)", "data:text/html,a", "\u202eright\u202c"),
    *(
        "\u2066isolated",
        "שלום",
        "مرحبا",
        "👩🏽‍💻",
        "e\u0301",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\ue000",
    ),
    *("\U000f0000", "STX", "wzxhzdk:0", "klzzwxh:0001", "#{}", "${a}", "a:b", "- a", ": ", "yes"),
    *("~", "null", "@", "%", "!tag", "&anchor", "<<: *a", "?", "]", "}", ",", "=", "1_000", "%20"),
]
# In prose these mean something, as far as it is harmless.
MARKDOWN = [
    *("*a*", "**a**", "_a_", "\n\n- a\n- b", "\n\n1. a\n2. b", "\n\n+ a", "\n\na", "  \na", "\\*"),
    *(
        "[a](https://x.example)",
        "[a](mailto:a@x.example)",
        "[a](tel:+46)",
        "[a](HTTPS://x.example)",
    ),
    *("[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a]( javascript:a)", "[a](data:,a)"),
    *("[a](&#106;avascript:a)", "[a](java\\script:a)", "[a](vbscript:a)", "[a](//x.example)"),
    *(
        "[a](../private.html)",
        "[a](#goal)",
        "[a](file:///etc)",
        '[a](https://x.example "t\\" b=c")',
    ),
    *(
        '[a](https://x.example/"onclick=a)',
        "[a](<https://x.example/ onclick=a>)",
        "![a](https://b)",
    ),
    *(
        "[<b>](https://x.example)",
        "<javascript:a>",
        "<https://x.example>",
        "[a]: https://x.example",
    ),
    *(
        "[a][a]",
        "**[a](https://x.example)**",
        "*",
        "**",
        "[",
        "](",
        "a](javascript:a)",
        "\\",
        "~~~",
    ),
]
BOTH = [text for pair in zip(MARKDOWN, HOSTILE, strict=False) for text in pair]
LUMP = 10
PLACES = {
    "executive/greeting": "index.html",
    "executive": "agreement.html",
    "coach": "agreement.html",
    "organisation": "agreement.html",
    "stakeholders": "agreement.html",
    "agreement": "agreement.html",
    "situation": "about-me.html",
    "party": "about-me.html",
    "values": "about-me.html",
    "starters": "thought-starters.html",
    "goals/0": "goals/x-goals-0-id.html",
    "goals/1": "goals/x-goals-1-id.html",
    "sessions": "sessions.html",
    "check_ins": "sessions.html",
    "learning": "sessions.html",
    "reviews": "reviews.html",
    "feedback": "reviews.html",
    "group": "reviews.html",
    "follow_up": "follow-up.html",
}
MARKER = re.compile(r"⟦(\d+)⟧")
CHARACTERS = st.characters(
    max_codepoint=0x10FFDF,
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="⟦⟧\ufffe\uffff" + "".join(map(chr, range(0xFDD0, 0xFDF0))),
)

Structure = Counter[tuple[str, ...]]
Write = Callable[[int], str]


@dataclass(frozen=True)
class Portal:
    """A portal with every field filled; `texts` are those that should be read, by number."""

    site: Site
    texts: list[str]
    places: list[Place]

    def scopes(self) -> Iterator[tuple[str, Tag]]:
        """Yield all that is HTML: pages, and the search index, which the theme shows as HTML."""
        yield from self.site.pages.items()
        for entry in entries_of(self.site):
            html = f"<article>{entry['title']}{entry['text']}</article>"
            yield entry["location"], BeautifulSoup(html, "html5lib")

    def structure(self) -> Structure:
        """Count all elements with their attributes; typed text in an attribute counts as x."""
        tags = (tag for _, scope in self.scopes() for tag in scope.find_all(True))
        return Counter((tag.name, *sorted(map(self._neutral, attributes_of(tag)))) for tag in tags)

    def misread(self) -> list[str]:
        """Return what is not read letter for letter, white space aside."""
        wrong = []
        for name, scope in self.scopes():
            values = (value for tag in scope.find_all(True) for _, value in attributes_of(tag))
            for text in (scope.get_text(), *values):
                wrong += [f"{name}: {text[:300]}" for _ in self._wrong(squeezed(text), squeezed)]
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
        for number in MARKER.findall(value):
            value = value.replace(squeezed(self.texts[int(number)]), f"x⟦{number}⟧")
        return f"{name}={value}"


class TestEveryField:
    """Each text in each field."""

    @pytest.mark.parametrize("turn", range(-(-len(HOSTILE) // LUMP)))
    def test_hostile(self, turn: int) -> None:
        """Over the turns each field has held each hostile text, and none has done anything."""
        portal = filled(lambda number: lump(HOSTILE, turn, number))
        assert portal.unread() == []
        assert portal.misread() == []
        assert portal.misread_lines() == []
        assert portal.structure() == harmless().structure()

    @settings(
        max_examples=8,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a build is too slow to shrink by
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.text(CHARACTERS, max_size=60), min_size=20, max_size=60))
    def test_any_text(self, texts: list[str]) -> None:
        """Any characters at all are read as they were typed, in every field."""
        portal = filled(lambda number: texts[number % len(texts)], without="*_[]\\")
        assert portal.unread() == []
        assert portal.misread() == []
        assert portal.misread_lines() == []
        assert portal.structure() == harmless().structure()

    @pytest.mark.parametrize("turn", range(-(-len(BOTH) // LUMP)))
    def test_markdown(self, turn: int) -> None:
        """Prose may emphasise, list and link to the web, mail and phone; nothing else."""
        portal = filled(say_x, prose=lambda number: lump(BOTH, turn, number))
        added = portal.structure() - harmless().structure()
        assert sum(shape[0] == "a" for shape in added) > 0
        assert {shape for shape in added if not is_prose(shape)} == set()
        assert portal.unread() == []

    def test_one_of_each(self) -> None:
        """A record that stands alone is as safe as several."""
        portal = filled(lambda number: lump(HOSTILE, 3, number), many=1)
        assert portal.misread() == []
        assert portal.structure() == harmless(many=1).structure()

    def test_forged_tokens(self, tmp_path: Path) -> None:
        """Characters that could forge a sealed value are refused in every field."""
        forged = "\U0010ffea\U0010ffe0\U0010ffeb"
        filling = Filling(programme(), lambda _: forged, lambda _: forged)
        tmp_path.joinpath("engagement.yml").write_text(typed(filling), encoding="utf-8")
        with pytest.raises(InvalidInput) as refused:
            load_engagement(tmp_path, programme())
        found = Counter(problem.message for problem in refused.value.problems)
        message = "expected text without control characters, found the character U+10FFEA"
        assert list(found) == [message]
        assert found[message] >= len(filling.lines) + len(filling.proses)


class TestPlaces:
    """Where the theme, and not a template of ours, prints what was typed."""

    def test_title_and_navigation(self) -> None:
        """A goal's title stands in the browser's title, in the navigation and on top."""
        portal = filled(lambda number: lump(HOSTILE, 1, number))
        title = squeezed(portal.texts[portal.places.index(("goals", 0, "title"))])
        page = portal.site.pages["goals/x-goals-0-id.html"]
        assert squeezed(one(page, "title").get_text()).startswith(f"{title}-Coachingwith")
        assert title in squeezed(one(page, "nav.md-nav--primary").get_text())
        assert title in squeezed(one(page, "ul.section-pages").get_text())
        assert title in squeezed(one(page, "h1").get_text())

    def test_table_of_contents(self) -> None:
        """A value's name stands in the table of contents, which leads to its heading."""
        portal = filled(lambda number: lump(HOSTILE, 2, number))
        name = squeezed(portal.texts[portal.places.index(("values", 1, "name"))])
        page = portal.site.pages["about-me.html"]
        entries = page.select('nav.md-nav--secondary a[href="#value-2"]')
        assert {squeezed(entry.get_text()) for entry in entries} == {name}
        assert squeezed(one(page, "h3#value-2").get_text()) == name

    def test_search(self) -> None:
        """The search index holds headings as HTML that reads as what was typed."""
        portal = filled(lambda number: lump(HOSTILE, 4, number))
        titles = {
            entry["location"]: squeezed(BeautifulSoup(entry["title"], "html5lib").get_text())
            for entry in entries_of(portal.site)
        }
        name = portal.texts[portal.places.index(("values", 0, "name"))]
        title = portal.texts[portal.places.index(("goals", 1, "title"))]
        assert titles["about-me.html#value-1"] == squeezed(name)
        assert titles["goals/x-goals-1-id.html#goal"] == squeezed(title)

    def test_email(self) -> None:
        """The coach's address is a link to that address alone."""
        page = harmless().site.pages["agreement.html"]
        assert [str(link["href"]) for link in page.select('a[href^="mailto:"]')] == [
            f"mailto:{EMAIL}"
        ]


@cache
def programme() -> Programme:
    """Return the programme that ships."""
    return load_programme(ROOT / "content/programme.yml")


@cache
def harmless(many: int = 2) -> Portal:
    """Return a portal in which each field says only x."""
    return filled(say_x, many=many)


def say_x(_: int) -> str:
    """Return a harmless text."""
    return "x"


def lump(texts: Sequence[str], turn: int, number: int) -> str:
    """Return some of the texts, others for each turn: after the last, field `number` had all."""
    first = turn * LUMP + number
    return "".join(texts[(first + step) % len(texts)] for step in range(LUMP))


def filled(line: Write, prose: Write | None = None, many: int = 2, without: str = "") -> Portal:
    """Build a portal in which the text of each field ends with the field's number."""
    places: list[Place] = []

    def write(place: Place, text: Write, drop: str = "") -> str:
        places.append(place)
        kept = "".join(character for character in text(len(places) - 1) if character not in drop)
        return f"{kept}⟦{len(places) - 1}⟧"

    filling = Filling(
        programme(),
        line=lambda place: write(place, line),
        prose=lambda place: "t" + write(place, prose or line, without),
        many=many,
    )
    with TemporaryDirectory() as folder:
        site = build(Path(folder), filling)
        assert len(site.pages) == 10 + many + 1
        assert site.files
    return Portal(site, [as_read(place, filling) for place in places], places)


def build(folder: Path, filling: Filling) -> Site:
    """Build the portal of a filled engagement."""
    project = Project(folder / "project")
    project.write("engagements/x/engagement.yml", typed(filling))
    return project.build("x")


def typed(filling: Filling) -> str:
    """Return a filled engagement as YAML."""
    return yaml.safe_dump(filling.engagement(), allow_unicode=True, width=10**6)


def as_read(place: Place, filling: Filling) -> str:
    """Return the text of a place as it should be read: a line has no line breaks."""
    if place in filling.proses:
        return filling.proses[place].strip()
    return re.sub(r"[ \t]*\n\s*", " ", filling.lines[place]).strip()


def page_of(place: Place) -> str:
    """Return the page on which the text of a place belongs."""
    path = "/".join(map(str, place))
    return next(PLACES[start] for start in PLACES if f"{path}/".startswith(f"{start}/"))


def entries_of(site: Site) -> list[dict[str, str]]:
    """Return the entries of a portal's search index."""
    entries: list[dict[str, str]] = json.loads(site.files["search/search_index.json"])["docs"]
    return entries


def attributes_of(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element as text."""
    for name, value in tag.attrs.items():
        yield name, value if isinstance(value, str) else " ".join(value)


def is_prose(shape: tuple[str, ...]) -> bool:
    """Tell whether an element is one of those that prose may hold, with harmless attributes."""
    name, *attributes = shape
    if name == "a":
        href, rel, *title = attributes
        safe = href.lower().startswith(("href=https:", "href=mailto:", "href=tel:"))
        return safe and rel == "rel=noopenernoreferrer" and "".join(title)[:6] in ("", "title=")
    return name in {"p", "em", "strong", "ul", "ol", "li", "br"} and not attributes
