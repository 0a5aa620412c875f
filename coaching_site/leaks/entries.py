"""Phrases as pairs of numbers: no client's word can be read from them, and they sort quickly."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from coaching_site.files import read_limited
from coaching_site.leaks.phrases import (
    ENGAGEMENT,
    Phrase,
    PhraseKind,
    files_of_engagement,
    phrases_of_file,
    phrases_of_folder,
    unique,
)
from coaching_site.leaks.words import HEADS, code_of, run_code

_MAX_BYTES: Final = 2_000_000
_BITS: Final = 0xFFFF_FFFF_FFFF_FFFF
_SMALL: Final = 12
_FIELD: Final = 15

Pair = tuple[int, int]
Words = tuple[str, ...]


Place = TypeVar("Place")

ByShape = dict[tuple[int, int], dict[int, list[Place]]]
"""Places of phrases with one head, by how many words they have, how many of these stand before the
head, and the code of all words: of many phrases a text is compared with few."""


class PhraseEntry(NamedTuple):
    """A phrase of so many words whose head begins at `offset`, and the `code` of all its words."""

    length: int
    offset: int
    kind: PhraseKind
    code: int

    @classmethod
    def of(cls, number: int) -> PhraseEntry:
        """Return what the second number of a pair says."""
        kind = PhraseKind(number >> 8 & _FIELD)
        return cls(number & _FIELD, number >> 4 & _FIELD, kind, number >> _SMALL)

    def put(self, found: ByShape[Place], place: Place) -> None:
        """Note where the phrase is among others of its head."""
        by_code = found.setdefault((self.length, self.offset), {})
        by_code.setdefault(self.code, []).append(place)


def phrases_at(
    found: ByShape[Place], words: Sequence[str], position: int
) -> Iterator[tuple[int, int, list[Place]]]:
    """Yield start, end and places of each phrase in a text whose head begins at a position.

    Of two phrases of the same head one in 10^15 is taken for the other.
    """
    for (length, offset), by_code in found.items():
        start = position - offset
        run = words[start : start + length] if start >= 0 else ()
        if len(run) == length:
            places = by_code.get(number_of(run) >> _SMALL)
            if places:
                yield start, start + length, places


def head_codes(heads: Sequence[str]) -> Iterator[int]:
    """Yield the code of each head, whose words have blanks between; all have as many of them."""
    codes = map(code_of, " ".join(heads).split(" "))
    return map(run_code, zip(*[codes] * (heads[0].count(" ") + 1), strict=True) if heads else ())


def number_of(words: Sequence[str]) -> int:
    """Return the number of a run of words."""
    return unsigned(run_code(map(code_of, words)))


def unsigned(code: int) -> int:
    """Return the number of a run of words, given its code, which may be below zero."""
    return code & _BITS


def pair_of(phrase: Phrase) -> Pair:
    """Return the number of a phrase's head, and all else of it as one number."""
    words = phrase.words
    size = min(max(HEADS), len(words))
    # Long words are rare ones, and what is looked for first should be found seldom.
    starts = range(len(words) - size + 1)
    offset = max(starts, key=lambda start: sum(map(len, words[start : start + size])))
    small = len(words) | offset << 4 | phrase.kind << 8
    whole = number_of(words) >> _SMALL << _SMALL | small
    return number_of(words[offset : offset + size]), whole


def phrases_in(folder: Path) -> Iterator[tuple[Path, Mapping[Words, Phrase]]]:
    """Yield each file of an engagement, and what it says; what cannot be read says nothing."""
    yield folder / ENGAGEMENT, unique(phrases_of_folder(folder.name))
    for path in map(Path, files_of_engagement(str(folder))):
        with suppress(OSError, ValueError):
            yield path, unique(phrases_of_file(read_limited(path, _MAX_BYTES), path))


def packed_phrases(folder: Path) -> bytes:
    """Return the pairs of an engagement as bytes."""
    return packed(pair_of(phrase) for _, every in phrases_in(folder) for phrase in every.values())


def packed_in_turn(folders: Iterable[Path]) -> Iterator[bytes]:
    """Yield the pairs of each engagement, one after another in this process."""
    return map(packed_phrases, folders)


def packed(pairs: Iterable[Pair]) -> bytes:
    """Return pairs as bytes."""
    return array("Q", [number for pair in pairs for number in pair]).tobytes()


def unpacked(content: bytes) -> Iterator[Pair]:
    """Yield the pairs that `packed` was given."""
    numbers = array("Q", content)
    return zip(numbers[::2], numbers[1::2], strict=True)
