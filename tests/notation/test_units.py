"""Units of metrics."""

from __future__ import annotations

import pytest

from coaching_site.notation.units import currencies_of_unit, unit_of


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        (None, "number", ""),
        ("%", "percent", ""),
        ("Per cent", "percent", ""),
        ("EUR", "money", "EUR"),
        ("€", "money", "EUR"),
        ("US Dollar", "money", "USD"),
        ("minutes", "duration", "minute"),
        ("Min.", "duration", "minute"),
        ("h", "duration", "hour"),
        ("weeks", "duration", "week"),
        ("per week", "rate", "week"),
        ("times a month", "rate", "month"),
        ("x a week", "rate", "week"),
        ("x/week", "rate", "week"),
        ("mal pro Woche", "rate", "week"),
        ("pro Monat", "rate", "month"),
        ("Std.", "duration", "hour"),
        ("Tage", "duration", "day"),
        ("months", "duration", "month"),
        ("seconds", "duration", "second"),
        ("x", "number", "x"),
        ("times", "number", "times"),
        ("mal Tage", "number", "mal Tage"),
        ("US$", "money", "USD"),
        ("A$", "money", "AUD"),
        ("von 10", "rating", ""),
        ("1\u201310", "rating", ""),
        ("out of 10", "rating", ""),
        ("questions", "number", "questions"),
        ("points", "number", "points"),
        ("NPS", "number", "NPS"),
        ("eur", "number", "eur"),
        ("$", "number", "$"),
    ],
)
def test_kinds(typed: str | None, kind: str, name: str) -> None:
    """A unit that is known says what kind of number it is; any other word is a unit of its own."""
    unit = unit_of(typed)
    assert (unit.kind.value, unit.name) == (kind, name)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("$", ("USD", "CAD", "AUD")),
        ("eur", ("EUR",)),
        ("EUR", ()),
        ("\u20ac", ()),
        ("points", ()),
        ("questions", ()),
    ],
)
def test_currencies_that_are_not_said(typed: str, codes: tuple[str, ...]) -> None:
    """A unit that may be money in several currencies, or in small letters, is asked about."""
    assert currencies_of_unit(typed) == codes
