"""German is whole: nothing is left in English, in both samples, and every word has its forms."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Final

import pytest

from benchmarks.first_visit import MOST_BYTES
from coaching_site.languages import PLURAL_FORMS, locale_of
from tests.fixture import ROOT
from tests.site.building import AMARA, TOMAS, Site, squeezed
from tests.site.speaking import all_read, shipped, shown, texts_of

ENGLISH: Final = {**texts_of("words.yml"), **texts_of("programme.yml")}
GERMAN: Final = {**texts_of("words.de.yml"), **texts_of("programme.de.yml")}
IN_BOTH: Final = ENGLISH.keys() & GERMAN.keys()
GAP: Final = re.compile(r"\{\w*\}")
HEADERS: Final = 180  # bytes of an answer, as the server of the tests sends them
FORM: Final = re.compile(rf"_({'|'.join(PLURAL_FORMS)})$")


@pytest.fixture(scope="module", params=[AMARA, TOMAS])
def german(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the portal of each sample in German."""
    project = shipped(tmp_path_factory.mktemp("german") / "project", "de", request.param)
    return project.build(request.param)


def test_every_text_is_there() -> None:
    """German says each word and each text of the programme, and no other."""
    assert GERMAN.keys() == ENGLISH.keys()


def test_every_plural_form_is_there() -> None:
    """A word that is counted has the forms with which German counts."""
    counted = {key.removesuffix("_one") for key in ENGLISH if key.endswith("_one")}
    forms = {*locale_of("de").plural_form.tags, "other"}
    asked = {f"{word}_{form}" for word in counted for form in forms}
    assert {key for key in GERMAN if FORM.search(key) and FORM.sub("", key) in counted} == asked


def test_gaps() -> None:
    """Each text has the gaps of the English one; that for one thing may say it without {n}."""
    wrong = set()
    for key in IN_BOTH:
        gaps = {*GAP.findall(GERMAN[key])} ^ {*GAP.findall(ENGLISH[key])}
        if gaps - ({"{n}"} if key.endswith("_one") else set()):
            wrong.add(key)
    assert wrong == set()


def test_spelling() -> None:
    """Quotes, dashes and dots are German ones, and the reader is addressed as Sie."""
    odd = re.compile(r"[\"'’]|“[^“„]*”| - |\.\.\.|  |\b(du|dein\w*|dich|dir|euch)\b", re.IGNORECASE)
    assert {key: text for key, text in GERMAN.items() if odd.search(text)} == {}
    assert {key for key, text in GERMAN.items() if text.count("„") != text.count("“")} == set()


def test_titles(german: Site) -> None:
    """A page that is not in the menu has its title in German, too."""
    titles = {page.select_one("title").get_text().split(" · ")[0] for page in german.pages.values()}  # type: ignore[union-attr]
    assert titles >= {"Das haben Sie erreicht", "Was bleibt", "Maßnahmen"}


def test_first_visit(german: Site) -> None:
    """A first visit to a page in German, whose words are longer, stays within what it may cost."""
    costs = {page: _bytes_of_first_visit(german.folder / page) for page in german.pages}
    assert {page: cost for page, cost in costs.items() if cost > MOST_BYTES} == {}


def _bytes_of_first_visit(page: Path) -> int:
    """Return what a page and all that its head names cost, zipped, with the headers of answers."""
    head = page.read_text("utf-8").partition("</head>")[0]
    names = re.findall(r'<(?:link rel="(?:icon|stylesheet)" href|script [^>]*src)="([^"]+)"', head)
    files = [page, *(page.parent / name for name in names)]
    assert {file.suffix for file in files} == {".html", ".svg", ".css", ".js"}
    return sum(len(gzip.compress(file.read_bytes())) + HEADERS for file in files)


def test_no_english_is_left(german: Site) -> None:
    """No text of a page, its scripts or a calendar is an English one, but what the coach typed."""
    english = {ENGLISH[key] for key in IN_BOTH} - {*GERMAN.values()}
    filled = re.compile("|".join(
        ".+".join(map(re.escape, GAP.split(text)))
        for text in english
        if GAP.search(text) and re.search("[a-z]{3}", GAP.sub("", text))
    ))  # fmt: skip
    typed = squeezed((ROOT / f"engagements/{german.folder.name}/engagement.yml").read_text("utf-8"))
    left = {
        (name, text)
        for name, text in all_read(german)
        if (text in english or filled.fullmatch(text)) and squeezed(text) not in typed
    }
    assert left == set()


def test_nothing_is_marked_as_english(german: Site) -> None:
    """No part of a page is marked as English, but what German does not say at all."""
    untold = {text for key, text in ENGLISH.items() if key not in IN_BOTH}
    marked = {
        element.get_text(" ", strip=True)
        for page in german.pages.values()
        for element in page.select("[lang]:not([lang=de])")
    }
    assert marked - untold == set()


def test_no_gap_is_left(german: Site) -> None:
    """No page shows a gap that nothing has filled, nor the key of a word."""
    keys = "|".join(key for key in ENGLISH if "_" in key and "/" not in key)
    left = re.compile(rf"{GAP.pattern}|\b({keys})\b")
    found = {
        (name, text)
        for name, page in german.pages.items()
        for text in shown(page)
        if left.search(text)
    }
    assert found == set()
