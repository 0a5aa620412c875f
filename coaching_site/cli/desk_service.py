"""A desk that is shown in a browser of this machine, and written anew after each change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from coaching_site import shipped
from coaching_site.build.as_of import as_of_day
from coaching_site.cli.desk_source import watched_folders
from coaching_site.cli.folder import SETTINGS
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import told, visible_line
from coaching_site.desk.server import DeskServer
from coaching_site.desk.watching import stamp_of
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem

_SCRIPT: Final = "desk/reload.js"
_EVERY_S: Final = 0.5


def serve_desk(target: Path, portals: Path, port: int, write: Callable[[], object]) -> None:
    """Write a desk and show it until Ctrl+C; `write` is called whenever something has changed.

    What goes wrong later is told, and the former desk stays. Raises `InvalidInput` where the port
    cannot be had, and whatever the first call of `write` does.
    """
    known = _state(portals)  # before anything is read, lest a change meanwhile goes unseen
    write()
    script = read_bytes(shipped.first_with(_SCRIPT, WORKSPACE.override_layers) or Path(_SCRIPT))
    try:
        server = DeskServer(target, portals, script, port)
    except OSError as error:
        message = f"expected a free port, found that {error.strerror or error}: name another"
        raise InvalidInput([Problem.of_setting("--port", message)]) from None
    with suppress(KeyboardInterrupt), server:
        click.echo(f"On this machine alone: {server.address}\nCtrl+C ends it.")
        while True:
            time.sleep(_EVERY_S)
            now = _state(portals)
            if now != known and _written(write):
                server.revision += 1
            known = now


def _state(portals: Path) -> object:
    """Return what changes with anything that a desk is made of."""
    settings = SETTINGS.stat().st_mtime_ns if SETTINGS.exists() else 0
    return as_of_day(os.environ), settings, stamp_of(watched_folders(portals))


def _written(write: Callable[[], object]) -> bool:
    try:
        write()
    except InvalidInput as error:
        click.echo(told(error), err=True)
        return False
    except OSError as error:
        click.echo(visible_line(str(error)), err=True)
        return False
    return True
