"""The command that makes a coach's pair of keys, and locks the private one anew."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Final

import click

from coaching_site.cli.group import FilePath
from coaching_site.cli.passphrases import key_options, new_passphrase, unlocked
from coaching_site.files import remove_temporaries, write_atomically
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import portal_around, project_around

PUBLIC: Final = Path("content/reply-key.json")
_COPIES: Final = (
    "Copies of the file that you keep still open as they did: put this one in their place."
)


@click.command()
@key_options
@click.option("--change-passphrase", is_flag=True, help="Put your private key under another one.")
@click.option(
    "--new-passphrase-file",
    type=FilePath(),
    metavar="FILE",
    help="A file whose first line is the other one.",
)
@click.option("--renew", is_flag=True, help="Make an old private key as hard to open as new ones.")
def keys(
    private_key: Path | None,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    *,
    change_passphrase: bool,
    renew: bool,
) -> None:
    """Make the pair of keys that locks replies for you alone."""
    if new_passphrase_file and not change_passphrase:
        raise click.UsageError("--new-passphrase-file belongs to --change-passphrase")
    if change_passphrase:
        _put_under_another(private_key, passphrase_file, new_passphrase_file)
    elif renew:
        _renew_key(private_key, passphrase_file)
    else:
        _make_keys(private_key, passphrase_file)


def _make_keys(private_key: Path | None, passphrase_file: Path | None) -> None:
    """Make the pair, or the public half again in another project; raise `InvalidInput`."""
    from coaching_site.crypto.private_key import (  # here, so that no other command waits for it
        default_place,
        make_private_key,
        public_half,
    )

    place = private_key or default_place()
    _tidy(place)
    try:
        _check_places(place)
        there = place.exists()
    except OSError as error:
        raise _unusable(place, f"the private key cannot be read: {error.strerror}") from None
    if there:
        key = unlocked(place, passphrase_file).key
        click.echo(f"Your private key is there already: {place}")
    else:
        key = make_private_key(place, new_passphrase(passphrase_file))
        click.echo(
            f"Your private key: {place}\n"
            "Keep a copy of this file in a safe place, and the passphrase in another. Whoever\n"
            "loses one of them can read no reply any more; whoever has both can read them all."
        )
    try:
        public = f"{json.dumps(public_half(key), indent=1)}\n".encode()
        write_atomically(PUBLIC, public, mode=0o644, replace=False)
    except OSError as error:
        message = f"the public half cannot be written: {error.strerror}"
        raise _unusable(PUBLIC, message) from None
    click.echo(
        f"Its public half: {PUBLIC.as_posix()}\n"
        "Build your portals again, and replies are locked for you."
    )


def _put_under_another(
    private_key: Path | None, passphrase_file: Path | None, new_passphrase_file: Path | None
) -> None:
    """Put the private key under another passphrase; raise `InvalidInput`."""
    from coaching_site.crypto.private_key import default_place, lock_anew

    place = private_key or default_place()
    _tidy(place)
    held = unlocked(place, passphrase_file)
    lock_anew(place, held.key, new_passphrase(new_passphrase_file, asked=True))
    click.echo(f"Your private key stands under the new passphrase: {place}\n{_COPIES}")


def _renew_key(private_key: Path | None, passphrase_file: Path | None) -> None:
    """Put the private key anew under its passphrase, with as many rounds as are advised now.

    A weak passphrase is told. Raises `InvalidInput`.
    """
    from coaching_site.crypto.passphrase import weakness_of
    from coaching_site.crypto.private_key import default_place, lock_anew

    place = private_key or default_place()
    _tidy(place)
    held = unlocked(place, passphrase_file)
    lock_anew(place, held.key, held.passphrase)
    click.echo(f"Your private key is renewed, under the same passphrase: {place}\n{_COPIES}")
    if weakness := weakness_of(held.passphrase):
        click.echo(f"{place}: {weakness}. Say: coaching-site keys --change-passphrase", err=True)


def _tidy(place: Path) -> None:
    """Remove what a killed command left beside a private key."""
    remove_temporaries(place.parent, re.escape(place.name))
    remove_temporaries(PUBLIC.parent, r"reply-key\.json")


def _check_places(place: Path) -> None:
    if os.path.lexists(PUBLIC):
        message = (
            "there is a public key already: nothing was changed. For a new pair, move this file "
            "away, and give the new private key another place with --private-key; replies that are "
            "under way need the old one"
        )
        raise _unusable(PUBLIC, message)
    if not PUBLIC.parent.is_dir():
        message = "there is no such folder: run this in the folder of your workspace"
        raise _unusable(PUBLIC.parent, message)
    real = Path(os.path.realpath(place))
    if real.is_relative_to(os.path.realpath(".")) or project_around(real) or portal_around(real):
        message = (
            "keep the private key outside of projects and portals, where nothing is built or shared"
        )
        raise _unusable(place, message)


def _unusable(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Problem.of_file(path, message)])
