"""The command that builds many portals."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from coaching_site.batch.changes import Changes
from coaching_site.batch.manifests import MANIFESTS, begin_manifest
from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.shards import Shard
from coaching_site.cli.batches import BatchOrder, build_batch, changes_of, checked_slugs
from coaching_site.cli.clusters import cluster_of, cluster_options
from coaching_site.cli.folder import all_slugs
from coaching_site.cli.shards import leave_manifest, merge_shards, shard_named
from coaching_site.cli.summary import STOPPED, exit_code, summary, told_outcomes
from coaching_site.cli.terminal import visible_line
from coaching_site.locking.places import locked_file, may_have_lock
from coaching_site.practice.days import counted
from coaching_site.problems import shown
from coaching_site.staging import MARKER


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Build the portals of all clients.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    help="How many processes build at once; if you do not say, one for each core.",
)
@click.option(
    "--site-dir",
    "-d",
    type=click.Path(path_type=Path),
    help="The folder of the portals, if not the one in mkdocs.yml.",
)
@click.option("--force", is_flag=True, help="Build also what has not changed.")
@click.option(
    "--shard",
    callback=shard_named,
    metavar="I/N",
    help="Build the part number I, counted from 0, of the N parts of all clients.",
)
@click.option("--merge", is_flag=True, help="Build nothing; make sure that all parts are there.")
@click.option(
    "--manifests",
    type=click.Path(path_type=Path),
    default=MANIFESTS,
    show_default=True,
    help="The folder in which parts say what they have built.",
)
@cluster_options
@click.option("--quiet", "-q", is_flag=True, help="Print only what is wrong.")
def build(
    engagements: tuple[str, ...],
    *,
    every: bool,
    jobs: int | None,
    site_dir: Path | None,
    force: bool,
    shard: Shard | None,
    merge: bool,
    manifests: Path,
    cluster: str | None,
    cluster_ca: Path | None,
    cluster_cert: Path | None,
    cluster_key: Path | None,
    quiet: bool,
) -> None:
    """Build the portals of many clients at once.

    SLUG is the folder of a client. Each portal is the same, byte for byte, as the one that
    `mkdocs build` makes, and replaces an earlier one only when it is whole. What is wrong with one
    client stops no other. A portal is left alone if nothing that it is made from has changed. Where
    the agreement provides for a report to the sponsor, it is written beside it, to sponsors/.

    \b
    Examples:
      coaching-site build --all --jobs 4      all clients, four at a time
      coaching-site build jane-doe            one client
      coaching-site build --shard 2/8         on the third of eight machines
      coaching-site build --merge             in the end, are all parts there?
      coaching-site build --all --cluster tls://10.0.0.7:8786
    """
    start = time.monotonic()
    if [bool(engagements), every or shard is not None, merge].count(True) != 1:
        raise click.UsageError("name the clients, or say --all, --shard or --merge")
    address = cluster_of(cluster, cluster_ca, cluster_cert, cluster_key)
    _refuse_idle_options(click.get_current_context())
    changes = changes_of(site_dir)
    folder = changes.engagements
    slugs = checked_slugs(engagements, folder) if engagements else all_slugs(folder)
    if merge:
        sys.exit(merge_shards(manifests, changes, slugs, quiet=quiet))
    if shard:
        slugs = shard.part_of(slugs)
        begin_manifest(manifests, shard)
    unchanged = set() if force else changes.unchanged(slugs)
    outcomes = [Outcome(slug, PortalStatus.UNCHANGED) for slug in unchanged]
    changed = [slug for slug in slugs if slug not in unchanged]
    order = BatchOrder(changed, changes, site_dir, jobs, address, quiet=quiet)
    is_whole = not changed or build_batch(order, outcomes)
    if shard:
        leave_manifest(manifests, shard, changes, outcomes)
    outcomes = _locked(outcomes, changes)
    for line in told_outcomes(outcomes):
        click.echo(line, err=True)
    if not quiet:
        for line in _places(slugs, changes, outcomes):
            click.echo(visible_line(line))
        click.echo(summary(outcomes, len(slugs), time.monotonic() - start))
    sys.exit(exit_code(outcomes) if is_whole else STOPPED)


def _locked(outcomes: Sequence[Outcome], changes: Changes) -> list[Outcome]:
    """Lock the portals of clients with a lock; return what has become of each."""
    waiting = {one.slug for one in outcomes if _waits_for_lock(one, changes)}
    if not waiting:
        return [*outcomes]
    from coaching_site.cli.locked import lock_portals

    return lock_portals(outcomes, waiting, changes.portals)


def _waits_for_lock(outcome: Outcome, changes: Changes) -> bool:
    """Tell whether a portal may have a lock, and no locked one that is as new as it is."""
    built = _moment_of(changes.portals / outcome.slug / MARKER)
    is_new = outcome.status is PortalStatus.BUILT or _moment_of(locked_file(outcome.slug)) < built
    if not built or not is_new:
        return False
    try:
        return may_have_lock((changes.engagements / outcome.slug / "engagement.yml").read_bytes())
    except OSError:
        return True  # which is told there


def _moment_of(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _places(slugs: Sequence[str], changes: Changes, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield where a portal is, and where reports for sponsors were written."""
    if len(slugs) == 1 and exit_code(outcomes) == 0:
        yield f"To read: {shown(changes.portals / slugs[0] / 'index.html')}"
    if written := [one.slug for one in outcomes if one.report]:
        place = changes.reports / written[0] if len(slugs) == 1 else changes.reports
        yield f"For {counted(len(written), 'sponsor')}: {shown(place)}"


def _refuse_idle_options(context: click.Context) -> None:
    """Raise `UsageError` about an option that is given, and that would do nothing."""
    given = [name for name in context.params if _is_given(context, name)]
    rules = (
        ("merge", ("jobs", "force", "cluster"), "it builds nothing"),
        ("cluster", ("jobs",), "a cluster has as many as its workers"),
    )
    for name, idle, reason in rules:
        if name in given and (named := [f"--{one}" for one in idle if one in given]):
            raise click.UsageError(f"--{name} goes without {' and '.join(named)}: {reason}")
    if "manifests" in given and not {"shard", "merge"} & {*given}:
        raise click.UsageError("--manifests goes with --shard or --merge: nothing else needs it")


def _is_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not ParameterSource.DEFAULT
