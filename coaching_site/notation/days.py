"""Days in another notation, such as `15 October 2026` or `10.9.26`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final

from babel import Locale

from coaching_site.model.types import YEARS
from coaching_site.notation.plain import figures, plain

_ISO: Final = re.compile(r"(?<![0-9])([0-9]{4}) ?- ?([0-9]{1,2}) ?- ?([0-9]{1,2})(?![0-9])")
_THREE: Final = re.compile(
    r"(?<![0-9])([0-9]{1,4}) ?([./ -]|年|년) ?([0-9]{1,2}) ?(?:[./ -]|月|월) ?([0-9]{1,4})(?![0-9])"
)
_TOKENS: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_MAX_WORDS: Final = 6
# So many years before and after one of the coaching may be meant by two digits.
_MAX_YEARS_BEFORE: Final = 5
_MAX_YEARS_AFTER: Final = 10


def days_meant(text: str, language: str = "en", near: int | None = None) -> tuple[str, ...]:
    """Return the days that a text may mean, as in 2026-10-15; none where it names no day.

    Months may have their names in a language or in English. `near` is a year of the coaching:
    years of two digits are near it.
    """
    words = figures(plain(text).casefold())
    days = [*_iso(words)] or [*_digits(words)]
    if not days and len(_TOKENS.findall(words)) <= _MAX_WORDS:
        days = [*_named(words, language, near)] or [*_three(words, near)]
    return tuple(dict.fromkeys(day.isoformat() for day in days))


def _iso(words: str) -> Iterator[date]:
    for year, month, day in _ISO.findall(words):
        yield from _days(int(year), int(month), int(day))


def _digits(words: str) -> Iterator[date]:
    if re.fullmatch("[0-9]{8}", words):
        yield from _days(int(words[:4]), int(words[4:6]), int(words[6:]))
        yield from _days(int(words[4:]), int(words[2:4]), int(words[:2]))


def _named(words: str, language: str, near: int | None) -> Iterator[date]:
    tokens = _TOKENS.findall(words)
    months = {month for token in tokens if (month := _month(token, language))}
    numbers = [token for token in tokens if token.isdecimal()]
    if len(months) == 1 and len(numbers) == 2:
        [month] = months
        orders = (numbers, numbers[::-1])
        # Without a year to be near to, a number of two digits is the year where it is last.
        known = near or any(len(number) == 4 or int(number) > 31 for number in numbers)
        for day, year in orders if known else orders[:1]:
            for full in _years(year, near):
                yield from _days(full, month, int(day))


def _month(token: str, language: str) -> int | None:
    names = {**_months("en"), **_months(language)}
    if token in names:
        return names[token]
    longer = {names[name] for name in names if len(token) > 2 and name.startswith(token)}
    return longer.pop() if len(longer) == 1 else None


@cache
def _months(language: str) -> dict[str, int]:
    """Return the number of each month by its names, full and short, in small letters."""
    try:
        forms = Locale.parse(language.replace("_", "-"), sep="-").months
    except (ValueError, LookupError):
        return {}
    return {
        name.casefold().rstrip("."): number
        for form in forms.values()
        for width in ("wide", "abbreviated")
        for number, name in form[width].items()
    }


def _three(words: str, near: int | None) -> Iterator[date]:
    if not (match := _THREE.search(words)):
        return
    first, separator, second, third = match.groups()
    rest = [(third, first, second), (first, second, third), (first, third, second)]
    if len(first) == 4:
        orders = [(first, second, third)]
        rest = rest[2:] if separator != "-" else []
    elif separator == ".":  # no country writes a month first and dots behind
        orders = [(third, second, first)]
    else:
        orders = [(third, second, first), (third, first, second)]
        orders += [(first, second, third)] if near and len(third) < 3 else []
    days = [*_in_orders(orders, near)]
    yield from days or _in_orders(rest, near)


def _in_orders(orders: Iterable[tuple[str, str, str]], near: int | None) -> Iterator[date]:
    for year, month, day in orders:
        if len(month) < 3 and len(day) < 3:
            for full in _years(year, near):
                yield from _days(full, int(month), int(day))


def _years(digits: str, near: int | None) -> list[int]:
    if len(digits) == 4:
        return [int(digits)]
    if len(digits) != 2:
        return []
    years = [int(digits) + century for century in (1900, 2000)]
    if near is None:
        return years[1:]
    return [year for year in years if near - _MAX_YEARS_BEFORE <= year <= near + _MAX_YEARS_AFTER]


def _days(year: int, month: int, day: int) -> Iterator[date]:
    if year in YEARS:
        try:
            yield date(year, month, day)
        except ValueError:
            return
