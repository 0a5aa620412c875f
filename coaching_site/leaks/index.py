"""The phrases of all engagements of a practice, in one file that a build can search at once.

A thousand engagements have some half a million phrases. To read them anew, or to make an automaton
of them (Aho-Corasick), takes longer than a portal; so they are kept sorted by their heads, as
numbers, and found by bisection.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path
from time import time_ns
from typing import Final

from coaching_site.files import locked, write_atomically
from coaching_site.leaks.entries import (
    ByShape,
    PhraseEntry,
    head_codes,
    packed_in_turn,
    unpacked,
    unsigned,
)
from coaching_site.leaks.phrases import PhraseKind, files_of_engagement

_NAME: Final = "phrases"
_MODULES: Final = ("entries.py", "index.py", "phrases.py", "readings.py", "sources.py", "words.py")
# The numbers of words follow from Python's own hash of numbers.
_HASH: Final = (sys.hash_info.width, sys.hash_info.algorithm, sys.version_info[:2], sys.byteorder)
# Longer than the steps in which any file system counts time: two seconds on FAT.
_REST_NS: Final = 2_500_000_000
_MOST_RECENT: Final = 10_000
_MOST_OWNERS: Final = 8
_MOST_HEADS: Final = 50_000
_LEAST_FILTER: Final = 1 << 13
_FILTER_BYTES: Final = 4

Extract = Callable[[Sequence[Path]], Iterable[bytes]]
Triple = tuple[int, int, int]


@dataclass(frozen=True)
class IndexPart:
    """Phrases sorted by their heads; `owners` are the numbers of the engagements they are from."""

    heads: Sequence[int] = ()
    numbers: Sequence[int] = ()
    owners: Sequence[int] = ()

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> IndexPart:
        """Return triples of these three, sorted."""
        heads, numbers, owners = [*zip(*sorted(triples), strict=True)] or ((), (), ())
        return cls(array("Q", heads), array("Q", numbers), array("Q", owners))

    def triples(self) -> Iterator[Triple]:
        """Yield all three of each phrase."""
        return zip(self.heads, self.numbers, self.owners, strict=True)

    def __len__(self) -> int:
        """Return how many phrases there are."""
        return len(self.heads)

    def groups(self, head: int) -> Iterator[range]:
        """Yield for each phrase with a head where it is, once for each engagement that has it."""
        start = bisect_left(self.heads, head)
        if start == len(self.heads) or self.heads[start] != head:
            return
        last = bisect_right(self.heads, head, start)
        while start < last:
            end = bisect_right(self.numbers, self.numbers[start], start, last)
            yield range(start, end)
            start = end

    def has(self, group: range, owner: int) -> bool:
        """Tell whether a phrase is of an engagement."""
        at = bisect_left(self.owners, owner, group.start, group.stop)
        return at < group.stop and self.owners[at] == owner


IndexPlace = tuple[IndexPart, range, PhraseKind]
"""Where a phrase stands in an index, once for each engagement that it is from, and its kind."""


@dataclass(frozen=True)
class Index:
    """The phrases of a practice: most in `base`, those of files changed since then in `recent`.

    `states` is what the system tells of the files of each engagement, empty where that may not be
    relied on. What a file said before it was changed may still be in `base`: who finds a phrase
    looks into the file.
    """

    slugs: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    base: IndexPart = IndexPart()
    recent: IndexPart = IndexPart()
    filter: bytes = b""

    def is_of(self, states: Mapping[str, str]) -> bool:
        """Tell whether nobody has written to a file since, by what the system tells of them."""
        return bool(self.filter) and self.states == states and all(states.values())

    @cached_property
    def digest(self) -> str:
        """A digest of all files that it is made from; a new one where it is not known."""
        is_known = all(self.states.values())
        told = repr(self.states) if is_known else repr(time_ns())
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def found(self, heads: Set[str]) -> Mapping[str, ByShape[IndexPlace]]:
        """Return the phrases of those heads, all of one size, with which any begins, by heads."""
        self._look_up(heads)
        return {head: self._found[head] for head in heads & self._found.keys()}

    def owners(self, places: Iterable[IndexPlace], but: str) -> Iterator[tuple[str, PhraseKind]]:
        """Yield engagements that a phrase is from, unless `but` has it, too; and what it is."""
        own = self._numbers.get(but, -1)
        for part, group, kind in places:
            if not part.has(group, own):
                for owner in part.owners[group.start : group.stop][:_MOST_OWNERS]:
                    yield self.slugs[owner], kind

    def _look_up(self, heads: Set[str]) -> None:
        """Note what there is with these heads: portals have most of theirs in common."""
        if len(self._absent) > _MOST_HEADS or len(self._found) > _MOST_HEADS:
            self._absent.clear()
            self._found.clear()
        bits, last = self.filter, len(self.filter) - 1
        unknown = [*(heads - self._absent - self._found.keys())]
        for head, code in zip(unknown, head_codes(unknown), strict=True):
            if bits[code >> 3 & last] >> (code & 7) & 1:
                found: ByShape[IndexPlace] = {}
                for part in (self.base, self.recent):
                    for group in part.groups(unsigned(code)):
                        entry = PhraseEntry.of(part.numbers[group.start])
                        entry.put(found, (part, group, entry.kind))
                if found:
                    self._found[head] = found
        self._absent.update(unknown)
        self._absent.difference_update(self._found.keys() & unknown)

    @cached_property
    def _absent(self) -> set[str]:
        return set()

    @cached_property
    def _found(self) -> dict[str, ByShape[IndexPlace]]:
        return {}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {slug: number for number, slug in enumerate(self.slugs)}


_LATEST: Final[dict[Path, tuple[Index, str]]] = {}
"""The index of each folder of engagements, and the run in which the system was asked for them."""


def index_of(
    engagements: Path,
    cache_dir: Path | None = None,
    extract: Extract = packed_in_turn,
    run: str = "",
) -> Index:
    """Return the index of a folder of engagements, of which only changed files are read.

    It is kept in memory, and in a file below `cache_dir`. `extract` reads files, in their order. To
    ask a system for the files of a thousand clients takes as long as a search: so what was found
    for a `run`, such as one command, holds for all of it; without one, it is asked each time.
    """
    engagements = engagements.absolute()
    known, latest = _LATEST.get(engagements, (Index(), ""))
    if run and run == latest:
        return known
    states = _states(engagements)
    if not known.is_of(states):
        folder = cache_dir / "leaks" if cache_dir else None
        # Processes that build portals at once need not all read what has changed.
        with _alone(folder):
            known = (folder and _read(folder / _NAME)) or known
            if not known.is_of(states):
                known = _renewed(known, engagements, states, extract)
                if folder:
                    _write(folder / _NAME, known)
    _LATEST[engagements] = known, run
    return known


@lru_cache(1)
def form() -> str:
    """Return the form of what is kept, which no search of another form uses."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in _MODULES)
    return sha256(repr(_HASH).encode() + code).hexdigest()


def _alone(folder: Path | None) -> AbstractContextManager[object]:
    if not folder:
        return nullcontext()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return locked(folder)


def _states(engagements: Path) -> dict[str, str]:
    """Return what the system tells of the files of each engagement."""
    states, newest = {}, time_ns() - _REST_NS
    try:
        slugs = sorted(os.listdir(engagements))  # noqa: PTH208 - a thousand paths take long
    except OSError:
        return {}
    for slug in slugs:
        with suppress(OSError):
            every = [*map(os.stat, files_of_engagement(f"{engagements}/{slug}"))]
            is_at_rest = all(max(one.st_mtime_ns, one.st_ctime_ns) < newest for one in every)
            told = [(one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for one in every]
            states[slug] = repr(told) if is_at_rest else ""
    return states


def _renewed(known: Index, engagements: Path, states: Mapping[str, str], extract: Extract) -> Index:
    changed = [slug for slug, told in states.items() if not told or known.states.get(slug) != told]
    slugs = [*dict.fromkeys((*known.slugs, *states))]
    number_of = {slug: number for number, slug in enumerate(slugs)}
    gone = {number_of[slug] for slug in slugs if slug not in states}
    renewed = gone | {number_of[slug] for slug in changed}
    recent = [one for one in known.recent.triples() if one[2] not in renewed]
    folders = [engagements / slug for slug in changed]
    for slug, content in zip(changed, extract(folders), strict=True):
        recent += ((*pair, number_of[slug]) for pair in unpacked(content))
    base = known.base
    if len(recent) > max(_MOST_RECENT, len(base.heads) // 8) or not base.heads:
        outdated = renewed | {one[2] for one in recent}
        kept = (one for one in base.triples() if one[2] not in outdated)
        base, recent = IndexPart.of([*kept, *recent]), []
    new = IndexPart.of(recent)
    former = known.filter if base is known.base else b""
    return Index(tuple(slugs), states, base, new, _filter(base.heads, new.heads, former))


def _filter(base: Sequence[int], recent: Sequence[int], former: bytes) -> bytes:
    """Return bits of which that of each head is set; their number is a power of two.

    `former` is that of the same base.
    """
    most = len(base) + max(_MOST_RECENT, len(base) // 8)
    size = max(_LEAST_FILTER, 1 << (_FILTER_BYTES * most).bit_length())
    bits, last = bytearray(former or size), size - 1
    for head in (*(() if former else base), *recent):
        bits[head >> 3 & last] |= 1 << (head & 7)
    return bytes(bits)


def _write(path: Path, index: Index) -> None:
    parts = (index.base, index.recent)
    columns = [one for part in parts for one in (part.heads, part.numbers, part.owners)]
    lengths = [*map(len, columns), len(index.filter)]
    header = [form(), index.slugs, index.states, lengths]
    content = b"".join([json.dumps(header).encode(), b"\n", *map(bytes, columns), index.filter])
    with suppress(OSError):
        write_atomically(path, content, durable=False)


def _read(path: Path) -> Index | None:
    """Return what was written; whatever is wrong with it counts as nothing."""
    try:
        content = _content_of(path)
        start = content.find(b"\n") + 1
        made_by, slugs, states, lengths = json.loads(content[:start])
        if made_by != form():
            return None
        every, columns = memoryview(content), []
        for length in lengths[:-1]:
            columns.append(every[start : start + 8 * length].cast("Q"))
            start += 8 * length
        parts = IndexPart(*columns[:3]), IndexPart(*columns[3:6])
        is_whole = [*map(len, columns), len(content) - start] == lengths
        return Index(tuple(slugs), states, *parts, content[start:]) if is_whole else None
    except (OSError, ValueError, TypeError):
        return None


def _content_of(path: Path) -> bytes | mmap:
    """Return the bytes of a file, of which a system that can do it reads what is asked for."""
    if sys.platform == "win32":  # which replaces no file that somebody has open
        return path.read_bytes()
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
