"""A portal in another language is searched and counts as that language does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from coaching_site.languages import locale_of
from tests.live.portal import DESK, opened
from tests.site.building import TOMAS, Project

COUNTS = [0, 1, 2, 3, 5, 11, 21, 100, 101]
FORMS = """([language, counts]) => {
  const plural = new Intl.PluralRules(language);
  return counts.map(count => plural.select(count));
}"""


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("de", "Das Hausboot legt ab", "hausboot"),
        ("ar", "القارب يغادر الميناء", "القارب"),
        ("ja", "コーチングの目標", "目標"),
    ],
)
def test_search(chromium: Browser, tmp_path: Path, language: str, title: str, typed: str) -> None:
    """As a file, search finds a word of the language, and the result opens its page."""
    project = Project(tmp_path / "project", TOMAS)
    name = f"engagements/{TOMAS}/engagement.yml"
    project.edit(name, "language: en-GB", f"language: {language}")
    engagement = (project.folder / name).read_text("utf-8")
    project.write(name, f"{engagement}\ngoals:\n  - title: {title}\n    id: boat\n")
    folder = project.build(TOMAS).folder
    with opened(chromium, folder, "file", DESK) as portal, portal.visit() as page:
        query = page.locator("input[name=query]")
        query.fill(typed)
        query.press("End")  # as typing does, and filling does not, this tells of a key
        page.locator(".md-search-result__link[href*=boat]").first.click()
        expect(page.locator("h1")).to_have_text(title)


def test_plural_forms(chromium: Browser) -> None:
    """The browser takes the same form of a word as the build."""
    page = chromium.new_page()
    for language in ("en", "fr", "de", "pl", "ru", "cs", "ar", "he", "ja", "cy", "lt", "sl"):
        plural = locale_of(language).plural_form
        assert page.evaluate(FORMS, [language, COUNTS]) == [*map(plural, COUNTS)], language
    page.close()
