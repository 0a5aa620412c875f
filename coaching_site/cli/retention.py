"""The command that says which clients are past the day that was agreed, and deletes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.copies import CopyFinder
from coaching_site.cli.folder import SETTINGS, check_folder, slug_of
from coaching_site.cli.passphrases import KeyRing, key_options
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.table import Cell, Column, print_table
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.desk.codes import known_code
from coaching_site.loading import engagement_folder
from coaching_site.practice.clients import Client, ClientReader, UnreadClient
from coaching_site.problems import InvalidInput, Problem
from coaching_site.publishing.refusals import PublishRefused, StoreFailed
from coaching_site.retention.copies import Copy, CopyKind
from coaching_site.retention.deletion import (
    begin_deletion,
    begun_deletion,
    begun_deletions,
    deleted_kinds,
    finish_deletion,
    move_aside,
)
from coaching_site.retention.deletion_record import DELETIONS, note_deletion
from coaching_site.retention.terms import RetentionState, RetentionTerm
from coaching_site.slugs import is_slug

_COLUMNS: Final = (
    *(Column("Client", least=14), Column("End"), Column("Kept until"), Column("State")),
)
_STYLES: Final = {RetentionState.PAST: "bold red", RetentionState.NOT_AGREED: "yellow"}
_UNKNOWN: Final = (
    "Not known here, and not deleted: mails and downloads, what your client has, files written to "
    "other places by --out and the like, calendars and paper, backups of this machine, and what a "
    "host keeps of former versions."
)
_NOT_AGREED: Final = (
    "Where no day is agreed, `keep_months` in the agreement says how many months after the end."
)
_LINK: Final = "this is a link, which is not followed: put the folder itself in its place first"
_SURE: Final = "Delete all of this? Nobody can undo it."


@click.command()
@click.option("--delete", "typed", metavar="SLUG", help="Delete a client, after two questions.")
@click.option("--leave-places", is_flag=True, help="Delete nothing that is published; tell it.")
@click.option("--json", "as_json", is_flag=True, help="Print data for other programs.")
@key_options
def retention(
    typed: str | None,
    private_key: Path | None,
    passphrase_file: Path | None,
    *,
    leave_places: bool,
    as_json: bool,
) -> None:
    """List until when clients are kept; delete one.

    That is `keep_months` of the agreement, after the `end`. Of clients past that day, each copy is
    told that is known here: the folder of the client, portal, report, locked portal and its key,
    published places, replies in the inbox, hand-overs, backups and caches. With --delete all of it
    is deleted, after two questions, and the day is noted in deletions.yml.

    \b
    Examples:
      coaching-site retention
      coaching-site retention --delete jane-doe
    """
    if as_json and typed is not None:
        raise click.UsageError("--json lists; it does not go with --delete")
    if leave_places and typed is None:
        raise click.UsageError("--leave-places goes with --delete")
    check_folder()
    finder = _finder(KeyRing(private_key, passphrase_file), leave_places)
    day = as_of_day(os.environ)
    if typed is None:
        _list(finder, day, as_json)
    else:
        sys.exit(_Deletion(finder, slug_of(typed), day).run())


def _finder(keys: KeyRing, leaves_places: bool) -> CopyFinder:
    if not os.path.lexists(SETTINGS):
        return CopyFinder(WORKSPACE, Path("site"), None, keys, leaves_places)
    from coaching_site.mkdocs.dry_run import dry_run_of  # MkDocs, which few commands need

    project = dry_run_of(SETTINGS)
    return CopyFinder(project.workspace, project.site_dir, project.publish, keys, leaves_places)


def _list(finder: CopyFinder, day: date, as_json: bool) -> None:
    """Print all clients, and the copies of those past their day."""
    clients = ClientReader(finder.workspace, day).all()
    past = {
        one.slug: finder.copies(one.slug)
        for one in clients
        if isinstance(one, Client) and _term(one).state(day) is RetentionState.PAST
    }
    begun = begun_deletions(finder.workspace.engagements)
    if as_json:
        rows = [_data(one, past.get(one.slug), day) for one in clients]
        found = {"as_of": day, "clients": rows, "broken_off": begun}
        click.echo(json.dumps(found, default=str))
    elif clients:
        print_table(_COLUMNS, [_cells(one, day) for one in clients])
        if any(_is_not_agreed(one, day) for one in clients):
            click.echo(_NOT_AGREED, err=True)
        for slug, copies in past.items():
            click.echo(f"\n{slug}: past its day. Known of it:")
            _tell_copies(copies)
            click.echo(f"  To delete it: coaching-site retention --delete {slug}")
    else:
        click.echo("There are no clients yet: begin one with `coaching-site new`.")
    for slug in begun:
        message = "its deletion was broken off: coaching-site retention --delete"
        click.echo(visible_line(f"{slug}: {message} {slug}"), err=True)
    if clients and not any(isinstance(one, Client) for one in clients):
        sys.exit(2)


def _is_not_agreed(client: Client | UnreadClient, day: date) -> bool:
    return isinstance(client, Client) and _term(client).state(day) is RetentionState.NOT_AGREED


def _term(client: Client) -> RetentionTerm:
    return RetentionTerm.of(client.engagement)


def _cells(client: Client | UnreadClient, day: date) -> list[Cell]:
    if isinstance(client, UnreadClient):
        told = f"cannot be read: coaching-site check {client.slug}"
        return [Cell(client.slug), Cell(""), Cell(""), Cell(told, "bold red")]
    term = _term(client)
    state = term.state(day)
    days = [Cell(one.isoformat() if one else "") for one in (term.end, term.until)]
    return [Cell(client.slug), *days, Cell(state.value, _STYLES.get(state, ""))]


def _data(
    client: Client | UnreadClient, copies: Iterable[Copy] | None, day: date
) -> dict[str, Any]:
    if isinstance(client, UnreadClient):
        return {"slug": client.slug, "problems": [str(one) for one in client.problems]}
    term = _term(client)
    found = [
        {"kind": one.kind.value, "where": one.where, "can_delete": one.delete is not None}
        for one in copies or ()
    ]
    return {
        "slug": client.slug,
        "problems": [],
        "name": client.engagement.executive.name,
        "end": term.end,
        "keep_months": client.engagement.agreement.keep_months,
        "until": term.until,
        "state": term.state(day).value,
        "copies": found,
    }


def _tell_copies(copies: Iterable[Copy]) -> None:
    for one in copies:
        said = f": stays: {one.remark}" if one.delete is None else ""
        click.echo(visible_line(f"  {one.kind}: {shown_path(one.where)}{said}"))


@dataclass(frozen=True)
class _Deletion:
    """Deletes a client, or goes on with a deletion that was broken off."""

    finder: CopyFinder
    slug: str
    day: date

    @property
    def _folder(self) -> Path:
        return self.finder.shown(self.finder.workspace.engagements) / self.slug

    def run(self) -> int:
        """Ask, delete and tell; return the exit code. Raises `InvalidInput` and `OSError`."""
        moved = begun_deletion(self._folder) if is_slug(self.slug) else None
        if moved:
            finish_deletion(self._folder, moved, partial(self._note, is_resumed=True))
            click.echo(f"The deletion of {self.slug}, which was broken off, is finished.")
            if not os.path.lexists(self._folder):
                return 0
        engagement_folder(self.finder.workspace.engagements, self.slug)
        if self._folder.is_symlink():
            raise InvalidInput([Problem.of_file(self._folder, _LINK)])
        copies = self.finder.copies(self.slug)
        self._warn()
        click.echo(f"Known of {self.slug}:")
        _tell_copies(copies)
        for line in (*_told_of_git(self._folder), _UNKNOWN):
            click.echo(line)
        if not self._is_sure():
            click.echo("Nothing was deleted.", err=True)
            return 1
        return self._delete(copies)

    def _warn(self) -> None:
        """Say what speaks against it, if that is known."""
        client = next(
            (o for o in ClientReader(self.finder.workspace, self.day).all() if o.slug == self.slug),
            None,
        )
        if isinstance(client, Client):
            term = _term(client)
            if (state := term.state(self.day)) is not RetentionState.PAST:
                until = f" until {term.until}" if term.until else ""
                click.echo(f"By the agreement, {self.slug} is {state.value}{until}.", err=True)

    def _is_sure(self) -> bool:
        if not click.confirm(_SURE, default=False):
            return False
        typed: str = click.prompt(f"Type {self.slug} to delete it", default="", show_default=False)
        return typed.strip() == self.slug

    def _delete(self, copies: Sequence[Copy]) -> int:
        deleted = [one.kind.value for one in copies if one.delete]
        begin_deletion(self._folder, deleted)
        left = [one.where for one in copies if not one.delete]
        for one in copies:
            if one.delete and one.kind is not CopyKind.ENGAGEMENT:
                try:
                    left += one.delete()
                except (PublishRefused, StoreFailed, OSError) as error:
                    return self._stopped(one, error)
                click.echo(visible_line(f"deleted: {one.kind}: {shown_path(one.where)}"))
        moved = move_aside(self._folder)
        finish_deletion(self._folder, moved, self._note)
        click.echo(f"deleted: engagement: {shown_path(str(self._folder))}")
        for where in left:
            click.echo(visible_line(f"left: {shown_path(where)}"), err=True)
        click.echo(f"Noted in {DELETIONS}.")
        return 0

    def _stopped(self, copy: Copy, error: Exception) -> int:
        said = str(error).splitlines() or [type(error).__name__]
        for line in said:
            click.echo(visible_line(f"{copy.kind}: {shown_path(copy.where)}: {line}"), err=True)
        again = "the folder of the client is as it was: mend this, and run it again"
        more = ", or say --leave-places" if copy.kind is CopyKind.PLACE else ""
        click.echo(f"Stopped; {again}{more}.", err=True)
        return 1

    def _note(self, moved: Path, *, is_resumed: bool = False) -> None:
        """Note the deletion of the client whose folder was moved there."""
        client = known_code(moved) or self.slug
        note_deletion(DELETIONS, self.day, client, deleted_kinds(moved), is_resumed=is_resumed)


def _told_of_git(folder: Path) -> list[str]:
    """Return a line where the history of git holds a folder, as far as git can tell."""
    git = ["git", "log", "-1", "--format=%h", "--", str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the name of a folder that is there
            git, capture_output=True, check=False
        )
    except OSError:
        return []
    if done.returncode or not done.stdout.strip():
        return []
    said = "it stays there, and in each clone: `git filter-repo --invert-paths --path` takes it out"
    return [f"  history of git: {shown_path(str(folder))}: {said}"]
