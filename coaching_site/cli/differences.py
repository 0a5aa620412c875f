"""Two texts side by side: what is equal may be cut, what differs never is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby
from typing import Final

_SENTENCES: Final = re.compile(r"\0|(?:[^\0.!?\n]|[.!?](?!\s))*[.!?\n]*\s*")
# Scripts without spaces between words are compared letter by letter.
_ALONE: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\0"
_WORDS: Final = re.compile(rf"[{_ALONE}]|[^\s{_ALONE}]+\s*|\s+")
_APART: Final = "\0"
# The time that comparing takes grows with the product of the lengths.
_MAX_PAIRS: Final = 200_000
_MAX_EQUAL_CHARACTERS: Final = 400
_KEPT_CHARACTERS: Final = 120


class Kind(Enum):
    """Whether a piece stands in both texts, in one of them, or tells what was cut."""

    SAME = "same"
    OTHER = "other"
    CUT = "cut"


@dataclass(frozen=True)
class Piece:
    """A stretch of a text."""

    kind: Kind
    text: str


Answer = tuple[Piece, ...]


def compared(
    before: Sequence[str], after: Sequence[str]
) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """Return the answers before and after, in pieces that say what differs.

    Equal stretches of some length are cut to their ends. Whatever differs is there whole.
    """
    old, new = (
        _APART.join(text.replace(_APART, "") for text in texts) for texts in (before, after)
    )
    left, right = [], []
    for same, first, second in _stretches(old, new):
        kind = Kind.SAME if same else Kind.OTHER
        left.append(Piece(kind, first))
        right.append(Piece(kind, second))
    return tuple(_answers(left)) if before else (), tuple(_answers(right)) if after else ()


def _stretches(old: str, new: str) -> Iterator[tuple[bool, str, str]]:
    """Yield stretches of both texts, first by sentences and then by words."""
    for same, first, second in _matched(_SENTENCES.findall(old), _SENTENCES.findall(new)):
        if same or not first or not second:
            yield same, first, second
        else:
            yield from _matched(_WORDS.findall(first), _WORDS.findall(second))


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    yield True, "".join(old[:start]), "".join(new[:start])
    if len(a) * len(b) > _MAX_PAIRS:
        yield False, "".join(a), "".join(b)
    else:
        for tag, i, j, k, m in SequenceMatcher(None, a, b).get_opcodes():
            yield tag == "equal", "".join(a[i:j]), "".join(b[k:m])
    yield True, "".join(old[len(old) - end :]), "".join(new[len(new) - end :])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two lists begin with alike."""
    for number, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return number
    return min(len(one), len(other))


def _answers(pieces: Iterable[Piece]) -> Iterator[Answer]:
    """Yield the pieces of each answer, those of one kind together."""
    answer: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split(_APART)
        answer.append(Piece(piece.kind, first))
        for text in others:
            yield tuple(_cut(answer))
            answer = [Piece(piece.kind, text)]
    yield tuple(_cut(answer))


def _cut(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces joined by kind; of what is equal no more than its ends."""
    for kind, group in groupby((one for one in pieces if one.text), key=lambda one: one.kind):
        text = "".join(one.text for one in group)
        if kind is not Kind.SAME or len(text) <= _MAX_EQUAL_CHARACTERS:
            yield Piece(kind, text)
            continue
        head = text[: _to_a_word(text[:_KEPT_CHARACTERS])]
        tail = text[len(text) - _to_a_word(text[-_KEPT_CHARACTERS:][::-1]) :]
        yield Piece(kind, head)
        yield Piece(Kind.CUT, f" … ({len(text) - len(head) - len(tail)} characters the same) … ")
        yield Piece(kind, tail)


def _to_a_word(text: str) -> int:
    """Return how much of a text may stay so that no word is cut, or all of it without any space."""
    found = re.search(r"\s\S*$", text)
    return found.start() if found and found.start() else len(text)
