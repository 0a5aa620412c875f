"""Currencies: all codes, and those that a name or a symbol may mean."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.numbers import list_currencies

from coaching_site.notation.plain import plain
from coaching_site.problems import nearest

# Codes of ISO 4217 for no currency, and for tests.
_NONE: Final = frozenset(("XXX", "XTS"))
_SYMBOLS: Final = {
    "€": ("EUR",),
    "£": ("GBP",),
    "$": ("USD", "CAD", "AUD"),
    "us$": ("USD",),
    "ca$": ("CAD",),
    "c$": ("CAD",),
    "au$": ("AUD",),
    "a$": ("AUD",),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    "s$": ("SGD",),
    "r$": ("BRL",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₩": ("KRW",),
    "fr": ("CHF",),
    "sfr": ("CHF",),
    "kr": ("SEK", "NOK", "DKK"),
    "zł": ("PLN",),
    "rmb": ("CNY",),
    "euros": ("EUR",),
    "dollar": ("USD", "CAD", "AUD"),
    "dollars": ("USD", "CAD", "AUD"),
    "pound": ("GBP",),
    "pounds": ("GBP",),
    "franken": ("CHF",),
    "kronor": ("SEK",),
    "yen": ("JPY",),
}


@cache
def known_currencies() -> frozenset[str]:
    """Return all codes of ISO 4217, those of former currencies included."""
    return frozenset(list_currencies()) - _NONE


@cache
def currencies_in_use() -> frozenset[str]:
    """Return the codes of currencies that a country uses today."""
    ranges = get_global("territory_currencies").values()
    return frozenset(code for used in ranges for code, _, end, _ in used if not end) - _NONE


def currencies_meant(text: str) -> tuple[str, ...]:
    """Return the codes that a text may mean, such as EUR for `Euro`; often none."""
    words = plain(text)
    if (code := words.upper()) in known_currencies():
        return (code,)
    if codes := currencies_of_symbol(words):
        return codes
    name, names = words.casefold(), _names()
    # Three letters are a code: to replace any of them would make another currency of it.
    if len(words) == 3 and words.isascii() and words.isalpha():
        return tuple(_slipped(code))
    close = nearest(name, names)
    return (names[close],) if close else ()


def currencies_of_symbol(text: str) -> tuple[str, ...]:
    """Return the codes for which a symbol, or a name letter for letter, stands; often none."""
    name = plain(text).casefold()
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    names = _names()
    return (names[name],) if name in names else ()


@cache
def _names() -> dict[str, str]:
    english = Locale("en").currencies
    return {english[code].casefold(): code for code in currencies_in_use() if code in english}


def _slipped(code: str) -> list[str]:
    """Return the codes in use that differ from a code by two swapped letters."""
    swapped = (code[1] + code[0] + code[2], code[0] + code[2] + code[1])
    return [other for other in swapped if other in currencies_in_use()]
