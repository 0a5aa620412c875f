"""A portal in another language counts as that language does."""

from __future__ import annotations

from playwright.sync_api import Browser

from coaching_site.languages import locale_of

COUNTS = [0, 1, 2, 3, 5, 11, 21, 100, 101]
FORMS = """([language, counts]) => {
  const plural = new Intl.PluralRules(language);
  return counts.map(count => plural.select(count));
}"""


def test_plural_forms(chromium: Browser) -> None:
    """The browser takes the same form of a word as the build."""
    page = chromium.new_page()
    for language in ("en", "fr", "de", "pl", "ru", "cs", "ar", "he", "ja", "cy", "lt", "sl"):
        plural = locale_of(language).plural_form
        assert page.evaluate(FORMS, [language, COUNTS]) == [*map(plural, COUNTS)], language
    page.close()
