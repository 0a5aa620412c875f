"""The command that makes a coach's pair of keys, and changes the passphrase of the private one."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Final

import click

from coaching_site.cli.group import FilePath
from coaching_site.cli.passphrases import key_options, new_passphrase, unlocked
from coaching_site.crypto.passphrase import weakness_of
from coaching_site.crypto.private_key import (
    PrivateKey,
    default_path,
    make_private_key,
    public_half,
    reencrypt,
)
from coaching_site.files import remove_temporaries, write_atomically
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import portal_around, project_around

PUBLIC: Final = Path("content/reply-key.json")
_COPIES: Final = (
    "Copies of the file that you keep still open as they did: put this one in their place."
)


@click.command()
@key_options
@click.option(
    "--change-passphrase", is_flag=True, help="Change the passphrase of your private key."
)
@click.option(
    "--new-passphrase-file",
    type=FilePath(),
    metavar="FILE",
    help="A file whose first line is the new passphrase.",
)
@click.option(
    "--renew", is_flag=True, help="Protect an old private key as strongly as new ones are."
)
def keys(
    private_key: Path | None,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    *,
    change_passphrase: bool,
    renew: bool,
) -> None:
    """Make the keys so that only you can read replies.

    Portals that are built from then on carry the public key and encrypt replies with it. The
    private key stays with you, under a passphrase.
    """
    if new_passphrase_file and not change_passphrase:
        raise click.UsageError("--new-passphrase-file belongs to --change-passphrase")
    if change_passphrase:
        _change_passphrase(private_key, passphrase_file, new_passphrase_file)
    elif renew:
        _renew_key(private_key, passphrase_file)
    else:
        _make_keys(private_key, passphrase_file)


def _make_keys(private_key: Path | None, passphrase_file: Path | None) -> None:
    """Make the pair, or the public half again in another project; raise `InvalidInput`."""
    path = private_key or default_path()
    _tidy(path)
    key = _private_key(path, passphrase_file)
    try:
        public = f"{json.dumps(public_half(key), indent=1)}\n".encode()
        # Replies on their way are locked for the old key: another never takes its place.
        write_atomically(PUBLIC, public, mode=0o644, replace=False)
    except OSError as error:
        message = f"the public key cannot be written: {error.strerror}"
        raise _unusable(PUBLIC, message) from None
    click.echo(
        f"Your public key: {PUBLIC.as_posix()}\n"
        "Build your portals again: from then on replies are encrypted for you."
    )


def _private_key(path: Path, passphrase_file: Path | None) -> PrivateKey:
    """Return the private key in a file, which is made if it is not there; tell which."""
    try:
        _check_paths(path)
        is_there = path.exists()
    except OSError as error:
        raise _unusable(path, f"the private key cannot be read: {error.strerror}") from None
    if is_there:
        key = unlocked(path, passphrase_file).key
        click.echo(f"Your private key is there already: {path}")
        return key
    key = make_private_key(path, new_passphrase(passphrase_file))
    click.echo(
        f"Your private key: {path}\n"
        "Keep a copy of this file in a safe place, and the passphrase in another. If you lose\n"
        "either, no reply can be read any more; whoever has both can read them all."
    )
    return key


def _change_passphrase(
    private_key: Path | None, passphrase_file: Path | None, new_passphrase_file: Path | None
) -> None:
    """Put the private key under another passphrase; raise `InvalidInput`."""
    path = private_key or default_path()
    _tidy(path)
    held = unlocked(path, passphrase_file)
    reencrypt(path, held.key, new_passphrase(new_passphrase_file, asked=True))
    click.echo(f"Your private key has its new passphrase: {path}\n{_COPIES}")


def _renew_key(private_key: Path | None, passphrase_file: Path | None) -> None:
    """Put the private key anew under its passphrase, with as many rounds as are advised now.

    A weak passphrase is told. Raises `InvalidInput`.
    """
    path = private_key or default_path()
    _tidy(path)
    held = unlocked(path, passphrase_file)
    reencrypt(path, held.key, held.passphrase)
    click.echo(f"Your private key is renewed, and its passphrase is the same: {path}\n{_COPIES}")
    if weakness := weakness_of(held.passphrase):
        click.echo(f"{path}: {weakness}. Run: coaching-site keys --change-passphrase", err=True)


def _tidy(path: Path) -> None:
    """Remove what a killed command left beside a private key."""
    remove_temporaries(path.parent, re.escape(path.name))
    remove_temporaries(PUBLIC.parent, r"reply-key\.json")


def _check_paths(path: Path) -> None:
    if os.path.lexists(PUBLIC):
        message = (
            "there is a public key already: nothing was changed. For a new pair, move this file "
            "away, and give the new private key another place with --private-key; replies on "
            "their way need the old one"
        )
        raise _unusable(PUBLIC, message)
    if not PUBLIC.parent.is_dir():
        message = "there is no such folder: run this in the folder of your workspace"
        raise _unusable(PUBLIC.parent, message)
    # A link would lead a private key into a folder that is built or shared.
    real = Path(os.path.realpath(path))
    if real.is_relative_to(os.path.realpath(".")) or project_around(real) or portal_around(real):
        message = (
            "keep the private key outside of projects and portals, where nothing is built or shared"
        )
        raise _unusable(path, message)


def _unusable(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Problem.of_file(path, message)])
