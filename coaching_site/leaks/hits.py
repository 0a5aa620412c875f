"""Phrases that stand in a text: of the index of all engagements, and what the coach alone reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, compress, count, pairwise
from pathlib import Path
from typing import Final, NamedTuple

from coaching_site.leaks.entries import ByShape, PhraseEntry, Place, Words, pair_of, phrases_at
from coaching_site.leaks.index import Index, IndexPlace
from coaching_site.leaks.phrases import Phrase, PhraseKind, telephone_words, unique
from coaching_site.leaks.words import HEADS, folded, words_of_folded

_FEW_PLACES: Final = 4
_GLUED: Final = re.compile(r"[0-9]*([^\W\d_]{4,})[0-9]+|[0-9]+([^\W\d_]{4,})")
_MOST_OF_A_NAME: Final = 3
_NO_WORD: Final = "|"

Hits = dict[Words, Mapping[str, PhraseKind]]
"""Phrases, and the files that each is from with what it is there."""


class Run(NamedTuple):
    """Words one after another, and the heads of one size: each word with those behind it."""

    size: int
    words: Sequence[str]
    heads: Sequence[str]

    def matches(self, found: Mapping[str, ByShape[Place]]) -> Iterator[tuple[Words, list[Place]]]:
        """Yield the phrases that begin with heads of this size, and their places."""
        for position in compress(count(), map(found.__contains__, self.heads)):
            for start, end, places in phrases_at(found[self.heads[position]], self.words, position):
                yield (*self.words[start:end],), places


def runs_of(text: str) -> Iterator[Run]:
    """Yield the words of a text for heads of each size; what is one word stands there once."""
    plain = folded(text)
    words = words_of_folded(plain)
    words += [*_without_digits(words), *telephone_words(plain)]
    # A phrase of one word is the same wherever it stands.
    once = [*dict.fromkeys(words)]
    yield Run(1, once, once)
    yield Run(2, words, [*map(" ".join, pairwise(words))])


def _without_digits(words: Sequence[str]) -> Iterator[str]:
    """Yield words that digits are glued to as they are without, each among those around it."""
    mixed = (word for word in {*words} if not word.isalpha())
    bare = {word: found[1] or found[2] for word in mixed if (found := _GLUED.fullmatch(word))}
    for number in compress(count(), map(bare.__contains__, words)) if bare else ():
        around = words[max(0, number - _MOST_OF_A_NAME) : number + _MOST_OF_A_NAME + 1]
        yield from (_NO_WORD, *(bare.get(word, word) for word in around))


class OwnPhrases:
    """The phrases of one engagement that only the coach may read, by the file that each is from."""

    def __init__(self, phrases: Mapping[Path, Iterable[Phrase]]) -> None:
        """Sort them by their heads."""
        self._phrases = {str(path): unique(every) for path, every in phrases.items()}
        self._found: dict[str, ByShape[tuple[str, PhraseKind]]] = {}
        for owner, every in self._phrases.items():
            for words, phrase in every.items():
                entry = PhraseEntry.of(pair_of(phrase)[1])
                head = " ".join(words[entry.offset : entry.offset + max(HEADS)])
                entry.put(self._found.setdefault(head, {}), (owner, entry.kind))

    def found(self, heads: Set[str]) -> Mapping[str, ByShape[tuple[str, PhraseKind]]]:
        """Return the phrases with these heads, by their heads."""
        return {head: self._found[head] for head in heads & self._found.keys()}

    def phrase(self, owner: str, words: Words) -> Phrase | None:
        """Return a phrase of a file."""
        return self._phrases.get(owner, {}).get(words)


class HitFinder:
    """Finds in texts of the portal of `slug` what others say, or the coach alone."""

    def __init__(self, index: Index, own: OwnPhrases, slug: str) -> None:
        """Find nothing yet."""
        self._index, self._own, self._slug = index, own, slug
        self._passed: set[str] = set()
        self._owners: dict[Words, Mapping[str, PhraseKind]] = {}

    def hits(self, text: str) -> Hits:
        """Return each phrase that a text has, with the files that it is from."""
        hits: Hits = {}
        for run in runs_of(text):
            heads = {*run.heads} - self._passed
            found, own = self._index.found(heads), self._own.found(heads)
            self._pass(found.keys() - own.keys(), found)
            others = {head: found[head] for head in found.keys() - self._passed}
            hits |= self.owned(run.matches(others))
            for phrase, places in run.matches(own):
                hits[phrase] = {**hits.get(phrase, {}), **dict(places)}
        return hits

    def owned(self, phrases: Iterable[tuple[Words, list[IndexPlace]]]) -> Hits:
        """Return phrases of the index with the engagements they are from, but for the own ones."""
        hits: Hits = {}
        for phrase, places in phrases:
            # A portal says most of what it says more than once.
            if phrase not in self._owners:
                self._owners[phrase] = dict(self._index.owners(places, self._slug))
            if owners := self._owners[phrase]:
                hits[phrase] = owners
        return hits

    def _pass(self, heads: Iterable[str], found: Mapping[str, ByShape[IndexPlace]]) -> None:
        """Note heads with which only phrases of the client's own begin, most of those in a text."""
        for head in heads:
            places = [one for by_code in found[head].values() for one in chain(*by_code.values())]
            if len(places) <= _FEW_PLACES and not any(self._index.owners(places, self._slug)):
                self._passed.add(head)
