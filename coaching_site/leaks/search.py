"""Every file of a portal, searched in one pass for what it must not say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from coaching_site.leaks.clean_files import CleanFiles
from coaching_site.leaks.contents import TooMuch, texts_of
from coaching_site.leaks.entries import Words, phrases_in
from coaching_site.leaks.hits import HitFinder, OwnPhrases
from coaching_site.leaks.index import Index
from coaching_site.leaks.phrases import Phrase, PhraseKind
from coaching_site.leaks.readings import Lines, sentences_of
from coaching_site.leaks.rules import TextPlace, is_leak
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.surroundings import Surroundings
from coaching_site.problems import shown

_MARKS: Final = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:,\s?\d{1,3}){3,}(?![\d.,])")
# What stands within any of them; texts without it, which are most, are passed at once.
_WITHIN_MARKS: Final = re.compile(r",\s?\d{1,3},\s?\d{1,3},\s?\d")
_MADE: Final = (".html", ".js", ".css", ".ics", ".pdf", ".json", ".txt")
_MOST_OWNERS: Final = 64
_MOST_TOLD: Final = 50
_TOO_MUCH: Final = "holds more than is searched: archives in archives, or far more than its size"
_WHAT: Final = ("a name", "a company", "an address", "a text", "a name", "a text", "a name")

# Whether ordinary words are written as a name depends on the text.
_NAMES: Final = frozenset(
    {PhraseKind.NAME, PhraseKind.SORTED_NAME, PhraseKind.INITIALS, PhraseKind.COMPANY}
)


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
        self._own = OwnPhrases(secrets.phrases)
        self._finder = HitFinder(index, self._own, slug)
        self._judged: dict[tuple[Words, frozenset[PhraseKind], TextPlace], bool] = {}

    def faults(self, contents: Mapping[str, bytes], shared: Collection[str] = ()) -> list[str]:
        """Return a line for each leak in the files of a portal, with the file that it is in.

        `contents` are by their paths; `shared` are those that are made of what all portals share.
        The words that leak are never told.
        """
        paths = sorted(contents)
        found = [*self._faults_in(["\n".join(paths)], "the names of files", TextPlace.PORTAL)]
        pages = [path for path in paths if path.endswith(".html")]
        scripts = [path for path in paths if path.endswith(".js") and path not in shared]
        said = Lines()
        for group in (pages, scripts):
            if self._have_faults([contents[path] for path in group], said):
                found += (one for path in group for one in self._of_file(path, contents[path]))
                said = Lines()  # so that the same is found in each file that has it
        for path in paths:
            if path not in pages and path not in scripts:
                found += self._of_file(path, contents[path], path in shared)
        self._clean.keep()
        left = len(found) - _MOST_TOLD
        return found[:_MOST_TOLD] + ([f"and {left} more"] if left > 0 else [])

    def _have_faults(self, contents: Sequence[bytes], said: Lines) -> bool:
        """Tell whether there may be a leak in files that have most lines in common.

        What has been `said` in others is searched no more.
        """
        lines = Lines()
        every = (content.decode("utf-8", "replace").split("\n") for content in contents)
        unseen = "\n".join(map(lines.unseen, every)).encode("utf-8", "replace")
        return any(self._faults_of(unseen, "", TextPlace.PORTAL, said))

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

    def _faults_of(
        self, content: bytes, path: str, place: TextPlace, said: Lines | None = None
    ) -> Iterator[str]:
        try:
            yield from self._faults_in([*texts_of(content)], path, place, said)
        except TooMuch:
            yield f"{path}: {_TOO_MUCH}"

    def _faults_in(
        self, texts: Sequence[str], path: str, place: TextPlace, said: Lines | None = None
    ) -> Iterator[str]:
        faults: dict[str, None] = {}
        for text in texts:
            attached = place is TextPlace.ATTACHED
            told = self._surroundings.faults(text, self._sources, attached=attached)
            faults.update(dict.fromkeys(told))
            if self._secrets.marks and self._has_marks(text):
                faults["holds single answers to 360-degree feedback"] = None
            unsaid = said.unseen(sentences_of(text)) if said else text
            for words, owners in self._finder.hits(unsaid).items():
                if self._is_leak(words, frozenset(owners.values()), text, place):
                    faults.update(dict.fromkeys(self._told(words, owners)))
        yield from (f"{path}: {fault}" for fault in faults)

    def _is_leak(
        self, words: Words, kinds: frozenset[PhraseKind], text: str, place: TextPlace
    ) -> bool:
        """Tell what `is_leak` does; what follows from the words alone is found once a portal."""
        if not kinds.isdisjoint(_NAMES):
            return is_leak(words, kinds, text, self._sources, place)
        key = words, kinds, place
        if key not in self._judged:
            self._judged[key] = is_leak(words, kinds, text, self._sources, place)
        return self._judged[key]

    def _has_marks(self, text: str) -> bool:
        if not _WITHIN_MARKS.search(text):
            return False
        runs = (tuple(map(int, re.findall(r"\d+", run))) for run in _MARKS.findall(text))
        return any(run in self._secrets.marks for run in runs)

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


@lru_cache(_MOST_OWNERS)
def _phrases_in(folder: Path) -> tuple[tuple[Path, Mapping[Words, Phrase]], ...]:
    return tuple(phrases_in(folder))
