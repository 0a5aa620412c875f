"""The command that brings files of an older version to the present form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coaching_site.cli.folder import ENGAGEMENTS, check_folder, slug_of
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import told
from coaching_site.feedback import moved_rounds
from coaching_site.feedback.filing import freeze
from coaching_site.files import write_atomically
from coaching_site.loading import (
    engagement_folder,
    language_in,
    load_engagement,
    read_programme,
)
from coaching_site.loading.rounds import FEEDBACK, round_files
from coaching_site.migrations import migrated
from coaching_site.model import Programme
from coaching_site.model.feedback import as_typed
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem
from coaching_site.replies.apply import keep_former, tidy


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
def migrate(engagements: tuple[str, ...]) -> None:
    """Bring engagement files of an older version up to date.

    SLUG is the folder of a client; if you name none, all are brought up to date. Rounds of
    feedback that stand in `engagement.yml` get files of their own, in the folder `feedback`, and
    those with answers say what was asked. The old files are kept.
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
        changed = _migrate(slug), _freeze_rounds(slug), _move_rounds(slug)
        if not any(changed):
            click.echo(f"{slug}: up to date")
    except InvalidInput as error:
        click.echo(told(error), err=True)
        return False
    return True


def _migrate(slug: str) -> bool:
    """Bring one file to the present form, and return whether it had another."""
    folder = engagement_folder(ENGAGEMENTS, slug)
    tidy(folder)
    before = read_bytes(folder / "engagement.yml")
    after = migrated(before, folder / "engagement.yml")
    if after == before:
        return False
    former = _replace(folder, before, after)
    click.echo(f"{slug}: brought up to date; the file as it was is kept: {former.as_posix()}")
    return True


def _freeze_rounds(slug: str) -> bool:
    """Let rounds of feedback with answers say what was promised; return whether any did not."""
    folder = engagement_folder(ENGAGEMENTS, slug)
    if not (files := round_files(folder)):
        return False
    rules = _programme(folder).feedback
    frozen = [path for path in files.values() if freeze(path, rules)]
    for path in frozen:
        click.echo(f"{slug}: what was asked is now noted in {path.as_posix()}")
    return bool(frozen)


def _programme(folder: Path) -> Programme:
    return read_programme(WORKSPACE.layers("programme", language_in(folder))).content


def _move_rounds(slug: str) -> bool:
    """Move the rounds of feedback out of an engagement's file, and return whether there were any.

    Their files are written first: after a kill they are found as they would be written again.
    """
    folder = engagement_folder(ENGAGEMENTS, slug)
    before = read_bytes(folder / "engagement.yml")
    if b"feedback" not in before:  # most have none, so no programme need be read
        return False
    programme = _programme(folder)
    rounds = as_typed(load_engagement(folder, programme)).feedback
    if not rounds:
        return False
    moved = moved_rounds(before, folder / "engagement.yml", rounds, programme.feedback)
    texts = {folder / FEEDBACK / f"{name}.yml": t.encode() for name, t in moved.rounds.items()}
    for path, text in texts.items():
        if path.exists() and path.read_bytes() != text:
            message = "a file of this name is there already: nothing was written, move it away"
            raise InvalidInput([Problem.of_file(path, message)])
    (folder / FEEDBACK).mkdir(exist_ok=True)
    for path, text in texts.items():
        write_atomically(path, text)
        click.echo(f"{slug}: a round of feedback is now in {path.as_posix()}")
    former = _replace(folder, before, moved.engagement)
    click.echo(f"{slug}: the file as it was is kept: {former.as_posix()}")
    return True


def _replace(folder: Path, before: bytes, after: bytes) -> Path:
    """Let an engagement's file hold other bytes, and return where the former ones are kept."""
    file = (folder / "engagement.yml").resolve()
    former = keep_former(folder, before)
    if read_bytes(file) != before:
        message = "your file was saved meanwhile: nothing was written, run the command again"
        raise InvalidInput([Problem.of_file(Path(folder, file.name), message)])
    write_atomically(file, after, mode=file.stat().st_mode & 0o777)
    return former
