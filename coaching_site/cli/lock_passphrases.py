"""How commands ask for the passphrase of what is encrypted, and show a new one, once.

None is ever an argument, which every process of the machine could read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from coaching_site.cli.terminal import visible_line
from coaching_site.crypto.lock_passphrase import generated_passphrase
from coaching_site.crypto.passphrase import weakness_of
from coaching_site.model import Engagement
from coaching_site.problems import InvalidInput, Problem

OPTION: Final = "--passphrase-fd"

_MOST_BYTES: Final = 4000
_MOST_TRIES: Final = 3
_NO_TERMINAL: Final = (
    "a new passphrase is shown on a terminal alone, since what is sent to a file or another "
    f"program may be kept: give one of your own by {OPTION}, or run this in a terminal"
)


def passphrase_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option by which a passphrase comes from another program."""
    option = click.option(
        OPTION,
        "descriptor",
        type=click.IntRange(min=0),
        metavar="N",
        help="Read the passphrase from the open file N, such as 3, in place of asking for it.",
    )
    return option(command)


def names_in(engagement: Engagement) -> tuple[str, ...]:
    """Return whose names somebody who guesses a passphrase of an engagement would try."""
    people = engagement.executive.name, engagement.coach.name
    return (*people, engagement.organisation or "")


def known_passphrase(name: str, descriptor: int | None) -> str:
    """Return the passphrase that opens a file of a name, as it is typed or read."""
    if descriptor is not None:
        return _read(descriptor)
    typed: str = click.prompt(f"Passphrase of {visible_line(name)}", hide_input=True, err=True)
    return typed


def new_lock_passphrase(
    name: str,
    descriptor: int | None,
    *,
    own: bool,
    setting: str = "lock",
    names: Sequence[str] = (),
) -> str:
    """Return a passphrase for somebody: of one's own, if it is strong enough, or a generated one.

    A generated one is shown; `setting` names what asks for it, and `names` are further ones that
    make one weak. Raises `InvalidInput` for a weak one; where it is typed, only after three times.
    """
    if descriptor is not None:
        passphrase = _read(descriptor)
        if weakness := weakness_of(passphrase, (name, *names)):
            raise InvalidInput([Problem.of_setting(OPTION, weakness)])
        return passphrase
    if own:
        return _typed(name, names)
    if not sys.stdout.isatty():
        raise InvalidInput([Problem.of_setting(setting, _NO_TERMINAL)])
    passphrase = generated_passphrase()
    click.echo(visible_line(f"The passphrase for {name}, which is shown now and never again:"))
    click.echo(f"\n    {passphrase}\n")
    click.echo("Keep it apart from the file, and tell it in another way than you send that.")
    return passphrase


def _typed(name: str, names: Sequence[str]) -> str:
    text = visible_line(f"A passphrase for {name}")
    for tries_left in reversed(range(_MOST_TRIES)):
        typed: str = click.prompt(text, hide_input=True, confirmation_prompt=True, err=True)
        if not (weakness := weakness_of(typed, (name, *names))):
            return typed
        if not tries_left:
            raise InvalidInput([Problem.of_setting("passphrase", weakness)])
        click.echo(f"{weakness[:1].upper()}{weakness[1:]}. Try again.", err=True)
    raise AssertionError


def _read(descriptor: int) -> str:
    """Return the next line of an open file, and read no further; raise `InvalidInput`."""
    raw = b""
    try:
        while (
            not raw.endswith(b"\n") and len(raw) < _MOST_BYTES and (one := os.read(descriptor, 1))
        ):
            raw += one
        line = raw.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        message = f"the passphrase cannot be read: {reason}"
        raise InvalidInput([Problem.of_setting(OPTION, message)]) from None
    if not line:
        raise InvalidInput([Problem.of_setting(OPTION, "its first line is empty")])
    return line
