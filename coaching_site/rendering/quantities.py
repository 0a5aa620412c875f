"""Numbers of metrics with their units, as a language writes them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from babel import Locale
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from coaching_site.languages import percent
from coaching_site.notation.units import Unit, UnitKind

COUNTED: Final = frozenset((UnitKind.RATE, UnitKind.RATING))
"""Kinds whose unit is a sentence of the portal around the number, such as `{n} a week`."""

_LENGTHS: Final[tuple[Literal["long", "short", "narrow"], ...]] = ("long", "short", "narrow")
_DECIMALS: Final = 4  # that a number of a metric may have, so that none is shown as another
_HYPHEN: Final = "-"
_MINUS: Final = "\u2212"


def plain_number(value: Decimal | int, locale: Locale) -> str:
    """Return a number without a unit, with a real minus."""
    return _plain_number(str(value), locale)


@lru_cache(maxsize=1000)
def _plain_number(number: str, locale: Locale) -> str:
    return _with_minus(format_decimal(Decimal(number), locale=locale), Decimal(number))


def quantity(value: Decimal, unit: Unit, locale: Locale, *, bare: bool = False) -> str:
    """Return a number with its unit, but for those that are `COUNTED`.

    A `bare` number is without a unit that is a word of the coach's own, since one stands near it.
    """
    return _quantity(str(value), unit, locale, bare)


@lru_cache(maxsize=5000)  # a reading stands on several pages
def _quantity(number: str, unit: Unit, locale: Locale, bare: bool) -> str:
    value = Decimal(number)  # of texts, since to Python 0 and -0 are the same number
    return _with_minus(_with_unit(value, unit, locale, bare), value)


def _with_minus(text: str, value: Decimal) -> str:
    return text.replace(_HYPHEN, _MINUS, 1) if value < 0 else text


def _with_unit(value: Decimal, unit: Unit, locale: Locale, bare: bool) -> str:
    match unit.kind:
        case UnitKind.PERCENT:
            return percent(value, locale, _DECIMALS)
        case UnitKind.MONEY:
            return money(value, unit.name, locale, _DECIMALS)
        case UnitKind.DURATION:
            return _duration(value, unit.name, locale)
    number = format_decimal(value, _decimal_form(locale), locale)
    is_word = unit.kind is UnitKind.NUMBER and unit.name and not bare
    return f"{number}\u00a0{unit.name}" if is_word else number


def _duration(value: Decimal, name: str, locale: Locale) -> str:
    """Return a length of time in the longest form that the language has for this number."""
    code, number = f"duration-{name}", _decimal_form(locale)
    forms = (format_unit(value, code, length, number, locale) for length in _LENGTHS)
    # Where CLDR has no form for a number, Babel writes the code of the unit behind it.
    form = next((form for form in forms if code not in form), format_unit(value, code))
    return form.replace(" ", "\u00a0")


def _decimal_form(locale: Locale) -> str:
    # The language's own grouping, with the decimals that a reading may have.
    return str(locale.decimal_formats[None].pattern).replace(".###", f".{'#' * _DECIMALS}")


def money(amount: Decimal, currency: str, locale: Locale, decimals: int = 2) -> str:
    """Return money as a locale writes it with a real minus: in whole units or with two decimals.

    Up to so many `decimals` are shown where there are more than two.
    """
    form = locale.currency_formats["standard"].pattern
    form = form.replace(".00", "" if amount % 1 == 0 else f".00{'#' * (decimals - 2)}")
    text = format_currency(amount, currency, form, locale, currency_digits=False)
    return _with_minus(text, amount)
