"""Texts as words that no spelling hides, and runs of words as numbers that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from unicodedata import normalize
from zlib import crc32

# Soft hyphens, joiners, marks of direction, selectors, tags: nobody sees them.
INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_DROPPED: Final = re.compile(f"[{INVISIBLE}{_MARKS}]+")
# Letters that are no others with an accent.
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Scripts that put no spaces between words, and Hangul, whose words have particles at their ends:
# there each letter counts as a word.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007"
    "\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
)
# What stands between words most often, besides what is of ASCII.
_USUAL: Final = "\u00a0\u00b7\u2013\u2014\u2018\u2019\u201c\u201d"
_UNSPACED_LETTER: Final = re.compile(f"[{_UNSPACED}]")
_PLAIN_WORD: Final = re.compile("[a-z0-9]+")
_WORD: Final = re.compile(rf"[a-z0-9]+|[{_UNSPACED}]|[^\W_a-z0-9{_UNSPACED}]+")
_OTHER_THAN_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_BETWEEN_WORDS: Final = re.compile(r"[^\w\x00-\x7f]")
_MOST_RUNS: Final = 20_000
_MOST_WORDS: Final = 50_000
HEADS: Final = (1, 2)
"""How many words the head of a phrase has, by which it is looked for."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, without case, accents, ligatures and what nobody sees."""
    return words_of_folded(folded(text))


@lru_cache(1)  # of a long text, which is asked for with each name that it may have
def visible(text: str) -> str:
    """Return a text without accents and without what nobody sees, in its own letters."""
    return text if text.isascii() else _DROPPED.sub("", normalize("NFKD", text))


def words_of_folded(text: str) -> list[str]:
    """Return the words of a text that `folded` has returned."""
    return (_PLAIN_WORD if text.isascii() else _WORD).findall(text)


def is_unspaced(words: Iterable[str]) -> bool:
    """Tell whether words are letters of scripts that put no spaces between words."""
    return all(map(_UNSPACED_LETTER.fullmatch, words))


def folded(text: str) -> str:
    """Return a text in the form in which its words are compared."""
    if not text.isascii():
        for sign in _USUAL:
            text = text.replace(sign, " ")
        text = _OTHER_THAN_ASCII.sub(lambda run: _folded_run(run[0]), text)
    return text.lower()


@lru_cache(_MOST_RUNS)
def _folded_run(run: str) -> str:
    """Return a run of characters that are none of ASCII; nearly all are quotes and dashes."""
    bare = _DROPPED.sub("", normalize("NFKD", run))
    return _BETWEEN_WORDS.sub(" ", bare.casefold().translate(_LETTERS))


@lru_cache(_MOST_WORDS)
def code_of(word: str) -> int:
    """Return the number of a word, the same on each machine."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def run_code(codes: Iterable[int]) -> int:
    """Return a number for a run of words, given their codes: the same wherever Python is."""
    # The hash of numbers, unlike that of texts, has no secret of the process in it.
    return hash(tuple(codes))
