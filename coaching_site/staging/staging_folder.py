"""One portal on disk: built in a fresh folder, and swapped in at once when it is whole."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from coaching_site.files import locked
from coaching_site.staging.host_files import carry_over, copy_ownership
from coaching_site.staging.interrupted_builds import (
    BUILDING,
    FORMER,
    AlreadyLocked,
    Lock,
    LockUnsupported,
    remove,
    sibling_of,
)
from coaching_site.staging.marker import marker_in, write_marker
from coaching_site.staging.swap import replace_folder
from coaching_site.staging.target_contents import check_replaceable, resolved_target


class StagingFolder:
    """A new folder beside a portal, in which the next one is built.

    The portal at `target`, or where a link of that name leads, stays as it is until `swap_in`.
    """

    def __init__(self, target: Path, owner: str, kept: Sequence[str] = ()) -> None:
        """Make the folder for a portal of `owner`, and its parents.

        `kept` are the paths in a portal that are carried over. Raises `TargetBlocked` if what is at
        `target` must not be replaced, and `OSError`.
        """
        self.target, self._owner, self._kept = target, owner, kept
        self._real = resolved_target(target)
        with locked(self._real.parent):
            check_replaceable(target, self._real, owner, kept)
        self._aside = sibling_of(self._real, FORMER)
        try:
            self._real.parent.mkdir(parents=True, exist_ok=True)
            self.path, self._lock = self._make()
        except OSError as error:  # nobody knows the folder by its hidden name
            raise OSError(error.errno, error.strerror, str(target)) from None

    def mark(self, files: Collection[str]) -> None:
        """Mark the folder as a portal that is made of these files."""
        write_marker(self.path, self._owner, files)

    def swap_in(self) -> Path | None:
        """Put the fresh folder in the portal's place; on failure the former portal stays.

        Returns where the former one still is if it cannot be removed. Raises `TargetBlocked` and
        `OSError`. Other builds beside it wait meanwhile, where there are locks.
        """
        with locked(self._real.parent):
            return self._swapped_in()

    def _swapped_in(self) -> Path | None:
        # Again: minutes may have passed, and somebody may have put a file there meanwhile.
        check_replaceable(self.target, self._real, self._owner, self._kept)
        carry_over(self._kept, self._real, self.path)
        if self._real.exists():
            copy_ownership(self._real, self.path)
        former = replace_folder(self.path, self._real, self._aside)
        if former is None:
            return None
        with suppress(OSError):
            if not marker_in(former):  # but for what was kept it was empty
                write_marker(former, self._owner)
            remove(former)
        return former if os.path.lexists(former) else None

    def discard(self) -> None:
        """Remove the fresh folder and what was built in it; after a swap, the former portal."""
        for folder in (self.path, self._aside):
            if os.path.lexists(self._real) or folder == self.path:
                with suppress(OSError):
                    remove(folder)
        if self._lock:
            self._lock.release()
            self._lock = None

    def _make(self) -> tuple[Path, Lock | None]:
        """Return a new folder of ours with its lock, if there are locks."""
        # Nobody sees more of the next portal than of the one that is there.
        mode = 0o700 if self._real.exists() else 0o777
        while True:
            path = sibling_of(self._real, BUILDING)
            path.mkdir(mode)
            try:
                lock = Lock(path)
            except LockUnsupported:
                lock = None
            except AlreadyLocked:  # by somebody who took it for a leftover, and removes it
                continue
            try:
                write_marker(path, self._owner)
            except OSError:
                with suppress(OSError):
                    remove(path)
                raise
            return path, lock
