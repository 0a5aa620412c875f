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

from coaching_site.build.completion import ReportNotReplaced
from coaching_site.problems import InvalidInput, shown
from coaching_site.staging import TargetBlocked

# While something is written, whichever file is named.
_NO_ROOM: Final = frozenset(
    {errno.EFBIG, errno.ENOSPC} | {errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC}
)
# What a disk says that is full, may not be written to, or is no longer there.
_OF_THE_DISK: Final = frozenset(
    {errno.EACCES, errno.EBUSY, errno.EFBIG, errno.EIO, errno.ENAMETOOLONG, errno.ENODEV}
    | {errno.ENOSPC, errno.EPERM, errno.EROFS, errno.EXDEV}
    | {getattr(errno, name) for name in ("EDQUOT", "ESTALE", "ENOTCONN") if hasattr(errno, name)}
)


class InputRefused(Abort):
    """Input that cannot be used: MkDocs prints the text without a traceback and exits with 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print every problem on a line of its own, ready for an editor to jump to."""
        click.echo(self.message, file=file or sys.stderr)


class SystemFailure(InputRefused):
    """Something that the machine could not do: the same, with 1."""

    exit_code = 1


def abort_for(error: BaseException, target: Path, written: Path | None) -> InputRefused | None:
    """Return what to say of an error that is no surprise, and None for one that is.

    `target` is where a portal is to be, `written` the folder in which it is made.
    """
    if isinstance(error, InvalidInput):
        return InputRefused(str(error))
    if isinstance(error, ReportNotReplaced):
        return SystemFailure(str(error))
    if isinstance(error, TargetBlocked):
        return InputRefused(f"{shown(error.path)}: {error.reason}")
    if not isinstance(error, OSError):
        return None
    is_ours = error.errno in _NO_ROOM or any(
        file.is_relative_to(ours) or ours.is_relative_to(file)
        for file in _files(error)
        for ours in (written, target)
        if ours
    )
    if not is_ours and error.errno not in _OF_THE_DISK:
        return None
    if is_ours or not _files(error):
        why = f"the portal cannot be written: {error.strerror}; an earlier one stays as it was"
        return SystemFailure(f"{shown(target)}: {why}")
    return SystemFailure(f"{shown(_files(error)[0])}: {error.strerror}")


def _files(error: OSError) -> list[Path]:
    """Return the files that an error names: one, or two between which it was copied."""
    names = (error.filename, error.filename2)
    return [Path(os.fsdecode(name)) for name in names if isinstance(name, str | bytes)]


def drop_disk_errors(logger: logging.Logger) -> None:
    """Let a site builder not tell beforehand, and for each page, what is said in the end."""
    logger.addFilter(_is_not_about_a_disk)


def _is_not_about_a_disk(_record: logging.LogRecord) -> bool:
    error = sys.exc_info()[1]
    return not (isinstance(error, OSError) and error.errno in _OF_THE_DISK)
