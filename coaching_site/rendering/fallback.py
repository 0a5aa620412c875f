"""Words of one language in the portal of another: what is marked as which, and runs which way.

English words stand in where there is no file in the language of an engagement. Then what people
typed, and days and numbers, are in another language than they. Where the file lacks some words
alone, these are what is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale
from babel.core import get_global

from coaching_site.languages import LocalizedText, locale_of, nearest_language, runs_against

# Around a value in a sentence, until it is known whether it stands where markup can be.
_OPEN, _CLOSE = "\u2068", "\u2069"
_INSIDE: Final = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


class Formatted(LocalizedText):
    """A day or a number, as it is written in the language of an engagement."""

    __slots__ = ()


class Untranslated(LocalizedText):
    """A sentence in English, among others in the language of an engagement."""

    __slots__ = ()


@dataclass(frozen=True)
class Fallback:
    """Words in `words`, a language, for a reader of another: `language`, as in `typed` texts."""

    words: Locale
    language: str
    typed: frozenset[str] = frozenset()

    @property
    def direction(self) -> str:
        """The direction of the words, ltr or rtl."""
        return self.words.text_direction

    @property
    def attributes(self) -> Mapping[str, str]:
        """What marks an element that holds words."""
        marks = {"lang": str(self.words).replace("_", "-")}
        if self.direction != locale_of(self.language).text_direction:
            marks["dir"] = self.direction
        return marks

    def mark(self, text: str) -> str:
        """Return the attribute for a text that is in the reader's language, or else nothing."""
        # By its type: sentences of the portal and markup are strings too, but nothing that was
        # typed.
        is_theirs = isinstance(text, Formatted) or (type(text) is str and text in self.typed)
        return f' lang="{self.language}"' if is_theirs and self._may_be_read(text) else ""

    def inserted(self, value: object) -> object:
        """Return what fills a gap of a sentence, between signs if it is not in its language."""
        if not isinstance(value, str) or not (type(value) is str or isinstance(value, Formatted)):
            return value
        is_other = self.mark(value) or runs_against(value, self.direction)
        return f"{_OPEN}{value}{_CLOSE}" if is_other else value

    def printed(self, value: object) -> object:
        """Return a value that is printed by itself where no markup can be."""
        given = self.inserted(value)
        # What was not put between signs stays what it was: it may be markup.
        return self.plain(given) if given is not value and isinstance(given, str) else value

    def plain(self, text: str) -> str:
        """Return a sentence for where no markup can be: signs stay where a direction changes."""
        return _INSIDE.sub(
            lambda found: found[0] if runs_against(found[1], self.direction) else found[1], text
        )

    def with_marks(self, html: str) -> str:
        """Return the HTML of a sentence, with elements in place of the signs."""

        def marked(found: re.Match[str]) -> str:
            lang = f' lang="{self.language}"' if self._may_be_read(found[1]) else ""
            return f"<bdi{lang}>{found[1]}</bdi>"

        return _INSIDE.sub(marked, html)

    def _may_be_read(self, text: str) -> bool:
        """Tell whether a text has letters in which the reader's language is written."""
        # Latin letters lie below U+0370, those of all other scripts above.
        first = "A" if _script(locale_of(self.language)) == "Latn" else "\u0370"
        return any(sign.isalnum() and sign >= first for sign in text)


def fallback_of(words: str, language: str, typed: Iterable[str] = ()) -> Fallback | None:
    """Return what words in a language are to a reader of `language`; None if they are their own."""
    own, theirs = locale_of(words), locale_of(language)
    is_kin = own.language == theirs.language or nearest_language(language, {words, own.language})
    if is_kin and own.text_direction == theirs.text_direction:
        return None
    return Fallback(own, language, frozenset(typed))


def kind_of(*texts: str) -> type[str]:
    """Return the type that says how texts are marked, to keep it for what is made of them."""
    kinds = (Formatted, Untranslated, LocalizedText)
    return next((kind for kind in kinds if texts and all(isinstance(t, kind) for t in texts)), str)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in records, lists and mappings that hold one another."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)


def _script(locale: Locale) -> str:
    """Return the script in which a language is written: `Latn`, `Arab`, `Jpan`."""
    names = get_global("likely_subtags")
    name = names.get(f"{locale.language}_{locale.territory}") or names.get(locale.language, "")
    return locale.script or next((part for part in name.split("_") if len(part) == 4), "Latn")
