"""The one Jinja environment: its filters, and the place where typed text becomes safe.

For every value that a template prints a placeholder is written (see `placeholders`); only what the
template itself says is read as Markdown. A template that forgets a filter shows bare text, never
live markup.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from babel.dates import format_date, format_skeleton, format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from markupsafe import Markup

from coaching_site.drafts import draft_table
from coaching_site.languages import LocalizedText, isolated, listed, locale_of, percent, size
from coaching_site.loading import problem_of_word
from coaching_site.loading.gaps import is_known
from coaching_site.loading.layers import layers_of
from coaching_site.notation.units import Unit
from coaching_site.parsing.source import read_template
from coaching_site.problems import InvalidInput, quoted
from coaching_site.prose.plain_text import first_sentence, prose_to_line, prose_to_plain
from coaching_site.rendering import printing
from coaching_site.rendering.days import day_in_words
from coaching_site.rendering.fallback import Fallback, Formatted, Untranslated, kind_of
from coaching_site.rendering.links import REMOVED, address_from
from coaching_site.rendering.placeholders import Placeholders, phrase_to_html, prose_to_html
from coaching_site.rendering.printing import (
    HoldingCodeGenerator,
    HoldingContext,
    HoldingTemplate,
    RenderedMarkup,
    joined,
)
from coaching_site.rendering.quantities import COUNTED, money, plain_number, quantity
from coaching_site.rendering.template_cache import TemplateCache
from coaching_site.rendering.words import Word, Words
from coaching_site.view.contact import place_of

_FRONT_MATTER = re.compile(r"\A\ufeff?---\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_PRINTED_AS_IS: Final = (RenderedMarkup, int, float)
_Source = tuple[str, str, Callable[[], bool]]


@dataclass
class PageContext:
    """The page that is being rendered: its path in the portal, and its placeholders."""

    path: str = ""
    placeholders: Placeholders = field(default_factory=Placeholders)


class TemplateLoader(FileSystemLoader):
    """Finds templates; the front matter of a page is left out, its lines are kept empty."""

    def get_source(self, environment: Environment, template: str) -> _Source:
        """Return the text of a template, its path, and that it holds for this build."""
        for top in self.searchpath:
            path = Path(top, *split_template_path(template))
            if os.path.lexists(path):
                text = read_template(path)
                plain = _FRONT_MATTER.sub(lambda front: "\n" * front[0].count("\n"), text)
                return plain, str(path), lambda: True  # what changes is read in the next build
        return super().get_source(environment, template)  # which says where it looked


_OPTIONS: Final[Mapping[str, Any]] = {
    "autoescape": True,
    # Else Jinja calls filters on constants as it compiles, for whichever page comes first.
    "optimized": False,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


class PageEnvironment(Environment):
    """A Jinja environment that writes placeholders for what templates print.

    They belong to the current `page_context`.
    """

    template_class = HoldingTemplate
    code_generator_class = HoldingCodeGenerator
    context_class = HoldingContext
    concat = staticmethod(joined)

    def __init__(
        self,
        folders: Collection[Path],
        language: str,
        words: Mapping[str, str],
        cache_dir: Path | None = None,
        fallback: Fallback | None = None,
        untranslated: Collection[str] = (),
    ) -> None:
        """Look for templates in `folders`; format for `language`, such as `en` or `pt-BR`.

        What is compiled is kept in `cache_dir`, if given. With a `fallback` words are in another,
        and `untranslated` texts alone are in English.
        """
        super().__init__(
            loader=TemplateLoader([*folders]),
            bytecode_cache=TemplateCache(cache_dir, _settings()) if cache_dir else None,
            finalize=_hold_printed,
            **_OPTIONS,
        )
        self.folders = tuple(folders)
        self.page_context = PageContext()
        self.locale, self.fallback = locale_of(language), fallback
        self.speech = fallback.words if fallback else self.locale
        self.untranslated = frozenset(untranslated)
        self._in_html: dict[Any, str] = {}
        self.words = Words(self.folders[0] / "words.yml")
        self.words.update((key, Word(key, text)) for key, text in words.items())
        self.pages = self.removed_pages = self.files = frozenset[str]()
        self.filters.update(self._filters())
        self.globals.update(self._globals())

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or else an item; of words the item, which is what templates mean."""
        if type(obj) is Words and (word := obj.get(attribute)) is not None:
            return word
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item or else an attribute; of records the attribute, as they have no items."""
        if isinstance(argument, str) and not hasattr(obj, "__getitem__"):
            return self.getattr(obj, argument)  # Jinja would look for an item, and fail, each time
        return super().getitem(obj, argument)

    def new_page_context(self, path: str) -> PageContext:
        """Return an empty page that will stand at a path."""
        speech = self.speech.text_direction, self.fallback, self.untranslated
        return PageContext(path, Placeholders(*speech, self._in_html))

    def word(self, key: str, **values: object) -> str:
        """Return one of the words with its gaps filled; raise `InvalidInput` without it."""
        filled = self._filled(self.words[key], values)
        return self.fallback.plain(filled) if self.fallback else filled

    def is_template_file(self, path: str) -> bool:
        """Whether a path is that of a file that templates are read from."""
        return any(Path(path).is_relative_to(folder) for folder in self.folders)

    def _globals(self) -> dict[str, object]:
        return {
            "words": self.words,
            "counted": self.counted,
            "url_to": self._url_to,
            "has_file": self._has_file,
            "file_url": self._file_url,
            "reply_key": None,
            "file_sizes": {},
            "typed_language": self.fallback and self.fallback.language,
            "drafts": draft_table(),
        }

    def _filters(self) -> dict[str, Callable[..., Any]]:
        return {
            "prose": lambda text: self.page_context.placeholders.hold(text, prose_to_html),
            "phrase": lambda text: self.page_context.placeholders.hold(text, phrase_to_html),
            "typed": prose_to_plain,
            "line": prose_to_line,
            "sentence": lambda text: first_sentence(prose_to_line(text)),
            "place": place_of,
            "grouped": _grouped,
            "listed": lambda names: kind_of(*names)(listed(names, self.speech)),
            "unbroken": lambda text: kind_of(text)(text.replace(" ", "\u00a0")),
            "fill": lambda text, **values: self._filled(text, values),
            "day": self.day,
            "month": lambda day: Formatted(format_skeleton("yMMMM", day, locale=self.locale)),
            "short_month": lambda day: Formatted(format_date(day, "MMM", self.locale)),
            "weekday": lambda day: Formatted(format_date(day, "EEEE", self.locale)),
            "clock": lambda clock: Formatted(format_time(clock, "short", locale=self.locale)),
            "number": self._number,
            "percent": lambda share: Formatted(percent(share, self.locale)),
            "money": lambda amount, code: Formatted(money(amount, code, self.locale)),
            "size": lambda count: Formatted(size(count, self.locale)),
            "quantity": self._quantity,
        }

    def day(self, day: date, form: str = "long") -> str:
        """Return a date in words, in a form of `day_in_words`."""
        return Formatted(day_in_words(day, form, self.locale))

    def _number(self, number: Decimal) -> str:
        return Formatted(plain_number(number, self.locale))

    def _quantity(self, value: Decimal, unit: Unit, *, bare: bool = False) -> str:
        """Return a number of a metric with its unit; `bare` without, where a word follows it."""
        if unit.kind in COUNTED and not bare:
            key, number = f"unit_{unit.name or unit.kind}", quantity(value, unit, self.locale)
            return self._filled(self.words[key], {"n": Formatted(number)})
        return Formatted(quantity(value, unit, self.locale, bare=bare))

    def counted(self, word: str, number: int, **values: object) -> str:
        """Return "1 action", "2 actions": the word in the plural form of the language.

        `values` fill its gaps besides {n}; numbers among them are written as numbers.
        """
        is_english = self.words.get(f"{word}_other") in self.untranslated
        speech = locale_of("en") if is_english else self.speech
        forms = (f"{word}_{speech.plural_form(number)}", f"{word}_other")
        form = next((form for form in forms if form in self.words), word)
        given = {
            name: self._number(Decimal(value)) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return self._filled(self.words[form], {"n": self._number(Decimal(number)), **given})

    def _filled(self, text: str, values: Mapping[str, object]) -> LocalizedText:
        given, form = {name: self._inserted(value) for name, value in values.items()}, str(text)
        for name, value in values.items():
            if str(value).endswith((".", "!", "?", "…")):  # "with Sam Jr." ends the sentence too
                form = form.replace(f"{{{name}}}.", f"{{{name}}}")
        kind = Untranslated if str(text) in self.untranslated else LocalizedText
        try:
            return kind(_filled(form, given))
        except ValueError as error:
            # The gaps of known words were checked already: then it is the template that errs.
            if not isinstance(text, Word) or is_known(text.key):
                raise
            files = layers_of("words", self.folders[:1], str(self.locale).replace("_", "-"))
            raise InvalidInput([problem_of_word(files, text.key, str(error))]) from None

    def _inserted(self, value: object) -> object:
        if self.fallback:
            return self.fallback.inserted(value)
        return isolated(value, self.speech.text_direction) if type(value) is str else value

    def _url_to(self, page: str) -> str | RenderedMarkup:
        """Return the address of a page of the portal, relative to the current one."""
        name, _, anchor = page.partition("#")
        if name in self.removed_pages:
            return RenderedMarkup(REMOVED)
        if name not in self.pages:
            raise LookupError(f"there is no page {name!r} to link to")
        return address_from(self.page_context.path, f"{name}.html", anchor)

    def _has_file(self, path: str) -> bool:
        """Return whether the portal holds a file besides its pages, such as `calendar/all.ics`."""
        return path in self.files

    def _file_url(self, path: str) -> str:
        """Return the address of such a file, relative to the current page."""
        if path not in self.files:
            raise LookupError(f"there is no file {path!r} to link to")
        return address_from(self.page_context.path, path)


def _grouped(items: Iterable[object], attribute: str) -> list[list[object]]:
    """Return items in groups of one value of an attribute, in the order of the first of each."""
    groups: dict[object, list[object]] = {}
    for item in items:
        groups.setdefault(getattr(item, attribute), []).append(item)
    return [*groups.values()]


def _filled(text: str, values: Mapping[str, object]) -> str:
    try:
        return text.format_map(values)
    except (LookupError, AttributeError, ValueError):
        gaps = ", ".join(f"{{{name}}}" for name in values)
        raise ValueError(f"{quoted(text)} may have these gaps alone: {gaps or 'none'}") from None


def _settings() -> bytes:
    """Return what compiled templates depend on: options and filters here, the code of prints."""
    return b"".join(Path(file).read_bytes() for file in (__file__, printing.__file__))


@pass_context  # so that Jinja calls it for constants too, on each page, and not as it compiles
def _hold_printed(context: Context, value: object) -> object:
    environment: Any = context.environment
    placeholders: Placeholders = environment.page_context.placeholders
    if type(value) is str:  # as most values are
        return placeholders.hold_around(value)
    if isinstance(value, _PRINTED_AS_IS):
        return str(value)
    if value is None:
        raise TypeError("a template prints a value that is missing")
    # What the template joined to a placeholder gets one of its own.
    text = value.unescape() if isinstance(value, Markup) else value
    text = text if isinstance(text, LocalizedText) else str(text)
    return placeholders.hold_around(text)
