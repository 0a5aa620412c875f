"""The command that lists the replies which wait in a folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.folder import ENGAGEMENTS, SETTINGS, check_folder
from coaching_site.cli.group import FilePath
from coaching_site.cli.passphrases import VARIABLE, KeyRing, key_options
from coaching_site.cli.table import Cell, Column, day_in_list, print_table
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.loading import engagement_names, inbox_folder
from coaching_site.practice.days import counted
from coaching_site.problems import InvalidInput, Problem
from coaching_site.replies.decryption import OTHER_KEY
from coaching_site.replies.inbox import FiledReply, replies_in_folder
from coaching_site.replies.reply import ReplyRefused

_COLUMNS: Final = (
    *(Column("Client", least=12), Column("Made"), Column("Changes", is_figure=True)),
    Column("File", least=20),
)
_LOCKED: Final = "encrypted"


@click.command()
@click.argument("folder", required=False, type=FilePath(), metavar="[DIR]")
@key_options
def inbox(folder: Path | None, private_key: Path | None, passphrase_file: Path | None) -> None:
    """List the replies that wait in a folder.

    Each is told with its client and its day. The folder is DIR, or the one named as `inbox` in
    mkdocs.yml. Replies that you have received are left out. `coaching-site receive` without a file
    takes the others one after another.

    \b
    Examples:
      coaching-site inbox
      coaching-site inbox ~/Downloads
    """
    check_folder()
    opener = _Opener(KeyRing(private_key, passphrase_file), passphrase_file is not None)
    place = folder or named_folder()
    found = [opener.opened(one) for one in filed_in(place)]
    waiting = [one for one in found if not one.received]
    if waiting:
        known, today = engagement_names(ENGAGEMENTS), as_of_day(os.environ)
        print_table(_COLUMNS, [_cells(one, place, known, today) for one in waiting])
    else:
        click.echo("No reply waits.")
    if received := len(found) - len(waiting):
        click.echo(f"{counted(received, 'reply', 'replies')} received before.", err=True)


def named_folder() -> Path:
    """Return the folder that `mkdocs.yml` names; raise `InvalidInput` if it names none."""
    if place := inbox_folder(SETTINGS):
        return place
    message = "expected a folder as `inbox`, a setting of coaching-site: name one, or type it here"
    raise InvalidInput([Problem.of_file(SETTINGS, message, "inbox")])


def filed_in(folder: Path) -> tuple[FiledReply, ...]:
    """Return the replies in a folder; raise `InvalidInput` if it cannot be read."""
    try:
        return replies_in_folder(folder, ENGAGEMENTS)
    except OSError as error:
        message = f"the folder of replies cannot be read: {error.strerror}"
        raise InvalidInput([Problem.of_file(folder, message, "inbox")]) from None


def waiting_files() -> tuple[Path, ...]:
    """Return the files of replies that wait in the folder which the settings name."""
    return tuple(one.path for one in filed_in(named_folder()) if not one.received)


@dataclass
class _Opener:
    """Opens encrypted replies, as long as a passphrase is given or can be asked for."""

    keys: KeyRing
    has_file: bool

    @property
    def _can_open(self) -> bool:
        return self.has_file or bool(os.environ.get(VARIABLE)) or sys.stdin.isatty()

    def opened(self, filed: FiledReply) -> FiledReply:
        """Return a reply decrypted, or as it is where no key opens it."""
        if filed.reply or filed.received or not self._can_open:
            return filed
        reason = OTHER_KEY
        try:
            if key := self.keys.key_named(filed.key_name):
                return filed.opened(key, ENGAGEMENTS)
        except ReplyRefused as error:
            reason = str(error)
        click.echo(visible_line(f"{shown_path(str(filed.path))}: {reason}"), err=True)
        return filed


def _cells(one: FiledReply, folder: Path, known: list[str], today: date) -> list[Cell]:
    reply = one.reply
    client = reply.engagement if reply else _LOCKED
    is_known = reply is None or client in known
    return [
        Cell(client if is_known else f"{client} (not here)", "" if is_known else "red"),
        Cell(day_in_list(one.day, today)),
        Cell(str(len(reply.items)) if reply else ""),
        Cell(one.path.relative_to(folder).as_posix()),
    ]
