"""Numbers of metrics with their units, as a language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from babel import Locale
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from coaching_site.languages import percent
from coaching_site.notation.units import Unit, UnitKind

COUNTED: Final = frozenset((UnitKind.RATE, UnitKind.RATING))
"""Kinds whose unit is a sentence of the portal around the number, such as `{n} a week`."""

_LENGTHS: Final[tuple[Literal["long", "short", "narrow"], ...]] = ("long", "short", "narrow")
_HYPHEN: Final = "-"
_MINUS: Final = "\u2212"


def quantity(value: Decimal, unit: Unit, locale: Locale, *, bare: bool = False) -> str:
    """Return a number with its unit, but for those that are `COUNTED`.

    A `bare` number is without a unit that is a word of the coach's own, since one stands near it.
    """
    return _with_minus(_with_unit(value, unit, locale, bare), value)


def _with_minus(text: str, value: Decimal) -> str:
    return text.replace(_HYPHEN, _MINUS, 1) if value < 0 else text


def _with_unit(value: Decimal, unit: Unit, locale: Locale, bare: bool) -> str:
    match unit.kind:
        case UnitKind.PERCENT:
            return percent(value, locale)
        case UnitKind.MONEY:
            return money(value, unit.name, locale)
        case UnitKind.DURATION:
            return _duration(value, unit.name, locale)
    number = format_decimal(value, _decimal_form(locale), locale)
    is_word = unit.kind is UnitKind.NUMBER and unit.name and not bare
    return f"{number}\u00a0{unit.name}" if is_word else number


def _duration(value: Decimal, name: str, locale: Locale) -> str:
    """Return a length of time in the longest form that the language has for this number."""
    code = f"duration-{name}"
    forms = (format_unit(value, code, length, locale=locale) for length in _LENGTHS)
    # Where CLDR has no form for a number, Babel writes the code of the unit behind it.
    return next((form for form in forms if code not in form), format_unit(value, code))


def _decimal_form(locale: Locale) -> str:
    # The language's own grouping, with the four decimals that a reading may have.
    return str(locale.decimal_formats[None].pattern).replace(".###", ".####")


def money(amount: Decimal, currency: str, locale: Locale) -> str:
    """Return money as a locale writes it with a real minus, without decimals where it has none."""
    form = locale.currency_formats["standard"].pattern
    if amount % 1 == 0:
        form = form.replace(".00", "")
    text = format_currency(amount, currency, form, locale, currency_digits=False)
    return _with_minus(text, amount)
