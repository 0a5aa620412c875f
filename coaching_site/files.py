"""Files read within bounds and without waiting, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

try:
    import fcntl as _fcntl
except ImportError:  # Windows
    _fcntl = None  # type: ignore[assignment]

_locks: Final[Any] = _fcntl
_SECONDS_PER_DAY: Final = 24 * 60 * 60
# Windows lets nobody rename what a scanner or an indexer has open, which is over in a moment.
_WAITS_S: Final = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()
_TEMPORARY: Final = r"\.(?:{})\.[0-9a-f]{{8}}\.new"
_KINDS: Final = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
# A pipe must not be waited for, and Windows must not change line ends.
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


class NotAFile(OSError):
    """What bears the name is a folder, a pipe or a device; `strerror` says so."""


class FileTooLarge(OSError):
    """A file holds more bytes than are taken; `size` is how many it had when it was looked at."""

    def __init__(self, path: Path, size: int) -> None:
        """Keep the size in bytes."""
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        self.size = size


def require_file(path: Path) -> None:
    """Raise `NotAFile` for what is there and no file, and `OSError` where nothing can be read."""
    _check_kind(path.stat().st_mode, path)


def read_limited(path: Path, max_bytes: int) -> bytes:
    """Return all that a file holds.

    Raises `OSError`: `FileTooLarge` above `max_bytes`, `NotAFile` for a folder, a pipe or a device.
    """
    content = read_start(path, max_bytes + 1)
    if len(content) > max_bytes:
        raise FileTooLarge(path, max(path.stat().st_size, len(content)))
    return content


def read_start(path: Path, max_bytes: int) -> bytes:
    """Return the first bytes of a file, at most `max_bytes`; raise `OSError` as `read_limited`."""
    require_file(path)  # before it is opened: opening alone may wake a device
    opened = os.open(path, _READ)
    with os.fdopen(opened, "rb") as stream:
        status = os.fstat(opened)
        _check_kind(status.st_mode, path)  # it may have been replaced meanwhile
        # Python takes room for as much as may be read, also where the file holds little.
        content = stream.read(min(max_bytes, status.st_size + 1))
        has_grown = len(content) > status.st_size
        return content + stream.read(max_bytes - len(content)) if has_grown else content


def _check_kind(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "a device")
        raise NotAFile(0, f"expected a file, found {kind}", str(path))


def write_atomically(
    path: Path, content: bytes, *, mode: int = 0o600, replace: bool = True, durable: bool = True
) -> None:
    """Let a file hold these bytes: at every moment it is whole, old or new.

    `mode` is that of the file, less what the process masks. Without `replace` it must not be there
    yet. `durable` waits until the disk has it, which what can be made again does not need, and lets
    other commands that write so into the same folder wait. Raises `OSError`, which names the path;
    `FileExistsError` where it must not be there.
    """
    if not durable:
        _write_beside(path, content, mode, replace=replace, durable=False)
        return
    with locked(path.parent):
        _write_beside(path, content, mode, replace=replace, durable=True)
        sync_directory(path.parent)


def _write_beside(path: Path, content: bytes, mode: int, *, replace: bool, durable: bool) -> None:
    temporary = temporary_beside(path)
    try:
        write_new(temporary, content, mode, durable=durable)
        if replace:
            retried(lambda: temporary.replace(path))
        else:
            _rename_without_replacing(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def retried(rename: Callable[[], object], waits_s: Iterable[float] = _WAITS_S) -> None:
    """Rename something; where that is not permitted, try again after each wait.

    Raises `OSError` where it is not permitted in the end, or impossible for another reason.
    """
    for wait in waits_s:
        with suppress(PermissionError):
            rename()
            return
        time.sleep(wait)
    rename()


def temporary_beside(path: Path) -> Path:
    """Return a new name beside a file, under which its next content is written first."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")


def is_temporary(path: Path, name: str) -> bool:
    """Tell whether a file is one that was to become the one of a name beside it."""
    return re.fullmatch(_TEMPORARY.format(re.escape(name)), path.name) is not None


def write_new(path: Path, content: bytes, mode: int = 0o600, *, durable: bool = True) -> None:
    """Write a file that is not there yet; leave no half of one.

    `durable` waits until the disk has it. Raises `OSError`, which names the path.
    """
    try:
        file = os.open(path, _WRITE_NEW, mode)
    except OSError as error:
        error.filename = final_name(path)
        raise
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(content)
            stream.flush()
            if durable:
                os.fsync(file)
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            error.filename = final_name(path)
        raise


def final_name(path: Path) -> str:
    """Return the path of the file that one was to become, or its own."""
    found = re.fullmatch(_TEMPORARY.format("(.*)").replace("?:", ""), path.name)
    return str(path.with_name(found[1]) if found else path)


def _rename_without_replacing(temporary: Path, path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "there is a file of this name already", str(path))
    try:
        os.link(temporary, path)  # unlike a renaming, this never replaces what came meanwhile
    except FileExistsError:
        raise
    except OSError:  # not every file system has two names for one file: FAT on a stick has not
        temporary.rename(path)


def sync_directory(folder: Path) -> None:
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


def remove_temporaries(folder: Path, names: str) -> None:
    """Remove what a killed command left beside files whose names fit an expression.

    Nothing that another command may be writing is removed: it would have the folder's lock, or,
    where there are no such locks, its file would be younger than a day.
    """
    fits = re.compile(_TEMPORARY.format(names)).fullmatch
    with locked(folder, wait=False) as alone, suppress(OSError):
        for entry in list(os.scandir(folder)):
            if fits(entry.name) and entry.is_file(follow_symlinks=False):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if alone or age > _SECONDS_PER_DAY:
                    with suppress(OSError):
                        Path(entry).unlink()
