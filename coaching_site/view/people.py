"""How the portal addresses the executive, and which actions are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from coaching_site.model import Engagement
from coaching_site.model.people import Executive
from coaching_site.notation.plain import as_read

# Written without a full stop; with one, any word of two letters or more is taken for a title.
_TITLES: Final = frozenset(
    (
        *("capt", "captain", "col", "dame", "doctor", "don", "doña", "dr", "frau", "gen", "herr"),
        *("hon", "ing", "judge", "lady", "lord", "madame", "maître", "major", "miss", "mme"),
        *("monsieur", "mr", "mrs", "ms", "mx", "prof", "professor", "rev", "señor", "señora"),
        *("h.c.", "sir"),
    )
)
# What begins a family name, in small letters.
_PARTICLES: Final = frozenset(
    (
        *("af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos"),
        *("du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu"),
    )
)
_SUFFIXES: Final = frozenset(("ii", "iii", "iv", "jr", "md", "mba", "phd", "sr"))
_QUOTES: Final = "\"'“”„‟‘’‚‛«»‹›()[]「」『』"
_INITIAL: Final = re.compile(r"\w\.(?:-?\w\.)*")


def greeting_of(executive: Executive) -> str:
    """Return what the executive is called: the greeting, else the first name.

    A name of a title and one more word, of initials, or of one word is used whole.
    """
    if executive.greeting:
        return executive.greeting
    family, given = _parts(executive.name)
    name = given or family
    words = name.split()
    untitled = words[_count_titles(words) :]
    is_whole = len(untitled) < min(len(words), 2) or untitled[0] in _PARTICLES
    if is_whole or _INITIAL.fullmatch(untitled[0]):
        return name
    return _unquoted(untitled[0])


def words_of_name(name: str) -> list[str]:
    """Return the words of a name, the given name first, without titles, degrees and quotes.

    There is at least one, if there is any in the name.
    """
    words = " ".join(reversed(_parts(name))).split()
    untitled = words[_count_titles(words) :]
    while len(untitled) > 1 and _is_degree(untitled[-1]):
        untitled.pop()
    return [*map(_unquoted, untitled or words)]


def _parts(name: str) -> tuple[str, str]:
    """Return the family name and the given one behind a comma, or else a name as it is said."""
    first, _, last = (part.strip() for part in name.partition(","))
    is_family = " " not in first or first.split()[0] in _PARTICLES
    return (first, last) if is_family and not _is_degree(last) else (first, "")


def _is_degree(text: str) -> bool:
    return text.casefold().replace(".", "") in _SUFFIXES or _is_title(text)


def _unquoted(word: str) -> str:
    return word.strip(_QUOTES) or word


def _count_titles(words: list[str]) -> int:
    return next((n for n, word in enumerate(words) if not _is_title(word)), len(words))


def _is_title(word: str) -> bool:
    is_short = word.endswith(".") and not _INITIAL.fullmatch(word)
    return is_short or word.casefold() in _TITLES


@dataclass(frozen=True)
class Owners:
    """Decides whether an owner is the executive; `known_as` are names as `as_read` returns them."""

    executive: str
    known_as: frozenset[str] = frozenset()

    def is_executive(self, owner: str | None) -> bool:
        """Whether an action with this owner, or without one, is the executive's."""
        return owner is None or as_read(owner) in self.known_as


def owners_of(engagement: Engagement) -> Owners:
    """Return who owns what: the executive is known by name and greeting, unless others are."""
    executive = engagement.executive
    others = {engagement.coach.name, *(person.name for person in engagement.stakeholders)}
    names = {greeting_of(executive), *_other_names(executive.name)}
    known = {*map(as_read, names)} - {*map(as_read, others)} | {as_read(executive.name)}
    return Owners(executive.name, frozenset(known))


def _other_names(name: str) -> Iterator[str]:
    """Yield a full name without its titles and degrees, and the given name first."""
    words = name.split()
    for untitled in (words_of_name(name), words[_count_titles(words) :]):
        if len(untitled) > 1:
            yield " ".join(untitled)
