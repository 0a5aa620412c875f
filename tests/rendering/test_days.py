"""Days in the reader's language."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.languages import locale_of
from coaching_site.rendering.days import day_in_words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday, October 5"),
        ("en-GB", "Monday, 5 October"),
        ("de", "Montag, 5.\u00a0Oktober"),
        ("fr", "lundi 5 octobre"),
        ("sv", "m\u00e5ndag 5 oktober"),
        ("pl", "poniedzia\u0142ek, 5 pa\u017adziernika"),
        ("ja", "10\u67085\u65e5(\u6708\u66dc\u65e5)"),
    ],
)
def test_a_day_without_its_year(language: str, said: str) -> None:
    """Weekday and month are in full, in the order and the form that the language has."""
    assert day_in_words(date(2026, 10, 5), "weekday", locale_of(language)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Mon Oct 5"),
        ("en-GB", "Mon 5 Oct"),
        ("de", "Mo. 5.\u00a0Okt."),
        ("fr", "lun. 5 oct."),
    ],
)
def test_a_brief_day(language: str, said: str) -> None:
    """Weekday and month are in short, as one part of a sentence: without a comma."""
    assert day_in_words(date(2026, 10, 5), "brief", locale_of(language)) == said
