"""Whether all portals that shards have built are there, each once and as it would be built now."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from coaching_site.batch.changes import Changes, Difference
from coaching_site.batch.manifests import DamagedManifest, Manifest, manifests_in, read_manifest
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.shards import Shard, shard_of
from coaching_site.staging import MARKER


class FindingKind(StrEnum):
    """What is the matter with a portal that a merge does not find as it should be."""

    MISSING = "missing"
    STALE = "stale"
    FOREIGN = "foreign"


@dataclass(frozen=True, order=True)
class Finding:
    """Something that is not as it should be; `name` is an engagement, or else a manifest."""

    kind: FindingKind
    name: str
    reason: str


@dataclass
class Merge:
    """What a merge has found: engagements whose portals are `there`, and all that is wrong.

    `outcomes` are those of portals that failed or were built with a warning. `again` are the shards
    that have to run again for the portals that are not there.
    """

    there: set[str]
    findings: list[Finding] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    again: list[Shard] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every portal is there, and nothing else."""
        return not self.findings and all(one.exit_code == 0 for one in self.outcomes)


_STALE: Final = {
    Difference.SHARED: "made from other content, settings or versions than there are here",
    Difference.INPUTS: "the files of the engagement are not those that it was made from",
    Difference.OUTPUTS: "the files of the portal are not those that were built",
    Difference.REPORT: "the files of the report in sponsors/ are not those that were built",
}
_WRITTEN_TO: Final = "what it is made from was written to while it was built"


def merged(folder: Path, changes: Changes, slugs: Sequence[str]) -> Merge:
    """Return whether the portals of all engagements are there; note those that are as built.

    `folder` holds the manifests of shards. What is noted is not built again. A portal that is known
    already to be what it would be needs no manifest, as on a disk that shards share.
    """
    merge = Merge(changes.unchanged(slugs))
    shards = manifests_in(folder)
    told = _Told(changes, frozenset(slugs), merge)
    for path, shard in shards.items():
        try:
            told.add(read_manifest(path, shard))
        except (DamagedManifest, OSError):
            merge.findings.append(Finding(FindingKind.STALE, path.name, "it cannot be read"))
    told.verify()
    for slug in sorted({*slugs} - told.slugs - merge.there):
        reason = _why_missing(slug, shards.values())
        merge.findings.append(Finding(FindingKind.MISSING, slug, reason))
    merge.findings += _portals_of_nobody(changes.portals, frozenset(slugs))
    merge.again = _shards_of((slug for slug in slugs if slug not in merge.there), shards.values())
    return merge


class _Told:
    """What manifests tell of the portals of `known` engagements, put into a merge."""

    def __init__(self, changes: Changes, known: frozenset[str], merge: Merge) -> None:
        self._changes, self._known, self._merge = changes, known, merge
        self._noted: list[str] = []
        self.slugs: set[str] = set()

    def add(self, manifest: Manifest) -> None:
        """Note what a manifest tells, as if the portals had been built here."""
        for outcome in manifest.outcomes:
            slug = outcome.slug
            if reason := self._why_foreign(slug, manifest.shard):
                self._find(FindingKind.FOREIGN, slug, reason)
                continue
            self.slugs.add(slug)
            if slug in self._merge.there:
                continue
            if outcome.lines:
                self._merge.outcomes.append(
                    replace(outcome, inputs=None, outputs=None, report=None)
                )
            if record := manifest.record_of(outcome):
                self._changes.records.put(slug, record)
                self._noted.append(slug)
            elif outcome.status is not PortalStatus.FAILED:
                self._find(FindingKind.STALE, slug, _WRITTEN_TO)

    def verify(self) -> None:
        """Compare what was noted with the files that there are."""
        there = self._changes.unchanged(self._noted)
        self._merge.there |= there
        for slug in self._noted:
            if slug not in there:
                self._find(*self._why_not_there(slug))
        for outcome in self._merge.outcomes:
            self._changes.records.remove(outcome.slug)  # a warning is to be told again

    def _why_foreign(self, slug: str, shard: Shard) -> str:
        if slug not in self._known:
            return f"shard {shard} has built it, and there is no such engagement"
        if shard_of(slug, shard.count) != shard.index:
            return f"shard {shard} has built it, which is none of its engagements"
        return f"shard {shard} tells of it twice" if slug in self.slugs else ""

    def _why_not_there(self, slug: str) -> tuple[FindingKind, str, str]:
        record = self._changes.records.get(slug)
        if not record:
            return FindingKind.STALE, slug, "what is known of it cannot be kept in `.cache/`"
        found = self._changes.compared(slug, record)
        if found is Difference.DAY:
            return FindingKind.STALE, slug, f"it speaks of {record.day}, not {self._changes.day}"
        if found is Difference.OUTPUTS and not (self._changes.portals / slug).exists():
            return FindingKind.MISSING, slug, "it was built, and is not here"
        if found is Difference.REPORT and not (self._changes.reports / slug).exists():
            return FindingKind.MISSING, slug, "its report was written, and is not in sponsors/ here"
        reason = _STALE[found] if isinstance(found, Difference) else "it was just written to"
        return FindingKind.STALE, slug, reason

    def _find(self, kind: FindingKind, name: str, reason: str) -> None:
        self._merge.findings.append(Finding(kind, name, reason))


def _why_missing(slug: str, shards: Collection[Shard]) -> str:
    counts = {shard.count for shard in shards}
    if len(counts) != 1:
        return "no manifest tells of it"
    shard = Shard(shard_of(slug, *counts), *counts)
    did = "was stopped before it, or began before there was such a client"
    return f"shard {shard} {did if shard in shards else 'has written no manifest'}"


def _shards_of(slugs: Iterable[str], shards: Collection[Shard]) -> list[Shard]:
    """Return the shards that have to run again for some portals, if it is known how many are."""
    counts = {shard.count for shard in shards}
    if len(counts) != 1:
        return []
    return sorted({Shard(shard_of(slug, *counts), *counts) for slug in slugs})


def _portals_of_nobody(portals: Path, known: frozenset[str]) -> Iterator[Finding]:
    """Yield each portal whose engagement is gone; what is no portal is a matter of the host."""
    with suppress(OSError):
        for name in sorted({*os.listdir(portals)} - known):  # noqa: PTH208
            if name[0] != "." and (portals / name / MARKER).is_file():
                reason = "its portal is here, and there is no such engagement"
                yield Finding(FindingKind.FOREIGN, name, reason)
