"""Currencies in other notations."""

from __future__ import annotations

import pytest

from coaching_site.notation.currencies import currencies_in_use, currencies_meant, known_currencies


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("eur", ["EUR"]),
        ("Euro", ["EUR"]),
        ("€", ["EUR"]),
        ("$", ["USD", "CAD", "AUD"]),
        ("Swiss francs", ["CHF"]),
        ("UER", ["EUR"]),
        ("ZZZ", []),
        ("money", []),
    ],
)
def test_currencies(text: str, codes: list[str]) -> None:
    """A currency is known by its code in any case, its name and its sign."""
    assert list(currencies_meant(text)) == codes


def test_currencies_of_today_and_of_old() -> None:
    """Codes for no money are none; money of old is known, but not in use."""
    assert {"EUR", "USD", "DEM"} <= known_currencies()
    assert {"XXX", "XTS", "ZZZ"} & known_currencies() == set()
    assert {"EUR", "USD"} <= currencies_in_use()
    assert "DEM" not in currencies_in_use()
    assert currencies_in_use() - known_currencies() == set()
