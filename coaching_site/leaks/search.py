"""Every file of a portal, searched in one pass for what it must not say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, count
from pathlib import Path
from typing import Final

from coaching_site.leaks.clean_files import CleanFiles
from coaching_site.leaks.contents import TooMuch, texts_of
from coaching_site.leaks.entries import PhraseEntry, Words, pair_of, phrases_in, signed
from coaching_site.leaks.index import Entries, Index
from coaching_site.leaks.phrases import (
    Phrase,
    PhraseKind,
    telephone_words,
    unique,
)
from coaching_site.leaks.readings import without_repeated_lines
from coaching_site.leaks.rules import TextPlace, is_leak
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.surroundings import Surroundings
from coaching_site.leaks.words import HEADS, codes_of, folded, run_codes, words_of_folded
from coaching_site.problems import shown

_MARKS: Final = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:,\s?\d{1,3}){3,}(?![\d.,])")
_MADE: Final = (".html", ".js", ".css", ".ics", ".pdf", ".json", ".txt")
_MOST_OWNERS: Final = 64
_MOST_TOLD: Final = 50
_TOO_MUCH: Final = "holds more than is searched: archives in archives, or far more than its size"
_WHAT: Final = ("a name", "a company", "an address", "a text", "a name", "a text")

Hits = dict[Words, dict[str, PhraseKind]]
"""Phrases, and the files that each is from with what it is there."""


@dataclass(frozen=True)
class Secrets:
    """What no file of one portal may say, besides what is of other engagements.

    `phrases` are by the file that they are from; `marks` are the answers to 360-degree feedback.
    """

    phrases: Mapping[Path, Sequence[Phrase]] = field(default_factory=dict)
    marks: Collection[tuple[int, ...]] = ()


class LeakSearch:
    """Searches the files of the portal of one engagement.

    `index` has the phrases of all `engagements`, `secrets` what of its own may not be shown, and
    `sources` what the portal is made from. `attached` are the paths of attachments that are the
    client's own.
    """

    def __init__(
        self,
        index: Index,
        sources: Sources,
        secrets: Secrets,
        surroundings: Surroundings,
        engagements: Path,
        slug: str,
        attached: Collection[str] = (),
        cache_dir: Path | None = None,
    ) -> None:
        """Search nothing yet; `cache_dir` is where it is kept which files are known to be clean."""
        self._index, self._sources, self._surroundings = index, sources, surroundings
        self._secrets, self._engagements, self._attached = secrets, engagements, attached
        self._slug = slug
        self._clean = CleanFiles(cache_dir, repr((index.digest, sources.own)))
        self._own = _OwnPhrases(secrets.phrases)

    def faults(self, contents: Mapping[str, bytes], shared: Collection[str] = ()) -> list[str]:
        """Return a line for each leak in the files of a portal, with the file that it is in.

        `contents` are by their paths; `shared` are those that are made of what all portals share.
        The words that leak are never told.
        """
        paths = sorted(contents)
        found = [*self._faults_in(["\n".join(paths)], "the names of files", TextPlace.PORTAL)]
        pages = [path for path in paths if path.endswith(".html")]
        # Pages have most lines in common: they are searched as one, and apart only after a find.
        joined = without_repeated_lines(contents[path].decode("utf-8", "replace") for path in pages)
        if [*self._faults_of(joined.encode("utf-8", "replace"), "", TextPlace.PORTAL)]:
            found += (one for path in pages for one in self._of_file(path, contents[path]))
        for path in paths:
            if path not in pages:
                found += self._of_file(path, contents[path], path in shared)
        self._clean.keep()
        left = len(found) - _MOST_TOLD
        return found[:_MOST_TOLD] + ([f"and {left} more"] if left > 0 else [])

    def _of_file(self, path: str, content: bytes, is_shared: bool = False) -> Iterator[str]:
        if path.startswith("files/") and path not in self._attached:
            return  # from the library of all engagements
        unknown = self._clean.unknown(path, content, is_shared=is_shared)
        if not unknown:
            return
        place = TextPlace.PORTAL if path.endswith(_MADE) else TextPlace.ATTACHED
        if path.startswith("files/"):
            place = TextPlace.ATTACHED
        found = [*self._faults_of(unknown, path, place)]
        if not found:
            self._clean.add(path, content, is_shared=is_shared)
        yield from found

    def _faults_of(self, content: bytes, path: str, place: TextPlace) -> Iterator[str]:
        try:
            yield from self._faults_in([*texts_of(content)], path, place)
        except TooMuch:
            yield f"{path}: {_TOO_MUCH}"

    def _faults_in(self, texts: Sequence[str], path: str, place: TextPlace) -> Iterator[str]:
        faults: dict[str, None] = {}
        for text in texts:
            attached = place is TextPlace.ATTACHED
            told = self._surroundings.faults(text, self._sources, attached=attached)
            faults.update(dict.fromkeys(told))
            if self._secrets.marks and self._has_marks(text):
                faults["holds single answers to 360-degree feedback"] = None
            for words, owners in self._hits(text).items():
                if is_leak(words, {*owners.values()}, text, self._sources, place):
                    faults.update(dict.fromkeys(self._told(words, owners)))
        yield from (f"{path}: {fault}" for fault in faults)

    def _has_marks(self, text: str) -> bool:
        runs = (tuple(map(int, re.findall(r"\d+", run))) for run in _MARKS.findall(text))
        return any(run in self._secrets.marks for run in runs)

    def _hits(self, text: str) -> Hits:
        """Return each phrase that a text has, with the files that it is from."""
        plain = folded(text)
        words = [*words_of_folded(plain), *telephone_words(plain)]
        codes = codes_of(words)
        hits: Hits = {}
        for size in HEADS:
            heads = [*run_codes(codes, size)]
            entries = self._entries({*heads})
            for position in compress(count(), map(entries.__contains__, heads)):
                for entry, owners in entries[heads[position]].items():
                    has_head = min(entry.length, max(HEADS)) == size
                    if has_head and entry.stands_in(codes, position):
                        start = position - entry.offset
                        phrase = tuple(words[start : start + entry.length])
                        hits.setdefault(phrase, {}).update(dict.fromkeys(owners, entry.kind))
        return hits

    def _entries(self, heads: set[int]) -> Entries:
        found = self._index.entries(heads, self._slug)
        for head in heads & self._own.entries.keys():
            for entry, owners in self._own.entries[head].items():
                found.setdefault(head, {}).setdefault(entry, []).extend(owners)
        return found

    def _told(self, words: Words, owners: Mapping[str, PhraseKind]) -> Iterator[str]:
        """Yield where words stand; in a file that was changed since they may not any more."""
        places = (self._place_of(owner, words) for owner in owners)
        for place, kind in zip(places, owners.values(), strict=True):
            if place:
                yield f"holds {_WHAT[kind]} from {place}"

    def _place_of(self, owner: str, words: Words) -> str:
        places = [(Path(owner), self._own.phrase(owner, words))]
        if not places[0][1]:
            every = _phrases_in(self._engagements / owner)
            places = [(path, phrases.get(words)) for path, phrases in every]
        for path, phrase in places:
            if phrase:
                line = f":{phrase.line}" if phrase.line else ""
                return f"{shown(path)}{line}" + (f": {phrase.where}" if phrase.where else "")
        return ""


class _OwnPhrases:
    """The phrases that only the coach may read, by the number of their heads."""

    def __init__(self, phrases: Mapping[Path, Iterable[Phrase]]) -> None:
        self._phrases = {str(path): unique(every) for path, every in phrases.items()}
        self.entries: Entries = {}
        for owner, every in self._phrases.items():
            for phrase in every.values():
                head, number = pair_of(phrase)
                entry = PhraseEntry.of(number)
                self.entries.setdefault(signed(head), {}).setdefault(entry, []).append(owner)

    def phrase(self, owner: str, words: Words) -> Phrase | None:
        return self._phrases.get(owner, {}).get(words)


@lru_cache(_MOST_OWNERS)
def _phrases_in(folder: Path) -> tuple[tuple[Path, Mapping[Words, Phrase]], ...]:
    return tuple(phrases_in(folder))
