"""Whatever is typed into any field is read letter for letter, and is never markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coaching_site.loading import load_engagement
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput
from tests.fixture import CONTENT, made_once
from tests.samples import load_programme
from tests.site.building import Project, Site, one, squeezed
from tests.site.filling import Filling
from tests.site.filling import Path as Place
from tests.site.hostile import BOTH, HOSTILE, LUMP, lump
from tests.site.reading import Portal, entries_of, sought

CHARACTERS = st.characters(
    max_codepoint=0x10FFDF,
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="⟦⟧\ufffe\uffff" + "".join(map(chr, range(0xFDD0, 0xFDF0))),
)

Write = Callable[[int], str]


class TestEveryField:
    """Each text in each field."""

    @pytest.mark.parametrize("turn", range(-(-len(HOSTILE) // LUMP)))
    def test_hostile(self, turn: int) -> None:
        """Over the turns each field has held each hostile text, and none has done anything."""
        portal = hostile(turn)
        assert portal.unread() == []
        assert portal.misread() == []
        assert portal.misread_lines() == []
        assert_harmless(portal)

    @settings(
        max_examples=2,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a build is too slow to shrink by
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.text(CHARACTERS, max_size=60), min_size=60, max_size=120))
    def test_any_text(self, texts: list[str]) -> None:
        """Any characters at all are read as they were typed, in every field."""
        portal = filled(lambda number: texts[number % len(texts)], without="*_[]\\")
        assert portal.unread() == []
        assert portal.misread() == []
        assert portal.misread_lines() == []
        assert_harmless(portal)

    @pytest.mark.parametrize("turn", range(-(-len(BOTH) // LUMP)))
    def test_markdown(self, turn: int) -> None:
        """Prose may emphasise, list and link to the web, mail and phone; nothing else."""
        portal = filled(say_x, prose=lambda number: lump(BOTH, turn, number))
        added = portal.structure - harmless().structure
        assert sum(shape[0] == "a" for shape in added) > 0
        assert {shape for shape in added if not is_prose(shape)} == set()
        assert portal.unread() == []

    def test_one_of_each(self) -> None:
        """A record that stands alone is as safe as several."""
        portal = filled(lambda number: lump(HOSTILE, 3, number), many=1)
        assert portal.misread() == []
        assert_harmless(portal, many=1)

    def test_forged_tokens(self, tmp_path: Path) -> None:
        """Characters that could forge a placeholder are refused in every field."""
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
        """A goal's title stands in the browser's title, in the menu and on top."""
        portal = hostile(1)
        title = squeezed(portal.texts[portal.places.index(("goals", 0, "title"))])
        page = portal.site.pages["goals/x-goals-0-id.html"]
        assert squeezed(one(page, "title").get_text()).startswith(f"{title}·Coachingwith")
        assert title in squeezed(one(page, ".menu nav").get_text())
        assert title in squeezed(one(page, ".siblings").get_text())
        assert title in squeezed(one(page, "h1").get_text())

    def test_search(self) -> None:
        """The search index holds titles and headings as what was typed."""
        portal = hostile(1)
        # Of headings at one place the first is the place's own; those below have no anchor.
        entries = reversed([*entries_of(portal.site)])
        headings = {place: squeezed(heading) for place, heading, _ in entries}
        name = portal.texts[portal.places.index(("values", 0, "name"))]
        title = portal.texts[portal.places.index(("goals", 1, "title"))]
        assert headings["about-me.html#value-1"] == sought(name)
        assert headings["goals/x-goals-1-id.html#goal"] == sought(title)

    def test_email(self) -> None:
        """The coach's address is a link to that address alone."""
        page = harmless().site.pages["agreement.html"]
        assert [str(link["href"]) for link in page.select('a[href^="mailto:"]')] == [
            "mailto:n.h+%7B%7B7%2A7%7D%7D%26amp%60%7C%23%257B%25@halvorsen.example"
        ]


@cache
def programme() -> Programme:
    """Return the programme that ships."""
    return load_programme(CONTENT / "programme.yml")


@cache
def hostile(turn: int) -> Portal:
    """Return a portal in which each field says some of the hostile texts."""
    return filled(lambda number: lump(HOSTILE, turn, number))


@cache
def harmless(many: int = 2) -> Portal:
    """Return a portal in which each field says only x."""
    return filled(say_x, many=many)


def assert_harmless(portal: Portal, many: int = 2) -> None:
    """A portal has the elements of a harmless one, and no others."""
    assert portal.structure == harmless(many).structure


def say_x(_: int) -> str:
    """Return a harmless text."""
    return "x"


def filled(line: Write, prose: Write | None = None, many: int = 2, without: str = "") -> Portal:
    """Return a portal in which the text of each field ends with the field's number.

    One process of a run builds it for all others that fill an engagement in the same way.
    """
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
    name = f"filled-{sha256(typed(filling).encode()).hexdigest()}"
    site = Site(made_once(name, lambda folder: build(folder, filling)) / "project/site/x")
    assert len(site.pages) == 13 + many + 1
    return Portal(site, [as_read(place, filling) for place in places], places)


def build(folder: Path, filling: Filling) -> Site:
    """Build the portal of a filled engagement."""
    project = Project(folder / "project")
    project.write("engagements/x/engagement.yml", typed(filling))
    return project.build("x")


def typed(filling: Filling) -> str:
    """Return a filled engagement as YAML, each text on one line."""
    return yaml.dump(filling.engagement(), Dumper=_OnOneLine, allow_unicode=True, width=10**6)


class _OnOneLine(yaml.SafeDumper):
    """Writes line breaks as escapes: a blank line between quotes would begin a paragraph."""


_OnOneLine.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style='"' if "\n" in text else None
    ),
)


def as_read(place: Place, filling: Filling) -> str:
    """Return the text of a place as it should be read: a line has no line breaks."""
    if place in filling.proses:
        return filling.proses[place].strip()
    return re.sub(r"[ \t]*\n\s*", " ", filling.lines[place]).strip()


def is_prose(shape: tuple[str, ...]) -> bool:
    """Tell whether an element is one of those that prose may hold, with harmless attributes."""
    name, *attributes = shape
    if name == "a":
        href, rel, *title = attributes
        safe = href.lower().startswith(("href=https:", "href=mailto:", "href=tel:"))
        return safe and rel == "rel=noopenernoreferrer" and "".join(title)[:6] in ("", "title=")
    return name in {"p", "em", "strong", "ul", "ol", "li", "br"} and not attributes
