"""Which words that a portal shares with another client are a leak, and which are anybody's.

docs/privacy.md tells these rules to coaches.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from coaching_site.leaks.phrases import LEAST_LETTERS, LEAST_OF_A_TEXT, PhraseKind
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.words import is_unspaced, visible

# So many words at an edge of a sentence of the programme may be names that are put in.
_FILLED_IN: Final = 2
# So many words of the client's own make a phrase that a short report does not say by chance.
_LEAST_OF_THE_UNTOLD: Final = 3
_BETWEEN: Final = r"[\s-]{1,3}"
_INITIAL: Final = r"[.,]?\s{1,3}"
_LEAST_BY_ITSELF: Final = 6
_SORTED: Final = r",\s{1,3}"
_LEAST_UNSPACED: Final = 3
_BETWEEN_UNSPACED: Final = r"[\s\u00b7\u30fb-]{0,3}"
_CAPITAL: Final = re.compile(r"\b[^\W\d_a-z]")


class TextPlace(Enum):
    """Where words stand: in what is made of words that are known, or in a file from elsewhere."""

    PORTAL = auto()
    ATTACHED = auto()


def is_leak(
    words: Sequence[str],
    kinds: Collection[PhraseKind],
    text: str,
    sources: Sources,
    place: TextPlace,
) -> bool:
    """Tell whether words that are of one of these kinds elsewhere may not stand in a text.

    `words` are as `words_of` returns them; `sources` are what the portal is made from.
    """
    return any(_is_leak(kind, words, text, sources, place) for kind in kinds)


def _is_leak(
    kind: PhraseKind, words: Sequence[str], text: str, sources: Sources, place: TextPlace
) -> bool:
    # Whatever has a word from elsewhere is said by no source.
    is_foreign = any(_is_foreign(word, sources) for word in words)
    if kind is PhraseKind.UNTOLD and len(words) < LEAST_OF_A_TEXT:
        return is_foreign or (len(words) >= _LEAST_OF_THE_UNTOLD and not sources.say(words))
    if kind is PhraseKind.TEXT and len(words) < LEAST_OF_A_TEXT:
        is_told_by_itself = place is TextPlace.PORTAL or len(words) == 1  # a number with letters
        return is_foreign and is_told_by_itself
    if kind in (PhraseKind.TEXT, PhraseKind.UNTOLD):
        least = len(words) - _FILLED_IN
        return not sources.say(*(words[at : at + least] for at in range(1 + _FILLED_IN)))
    if sources.say(words):
        return False
    if kind is PhraseKind.ADDRESS:
        return True
    if kind is PhraseKind.COMPANY and len(words) == 1:
        return is_foreign and place is TextPlace.PORTAL
    if kind is PhraseKind.INITIALS:
        # An article names its authors so, and in what is no text any few letters may stand.
        is_long = max(map(len, words)) >= _LEAST_BY_ITSELF or len(words) > 2
        is_told = is_long or _is_written_so(words, text, _INITIAL)
        return is_foreign and is_told and place is TextPlace.PORTAL
    if is_unspaced(words):
        return _is_written_unspaced(words, text, sources)
    between = _SORTED if kind is PhraseKind.SORTED_NAME else _BETWEEN
    return is_foreign or _is_written_so(words, text, between)


def _is_foreign(word: str, sources: Sources) -> bool:
    """Tell whether a portal cannot have a word but from somewhere else."""
    return len(word) >= LEAST_LETTERS and not sources.know(word)


def _is_written_unspaced(words: Sequence[str], text: str, sources: Sources) -> bool:
    """Tell whether a name stands in a text of a script that puts no spaces between words.

    Three letters are nobody's by chance; two may be a word, but not where the portal lacks one.
    """
    is_told = len(words) >= _LEAST_UNSPACED or not all(map(sources.know, words))
    together = _BETWEEN_UNSPACED.join(map(re.escape, words))
    return is_told and re.search(together, visible(text)) is not None


def _is_written_so(words: Sequence[str], text: str, between: str) -> bool:
    """Tell whether ordinary words are written as a name: `Will May`, but not `you will, may`.

    Of a sorted one there is a comma `between` the first two words, as in `May, Will`.
    """
    first, *rest = map(re.escape, words)
    together = re.compile(rf"\b{first}{between}{_BETWEEN.join(rest)}\b", re.IGNORECASE)
    found = _found_at(together, words[0], text) if words[0].isascii() else None
    every = together.findall(visible(text)) if found is None else found
    return any(len(_CAPITAL.findall(one)) >= len(words) for one in every)


def _found_at(together: re.Pattern[str], first: str, text: str) -> Iterator[str] | None:
    """Return what an expression finds that begins with a word of ASCII, or none if unknown.

    To look for the word first takes a tenth of the time: without regard to case, an expression is
    tried at each letter.
    """
    plain, small = visible(text), _small(text)
    return _found_in(together, first, plain, small) if len(plain) == len(small) else None


def _found_in(together: re.Pattern[str], first: str, plain: str, small: str) -> Iterator[str]:
    at = small.find(first)
    while at >= 0:
        found = together.match(plain, at)
        if found:
            yield found[0]
        at = small.find(first, found.end() if found else at + 1)


@lru_cache(1)
def _small(text: str) -> str:
    """Return what is visible of a text in small letters, among which a dotless i is one with it."""
    return visible(text).lower().replace("\u0131", "i")
