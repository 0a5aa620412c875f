"""The one Jinja environment: its filters, and the place where typed text becomes safe.

Every value that a template prints is sealed (see `sealing`); only what the template itself says
is read as Markdown. A template that forgets a filter shows bare text, never live markup.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from coaching_site.problems import InvalidInput, Problem
from coaching_site.sealing import Seals, phrase_to_html, prose_to_html

_FRONT_MATTER = re.compile(r"\A\ufeff?---\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_Source = tuple[str, str, Callable[[], bool]]


@dataclass
class Sheet:
    """The page that is being written: where it will stand, and its sealed values."""

    path: str = ""
    seals: Seals = field(default_factory=Seals)


class _Templates(FileSystemLoader):
    """Finds templates; the front matter of a page is left out, its lines are kept empty."""

    def get_source(self, environment: Environment, template: str) -> _Source:
        text, name, is_current = super().get_source(environment, template)
        return _FRONT_MATTER.sub(lambda front: "\n" * front[0].count("\n"), text), name, is_current


class PageEnvironment(Environment):
    """A Jinja environment that seals whatever a template prints on the current `sheet`."""

    def __init__(self, folders: Collection[Path], language: str, words: Mapping[str, str]) -> None:
        """Look for templates in `folders`; format for `language`, such as `en` or `pt-BR`."""
        super().__init__(
            loader=_Templates([*folders]),
            autoescape=True,
            finalize=_seal_printed,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.folders = tuple(folders)
        self.sheet = Sheet()
        self.locale = Locale.parse(language, sep="-")
        self.words = words
        self.pages: frozenset[str] = frozenset()
        self.filters.update(self._filters())
        self.globals.update(words=words, counted=self._counted, url_to=self._url_to)

    def word(self, key: str, **values: object) -> str:
        """Return one of the words with its gaps filled; raise `InvalidInput` without it."""
        if key not in self.words:
            message = f"the word `{key}` is missing"
            raise InvalidInput([Problem(str(self.folders[0] / "words.yml"), 1, 1, "", message)])
        return self.words[key].format_map(values)

    def is_template_file(self, path: str) -> bool:
        """Whether a path is that of a file that templates are read from."""
        return any(Path(path).is_relative_to(folder) for folder in self.folders)

    def _filters(self) -> dict[str, Callable[..., Any]]:
        return {
            "prose": lambda text: self.sheet.seals.seal(text, prose_to_html),
            "phrase": lambda text: self.sheet.seals.seal(text, phrase_to_html),
            "fill": lambda text, **values: text.format_map(values),
            "day": self.day,
            "month": lambda day: format_date(day, "LLLL y", self.locale),
            "short_month": lambda day: format_date(day, "LLL", self.locale),
            "weekday": lambda day: format_date(day, "EEEE", self.locale),
            "clock": self._clock,
            "number": lambda number: format_decimal(number, locale=self.locale),
            "money": self._money,
        }

    def day(self, day: date, form: str = "long") -> str:
        """Return a date in words: `short` without its year, `long`, or `full` with its weekday."""
        if form == "short":
            return format_date(day, "d MMM", self.locale)
        return format_date(day, form, self.locale)

    def _clock(self, clock: time) -> str:
        return format_time(clock, "short", locale=self.locale)

    def _money(self, amount: Decimal, currency: str) -> str:
        whole = amount == amount.to_integral_value()
        form = "¤#,##0" if whole else None
        return format_currency(amount, currency, form, self.locale, currency_digits=False)

    def _counted(self, word: str, number: int) -> str:
        """Return "1 action", "2 actions": the word in the plural form of the language."""
        forms = (f"{word}_{self.locale.plural_form(number)}", f"{word}_other")
        form = next((form for form in forms if form in self.words), word)
        return self.word(form, n=format_decimal(number, locale=self.locale))

    def _url_to(self, page: str) -> Markup:
        """Return the address of a page of the portal, relative to the current one."""
        name, _, anchor = page.partition("#")
        if name not in self.pages:
            raise LookupError(f"there is no page {name!r} to link to")
        start = posixpath.dirname(self.sheet.path) or "."
        address = posixpath.relpath(f"{name}.html", start)
        return Markup(address + (f"#{anchor}" if anchor else ""))  # noqa: S704


@pass_context  # so that Jinja seals constants too when the page is written, not when compiled
def _seal_printed(context: Context, value: object) -> object:
    if isinstance(value, Markup | Undefined):
        return value
    if value is None:
        raise TypeError("a template prints a value that is missing")
    if isinstance(value, int | float):
        return Markup(value)  # noqa: S704
    environment = cast("PageEnvironment", context.environment)
    return environment.sheet.seals.seal(str(value))
