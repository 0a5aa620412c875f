"""Which texts are nearest to the words that somebody remembers of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from coaching_site.notation.plain import as_read
from coaching_site.spelling import edit_distance

_LEAST: Final = 0.6
"""How near a text must be, from 0 to 1."""

_APART: Final = 0.15
"""By how much the nearest text must be nearer than the next one, so that it alone is meant."""

_MAX_WORDS: Final = 40
_LETTERS_OF_NOTHING: Final = 2
_LETTERS_FOR_A_SLIP: Final = 4
_LETTERS_FOR_TWO: Final = 8


def nearest_texts(words: str, texts: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the texts that words may mean, the nearest first; none if none is near.

    A text that reads just like the words is the only one, unless another does, too.
    """
    typed = as_read(words)
    scores = [_nearness(typed, as_read(text)) for text in texts]
    best = max(scores, default=0.0)
    if best < _LEAST:
        return ()
    near = [n for n, score in enumerate(scores) if score >= max(_LEAST, best - _APART)]
    exact = [n for n in near if scores[n] > 1]
    return tuple(exact or sorted(near, key=lambda n: -scores[n]))


def _nearness(typed: str, text: str) -> float:
    """Return how near two texts are: 0 for not at all, 1 with all the words, 2 for the same."""
    if typed == text:
        return 2
    # A word such as "a" is in many texts, and tells nothing of any.
    words = re.findall(r"\w+", typed)[:_MAX_WORDS]
    wanted = [word for word in words if len(word) > _LETTERS_OF_NOTHING or not word.isascii()]
    if not wanted:
        return 0
    known = set(re.findall(r"\w+", text))
    # Not every script has spaces between words.
    if not typed.isascii() and typed in text:
        return 1
    likest = (max((_likeness(word, one) for one in known), default=0) for word in wanted)
    return sum(likest) / len(wanted)


def _likeness(word: str, other: str) -> float:
    """Return how like two words are, from 0 to 1: the same, the beginning, a slip or two."""
    if word == other:
        return 1
    if len(word) > _LETTERS_OF_NOTHING and other.startswith(word):
        return 0.9
    slips = (len(word) >= _LETTERS_FOR_A_SLIP) + (len(word) >= _LETTERS_FOR_TWO)
    distance = edit_distance(word, other, slips)
    return 0 if distance is None else 0.8
