"""The command that lists the replies which wait in a folder."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.folder import ENGAGEMENTS, SETTINGS, check_folder
from coaching_site.cli.group import FilePath
from coaching_site.cli.origin import in_a_word
from coaching_site.cli.passphrases import VARIABLE, KeyRing, key_options
from coaching_site.cli.project import programmes
from coaching_site.cli.table import Cell, Column, day_in_list, print_table
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.loading import (
    engagement_names,
    inbox_folder,
    language_in,
    load_engagement,
)
from coaching_site.model import Programme
from coaching_site.practice.days import counted
from coaching_site.problems import InvalidInput, Problem
from coaching_site.replies.decryption import OTHER_KEY
from coaching_site.replies.inbox import FiledReply, replies_in_folder
from coaching_site.replies.reply import Reply, ReplyRefused
from coaching_site.replies.trust import trust_in

_COLUMNS: Final = (
    *(Column("Client", least=12), Column("Made"), Column("Changes", is_figure=True)),
    *(Column("Origin", least=10), Column("File", least=20)),
)
_LOCKED: Final = "encrypted"


@click.command()
@click.argument("folder", required=False, type=FilePath(), metavar="[DIR]")
@key_options
@click.option("--json", "as_json", is_flag=True, help="Print data for other programs.")
def inbox(
    folder: Path | None, private_key: Path | None, passphrase_file: Path | None, *, as_json: bool
) -> None:
    """List the replies that wait in a folder.

    Each is told with its client, its day, and whether a device that you know has signed it. The
    folder is DIR, or the one named as `inbox` in mkdocs.yml. Replies that you have received are
    left out. `coaching-site receive` without a file takes the others one after another.

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
    known, today = engagement_names(ENGAGEMENTS), as_of_day(os.environ)
    origins = _Origins(programmes())
    rows = [_ListedReply(one, place, one.client in known, origins.of(one)) for one in waiting]
    if as_json:
        data = {"replies": [row.data for row in rows], "received_before": len(found) - len(rows)}
        click.echo(json.dumps(data))
        return
    if rows:
        print_table(_COLUMNS, [row.cells(today) for row in rows])
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


@dataclass(frozen=True)
class _Origins:
    """Tells whom replies are from, by the devices that their clients are known to have."""

    programme_in: Callable[[str | None], Programme]

    def of(self, one: FiledReply) -> tuple[str, bool]:
        """Return whom a reply is from, in a word, and whether it is in doubt; "" if unknown."""
        if not one.reply:
            return "", False
        folder = ENGAGEMENTS / one.reply.engagement
        reply = one.reply
        try:
            engagement = load_engagement(folder, self.programme_in(language_in(folder)))
        except InvalidInput:  # told once it is received
            return "" if isinstance(reply, Reply) else "workbook", False
        if not isinstance(reply, Reply):
            return "workbook", bool(engagement.devices)
        trust = trust_in(reply, one.signer, engagement, was_received=one.received)
        return in_a_word(trust), bool(trust.doubts)


@dataclass(frozen=True)
class _ListedReply:
    """A reply as it is listed."""

    filed: FiledReply
    folder: Path
    is_known: bool
    origin: tuple[str, bool]

    def cells(self, today: date) -> list[Cell]:
        """Return what a table says of it."""
        client, reply = self.filed.client, self.filed.reply
        is_foreign = bool(client) and not self.is_known
        origin, is_doubted = self.origin
        return [
            Cell(f"{client} (not here)" if is_foreign else client or _LOCKED, "red" * is_foreign),
            Cell(day_in_list(self.filed.day, today)),
            Cell(str(len(reply.items)) if reply else ""),
            Cell(origin, "yellow" * is_doubted),
            Cell(self._name),
        ]

    @property
    def data(self) -> dict[str, object]:
        """What other programs are told of it."""
        filed, (origin, is_doubted) = self.filed, self.origin
        signer = filed.signer
        return {
            "client": filed.client or None,
            "made": str(filed.day),
            "changes": len(filed.reply.items) if filed.reply else None,
            "origin": origin or None,
            "doubted": is_doubted,
            "device": signer.name if signer and signer.is_sound else None,
            "file": self._name,
        }

    @property
    def _name(self) -> str:
        return self.filed.path.relative_to(self.folder).as_posix()
