"""One portal, built in this process by the public functions of MkDocs, from settings read anew."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.log_lines import LogLines
from coaching_site.mkdocs.settings import PLUGIN, BuildOrder, check_plugins


class PortalFailed(Exception):
    """A portal that could not be built: `lines` say why, and an earlier one is as it was.

    `exit_code` is 2 where something typed cannot be used, else 1.
    """

    def __init__(self, lines: list[str], exit_code: int = 1) -> None:
        """Keep both."""
        self.lines, self.exit_code = tuple(lines), exit_code
        super().__init__("\n".join(lines))


def build_portal(
    settings: Path, order: BuildOrder, site_dir: Path | None = None
) -> tuple[str, ...]:
    """Build the portal of an order as `mkdocs build` does; return the warnings, one a line.

    `settings` is the `mkdocs.yml`, and `site_dir` the folder of all portals if not the one that it
    names. What killed builds have left there is for the caller to clear away, and the place is
    for the caller to check, once for all portals. Raises `PortalFailed`.
    """
    with _logged() as logged:
        try:
            config = load_config(str(settings), site_dir=site_dir and str(site_dir))
            _build(config, order)
        except InputRefused as error:
            raise PortalFailed(error.message.splitlines(), error.exit_code) from None
        except MkDocsException as error:
            raise PortalFailed(_told(logged, error)) from None
        except Exception:  # a bug, or a hook of somebody else's: it must stop no other portal
            raise PortalFailed(traceback.format_exc().splitlines()) from None
        return tuple(logged.lines(logging.WARNING))


def _build(config: MkDocsConfig, order: BuildOrder) -> None:
    check_plugins(config.plugins)
    plugin: Any = config.plugins[PLUGIN]
    plugin.order = order
    try:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    finally:
        plugin.order = None  # MkDocs uses the same plugin for the next settings


def _told(logged: LogLines, error: MkDocsException) -> list[str]:
    """Return what MkDocs has logged, and what it says in the end where no error was logged."""
    told = logged.lines(logging.WARNING)
    return told if logged.lines() else [*told, *str(error.message).splitlines()]


@contextmanager
def _logged() -> Iterator[LogLines]:
    """Collect what MkDocs logs meanwhile, instead of printing it."""
    log, lines = logging.getLogger("mkdocs"), LogLines()
    propagate, log.propagate = log.propagate, False
    log.addHandler(lines)
    try:
        yield lines
    finally:
        log.removeHandler(lines)
        log.propagate = propagate
