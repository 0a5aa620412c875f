"""Units of metrics: which kind of number a typed unit stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from coaching_site.notation.currencies import currencies_in_use, currencies_of_symbol
from coaching_site.notation.plain import plain

SELF_RATING: Final = range(1, 11)
"""The numbers of a rating of oneself."""


class UnitKind(StrEnum):
    """A kind of number, by which it is written and checked."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    RATE = "rate"
    RATING = "rating"


@dataclass(frozen=True)
class Unit:
    """What a unit stands for.

    `name` is a code of ISO 4217, a unit of time of CLDR such as `minute`, the `week` of a rate, or
    the word that was typed; "" where the kind says all.
    """

    kind: UnitKind
    name: str = ""


_PERCENT: Final = ("%", "percent", "per cent", "pct", "prozent")
_RATING: Final = ("1-10", "1 - 10", "1 to 10", "1..10", "of 10", "out of 10", "/10", "/ 10")
_DURATIONS: Final = {
    "minute": ("min", "mins", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "hour", "hours"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
}
_RATES: Final = {
    "day": ("per day", "a day", "/day", "times a day", "times per day", "daily"),
    "week": ("per week", "a week", "/week", "times a week", "times per week", "weekly"),
    "month": ("per month", "a month", "/month", "times a month", "times per month", "monthly"),
}
_KNOWN: Final = {
    **dict.fromkeys(_PERCENT, Unit(UnitKind.PERCENT)),
    **dict.fromkeys(_RATING, Unit(UnitKind.RATING)),
    **{word: Unit(UnitKind.DURATION, name) for name, all_ in _DURATIONS.items() for word in all_},
    **{word: Unit(UnitKind.RATE, name) for name, all_ in _RATES.items() for word in all_},
}


def unit_of(typed: str | None) -> Unit:
    """Return what a typed unit stands for; a word that is not known is a unit of its own."""
    if not typed:
        return Unit(UnitKind.NUMBER)
    words = plain(typed)
    if known := _KNOWN.get(words.casefold().removesuffix(".")):
        return known
    codes = (words,) if words in currencies_in_use() else currencies_of_symbol(words)
    if len(codes) == 1:
        return Unit(UnitKind.MONEY, codes[0])
    return Unit(UnitKind.NUMBER, typed)


def currencies_of_unit(typed: str) -> tuple[str, ...]:
    """Return the codes of currencies that a unit may mean without saying which: of `$` or `eur`."""
    words = plain(typed)
    if unit_of(typed).kind is not UnitKind.NUMBER:
        return ()
    is_code = words.upper() in currencies_in_use() and words != words.upper()
    return (words.upper(),) if is_code else currencies_of_symbol(words)
