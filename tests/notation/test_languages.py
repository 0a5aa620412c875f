"""Languages in other notations."""

from __future__ import annotations

import pytest
from babel import Locale

from coaching_site.notation.languages import language_meant


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en_GB", "en-GB"),
        ("en-gb", "en-GB"),
        ("EN", "en"),
        ("en-UK", "en-GB"),
        ("en_US.UTF-8", "en-US"),
        ("de-XX", "de"),
        ("zh-hant", "zh-Hant"),
        ("ZH_TW", "zh-TW"),
        ("English", "en"),
        ("British English", "en-GB"),
        ("English (UK)", "en-GB"),
        ("German (Austria)", "de-AT"),
        ("Deutsch", "de"),
        ("Germann", "de"),
        ("français", "fr"),
        ("Francais", "fr"),
        ("日本語", "ja"),
        ("xx", None),
        ("Klingon", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    """A language is known by its name, in English and in itself, and by codes of other programs."""
    assert language_meant(text) == language


@pytest.mark.parametrize("code", ["de", "pt-BR", "sr-Latn", "zh-Hans", "es-419"])
def test_every_way_to_write_a_tag(code: str) -> None:
    """A tag is known whatever its case and the signs between its parts."""
    for text in (code.lower(), code.upper(), code.replace("-", "_"), code.replace("-", " - ")):
        assert language_meant(text) == code


def test_each_language_is_known_by_its_name() -> None:
    """Of the languages with words of the theme, each is known by its own name and in English."""
    for code in ("ar", "cs", "da", "es", "fi", "he", "it", "ja", "ko", "nl", "pl", "sv", "uk"):
        names = (Locale("en").languages[code], Locale(code).languages[code])
        assert [language_meant(name) for name in names] == [code, code]
