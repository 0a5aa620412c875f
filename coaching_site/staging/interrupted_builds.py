"""What a build that was killed has left beside a portal, and how it is known from one that runs.

Each build locks its folder for as long as its process lives, so nobody has to guess from the
number of a process. Where there are no such locks, as on Windows, time tells.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from coaching_site.files import locked
from coaching_site.staging.marker import MARKER, has_only_marker, marker_in

if sys.platform != "win32":
    import fcntl

BUILDING: Final = "building"
FORMER: Final = "former"
_SECONDS_PER_DAY: Final = 24 * 60 * 60
_NAME: Final = re.compile(rf"\.(?P<portal>.+)\.(?P<purpose>{BUILDING}|{FORMER})-[0-9a-f]{{8}}")


class AlreadyLocked(Exception):
    """A folder is locked by another process, or gone."""


class LockUnsupported(AlreadyLocked):
    """Nobody can tell whether a folder is in use: its disk, or the system, has no locks."""


class Lock:
    """The lock on a folder; the system takes it away when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Lock a folder; raise `AlreadyLocked` if that is impossible."""
        if sys.platform == "win32":
            raise LockUnsupported(folder)
        try:
            self._file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            raise AlreadyLocked(folder) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Between open and flock the folder may have been removed, or another one made under its
            # name.
            is_there = os.path.samestat(os.fstat(self._file), folder.lstat())
        except (BlockingIOError, FileNotFoundError):
            is_there = False
        except OSError:
            self.release()
            raise LockUnsupported(folder) from None
        if not is_there:
            self.release()
            raise AlreadyLocked(folder)

    def release(self) -> None:
        """Give the folder free."""
        os.close(self._file)


def sibling_of(target: Path, purpose: str) -> Path:
    """Return a new name for a hidden folder beside a portal."""
    return target.with_name(f".{target.name}.{purpose}-{secrets.token_hex(4)}")


def recover(site: Path) -> list[Path]:
    """Put back portals that killed builds had moved aside, and remove what else they left.

    `site` is the folder of the portals; links in it are followed to where portals really are.
    Returns the leftovers that could not be removed.
    """
    places = [(site, None), *_places_of_links(site)]
    leftovers = [path for parent, name in places for path in _leftovers(parent, name)]
    # Those first, of which a portal may have to be put back.
    leftovers.sort(key=lambda path: _purpose(path) != FORMER)
    return [path for path in dict.fromkeys(leftovers) if not _recovered(path)]


def is_abandoned(folder: Path) -> bool:
    """Return whether nothing was put into a folder for a day; raise `OSError` if it is gone."""
    return time.time() - folder.lstat().st_mtime > _SECONDS_PER_DAY


def remove(folder: Path) -> None:
    """Remove a folder and all that is in it; raise `OSError` if something of it stays.

    The marker goes last, so that what a kill leaves of the folder is known for what it is.
    """
    with suppress(OSError):
        # In a folder without write permission nothing can be removed.
        folder.chmod(0o700)
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != MARKER:
                path.unlink()
        shutil.rmtree(folder)


def _places_of_links(site: Path) -> list[tuple[Path, str | None]]:
    with suppress(OSError):
        # A build works beside the real portal, so what it leaves is there and not beside the link.
        with os.scandir(site) as entries:
            links = [Path(os.path.realpath(entry)) for entry in entries if entry.is_symlink()]
        return [(link.parent, link.name) for link in links]
    return []


def _leftovers(parent: Path, name: str | None) -> Iterator[Path]:
    """Yield what is left in a folder of builds of one portal, or of all."""
    with suppress(OSError):
        for entry in sorted(name for name in os.listdir(parent) if name[0] == "."):  # noqa: PTH208
            match = _NAME.fullmatch(entry)
            path = parent / entry
            if match and name in (None, match["portal"]) and not path.is_symlink():
                yield path


def _recovered(path: Path) -> bool:
    """Put back or remove one leftover; tell whether nothing is left to be done.

    A folder whose lock is held belongs to a build that runs, so it stays.
    """
    # Between a swap and the end of it the former portal has the name of a leftover.
    with suppress(OSError), locked(path.parent), _locked(path) as is_ours:
        target = path.with_name(_portal(path))
        if is_ours and _purpose(path) == FORMER and not os.path.lexists(target):
            path.rename(target)
        elif is_ours and _is_known(path):
            remove(path)
        return True
    return False


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold the lock on a folder if there are locks; tell whether nobody else is at work in it."""
    try:
        lock = Lock(folder)
    except LockUnsupported:
        # A former portal is moved aside for a moment alone; who is at it then bears its return.
        yield _purpose(folder) == FORMER or is_abandoned(folder)
        return
    except AlreadyLocked:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _is_known(folder: Path) -> bool:
    """Tell whether a build has made a folder: it has a marker, or nothing else."""
    return marker_in(folder) is not None or has_only_marker(folder)


def _purpose(path: Path) -> str:
    match = _NAME.fullmatch(path.name)
    return match["purpose"] if match else ""


def _portal(path: Path) -> str:
    match = _NAME.fullmatch(path.name)
    return match["portal"] if match else ""
