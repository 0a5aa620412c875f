"""How commands ask for the passphrase of a private key, and open keys as replies need them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click

from coaching_site.cli.group import FilePath
from coaching_site.crypto.passphrase import weakness_of
from coaching_site.crypto.private_key import (
    PrivateKey,
    WrongPassphrase,
    has_weak_derivation,
    key_id_in,
    open_private_key,
    private_key_paths,
    public_half,
    read_encrypted_key,
)
from coaching_site.files import read_start
from coaching_site.problems import InvalidInput, Problem, shown
from coaching_site.staging import shared_with_others

VARIABLE: Final = "COACHING_SITE_PASSPHRASE"
_MAX_TRIES: Final = 3
_MAX_FILE_BYTES: Final = 20_000

_Command = Callable[..., Any]


def key_options(command: _Command) -> _Command:
    """Give a command the options that say where the private key is, and what opens it."""
    path = click.option(
        "--private-key",
        type=FilePath(),
        metavar="FILE",
        help="Your private key, if it is not in its usual place.",
    )
    passphrase = click.option(
        "--passphrase-file",
        type=FilePath(),
        metavar="FILE",
        help=f"A file whose first line is the passphrase. The variable {VARIABLE} works too.",
    )
    return path(passphrase(command))


@dataclass
class KeyRing:
    """Opens the private key that a reply was locked for; asks for each passphrase once."""

    private_key: Path | None
    passphrase_file: Path | None
    _opened: dict[Path, PrivateKey] = field(default_factory=dict, repr=False)

    def key_named(self, name: str) -> PrivateKey | None:
        """Return the private key of a name (RFC 7638), None if it is in no file.

        Looks into the file that was named, or else into all in the folder of the coach's
        settings. Raises `InvalidInput` where a key cannot be opened.
        """
        # Several replies in one run are locked for one key: its passphrase is asked for once.
        for key in self._opened.values():
            if public_half(key)["kid"] == name:
                return key
        problems: list[InvalidInput] = []
        for path in self._paths_for(name, problems):
            try:
                self._opened[path] = key = unlocked(path, self.passphrase_file).key
            except InvalidInput as error:
                problems.append(error)
                continue
            if public_half(key)["kid"] == name:
                return key
        if problems:
            raise problems[0]
        return None

    def _paths_for(self, name: str, problems: list[InvalidInput]) -> list[Path]:
        """Return which files may hold a key: those that say so first, then those of old.

        What else lies in the coach's folder is left alone, unless there is nothing else.
        """
        names: dict[Path, str | None] = {}
        for path in self._paths():
            try:
                names[path] = key_id_in(read_encrypted_key(path))
            except InvalidInput as error:
                problems.append(error)
        # A broken file beside a good one is no problem of the reply at hand.
        if names:
            problems.clear()
        fits = [path for path in names if names[path] in (name, None)]
        unknown = [path for path in fits if path not in self._opened]
        return sorted(unknown, key=lambda path: names[path] is None)

    def _paths(self) -> list[Path]:
        return [self.private_key] if self.private_key else private_key_paths()


@dataclass(frozen=True)
class Unlocked:
    """A private key, and the passphrase that opened its file."""

    key: PrivateKey = field(repr=False)
    passphrase: str = field(repr=False)


def unlocked(path: Path, passphrase_file: Path | None) -> Unlocked:
    """Return the private key in a file; a wrong passphrase that was typed is asked for again.

    Raises `InvalidInput` where the file holds none, or the passphrase is wrong at last.
    """
    text = read_encrypted_key(path)
    _warn_of_others(path)
    given = _given(passphrase_file)
    for tries_left in reversed(range(_MAX_TRIES)):
        try:
            passphrase = _typed(path) if given is None else given
            key = open_private_key(path, passphrase)
            break
        except WrongPassphrase:
            if given is not None or not tries_left:
                raise
            click.echo("The passphrase is wrong. Try again.", err=True)
    if has_weak_derivation(text):
        click.echo(
            f"{path}: whoever has this file could try passphrases quickly. Run once:\n"
            "  coaching-site keys --renew",
            err=True,
        )
    return Unlocked(key, passphrase)


def new_passphrase(file: Path | None, *, asked: bool = False) -> str:
    """Return a passphrase that is strong enough, from a file, the environment, or typed unseen.

    The environment is left out if `asked`. Raises `InvalidInput` if it is too weak; where it is
    typed, only after three times.
    """
    given = (first_line(file) if file else None) if asked else _given(file)
    for tries_left in reversed(range(_MAX_TRIES)):
        passphrase = given
        if passphrase is None:
            passphrase = _typed_twice()
        weakness = weakness_of(passphrase)
        if weakness is None:
            return passphrase
        if given is not None or not tries_left:
            break
        click.echo(f"{weakness[:1].upper()}{weakness[1:]}. Try again.", err=True)
    origin = shown(file) if file else VARIABLE if given is not None else "passphrase"
    raise InvalidInput([Problem.of_setting(origin, weakness or "")])


def first_line(file: Path) -> str:
    """Return the passphrase that a file holds; raise `InvalidInput` if there is none."""
    try:
        line = read_start(file, _MAX_FILE_BYTES).decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except OSError as error:
        raise _unreadable(file, str(error.strerror)) from None
    except UnicodeDecodeError:
        raise _unreadable(file, "it is not text") from None
    if not line:
        raise _unreadable(file, "its first line is empty")
    return line


def _unreadable(file: Path, reason: str) -> InvalidInput:
    message = f"the passphrase cannot be read: {reason}"
    return InvalidInput([Problem.of_file(file, message)])


def _given(file: Path | None) -> str | None:
    """Return a passphrase that need not be typed, if there is one."""
    return first_line(file) if file else os.environ.get(VARIABLE) or None


def _typed(path: Path) -> str:
    typed: str = click.prompt(f"Passphrase of {path.name}", hide_input=True, err=True)
    return typed


def _typed_twice() -> str:
    text = "A passphrase for your private key"
    typed: str = click.prompt(text, hide_input=True, confirmation_prompt=True, err=True)
    return typed


def _warn_of_others(path: Path) -> None:
    if shared_with_others(path):
        click.echo(
            f"{path}: others on this machine can read your private key. Run once:\n"
            f"  chmod 600 '{path}'",
            err=True,
        )
