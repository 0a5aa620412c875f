"""Numbers typed by another habit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.notation.numbers import (
    amounts_meant,
    minutes_meant,
    percents_meant,
    quantities_meant,
    wholes_meant,
)
from coaching_site.notation.units import unit_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1e1", ["10"]),
        ("5_0", ["50"]),
        ("0x10", ["16"]),
        ("+5", ["5"]),
        ("１２", ["12"]),
        ("8.0", ["8"]),
        ("8/10", ["8"]),
        ("7 out of 10", ["7"]),
        ("4/5", []),
        ("3: four", []),
        ("7-8", ["7", "8"]),
        ("#3", ["3"]),
        ("step 3", ["3"]),
        ("3.", ["3"]),
        ("1,000", ["1000"]),
        ("5.5", []),
        (".5", []),
        ("-5", []),
        ("nine", []),
        ("2 of 3 or 4", []),
        ("8 9", []),
        ("12 000", ["12000"]),
        ("1 000 000", ["1000000"]),
        ("6O", ["60"]),
        ("l2", ["12"]),
        ("1O l", ["10"]),
    ],
)
def test_wholes(text: str, numbers: list[str]) -> None:
    """A whole number is known beside a unit and in other writings."""
    assert list(wholes_meant(text, 10)) == numbers


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60 min", ["60"]),
        ("90 minutes", ["90"]),
        ("60'", ["60"]),
        ("1 h", ["60"]),
        ("1.5 hours", ["90"]),
        ("1,5 h", ["90"]),
        ("1h30", ["90"]),
        ("1 hour 30 minutes", ["90"]),
        ("1:30", ["90"]),
        ("45-60 min", []),
        ("an hour", []),
    ],
)
def test_minutes(text: str, minutes: list[str]) -> None:
    """A length of time is known in hours too."""
    assert list(minutes_meant(text)) == minutes


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("12,000", ["12000"]),
        ("12.000", ["12000"]),
        ("1,234.56", ["1234.56"]),
        ("1.234,56", ["1234.56"]),
        ("12,50", ["12.50"]),
        ("12'500", ["12500"]),
        ("12\u202f500", ["12500"]),
        ("1,00,000", ["100000"]),
        ("€ 12 500", ["12500"]),
        ("12500 EUR", ["12500"]),
        ("$1,000,000.00", ["1000000"]),
        ("12.5k", ["12500"]),
        ("1.2 m", ["1200000"]),
        ("1e3", ["1000"]),
        ("0,500", []),
        ("12,3456", []),
        ("12500.555", []),
        ("12500,555", []),
        ("1000,000.50", []),
        ("-5", []),
        ("ten", []),
        ("5 or 6", []),
    ],
)
def test_amounts(text: str, amounts: list[str]) -> None:
    """An amount is known with the signs of other countries."""
    assert list(amounts_meant(text)) == amounts


@pytest.mark.parametrize(
    ("text", "percents"),
    [
        ("40 percent", ["40"]),
        ("40 Prozent", ["40"]),
        ("12,5", ["12.5"]),
        ("0,5", ["0.5"]),
        ("half", ["50"]),
        ("½", ["50"]),
        ("40-50 %", ["40", "50"]),
        ("1e1", ["10"]),
        ("5_0", ["50"]),
        ("+5", ["5"]),
        ("１２", ["12"]),
        ("400", []),
        ("lots", []),
        (".5", []),
    ],
)
def test_percents(text: str, percents: list[str]) -> None:
    """A percentage is known in words and with the comma of other countries."""
    assert list(percents_meant(text)) == percents


@given(st.integers(0, 10**9), st.sampled_from([",", ".", "'", " ", "\u00a0", "\u202f"]))
def test_every_amount_is_known_with_its_thousands_parted(amount: int, sign: str) -> None:
    """Whatever parts the thousands, the amount is the same."""
    assert amounts_meant(f"{amount:,}".replace(",", sign)) == (str(amount),)


@pytest.mark.parametrize(
    ("text", "unit", "numbers"),
    [
        ("24 €", "€", ["24"]),
        ("96,4 %", "%", ["96.4"]),
        ("\u22123,5", None, ["-3.5"]),
        ("12,000", None, ["12000"]),
        ("6 or fewer", "per week", ["6"]),
        ("1:30", "minutes", ["90"]),
        ("1 h 30", "hours", ["1.5"]),
        ("1:30", "per week", []),
        ("8/10", "1-10", ["8"]),
        ("8/20", "1-10", []),
        ("0.00001", None, []),
        ("2026-09-28", None, []),
        ("seven", None, []),
    ],
)
def test_quantities_meant(text: str, unit: str | None, numbers: list[str]) -> None:
    """A number of a metric is found beside its unit, and a length of time in the unit's own."""
    assert list(quantities_meant(text, unit_of(unit), 10)) == numbers
