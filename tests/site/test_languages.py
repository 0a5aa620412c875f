"""A portal speaks the language of its engagement, in its words and in those of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.site.building import TOMAS, Project, Site, one

ENGAGEMENT = f"engagements/{TOMAS}/engagement.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with one sample and a word in German."""
    found = Project(tmp_path / "project", TOMAS)
    found.write("content/words.de.yml", "not_yet: Noch nicht\n")
    return found


def speaking(project: Project, language: str) -> Site:
    """Return the portal of the sample in a language."""
    project.edit(ENGAGEMENT, "language: en-GB", f"language: {language}")
    return project.build(TOMAS)


@pytest.mark.parametrize(
    ("language", "words", "theme"),
    [
        ("de-AT", "Noch nicht", "Suche"),
        ("fr", "Not signed yet", "Recherche"),
        ("en-GB", "Not signed yet", "Search"),
    ],
)
def test_words_of_a_language(project: Project, language: str, words: str, theme: str) -> None:
    """Words come from the file of the language, if there is one, and the theme speaks it."""
    site = speaking(project, language)
    page = site.pages["agreement.html"]
    assert page.select("html")[0]["lang"] == language
    assert words in page.select("article")[0].get_text()
    assert one(page, "dialog.search")["aria-label"] == theme


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("yi", "rtl"), ("de", "ltr")])
def test_direction(project: Project, language: str, direction: str) -> None:
    """Pages run from the right where the language does, even if the theme does not speak it."""
    page = speaking(project, language).pages["index.html"]
    assert page.body
    assert page.body["dir"] == direction


def test_missing_words(project: Project) -> None:
    """Words that a language lacks are counted, and each is marked as the English that it is."""
    words = yaml.safe_load((project.folder / "content/words.yml").read_text("utf-8"))
    del words["agreement_rules"], words["as_of"], words["days_late_other"]
    project.write("content/words.fr.yml", yaml.safe_dump(words, allow_unicode=True))
    asked = (project.folder / "content/programme.yml").read_text("utf-8")
    project.write("content/programme.fr.yml", asked.replace("title: Executive", "# title:", 1))
    project.edit(ENGAGEMENT, "language: en-GB", "language: fr")
    code, printed = project.run_here("build", ENGAGEMENT=TOMAS)
    assert code == 0, printed
    advice = [line.partition("content/")[2] for line in printed.splitlines() if "English" in line]
    assert advice == [
        "words.fr.yml: advice: 3 words are not in this language, and shown in English: `as_of`, "
        "`days_late_other`, `agreement_rules`",
        "programme.fr.yml: advice: 1 text is not in this language, and shown in English: `title`",
    ]
    site = project.built(TOMAS)
    assert {text.get_text() for text in site.pages["agreement.html"].select("bdi[lang=en]")} == {
        "Rules of engagement"
    }
    assert one(site.pages["programme.html"], "h1 bdi[lang=en]").get_text().startswith("Executive")


def test_pages_of_a_language(project: Project) -> None:
    """Of a page that has a file for each language, the reader's is shown; menus name it alone."""
    project.write("content/reading.md", "# To read\n")
    project.write("content/reading.de.md", "# Zum Lesen\n")
    project.write("content/only.fr.md", "# À lire\n")
    pages = speaking(project, "de-AT").pages
    assert one(pages["reading.html"], "h1").get_text() == "Zum Lesen"
    assert not {"only.html", "reading.de.html", "only.fr.html"} & pages.keys()
