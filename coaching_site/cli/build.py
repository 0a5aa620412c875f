"""The command that builds many portals."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.progress import progress_for
from coaching_site.cli.project import SETTINGS, all_slugs, check_folder, slug_of
from coaching_site.cli.summary import exit_code, summary, told_outcomes
from coaching_site.loading import engagement_folder
from coaching_site.problems import CollectedProblems

if TYPE_CHECKING:  # MkDocs, which is loaded when there is something to build
    from coaching_site.batch.outcome import Outcome
    from coaching_site.batch.portals import PortalTask

_STOPPED: Final = 130
"""The exit code of a command that Ctrl+C has stopped."""


@click.command(
    epilog="Example: `coaching-site build --all --jobs 4` builds the portals of all clients, four "
    "at a time; `coaching-site build jane-doe` builds one."
)
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
@click.option("--quiet", "-q", is_flag=True, help="Print only what is wrong.")
def build(
    engagements: tuple[str, ...],
    *,
    every: bool,
    jobs: int | None,
    site_dir: Path | None,
    quiet: bool,
) -> None:
    """Build the portals of many clients at once.

    SLUG is the folder of a client. Each portal is the same, byte for byte, as the one that
    `mkdocs build` makes, and replaces an earlier one only when it is whole. What is wrong with one
    client stops no other.
    """
    start = time.monotonic()
    tasks = _tasks(engagements, site_dir, every=every)
    outcomes, is_stopped = _built(tasks, jobs, quiet=quiet)
    for line in told_outcomes(outcomes):
        click.echo(line, err=True)
    if not quiet:
        click.echo(summary(outcomes, len(tasks), time.monotonic() - start))
    sys.exit(_STOPPED if is_stopped else exit_code(outcomes))


def _built(
    tasks: Sequence[PortalTask], jobs: int | None, *, quiet: bool
) -> tuple[list[Outcome], bool]:
    """Build portals; return what has become of those that are done, and whether it was stopped."""
    from coaching_site.batch.batch import Batch
    from coaching_site.batch.pool import usual_processes

    batch = Batch(tasks, jobs or usual_processes())
    outcomes: list[Outcome] = []
    try:
        with progress_for(len(tasks), quiet=quiet) as progress, closing(batch.outcomes()) as done:
            for outcome in done:
                outcomes += [outcome] if outcome else []
                progress.show(outcome, batch.at_work)
    except KeyboardInterrupt:
        return outcomes, True
    return outcomes, False


def _tasks(named: Sequence[str], site_dir: Path | None, *, every: bool) -> list[PortalTask]:
    """Return a task for each portal that is asked for; raise `InvalidInput` about what cannot be.

    The place of the portals is checked here, since each of them lies there.
    """
    from coaching_site.batch.portals import PortalTask
    from coaching_site.mkdocs.dry_run import dry_run_of

    if bool(named) == every:
        raise click.UsageError("name the clients, or say --all")
    if not os.path.lexists(SETTINGS):
        check_folder()
    project = dry_run_of(SETTINGS, site_dir)
    project.check_place()
    folder = project.workspace.engagements
    day = as_of_day(os.environ, project.as_of)
    slugs = all_slugs(folder) if every else _checked(named, folder)
    return [PortalTask(slug, SETTINGS, day, site_dir) for slug in slugs]


def _checked(named: Iterable[str], engagements: Path) -> list[str]:
    """Return the engagements that are named, each once; raise `InvalidInput` with all others."""
    slugs = [*dict.fromkeys(slug_of(name, engagements) for name in named)]
    problems = CollectedProblems()
    for slug in slugs:
        with problems.collecting():
            engagement_folder(engagements, slug)
    problems.raise_all()
    return slugs
