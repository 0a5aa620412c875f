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
_RATING: Final = (
    *("1-10", "1 - 10", "1 to 10", "1..10", "of 10", "out of 10", "/10", "/ 10"),
    *("1 bis 10", "von 10"),
)
_DURATIONS: Final = {
    "second": ("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden"),
    "minute": ("min", "mins", "minute", "minutes", "minuten"),
    "hour": ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"),
    "day": ("day", "days", "tag", "tage"),
    "week": ("week", "weeks", "woche", "wochen"),
    "month": ("month", "months", "monat", "monate"),
    "year": ("year", "years", "jahr", "jahre"),
}
_RATES: Final = {
    "day": ("per day", "a day", "/day", "/ day", "daily", "pro tag", "am tag", "täglich"),
    "week": (
        *("per week", "a week", "/week", "/ week", "weekly"),
        *("pro woche", "in der woche", "die woche", "wöchentlich"),
    ),
    "month": (
        *("per month", "a month", "/month", "/ month", "monthly"),
        *("pro monat", "im monat", "monatlich"),
    ),
}
_TIMES: Final = ("times ", "x ", "mal ", "x")
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
    name = words.casefold().removesuffix(".")
    known = _KNOWN.get(name) or _rate_of(name)
    if known:
        return known
    codes = (words,) if words in currencies_in_use() else currencies_of_symbol(words)
    if len(codes) == 1:
        return Unit(UnitKind.MONEY, codes[0])
    return Unit(UnitKind.NUMBER, typed)


def _rate_of(name: str) -> Unit | None:
    """Return the rate that a unit says with a word for times in front, as in `times a week`."""
    times = next((word for word in _TIMES if name.startswith(word)), "")
    unit = _KNOWN.get(name.removeprefix(times)) if times else None
    return unit if unit and unit.kind is UnitKind.RATE else None


def currencies_of_unit(typed: str) -> tuple[str, ...]:
    """Return the codes of currencies that a unit may mean without saying which: of `$` or `eur`."""
    words = plain(typed)
    if unit_of(typed).kind is not UnitKind.NUMBER:
        return ()
    is_code = words.upper() in currencies_in_use() and words != words.upper()
    return (words.upper(),) if is_code else currencies_of_symbol(words)
