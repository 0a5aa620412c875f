"""What a portal is made from: words that stand there are no leak, whoever else has them, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.cache import Cache
from coaching_site.files import read_limited
from coaching_site.languages import locale_of
from coaching_site.leaks.index import form
from coaching_site.leaks.readings import readings
from coaching_site.leaks.words import words_of

_MAX_BYTES: Final = 2_000_000
_TEXTS: Final = frozenset({".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".yml"})
# So that no phrase goes from the end of one text to the start of the next.
_END: Final = "|"
_MOST_ASKED: Final = 20_000


class Sources:
    """The texts that a portal may hold: `own` ones, and those in `shared` folders and files.

    What all share is read where own texts do not answer. `language` is that of days and months.
    """

    def __init__(
        self,
        own: Iterable[str],
        shared: Sequence[Path] = (),
        language: str = "en",
        cache_dir: Path | None = None,
    ) -> None:
        """Read nothing yet."""
        self.own, self._paths, self._language = (*own,), tuple(shared), language
        self._cache_dir = cache_dir

    def say(self, *runs: Sequence[str]) -> bool:
        """Tell whether the words of any of these runs follow one another somewhere."""
        # Own texts are short, and answer most questions.
        phrases = [f" {' '.join(words)} " for words in runs]
        return any(phrase in self._own for phrase in phrases) or any(
            all(map(self.know, words)) and self._shared.say(phrase)
            for words, phrase in zip(runs, phrases, strict=True)
        )

    def know(self, word: str) -> bool:
        """Tell whether a word stands anywhere, or says a day, a month or a number."""
        return (
            word.isdigit()
            or word in self._own_words
            or word in self._shared.words
            or word in _words_of_days(self._language)
        )

    @cached_property
    def _own(self) -> str:
        return joined_words(self.own)

    @cached_property
    def _own_words(self) -> frozenset[str]:
        return frozenset(self._own.split())

    @property
    def _shared(self) -> _SharedTexts:
        return _texts_below(self._paths, self._cache_dir)


class _SharedTexts:
    """The words of shared texts: each of them once, a line's end, and then all as they follow."""

    def __init__(self, kept: str) -> None:
        words, _, self._texts = kept.partition("\n")
        self.words = frozenset(words.split())
        self._said: dict[str, bool] = {}

    def say(self, phrase: str) -> bool:
        """Tell whether words follow one another; portals ask for the same, time and again."""
        if phrase not in self._said:
            if len(self._said) > _MOST_ASKED:
                self._said.clear()
            self._said[phrase] = phrase in self._texts
        return self._said[phrase]


def joined_words(texts: Iterable[str]) -> str:
    """Return the words of texts, each with a space on both sides."""
    parts = (" ".join(words_of(text)) for text in texts)
    return f" {f' {_END} '.join(parts)} "


@lru_cache(4)
def _texts_below(paths: tuple[Path, ...], cache_dir: Path | None) -> _SharedTexts:
    """Return the words of all texts in folders; within a process they count as unchanged.

    None of them is a client's, so they are kept below `cache_dir`, by what the texts are.
    """
    contents = [content for path in paths for file in _files(path) if (content := _read(file))]
    digests = [sha256(content).hexdigest() for content in contents]
    cache = Cache(cache_dir / "leaks") if cache_dir else None
    key = f"shared {form()} {' '.join(digests)}"
    if cache and (kept := cache.get(key)):
        return _SharedTexts(kept.decode())
    every = (content.decode("utf-8", "replace") for content in dict.fromkeys(contents))
    texts = joined_words(dict.fromkeys(one for text in every for one in (text, *readings(text))))
    # To split texts into words takes longer than to read them.
    words = f"{' '.join(dict.fromkeys(texts.split()))}\n{texts}"
    if cache:
        cache.put(key, words.encode())
    return _SharedTexts(words)


def _files(path: Path) -> list[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [file for file in found if file.suffix in _TEXTS]


def _read(file: Path) -> bytes:
    try:
        return read_limited(file, _MAX_BYTES)
    except (OSError, ValueError):
        return b""


@lru_cache(8)
def _words_of_days(language: str) -> frozenset[str]:
    known = locale_of(language)
    names = [
        name
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for kind in (known.months, known.days)
        for name in kind[form][width].values()
    ]
    return frozenset(word for name in names for word in words_of(name))
