"""Days in the reader's language."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coaching_site.languages import locale_of
from coaching_site.rendering.days import day_in_words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday, October\u00a05"),
        ("en-GB", "Monday, 5\u00a0October"),
        ("de", "Montag, 5.\u00a0Oktober"),
        ("fr", "lundi 5\u00a0octobre"),
        ("sv", "m\u00e5ndag 5\u00a0oktober"),
        ("pl", "poniedzia\u0142ek, 5\u00a0pa\u017adziernika"),
        ("ja", "10\u67085\u65e5(\u6708\u66dc\u65e5)"),
    ],
)
def test_a_day_without_its_year(language: str, said: str) -> None:
    """Weekday and month are in full, in the order and the form that the language has."""
    assert day_in_words(date(2026, 10, 5), "weekday", locale_of(language)) == said


def test_a_day_with_its_month_in_full() -> None:
    """It is written as in a sentence, without the year."""
    found = [day_in_words(date(2026, 10, 5), "month", locale_of(one)) for one in ("en-GB", "de")]
    assert found == ["5\u00a0October", "5.\u00a0Oktober"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Mon Oct\u00a05"),
        ("en-GB", "Mon 5\u00a0Oct"),
        ("de", "Mo. 5.\u00a0Okt."),
        ("fr", "lun. 5\u00a0oct."),
    ],
)
def test_a_brief_day(language: str, said: str) -> None:
    """Weekday and month are in short, as one part of a sentence: without a comma."""
    assert day_in_words(date(2026, 10, 5), "brief", locale_of(language)) == said


@pytest.mark.parametrize(
    ("language", "form", "said"),
    [
        ("en", "long", "October\u00a05, 2026"),
        ("en-GB", "full", "Monday, 5\u00a0October 2026"),
        ("es", "long", "5\u00a0de\u00a0octubre de 2026"),
        ("pt", "short", "5\u00a0de\u00a0out."),
        ("ca", "long", "5\u00a0d\u2019octubre del 2026"),
        ("ja", "long", "2026\u5e7410\u67085\u65e5"),
    ],
)
def test_a_day_with_its_month(language: str, form: str, said: str) -> None:
    """A day stays on one line with the name of its month, on whichever side of it that is."""
    assert day_in_words(date(2026, 10, 5), form, locale_of(language)) == said


@pytest.mark.parametrize("form", ["short", "dated", "brief", "weekday", "medium", "long", "full"])
@pytest.mark.parametrize(
    "language", ["en", "en-GB", "de", "fr", "es", "it", "nl", "pt", "sv", "pl"]
)
def test_no_line_ends_between_a_day_and_its_month(language: str, form: str) -> None:
    """In no form of a language may a line end between the number of a day and its month."""
    locale = locale_of(language)
    for month in range(1, 13):
        for number in (1, 9, 20, 26):
            said = day_in_words(date(2026, month, number), form, locale)
            if not re.search(r"[^\W\d]", said):
                continue  # figures alone
            [line] = [one for one in said.split(" ") if re.search(rf"(?<!\d){number}(?!\d)", one)]
            assert re.search(r"[^\W\d]{2}", line)
