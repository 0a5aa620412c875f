"""The command that writes backups of clients."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from coaching_site.backups import BackedUp, backed_up
from coaching_site.build.as_of import as_of_day
from coaching_site.cli.age_options import AgeOrder, age_options
from coaching_site.cli.batches import changes_of, checked_slugs
from coaching_site.cli.folder import all_slugs
from coaching_site.cli.group import FilePath
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.cli.zip_target import ZipTarget
from coaching_site.practice.days import counted
from coaching_site.problems import InvalidInput, Problem
from coaching_site.zips import zipped

BACKUPS: Final = Path("backups")
"""The folder of a workspace in which backups are written."""

OF_ALL: Final = "clients"
"""What the name of a backup of several clients begins with."""


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Back up all clients.")
@click.option("--out", type=FilePath(), metavar="FILE", help="The file; else in backups/.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@age_options
def backup(
    engagements: tuple[str, ...],
    out: Path | None,
    *,
    every: bool,
    force: bool,
    order: AgeOrder,
) -> None:
    """Write a backup of clients into one file.

    SLUG is the folder of a client. The backup is a zip of the day in backups/: the folders of the
    clients, with all that only you may read. With --age it is
    encrypted, and a passphrase of six words is shown once. Keep it in another place than this
    machine, and the passphrase in a third one.

    \b
    Examples:
      coaching-site backup --all --age
      coaching-site backup jane-doe --age --recipient age1…
    """
    if bool(engagements) == every:
        raise click.UsageError("name clients, or say --all")
    order.check()
    changes = changes_of(None)
    folder = changes.engagements
    slugs = all_slugs(folder) if every else checked_slugs(engagements, folder)
    if not slugs:
        raise InvalidInput([Problem.of_file(folder, "there is no client yet")])
    usual = BACKUPS / f"{_name_of(slugs, every)}-{as_of_day(os.environ)}"
    target = ZipTarget.of(out, usual, order.ending, force=force)
    target.check(folder, changes.portals, Path("content"), Path("overrides"))
    found = backed_up(folder, slugs)
    for path in found.left_out:
        said = f"{shown_path(str(path))}: left out: a link, or no file that a zip can hold"
        click.echo(visible_line(said), err=True)
    target.write(order.sealed(zipped(found.files), "the backup", slugs))
    _tell(target.path, found, len(slugs))
    click.echo(visible_line(order.told(target.path)))


def _name_of(slugs: list[str], every: bool) -> str:
    return slugs[0] if len(slugs) == 1 and not every else OF_ALL


def _tell(path: Path, found: BackedUp, clients: int) -> None:
    counts = f"{counted(clients, 'client')}, {counted(len(found.files), 'file')}"
    click.echo(visible_line(f"Backed up: {shown_path(str(path))}: {counts}"))
