"""The language of a portal: which others can replace it, and its direction of writing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

PLURAL_FORMS: Final = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR."""

# Languages whose readers can read the other, where there is no text in their own.
_KIN: Final = {"bs": "sh", "ckb": "ku-IQ", "fil": "tl", "no": "nb", "sr-Latn": "sh"}

# Signs that turn the direction of what follows, until something ends them.
_TURNS: Final = "\u202a-\u202e\u2066\u2067"
_FROM_THE_RIGHT: Final = re.compile(
    f"[{_TURNS}\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Letters, and the digits of telephone numbers and the like.
# It takes long to compile, and few portals are read from the right.
_FROM_THE_LEFT: Final = f"[{_TURNS}0-9A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff\uf900-\ufaff]"
# The bidirectional classes of Unicode with a strong direction.
_LETTERS: Final = ("L", "R", "AL")
# Isolate a text of another direction where no markup can.
_ISOLATE: Final = "\u2068"
_END: Final = "\u2069"


class LocalizedText(str):
    """Text in the language of the portal, unlike text that was typed in any language."""

    __slots__ = ()


def runs_against(text: str, direction: str) -> bool:
    """Return whether some of a text may run against a direction, `ltr` or `rtl`."""
    if direction == "ltr":
        return not text.isascii() and _FROM_THE_RIGHT.search(text) is not None
    return re.search(_FROM_THE_LEFT, text) is not None


def direction_of(text: str) -> str:
    """Return `ltr` or `rtl`, by the first letter of a text with a strong direction."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in _LETTERS), "ltr")


def isolated(text: str, direction: str) -> str:
    """Return a text with Unicode isolates where it runs against a direction."""
    return f"{_ISOLATE}{text}{_END}" if runs_against(text, direction) else text


def locale_of(tag: str) -> Locale:
    """Return the locale of a language such as `en`, `pt-BR` or `zh-Hant`.

    Raises `ValueError` when there are none.
    """
    if locale := _known_locale(tag):
        return locale
    raise ValueError(f"no rules for the language {tag}")


@lru_cache(maxsize=1000)  # the name of each file may end in a language, and seldom does
def _known_locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except UnknownLocaleError:
        return None


def is_language(tag: str) -> bool:
    """Return whether there are rules for a language."""
    try:
        locale_of(tag)
    except ValueError:
        return False
    return True


def percent(share: Decimal, locale: Locale, decimals: int = 2) -> str:
    """Return a percentage as a locale writes it, with up to so many decimals."""
    form = locale.percent_formats[None].pattern.replace("##0", f"##0.{'#' * decimals}")
    return format_decimal(share / 100, form, locale)


def size(count: int, locale: Locale) -> str:
    """Return a number of bytes as a locale writes it, in kilobytes or megabytes of 1000."""
    if count < 1_000_000:
        number = max(round(count / 1000), 1)
        text = format_unit(number, "digital-kilobyte", "short", locale=locale)
        # Of a single one some languages spell the unit out: "1 kbyte" beside "2 kB".
        if "yte" not in text:
            return text
        return format_unit(number, "digital-kilobyte", "narrow", locale=locale)
    megabytes = round(Decimal(count) / 1_000_000, 1)
    return format_unit(megabytes, "digital-megabyte", "short", locale=locale)


def listed(names: Sequence[str], locale: Locale) -> str:
    """Return names as a sentence lists them: "Ann, Ben and Cy"."""
    return format_list(names, locale=locale)


def nearest_language(tag: str, offered: Collection[str]) -> str | None:
    """Return the one of the offered languages that serves best in place of `tag`, if any does."""
    return next(iter(languages_for(tag, offered)), None)


def languages_for(tag: str, offered: Collection[str]) -> tuple[str, ...]:
    """Return the offered languages that serve in place of `tag`, the nearest first.

    Raises `ValueError` when there is no such language.
    """
    return tuple(dict.fromkeys(near for near in _near(tag) if near in offered))


def _near(tag: str) -> Iterator[str]:
    """Yield languages from the nearest on: `zh-HK`, `zh-Hant`, `zh`."""
    locale = locale_of(tag)
    names = [tag, locale.language]
    if locale.script:
        names.insert(1, f"{locale.language}-{locale.script}")
    for name in names:
        yield name
        if name in _KIN:
            yield _KIN[name]
