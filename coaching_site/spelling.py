"""Which allowed words a mistyped word may be meant for, by edit distance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_MAX_WORD_LENGTH: Final = 100
_MAX_SUGGESTIONS: Final = 4
_MIN_PREFIX_LENGTH: Final = 4
_MAX_SUFFIX_LENGTH: Final = 6


def words_near(word: str, allowed: Iterable[str]) -> tuple[str, ...]:
    """Return the allowed words that a word may have been meant for, the likeliest first.

    They are those of the smallest edit distance, or else those of which it is a part, as
    `resources` is of `resources_have`; none where no word is near.
    """
    typed = _normalized(word)
    names = {name: _normalized(name) for name in allowed}
    distances = [(_distance(typed, plain), name) for name, plain in names.items()]
    near = sorted((distance, name) for distance, name in distances if distance is not None)
    if near:
        return tuple(name for distance, name in near if distance == near[0][0])[:_MAX_SUGGESTIONS]
    around = tuple(name for name, plain in names.items() if _is_part(typed, plain))
    return around if len(around) <= _MAX_SUGGESTIONS else ()


def edit_distance(typed: str, meant: str, most: int) -> int | None:
    """Return the edit distance between two texts; None if it is more than `most`.

    An edit replaces, inserts or deletes a letter, or swaps two neighbours.
    """
    same = 0
    while same < min(len(typed), len(meant)) and typed[same] == meant[same]:
        same += 1
    typed, meant = typed[same:], meant[same:]
    if not typed and not meant:
        return 0
    if most == 0 or abs(len(typed) - len(meant)) > most:
        return None
    rests = [(typed[1:], meant[1:]), (typed[1:], meant), (typed, meant[1:])]
    if typed[:2] == meant[1::-1] and len(typed) > 1:
        rests.append((typed[2:], meant[2:]))
    distances = [edit_distance(*rest, most - 1) for rest in rests]
    fewest = min((distance for distance in distances if distance is not None), default=None)
    return None if fewest is None else fewest + 1


def _distance(typed: str, meant: str) -> int | None:
    """Return the edit distance between two words; None if it is too large for their length."""
    if _number(typed) and _number(meant) and _number(typed) != _number(meant):
        return None  # goal-2 is not meant as goal-1
    distance = edit_distance(typed, meant, _max_distance(typed, meant))
    is_short = min(len(typed), len(meant)) < 3 or (
        distance == 2 and max(len(typed), len(meant)) < 6
    )
    if distance and is_short:  # short words differ by little: the letters must be the same
        return distance if sorted(typed) == sorted(meant) else None
    return distance


def _number(word: str) -> str:
    return re.sub("[^0-9]", "", word)


def _max_distance(typed: str, meant: str) -> int:
    length = max(len(typed), len(meant))
    if length < 5 or (length < 8 and not _have_similar_start(typed, meant)):
        return 1
    return max(2, min(4, length // 8))


def _have_similar_start(typed: str, meant: str) -> bool:
    """Return whether one of two words has the first letter of the other first or second."""
    return typed[:1] in meant[:2] or meant[:1] in typed[:2]


def _is_part(typed: str, meant: str) -> bool:
    """Return whether a word begins or ends another, or is the other with a suffix."""
    if len(typed) < _MIN_PREFIX_LENGTH:
        return False
    goes_on = len(meant) > _MIN_PREFIX_LENGTH and len(typed) - len(meant) <= _MAX_SUFFIX_LENGTH
    is_longer = typed.startswith(meant) and goes_on
    return meant.startswith(typed) or meant.endswith(f"_{typed}") or is_longer


def _normalized(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.strip()[:_MAX_WORD_LENGTH]).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\s_./-]+", "_", bare)
