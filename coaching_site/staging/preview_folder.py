"""The temporary portal of a preview, which must not outlive the command that shows it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from coaching_site.staging.interrupted_builds import (
    AlreadyLocked,
    Lock,
    LockUnsupported,
    is_abandoned,
    remove,
)
from coaching_site.staging.marker import marker_in, write_marker

# As the site builders call the folders that they make for a preview.
_NAMES: Final = ("mkdocs_*", "properdocs_*")
_OWNER: Final = "/preview/"  # no engagement can be called so


class PreviewFolder:
    """The folder from which a preview is shown, marked so that it is swept if its command dies."""

    def __init__(self, folder: Path) -> None:
        """Lock and mark a folder. Raises `OSError`."""
        self.folder = folder
        with suppress(AlreadyLocked):  # then it is not swept either
            self._lock = Lock(folder)
        write_marker(folder, _OWNER)

    def remove(self) -> None:
        """Remove the folder."""
        with suppress(OSError):
            remove(self.folder)


def remove_dead_previews() -> None:
    """Remove the portals of previews whose commands are dead; those of others stay."""
    for folder in _previews(Path(tempfile.gettempdir())):
        with suppress(OSError, AlreadyLocked):
            _remove_unused(folder)


def _remove_unused(folder: Path) -> None:
    """Remove a folder unless its command lives, or may live; raise `AlreadyLocked` or `OSError`."""
    try:
        lock = Lock(folder)
    except LockUnsupported:
        if is_abandoned(folder):
            remove(folder)
        return
    try:
        remove(folder)
    finally:
        lock.release()


def _previews(parent: Path) -> Iterator[Path]:
    for pattern in _NAMES:
        for folder in parent.glob(pattern):
            with suppress(OSError):
                status = folder.lstat()
                is_mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
                marker = marker_in(folder) if is_mine and not folder.is_symlink() else None
                if marker and marker.is_of(_OWNER):
                    yield folder
