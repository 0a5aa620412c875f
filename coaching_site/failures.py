"""How a build that cannot go on says so: one plain line, and a traceback for surprises alone."""

from __future__ import annotations

import errno
import logging
import os
import sys
from pathlib import Path
from typing import IO, Any, Final

import click
from mkdocs.exceptions import Abort

from coaching_site.loading.source import shown
from coaching_site.portal import InTheWay

# What a disk says that is full, may not be written to, or is no longer there.
_OF_THE_DISK: Final = frozenset(
    {errno.EACCES, errno.EBUSY, errno.EFBIG, errno.EIO, errno.ENAMETOOLONG, errno.ENODEV}
    | {errno.ENOSPC, errno.EPERM, errno.EROFS, errno.EXDEV}
    | {getattr(errno, name) for name in ("EDQUOT", "ESTALE", "ENOTCONN") if hasattr(errno, name)}
)


class Refused(Abort):
    """Input that cannot be used: MkDocs prints the text without a traceback and exits with 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print every problem on a line of its own, ready for an editor to jump to."""
        click.echo(self.message, file=file or sys.stderr)


class Failed(Refused):
    """Something that the machine could not do: the same, with 1."""

    exit_code = 1


def in_plain_words(error: BaseException, target: Path, written: Path | None) -> Refused | None:
    """Return what to say of an error that is no surprise, and None for one that is.

    `target` is where a portal is to be, `written` the folder in which it is made.
    """
    if isinstance(error, InTheWay):
        place = shown(error.place) if isinstance(error.place, Path) else error.place
        return Refused(f"{place}: {error.reason}")
    if not isinstance(error, OSError):
        return None
    places = [place for place in (written, target) if place]
    file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    is_ours = file is not None and any(
        file.is_relative_to(place) or place.is_relative_to(file) for place in places
    )
    if not is_ours and error.errno not in _OF_THE_DISK:
        return None
    if file is None or is_ours:
        why = f"the portal cannot be written: {error.strerror}; an earlier one stays as it was"
        return Failed(f"{shown(target)}: {why}")
    return Failed(f"{shown(file)}: {error.strerror}")


def keep_to_one_line(logger: logging.Logger) -> None:
    """Let a site builder not tell beforehand, and for each page, what is said in the end."""
    logger.addFilter(_is_not_about_a_disk)


def _is_not_about_a_disk(_record: logging.LogRecord) -> bool:
    error = sys.exc_info()[1]
    return not (isinstance(error, OSError) and error.errno in _OF_THE_DISK)
