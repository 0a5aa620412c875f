"""The codes of clients: what stands for a client where the name must not, always the same.

A code is drawn at random and kept in the client's private folder. One that was made of a name or a
day could be guessed by whoever knows these.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.files import read_limited, write_atomically
from coaching_site.practice.clients import Client, UnreadClient
from coaching_site.problems import Problem, quoted, shortened
from coaching_site.staging import private_folder

_FILE: Final = "hours-code.txt"
_FORM: Final = re.compile(r"[A-Z][A-Z0-9]{2,15}")
_LENGTH: Final = 7
_MAX_BYTES: Final = 100
_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ"
_SIGNS: Final = f"{_LETTERS}23456789"  # none that is read as another one


@dataclass(frozen=True)
class CodedClient:
    """A client, with the code that stands for it where the name must not."""

    client: Client
    code: str


def coded(clients: Iterable[Client | UnreadClient]) -> Iterator[CodedClient | UnreadClient]:
    """Yield each client with its code, in their order; a client without one gets it here.

    A client whose code cannot be read, or is that of an earlier one, comes with that problem.
    """
    known: dict[str, str] = {}
    for client in clients:
        if isinstance(client, UnreadClient):
            yield client
            continue
        file = client.folder / "private" / _FILE
        code, fault = _code_in(file)
        if not fault and code in known:
            fault = (
                f"expected a code of its own, found that of {quoted(known[code])}: delete this "
                "file, and the client gets another one"
            )
        if fault:
            yield UnreadClient(client.slug, (Problem.of_file(file, fault),))
        else:
            known[code] = client.slug
            yield CodedClient(client, code)


def known_code(folder: Path) -> str | None:
    """Return the code of the client in a folder; None if it has none that can be read."""
    with suppress(OSError):
        raw = read_limited(folder / "private" / _FILE, _MAX_BYTES)
        if (code := raw.decode("ascii", "replace").strip()) and _FORM.fullmatch(code):
            return code
    return None


def _code_in(file: Path) -> tuple[str, str]:
    """Return the code in a file, made if there is none, and what is wrong with it."""
    try:
        if not os.path.lexists(file):
            _draw_code(file)
        code = read_limited(file, _MAX_BYTES).decode("ascii", "replace").strip()
    except OSError as error:
        return "", f"the client's code for hours cannot be kept or read: {error.strerror or error}"
    if _FORM.fullmatch(code):
        return code, ""
    expected = "expected a code of 3 to 16 capital letters and digits that begins with a letter"
    return "", f"{expected}, found {quoted(shortened(code))}"


def _draw_code(file: Path) -> None:
    """Write a new code into a file; raise `OSError`."""
    code = secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH - 1))
    private_folder(file.parent)
    with suppress(FileExistsError):  # another run was quicker
        write_atomically(file, f"{code}\n".encode(), mode=0o600, replace=False)
