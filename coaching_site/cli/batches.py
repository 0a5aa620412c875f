"""Portals built on the way of a command: all that have changed, or those that are named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coaching_site.batch.changes import Changes
from coaching_site.batch.outcome import Outcome
from coaching_site.batch.project import changes_in
from coaching_site.cli.clusters import ClusterAddress
from coaching_site.cli.folder import SETTINGS, check_folder, slug_of
from coaching_site.cli.progress import progress_for
from coaching_site.problems import CollectedProblems
from coaching_site.slugs import is_slug
from coaching_site.staging import recover

if TYPE_CHECKING:
    from coaching_site.batch.cluster import WorkerPool


def changes_of(site_dir: Path | None) -> Changes:
    """Return what tells which portals have changed; raise `InvalidInput` about the settings."""
    if not os.path.lexists(SETTINGS):
        check_folder()
    return changes_in(SETTINGS, site_dir, os.environ)


def checked_slugs(named: Iterable[str], engagements: Path) -> list[str]:
    """Return the engagements that are named, each once; raise `InvalidInput` with all others."""
    slugs = [*dict.fromkeys(slug_of(name, engagements) for name in named)]
    unknown = [slug for slug in slugs if not is_slug(slug) or not (engagements / slug).is_dir()]
    problems = CollectedProblems()
    for slug in unknown:
        from coaching_site.loading import engagement_folder

        with problems.collecting():
            engagement_folder(engagements, slug)
    problems.raise_all()
    return slugs


@dataclass(frozen=True)
class BatchOrder:
    """Which portals are to be built, by how many processes or which cluster, and how it is told."""

    slugs: Sequence[str]
    changes: Changes
    site_dir: Path | None = None
    jobs: int | None = None
    cluster: ClusterAddress | None = None
    quiet: bool = False


def build_batch(order: BatchOrder, outcomes: list[Outcome]) -> bool:
    """Build portals; add what has become of each, and return whether all were tried.

    The place of the portals is checked and tidied here, since each of them lies there. Raises
    `InvalidInput` about it, and about a cluster.
    """
    from coaching_site.mkdocs.dry_run import dry_run_of

    dry_run_of(SETTINGS, order.site_dir).check_place()
    for folder in (order.changes.portals, order.changes.reports):
        recover(folder)
    try:
        with order.cluster.workers(order.changes) if order.cluster else nullcontext() as workers:
            _run(order, workers, outcomes)
    except KeyboardInterrupt:
        return False
    return True


def _run(order: BatchOrder, workers: WorkerPool | None, outcomes: list[Outcome]) -> None:
    from coaching_site.batch.batch import Batch
    from coaching_site.batch.pool import usual_processes

    settings = SETTINGS.absolute() if workers else SETTINGS
    processes = order.jobs or usual_processes()
    batch = Batch(order.slugs, settings, order.changes, processes, workers=workers)
    total, quiet = len(order.slugs), order.quiet
    with progress_for(total, quiet=quiet) as progress, closing(batch.outcomes()) as found:
        for outcome in found:
            if outcome:
                outcomes.append(outcome)
            progress.show(outcome, batch.at_work)
