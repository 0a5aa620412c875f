"""How commands write files that the tool `age` opens, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from coaching_site.cli.lock_passphrases import new_lock_passphrase, passphrase_option
from coaching_site.crypto.age_file import (
    ENDING,
    encrypted_for_keys,
    encrypted_for_passphrase,
    public_keys,
    require_age,
)

_AGE: Final = "--age"
_RECIPIENT: Final = "--recipient"


def age_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say whether a file is encrypted, and who opens it.

    The command takes them as an `order`.
    """

    @wraps(command)
    def ordered(
        *arguments: Any,
        age: bool,
        recipients: tuple[str, ...],
        own: bool,
        descriptor: int | None,
        **others: Any,
    ) -> Any:
        return command(*arguments, order=AgeOrder(age, recipients, own, descriptor), **others)

    given: Callable[..., Any] = ordered
    for option in (
        passphrase_option,
        click.option("--own", is_flag=True, help="Type a passphrase of your own; not a new one."),
        click.option(
            _RECIPIENT,
            "recipients",
            multiple=True,
            metavar="KEY",
            help="Encrypt for a public key, such as age1…, in place of a passphrase.",
        ),
        click.option(_AGE, is_flag=True, help=f"Encrypt the file, as `age` does: NAME.zip{ENDING}"),
    ):
        given = option(given)
    return given


@dataclass(frozen=True)
class AgeOrder:
    """Whether a file is encrypted, and who opens it."""

    age: bool
    recipients: tuple[str, ...]
    own: bool
    descriptor: int | None

    def check(self) -> None:
        """Raise what is wrong with the options, before anything is made: usage and keys."""
        by_passphrase = self.own or self.descriptor is not None
        if not self.age and (self.recipients or by_passphrase):
            options = f"{_RECIPIENT}, --own and --passphrase-fd go with {_AGE}"
            raise click.UsageError(options)
        if self.recipients and by_passphrase:
            raise click.UsageError(f"say {_RECIPIENT}, or a passphrase: age allows one of both")
        if self.age:
            require_age(_AGE)
            public_keys(_RECIPIENT, self.recipients)

    @property
    def ending(self) -> str:
        """What the name of the file ends in, besides its own ending."""
        return ENDING if self.age else ""

    def told(self, path: Path) -> str:
        """Return a line about who can read a file that was written."""
        if self.age:
            return f"It opens by: age -d -o {path.stem} {path.name}"
        return f"Whoever has this file can read it; {_AGE} encrypts it."

    def sealed(self, content: bytes, name: str, names: Sequence[str]) -> bytes:
        """Return the content of a file, encrypted if that is asked for.

        A generated passphrase, for somebody of a name, is shown once; one of `names` is weak.
        Raises `InvalidInput`.
        """
        if not self.age:
            return content
        if self.recipients:
            return encrypted_for_keys(content, public_keys(_RECIPIENT, self.recipients))
        passphrase = new_lock_passphrase(
            name, self.descriptor, own=self.own, setting=_AGE, names=names
        )
        return encrypted_for_passphrase(content, passphrase)
