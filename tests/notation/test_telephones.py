"""Telephone numbers as people type them, and how they are called."""

from __future__ import annotations

import pytest

from coaching_site.notation.telephones import telephones_in

ONE_NUMBER = {
    "+46 70 174 06 31": "tel:+46701740631",
    "+46 (0)70 174 06 31": "tel:+46701740631",
    "+46 [0] 70 1740631": "tel:+46701740631",
    "+49(0)30/12 34 56": "tel:+4930123456",
    "+49 (0)30 / 12 34 56": "tel:+4930123456",
    "0046 (0)70-174 06 31": "tel:+46701740631",
    "(+46) 70 174 06 31": "tel:+46701740631",
    "+(46) 70 174 06 31": "tel:+46701740631",
    "+39 (0)6 1234567": "tel:+39061234567",
    "+39 06 1234567": "tel:+39061234567",
    "+46\u00a070\u2011174\u202f06 31": "tel:+46701740631",
    "\uff0b\uff14\uff16 70 174 06 31": "tel:+46701740631",
    "+46 8 123 45 67 ext. 12": "tel:+4681234567;ext=12",
    "+1 (555) 010-9999 #42": "tel:+15550109999;ext=42",
    "+1 (555) 010-9999 x42": "tel:+15550109999;ext=42",
    "+49 30 123456, Durchwahl 7": "tel:+4930123456;ext=7",
    "070-174 06 31": "tel:0701740631",
    "(030) 123456": "tel:030123456",
    "030 / 123456": "tel:030123456",
}


@pytest.mark.parametrize(("typed", "address"), ONE_NUMBER.items())
def test_one_number(typed: str, address: str) -> None:
    """A number is found whole, and called without what is dialled inside of its country alone."""
    assert [(typed[n.start : n.end], n.address) for n in telephones_in(typed)] == [(typed, address)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kim: +46 8 123 45 67 (mobile)", ["+46 8 123 45 67"]),
        ("tel:+4681234567", ["+4681234567"]),
        ("+46 8 123 45 67 / 070 123 45 67", ["+46 8 123 45 67", "070 123 45 67"]),
        ("+44 20 7946 0018; +44 7700 900123", ["+44 20 7946 0018", "+44 7700 900123"]),
        ("+46 8 123 45 67 or +46 70 1234567", ["+46 8 123 45 67", "+46 70 1234567"]),
        ("ask Kim", []),
        ("1-800-FLOWERS", []),
        ("12:30", []),
        ("100 %", []),
        ("+0 123456789", []),
        ("+12 34", []),
        ("+123456789012345678", []),
        ("12", []),
        ("kim+46701740631@x.example", []),
        ("1" * 400, []),
        ("+", []),
        ("", []),
    ],
)
def test_numbers_in_text(text: str, numbers: list[str]) -> None:
    """What is around a number is none of it; too short, too long or in letters is no number."""
    assert [text[number.start : number.end] for number in telephones_in(text)] == numbers


@pytest.mark.parametrize("text", ["+1 " * 6000, "1 " * 9000, "(0) " * 4000, "+46 / " * 3000])
def test_long_text(text: str) -> None:
    """A long text without a number is read to its end, in time."""
    assert not list(telephones_in(text))
