"""The command that puts together what belongs to an executive at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.build.as_of import as_of_day
from coaching_site.cli.age_options import AgeOrder, age_options
from coaching_site.cli.batches import BatchOrder, build_batch, changes_of, checked_slugs
from coaching_site.cli.folder import SETTINGS
from coaching_site.cli.group import FilePath
from coaching_site.cli.lock_passphrases import names_in
from coaching_site.cli.summary import STOPPED, exit_code, told_outcomes
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.cli.zip_target import ZipTarget
from coaching_site.practice.days import counted
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import TargetBlocked
from coaching_site.zips import zipped

if TYPE_CHECKING:
    from coaching_site.handover.package import Package

HAND_OVERS: Final = Path("hand-overs")
"""The folder of a workspace in which zips that are handed over are written."""

_FAILED: Final = 1


@click.command()
@click.argument("slug")
@click.option("--out", type=FilePath(), metavar="FILE", help="The file; else in hand-overs/.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@age_options
def hand_over(
    slug: str,
    out: Path | None,
    *,
    force: bool,
    order: AgeOrder,
) -> None:
    """Put what belongs to a client into a zip, at the end.

    SLUG is the folder of a client. The zip holds the portal as it is today, which is built first
    if it has changed; all answers, to read and as data; what was achieved; the agreement; and the
    calendar. Nothing that only you may read goes in, and it is searched for that. With --age it is
    encrypted, and a passphrase of six words is shown once.

    \b
    Examples:
      coaching-site hand-over jane-doe
      coaching-site hand-over jane-doe --age
      coaching-site hand-over jane-doe --age --recipient age1…
    """
    order.check()
    changes = changes_of(None)
    (name,) = checked_slugs([slug], changes.engagements)
    target = ZipTarget.of(out, HAND_OVERS / f"{name}.zip", order.ending, force=force)
    target.check(changes.engagements, changes.portals, Path("content"), Path("overrides"))
    outcomes = [Outcome(one, PortalStatus.UNCHANGED) for one in changes.unchanged([name])]
    if not outcomes and not build_batch(BatchOrder([name], changes, quiet=True), outcomes):
        sys.exit(STOPPED)
    for line in told_outcomes(outcomes):
        click.echo(line, err=True)
    if code := exit_code(outcomes):
        sys.exit(code)
    package = _verified(name)
    if package is None:
        sys.exit(_FAILED)
    engagement = package.inputs.engagement
    content = zipped(package.files)
    target.write(order.sealed(content, engagement.executive.name, names_in(engagement)))
    _tell(target.path, package.files)
    click.echo(visible_line(order.told(target.path)))


def _verified(slug: str) -> Package | None:
    """Return what is handed over; None where it says what it must not, which is told."""
    # MkDocs and what reads archives, which few commands need.
    from coaching_site.build.inputs import read_inputs
    from coaching_site.build.verification import Verification
    from coaching_site.handover.package import package_of
    from coaching_site.locking.locked_portal import portal_files
    from coaching_site.mkdocs.dry_run import dry_run_of

    project = dry_run_of(SETTINGS)
    site, day = project.site_dir / slug, as_of_day(os.environ, project.as_of)
    try:
        verification = Verification(project.workspace, day, project.kept)
    except TargetBlocked as error:
        raise InvalidInput([Problem.of_file(error.path, error.reason)]) from None
    files = portal_files(site)
    package = package_of(read_inputs(project.workspace, slug, day), files)
    faults = [*verification.faults(site), *package.faults(verification.run)]
    for fault in faults:
        click.echo(visible_line(f"{slug}: {fault}"), err=True)
    return None if faults else package


def _tell(path: Path, files: Mapping[str, bytes]) -> None:
    size = sum(map(len, files.values())) / 10**6
    said = f"Handed over: {shown_path(str(path))}: {counted(len(files), 'file')}, {size:.1f} MB"
    click.echo(visible_line(said))
