"""Portals divided among machines: what a machine leaves for the merge, and what that tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from coaching_site.batch.changes import Changes
from coaching_site.batch.manifests import Manifest, write_manifest
from coaching_site.batch.merge import Finding, FindingKind, Merge, merged
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.shards import Shard
from coaching_site.cli.summary import exit_code, told_outcomes
from coaching_site.cli.terminal import visible_line
from coaching_site.practice.days import counted
from coaching_site.problems import joined

_MOST_NAMES: Final = 20


def shard_named(_: click.Context, option: click.Parameter, text: str | None) -> Shard | None:
    """Return the shard that an option names, if it is given; raise `BadParameter` for any other."""
    try:
        return None if text is None else Shard.from_text(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param=option) from None


def leave_manifest(
    folder: Path, shard: Shard, changes: Changes, outcomes: Iterable[Outcome]
) -> None:
    """Write what has become of the portals of a shard; raise `OSError`."""
    is_sure = changes.shared.still_hold()
    told = tuple(_completed(one, changes, is_sure=is_sure) for one in outcomes)
    write_manifest(folder, Manifest(shard, changes.shared.digest, str(changes.day), told))


def _completed(outcome: Outcome, changes: Changes, *, is_sure: bool) -> Outcome:
    """Return an outcome with what its portal was made from, unless that has changed meanwhile."""
    if outcome.status is PortalStatus.UNCHANGED:
        record = changes.records.get(outcome.slug)
        if not record:
            return outcome
        return replace(outcome, inputs=record.inputs, outputs=record.outputs, report=record.report)
    return outcome if is_sure else replace(outcome, inputs=None, outputs=None, report=None)


def merge_shards(folder: Path, changes: Changes, slugs: Sequence[str], *, quiet: bool) -> int:
    """Merge what the manifests in a folder tell; print it, and return the exit code."""
    merge = merged(folder, changes, slugs)
    for line in (*told_outcomes(merge.outcomes), *_told_findings(merge.findings)):
        click.echo(line, err=True)
    if merge.again:
        again = joined((f"--shard {shard}" for shard in merge.again), _MOST_NAMES)
        click.echo(f"To build what is not there, run again: {again}", err=True)
    if not quiet:
        click.echo(_summary(merge, len(slugs)))
    return 1 if merge.findings else exit_code(merge.outcomes)


def _told_findings(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each matter, with the names of those whom it is about."""
    told: dict[tuple[FindingKind, str], list[str]] = {}
    for finding in sorted(findings):
        told.setdefault((finding.kind, finding.reason), []).append(finding.name)
    for (kind, reason), names in told.items():
        yield visible_line(f"{joined(names, _MOST_NAMES)}: {kind}: {reason}")


def _summary(merge: Merge, total: int) -> str:
    counts = Counter(finding.kind for finding in merge.findings)
    failed = sum(outcome.status is PortalStatus.FAILED for outcome in merge.outcomes)
    parts = [f"{counts[kind]} {kind}" for kind in FindingKind if counts[kind]]
    parts += [f"{failed} failed"] if failed else []
    there = "all there" if merge.is_whole else f"{len(merge.there)} there"
    portals = counted(total, "portal")
    return f"{portals}: {', '.join([there, *parts])}"
