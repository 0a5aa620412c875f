"""Languages in another notation, such as `en_GB`, `English` or `deutsch`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from babel import Locale
from babel.localedata import locale_identifiers

from coaching_site.languages import locale_of
from coaching_site.notation.plain import plain
from coaching_site.problems import nearest

_TAG: Final = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?")
# What people call a country, where its code is another.
_COUNTRIES: Final = {"UK": "GB", "EN": "GB"}
_IN_BRACKETS: Final = re.compile(r"(.+?) ?\((.+)\)")


def language_meant(text: str) -> str | None:
    """Return the language that a text means, as in `en-GB`; None where it means none."""
    words = plain(text).replace("_", "-").casefold()
    if match := _TAG.fullmatch(re.sub(" ?- ?", "-", words).partition(".")[0]):
        return _tag(match[1], match[2], match[3])
    words = words.replace("-", " ")
    if words in _names():
        return _names()[words]
    if (match := _IN_BRACKETS.fullmatch(words)) and match[1] in _names():
        return _with_country(_names()[match[1]], match[2])
    close = nearest(words, _names())
    return _names()[close] if close else None


def _tag(language: str, script: str | None, country: str | None) -> str | None:
    country = country and _COUNTRIES.get(country.upper(), country.upper())
    known = [_joined(language, script, country), _joined(language, None, country)]
    known = [*dict.fromkeys([*known, language])]
    return next((tag for tag in known if _is_known(tag)), None)


def _joined(language: str, script: str | None, country: str | None) -> str:
    return "-".join(part for part in (language, script and script.title(), country) if part)


def _is_known(tag: str) -> bool:
    try:
        locale_of(tag)
    except ValueError:
        return False
    return True


def _with_country(language: str, country: str) -> str | None:
    codes = {name.casefold(): code for code, name in Locale("en").territories.items()}
    return _tag(language, None, codes.get(country, country if len(country) == 2 else None))


@cache
def _names() -> dict[str, str]:
    """Return the tag of each language by its names in English and in itself, in small letters."""
    return {name.casefold(): tag for name, tag in _pairs()}


def _pairs() -> Iterator[tuple[str, str]]:
    known = set(locale_identifiers())
    for code in sorted(known):
        if len(code) == 2:
            yield Locale(code).languages.get(code, code), code
    for code, name in Locale("en").languages.items():
        if code in known:
            yield name, code.replace("_", "-")
            # British English is also looked for as English (UK), so plain names must win.
    yield from (("chinese", "zh"), ("mandarin", "zh"), ("norwegian", "nb"), ("flemish", "nl-BE"))
