"""The command that brings files of an older version to the present form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coaching_site.cli.folder import ENGAGEMENTS, check_folder, slug_of
from coaching_site.cli.terminal import told
from coaching_site.files import write_atomically
from coaching_site.loading import engagement_folder
from coaching_site.migrations import migrated
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem
from coaching_site.replies.apply import keep_former, tidy


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
def migrate(engagements: tuple[str, ...]) -> None:
    """Bring engagement files of an older version up to date.

    SLUG is the folder of a client; if you name none, all are brought up to date. The old
    files are kept.
    """
    check_folder()
    slugs = [slug_of(name) for name in engagements] or _all_slugs()
    # Not all(): each is to be migrated, whatever the others are like.
    if False in [_is_migrated(slug) for slug in dict.fromkeys(slugs)]:
        sys.exit(2)


def _all_slugs() -> list[str]:
    return sorted(path.parent.name for path in ENGAGEMENTS.glob("*/engagement.yml"))


def _is_migrated(slug: str) -> bool:
    """Migrate one file, and return whether it could be; a refusal is told."""
    try:
        _migrate(slug)
    except InvalidInput as error:
        click.echo(told(error), err=True)
        return False
    return True


def _migrate(slug: str) -> None:
    folder = engagement_folder(ENGAGEMENTS, slug)
    tidy(folder)
    file = (folder / "engagement.yml").resolve()
    before = read_bytes(folder / "engagement.yml")
    after = migrated(before, folder / "engagement.yml")
    if after == before:
        click.echo(f"{slug}: up to date")
        return
    former = keep_former(folder, before)
    if read_bytes(file) != before:
        message = "your file was saved meanwhile: nothing was written, run the command again"
        raise InvalidInput([Problem.of_file(Path(folder, file.name), message)])
    write_atomically(file, after, mode=file.stat().st_mode & 0o777)
    click.echo(f"{slug}: brought up to date; the file as it was is kept: {former.as_posix()}")
