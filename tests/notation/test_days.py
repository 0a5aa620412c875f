"""Days typed by another habit."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.notation.days import days_meant

DAYS = st.dates(date(2022, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026/10/15", ["2026-10-15"]),
        ("2026.10.15.", ["2026-10-15"]),
        ("20261218", ["2026-12-18"]),
        ("18122026", ["2026-12-18"]),
        ("15 October 2026", ["2026-10-15"]),
        ("15 Oct 26", ["2026-10-15"]),
        ("Oct 15, 2026", ["2026-10-15"]),
        ("Thu, 15th of October 2026", ["2026-10-15"]),
        ("15-Oct-2026", ["2026-10-15"]),
        ("15. Oktober 2026", ["2026-10-15"]),
        ("10.9.26", ["2026-09-10"]),
        ("26-09-10", ["2026-09-10"]),
        ("02.03.2026", ["2026-03-02"]),
        ("10.15.2026", ["2026-10-15"]),
        ("10/11/2026", ["2026-11-10", "2026-10-11"]),
        ("15/10/26", ["2026-10-15"]),
        ("2026-10-15 09:00", ["2026-10-15"]),
        ("2026-10-15T09:00:00Z", ["2026-10-15"]),
        ("2026-10-15 or 2026-10-16", ["2026-10-15", "2026-10-16"]),
        ("２０２６-１０-15", ["2026-10-15"]),
        ("2026\u201110\u201115", ["2026-10-15"]),
        ("2026 \u2013 10 \u2013 15", ["2026-10-15"]),
        ("2026年10月15日", ["2026-10-15"]),
        ("2O26-1O-l5", ["2026-10-15"]),
        ("31/31/2026", []),
        ("2026-13-01", []),
        ("2026-02-30", []),
        ("1726-10-15", []),
        ("next week", []),
        ("15 October", []),
        ("October 2026", []),
        ("3 of 10, 26", []),
        ("", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    """A day is known in each habit; where it may be two there are two, and else none."""
    assert list(days_meant(text, "de", 2026)) == days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("15 octobre 2026", "fr"),
        ("15 de octubre de 2026", "es"),
        ("15 октября 2026", "ru"),
        ("15 oktober 2026", "sv"),
        ("15. října 2026", "cs"),
        ("15 أكتوبر 2026", "ar"),
        ("15 Oct 2026", "fr"),
    ],
)
def test_months_have_names_of_the_language(text: str, language: str) -> None:
    """A month may be named in the language of the engagement, or in English."""
    assert days_meant(text, language) == ("2026-10-15",)


def test_two_digits_are_a_year_near_the_coaching() -> None:
    """Which century is meant, and which number is the year, follows from the coaching."""
    assert days_meant("12.11.98", "en", 1997) == ("1998-11-12",)
    assert days_meant("26/10/15", "en", 2026) == ("2026-10-15",)
    assert days_meant("26/10/15", "en") == ("2015-10-26",)
    assert days_meant("1.2.60", "en", 2026) == ()


@given(DAYS, st.sampled_from(["long", "medium", "full"]), st.sampled_from(["en", "en_GB", "de"]))
def test_every_day_is_known_with_its_month(day: date, form: str, locale: str) -> None:
    """Whatever day a calendar prints with the name of its month, exactly that day is offered."""
    shown = format_date(day, form, locale=locale)
    if locale != "de" or form != "medium":  # which is 15.10.2026, tried elsewhere
        assert days_meant(shown, locale, 2026) == (day.isoformat(),)


@given(DAYS, st.sampled_from(["/", ".", "-", " ", "/ "]))
def test_every_day_in_digits_is_among_those_offered(day: date, sign: str) -> None:
    """In any order of three numbers, the day is among at most three."""
    orders = ((day.year, day.month, day.day), (day.day, day.month, day.year))
    for order in orders:
        found = days_meant(sign.join(map(str, order)), "en", 2026)
        assert day.isoformat() in found
        assert len(found) <= 3
