"""A portal speaks the language of its engagement, in its words and in those of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.samples import programme
from tests.site.building import TOMAS, Project, Site
from tests.site.filling import EMAIL, Filling
from tests.site.translating import translate

ENGAGEMENT = f"engagements/{TOMAS}/engagement.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with one sample and words in two languages."""
    found = Project(tmp_path / "project", TOMAS)
    copytree(found.folder / "content", found.folder / "content-de")
    found.edit("content-de/words.yml", "not_yet: Not yet", "not_yet: Noch nicht")
    return found


def speaking(project: Project, language: str) -> Site:
    """Return the portal of the sample in a language."""
    project.edit(ENGAGEMENT, "language: en-GB", f"language: {language}")
    return project.build(TOMAS)


@pytest.mark.parametrize(
    ("language", "words", "theme"),
    [
        ("de-AT", "Noch nicht", "Suche"),
        ("fr", "Not yet", "Recherche"),
        ("en-GB", "Not yet", "Search"),
    ],
)
def test_folder_of_words(project: Project, language: str, words: str, theme: str) -> None:
    """Words come from the folder of the language, if it has one, and the theme speaks it."""
    site = speaking(project, language)
    page = site.pages["agreement.html"]
    assert page.select("html")[0]["lang"] == language
    assert words in page.select("article")[0].get_text()
    assert page.select("[role=dialog]")[0]["aria-label"] == theme


@pytest.mark.parametrize(
    ("language", "lunr"),
    [
        ("de", {"lunr.de.min.js", "lunr.stemmer.support.min.js"}),
        ("ja", {"lunr.ja.min.js", "lunr.stemmer.support.min.js", "tinyseg.js"}),
        ("sl", set()),
        ("ar", set()),
        ("ga", set()),
    ],
)
def test_files_of_the_search(project: Project, language: str, lunr: set[str]) -> None:
    """A portal brings the files that the search in its language asks for, and no other."""
    site = speaking(project, language)
    assert {Path(name).name for name in site.files if "/lunr/" in name} == lunr


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("yi", "rtl"), ("de", "ltr")])
def test_direction(project: Project, language: str, direction: str) -> None:
    """Pages run from the right where the language does, even if the theme does not speak it."""
    page = speaking(project, language).pages["index.html"]
    assert page.body
    assert page.body["dir"] == direction


def test_missing_words(project: Project) -> None:
    """Every word that another language lacks is told at once."""
    project.edit("content-de/words.yml", "not_yet: Noch nicht\n", "")
    project.edit("content-de/words.yml", "all_actions_other: ", "all_actions_few: ")
    project.edit("content-de/words.yml", "in_days_one: ", "in_days_two: ")
    project.edit(ENGAGEMENT, "language: en-GB", "language: de")
    code, printed = project.run_here("build", ENGAGEMENT=TOMAS)
    assert code == 2
    assert printed.splitlines() == [
        "content-de/words.yml: the word `all_actions_other` is missing",
        "content-de/words.yml: the word `not_yet` is missing",
    ]


def test_pictures_of_a_language(project: Project) -> None:
    """Pictures beside the pages come from the folder of the language."""
    project.write("content/anchor.svg", "<svg/>")
    project.write("content-de/anker.svg", "<svg/>")
    files = speaking(project, "de").files
    assert "anker.svg" in files
    assert "anchor.svg" not in files


def test_every_word_can_be_translated(tmp_path: Path) -> None:
    """With a folder of words in other letters no English is read on any page, in any place."""
    project = Project(tmp_path / "project")
    copytree(project.folder / "content", project.folder / "content-ar")
    translate(project.folder / "content-ar")
    filling = Filling(programme(), line=lambda _: next(numbers), prose=lambda _: next(numbers))
    numbers = (f"⟦{number}⟧" for number in range(10_000))
    engagement = filling.engagement() | {"language": "ar", "history": []}
    project.write("engagements/x/engagement.yml", yaml.safe_dump(engagement, allow_unicode=True))
    site = project.build("x")
    english = {
        f"{name}: {text.strip()}"
        for name, page in site.pages.items()
        for text in read(page)
        if re.search("[A-Za-z]{2}", TYPED.sub("", text))
    }
    assert english == set()


TYPED = re.compile(rf"Sponsor|EUR|{re.escape(EMAIL)}|[A-Z2-7]{{4}}(-[A-Z2-7]{{4}}){{2}}")


def read(page: BeautifulSoup) -> Iterator[str]:
    """Yield all texts that a page shows or says."""
    for silent in page.select("script, style, noscript"):
        silent.decompose()
    yield from page.select("html")[0].strings
    for attribute in ("aria-label", "alt", "data-label", "placeholder", "title"):
        yield from (str(element[attribute]) for element in page.select(f"[{attribute}]"))
