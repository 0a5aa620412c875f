"""The command that makes a coach's pair of keys, and how the other one asks for the passphrase."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from coaching_site.problems import InvalidInput, Problem

PUBLIC: Final = Path("content/reply-key.json")
_VARIABLE: Final = "COACHING_SITE_PASSPHRASE"
_SHORTEST: Final = 10

_Command = Callable[..., Any]


def key_options(command: _Command) -> _Command:
    """Give a command the options that say where the private key is, and what opens it."""
    place = click.option(
        "--private-key",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Where your private key is, if not in the folder of your settings.",
    )
    passphrase = click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"A file whose first line is the passphrase; {_VARIABLE} may hold it too.",
    )
    return place(passphrase(command))


def make_keys(private_key: Path | None, passphrase_file: Path | None) -> None:
    """Make the pair, or the public half again in another project; raise `InvalidInput`."""
    from coaching_site.replies.keys import (  # here, so that no other command waits for it
        default_place,
        make_private_key,
        open_private_key,
        public_half,
    )

    place = private_key or default_place()
    _check_places(place)
    if place.exists():
        key = open_private_key(place, passphrase_of(passphrase_file))
        click.echo(f"Your private key is there already: {place}")
    else:
        key = make_private_key(place, passphrase_of(passphrase_file, new=True))
        click.echo(
            f"Your private key: {place}\n"
            "Keep a copy of this file in a safe place, and the passphrase in another. Whoever\n"
            "loses one of them can read no reply any more; whoever has both can read them all."
        )
    PUBLIC.write_text(json.dumps(public_half(key), indent=1) + "\n", encoding="utf-8")
    click.echo(
        f"Its public half: {PUBLIC.as_posix()}\n"
        "Build your portals again, and replies are locked for you."
    )


def passphrase_of(file: Path | None, *, new: bool = False) -> str:
    """Return the passphrase from a file, from the environment, or as it is typed unseen."""
    if file is not None:
        passphrase = _first_line(file)
    elif not (passphrase := os.environ.get(_VARIABLE, "")):
        text = "A passphrase for your private key" if new else "Passphrase of your private key"
        passphrase = click.prompt(text, hide_input=True, confirmation_prompt=new, err=True)
    if new and len(passphrase) < _SHORTEST:
        message = f"expected {_SHORTEST} characters or more, such as four words of your own"
        raise InvalidInput([Problem("passphrase", 0, 0, "", message)])
    return passphrase


def _check_places(place: Path) -> None:
    if os.path.lexists(PUBLIC):
        message = (
            "there is a public key already: nothing was changed. For a new pair, move this file "
            "away, and give the new private key another place with --private-key; replies that are "
            "under way need the old one"
        )
        raise InvalidInput([Problem(PUBLIC.as_posix(), 0, 0, "", message)])
    if not PUBLIC.parent.is_dir():
        message = "there is no such folder: run this in the folder of the project"
        raise InvalidInput([Problem(PUBLIC.parent.as_posix(), 0, 0, "", message)])
    if place.resolve().is_relative_to(Path.cwd().resolve()):
        message = "keep the private key outside of the project, where nothing is built or shared"
        raise InvalidInput([Problem(str(place), 0, 0, "", message)])


def _first_line(file: Path) -> str:
    try:
        return file.read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        message = getattr(error, "strerror", None) or "it is no text"
        problem = f"the passphrase cannot be read: {message}"
        raise InvalidInput([Problem(str(file), 0, 0, "", problem)]) from None
