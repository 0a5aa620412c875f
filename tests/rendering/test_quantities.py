"""Numbers of metrics in the reader's language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coaching_site.languages import locale_of
from coaching_site.notation.units import unit_of
from coaching_site.rendering.quantities import quantity


@pytest.mark.parametrize(
    ("language", "value", "unit", "written"),
    [
        ("en", "11", None, "11"),
        ("en", "1234.5678", "points", "1,234.5678\u00a0points"),
        ("en", "11", "per week", "11"),
        ("en", "96.4", "percent", "96.4%"),
        ("de", "96.4", "percent", "96,4\u00a0%"),
        ("en", "12500", "EUR", "\u20ac12,500"),
        ("de", "12500.5", "EUR", "12.500,50\u00a0\u20ac"),
        ("en", "-3.5", "EUR", "\u2212\u20ac3.50"),
        ("en", "0.1249", "EUR", "\u20ac0.1249"),
        ("de", "-0.125", "EUR", "\u22120,125\u00a0\u20ac"),
        ("ja", "0.0375", "JPY", "\uffe50.0375"),
        ("de", "0.0375", "percent", "0,0375\u00a0%"),
        ("en", "1", "hours", "1\u00a0hour"),
        ("de", "1", "Monate", "1\u00a0Monat"),
        ("en", "30", "seconds", "30\u00a0seconds"),
        ("de", "1.5", "hours", "1,5\u00a0Stunden"),
        ("ja", "90", "minutes", "90\u00a0\u5206"),
        ("ar", "0", "days", "0\u00a0\u064a\u0648\u0645"),
        ("en", "-3", "percent", "\u22123%"),
    ],
)
def test_written(language: str, value: str, unit: str | None, written: str) -> None:
    """A number has the unit, the plural form, the grouping and the minus of its language."""
    assert quantity(Decimal(value), unit_of(unit), locale_of(language)) == written


def test_bare() -> None:
    """A word of the coach's own is left out where it stands nearby; a sign is not."""
    locale = locale_of("en")
    assert quantity(Decimal(24), unit_of("calls"), locale, bare=True) == "24"
    assert quantity(Decimal(24), unit_of("%"), locale, bare=True) == "24%"


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "hi"])
@pytest.mark.parametrize("unit", [None, "%", "EUR", "JPY", "hours", "months", "per week", "calls"])
def test_no_number_looks_like_another(language: str, unit: str | None) -> None:
    """Numbers that differ in their fourth decimal are shown different, whatever their unit."""
    values = [Decimal(text) for text in ("0", "0.0001", "-0.0001", "99.995", "99.9949", "1e12")]
    shown = {quantity(value, unit_of(unit), locale_of(language)) for value in values}
    assert len(shown) == len(values)
