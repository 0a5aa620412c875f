"""Placeholders: how typed text travels through a page without being read as markup.

A page is written in Markdown with a placeholder where each value belongs, converted to HTML, and
only then are the placeholders filled, each with HTML made for its place. Text from an engagement
is thus never parsed as part of a page, whatever it holds. A placeholder is a number in private-use
characters, which the model refuses in all that is typed, so that none can be forged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from typing import Final

from markupsafe import Markup

from coaching_site.languages import LocalizedText, isolated, runs_against
from coaching_site.model.types import RESERVED_FIRST
from coaching_site.prose.html import phrase_to_html, prose_to_html, text_to_html
from coaching_site.rendering.fallback import Fallback, Formatted, Untranslated, kind_of

__all__ = ["Placeholders", "phrase_to_html", "prose_to_html", "text_to_html"]

_BASE: Final = ord(RESERVED_FIRST)
_OPEN, _CLOSE = chr(_BASE + 10), chr(_BASE + 11)
_DIGITS = {ord(str(digit)): _BASE + digit for digit in range(10)}
_NUMBERS = {value: key for key, value in _DIGITS.items()}
_TOKEN = rf"{_OPEN}([{chr(_BASE)}-{chr(_BASE + 9)}]+){_CLOSE}"
# A tag holds no `>` of a value: its values are still placeholders when this reads it.
_TAG = rf"<[a-zA-Z][^<>{_OPEN}]*{_OPEN}[^<>]*>"
# A value alone in a paragraph, in a tag, or in other text. Prose brings paragraphs of its own,
# which cannot stand in another one.
_PLACE = re.compile(rf"<p>\s*{_TOKEN}\s*</p>|({_TAG})|{_TOKEN}")
_TOKEN_ALONE = re.compile(_TOKEN)
_TOKENS = re.compile(f"({_TOKEN.replace('(', '(?:')})")

_BLOCK = re.compile(r"<(p|ul|ol)(?=[ >])")
_NOTHING: Final = Markup("")
# Where elements of HTML are read as something else, or as text.
_NO_PLACE_FOR_MARKUP = ("svg", "option", "textarea", "title>")


_ToHtml = Callable[[str], str]
_Kept = tuple[type[str], str, _ToHtml]
"""A value and what makes HTML of it. Its type says how it is marked, and equal texts may differ."""


class Placeholders:
    """The values of one page, held until it is HTML, and numbered in their order."""

    def __init__(
        self,
        direction: str = "ltr",
        fallback: Fallback | None = None,
        untranslated: Collection[str] = (),
        filled: dict[_Kept, str] | None = None,
    ) -> None:
        """Start without values, on a page that is read in a direction, `ltr` or `rtl`.

        With a `fallback` the words of the page are in another language than what is typed;
        `untranslated` are texts that alone are in English. `filled` is what other pages of the
        portal were filled with, which this one adds to.
        """
        self._direction, self._fallback = direction, fallback
        self._untranslated = untranslated
        self._values: list[tuple[str, _ToHtml]] = []
        self._filled = {} if filled is None else filled

    def hold(self, text: str, to_html: _ToHtml = text_to_html) -> Markup:
        """Hold `text` and return the placeholder that stands for it.

        `to_html` makes the HTML that takes its place: one of `text_to_html`,
        `phrase_to_html` and `prose_to_html`. Inside a tag it is always the bare text.
        """
        self._values.append((text, to_html))
        return _placeholder(len(self._values) - 1)

    def hold_around(self, text: str) -> Markup:
        """Hold what stands around the placeholders in `text`, and return placeholders alone."""
        if _OPEN not in text:
            if not text:
                return _NOTHING
            # As `hold` does: most of what is printed comes here, and a call takes time.
            self._values.append((text, text_to_html))
            return _placeholder(len(self._values) - 1)
        parts = _TOKENS.split(text)
        # To split gives plain strings: each part gets the type of the whole again, which says how
        # it is marked.
        kind = kind_of(text)
        # Text is at even indices, between placeholders at odd ones.
        parts[::2] = [self.hold(kind(part)) if part else "" for part in parts[::2]]
        return Markup("".join(parts))  # noqa: S704

    def fill_html(self, html: str) -> str:
        """Return converted HTML with every placeholder filled for the place where it stands."""
        return _PLACE.sub(self._fill_placeholder, html)

    def fill_text(self, text: str) -> str:
        """Return text with every placeholder filled with escaped text, as titles need it."""
        parts = _TOKEN_ALONE.split(text)
        # Text is at even indices, between the numbers of placeholders at odd ones.
        parts[1::2] = [text_to_html(self._bare(digits)) for digits in parts[1::2]]
        return "".join(parts)

    def fill_title(self, title: str) -> str:
        """Return a title filled as by `fill_text`, each value apart from the letters around it."""
        if not self._fallback:
            return self.fill_text(title)
        values = (self._value(found[1])[0] for found in _TOKEN_ALONE.finditer(title))
        texts = (isolated(self._fallback.plain(text), self._direction) for text in values)
        return _TOKEN_ALONE.sub(lambda _: text_to_html(next(texts)), title)

    def _fill_placeholder(self, found: re.Match[str]) -> str:
        paragraph, tag, alone = found.groups()
        if tag is not None:
            return self.fill_text(tag)
        text, to_html = self._values[_number(paragraph or alone)]
        kept = (type(text), text, to_html)
        if (html := self._filled.get(kept)) is None:
            if (html := self._html_anywhere(text, to_html)) is None:
                html = self._html_at(found, text, to_html)
            else:
                self._filled[kept] = html
        if paragraph is None or to_html is prose_to_html:
            return html
        return f"<p>{html}</p>"

    def _html_anywhere(self, text: str, to_html: _ToHtml) -> str | None:
        """Return the HTML of a value, or None if that depends on what it stands in."""
        lang = self._mark(text)
        if isinstance(text, LocalizedText) and not self._is_other(text, lang):
            return None if self._fallback else to_html(text)
        against = runs_against(text, self._direction)
        if not against and not lang:
            return to_html(text)
        if to_html is not prose_to_html:
            return None
        marks = lang + (' dir="auto"' if against else "")
        return _BLOCK.sub(rf"<\1{marks}", to_html(text))

    def _html_at(self, place: re.Match[str], text: str, to_html: _ToHtml) -> str:
        """Return the HTML of a value that is marked, if markup has a place where it stands."""
        lang, in_text_alone = self._mark(text), _is_in_text_alone(place)
        if self._fallback and isinstance(text, LocalizedText) and not self._is_other(text, lang):
            if in_text_alone:
                return to_html(self._fallback.plain(text))
            return self._fallback.with_marks(to_html(text))
        if in_text_alone:
            return to_html(isolated(text, self._direction))
        return f"<bdi{lang}>{to_html(text)}</bdi>"

    def _is_other(self, text: str, lang: str) -> bool:
        """Return whether a text is not in the language of the page, or not in its words."""
        return bool(lang or (self._fallback and isinstance(text, Formatted)))

    def _mark(self, text: str) -> str:
        """Return the attribute for a text in another language than the page, or else nothing."""
        if self._fallback:
            return self._fallback.mark(text)
        is_english = isinstance(text, Untranslated) or text in self._untranslated
        return ' lang="en"' if is_english else ""

    def _bare(self, digits: str) -> str:
        text = self._value(digits)[0]
        return (
            self._fallback.plain(text)
            if self._fallback and isinstance(text, LocalizedText)
            else text
        )

    def _value(self, digits: str) -> tuple[str, Callable[[str], str]]:
        return self._values[_number(digits)]


@cache
def _number(digits: str) -> int:
    return int(digits.translate(_NUMBERS))


@cache
def _placeholder(number: int) -> Markup:
    return Markup(_OPEN + str(number).translate(_DIGITS) + _CLOSE)  # noqa: S704


def _is_in_text_alone(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return any(
        before.count(f"<{name}") > before.count(f"</{name}") for name in _NO_PLACE_FOR_MARKUP
    )
