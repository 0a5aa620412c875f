"""Files of a coach: read without waiting, written whole or not at all, for their owner alone."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from coaching_site.staging import portal_around, project_around

try:
    import fcntl as _fcntl
except ImportError:  # Windows
    _fcntl = None  # type: ignore[assignment]

_locks: Final[Any] = _fcntl
_SECONDS_OF_A_DAY: Final = 24 * 60 * 60
_ASIDE: Final = r"\.(?:{})\.[0-9a-f]{{8}}\.new"


class NotAFile(OSError):
    """What bears the name is a folder, a pipe or a device; `strerror` says so."""


def read_file(path: Path, largest: int) -> bytes:
    """Return what a file holds, at most `largest` bytes and one more.

    Raises `OSError`: `NotAFile` for a pipe, which would be waited for, or a device.
    """
    _check_kind(path.stat().st_mode, path)
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as stream:
        _check_kind(os.fstat(opened).st_mode, path)  # it may have been replaced meanwhile
        return stream.read(largest + 1)


def _check_kind(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise NotAFile(0, "expected a file, found a folder", str(path))
    if not stat.S_ISREG(mode):
        raise NotAFile(0, "expected a file, found a device", str(path))


def aside_of(path: Path) -> Path:
    """Return a new name beside a file, under which its next text is written first."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")


def write_new(path: Path, raw: bytes, mode: int = 0o600) -> None:
    """Write a file that is not there yet and let the disk have it; leave no half of one.

    Raises `OSError`, which names the path.
    """
    try:
        file = os.open(
            path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode
        )
    except OSError as error:
        error.filename = _told(path)
        raise
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(file)
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            error.filename = _told(path)
        raise


def _told(path: Path) -> str:
    """Return the path of the file that would have been written, for messages."""
    found = re.fullmatch(_ASIDE.format("(.*)").replace("?:", ""), path.name)
    return str(path.with_name(found[1]) if found else path)


def put(path: Path, raw: bytes, mode: int = 0o600) -> None:
    """Let a file hold these bytes, whatever it holds now: at every moment whole, old or new."""
    with locked(path.parent):
        aside = aside_of(path)
        try:
            write_new(aside, raw, mode)
            aside.replace(path)
        finally:
            with suppress(OSError):
                aside.unlink()
        settle(path.parent)


def put_new(path: Path, raw: bytes, mode: int = 0o600) -> None:
    """Write a file whole or not at all; raise `FileExistsError` if there is one of its name."""
    with locked(path.parent):
        aside = aside_of(path)
        try:
            write_new(aside, raw, mode)
            _name_anew(aside, path)
        finally:
            with suppress(OSError):
                aside.unlink()
        settle(path.parent)


def _name_anew(aside: Path, path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(17, "there is a file of this name already", str(path))
    try:
        os.link(aside, path)  # unlike a renaming, this never replaces what came meanwhile
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a stick without links, for instance
        aside.rename(path)


def settle(folder: Path) -> None:
    """Let the disk know of a new name, where a system can."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Keep other commands from writing into a folder meanwhile, and give whether that is so.

    Where a system knows no locks of folders it is not; the same if `wait` is not asked for and
    another command has the lock. A lock ends with its process, even with one that is killed.
    """
    try:
        opened = os.open(folder, os.O_RDONLY) if _locks else -1
    except OSError:
        opened = -1
    got = False
    if opened >= 0:
        with suppress(OSError):
            _locks.flock(opened, _locks.LOCK_EX | (0 if wait else _locks.LOCK_NB))
            got = True
    try:
        yield got
    finally:
        if opened >= 0:
            os.close(opened)


def sweep(folder: Path, names: str) -> None:
    """Remove what a killed command left beside files whose names fit an expression.

    Nothing that another command may be writing is removed: it would have the folder's lock, or,
    where there are no such locks, its file would be younger than a day.
    """
    fits = re.compile(_ASIDE.format(names)).fullmatch
    with locked(folder, wait=False) as alone, suppress(OSError):
        for entry in list(os.scandir(folder)):
            if fits(entry.name) and entry.is_file(follow_symlinks=False):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if alone or age > _SECONDS_OF_A_DAY:
                    with suppress(OSError):
                        Path(entry).unlink()


def shared_with_others(path: Path) -> bool:
    """Whether others than its owner may read a file or enter a folder."""
    return os.name != "nt" and bool(path.stat().st_mode & 0o077)


def private_folder(path: Path) -> Path:
    """Return a folder that its owner alone may enter; make it so, with the one around it.

    Raises `OSError`, also where a link leads to a place that is built or shared.
    """
    real = Path(os.path.realpath(path))
    project = project_around(real)
    inside = real.relative_to(project).parts if project else ()
    if portal_around(real) or (inside and inside[0] != "engagements"):
        raise OSError(errno.EPERM, f"expected a private place, found a link to {real}", str(path))
    for folder in (path.parent, path):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif shared_with_others(folder):
            with suppress(OSError):  # it is somebody else's
                folder.chmod(0o700)
    return path
