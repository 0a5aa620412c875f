"""One folder in the place of another: in one step where the system can do it, else in two."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from coaching_site.files import retried

_HERE: Final = -100  # AT_FDCWD of Linux: paths are meant as they are everywhere else
_SWAP: Final = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def replace_folder(fresh: Path, target: Path, aside: Path) -> Path | None:
    """Put a folder in the place of `target`; return where the former one is now, if there was one.

    `aside` is where it waits if it takes two steps, between which there is nothing at `target`.
    Raises `OSError`, with everything where it was.
    """
    if not os.path.lexists(target):
        retried(lambda: fresh.rename(target))
        return None
    # A plain rename cannot replace a folder that is not empty. Where the system can exchange two
    # names, no reader ever finds nothing at the portal's address.
    with suppress(OSError):  # whatever the reason is, two steps either do or tell it
        exchange(fresh, target)
        return fresh
    retried(lambda: target.rename(aside))
    try:
        retried(lambda: fresh.rename(target))
    except BaseException:  # also Ctrl+C between the two steps
        if not os.path.lexists(target):
            retried(lambda: aside.rename(target))
        raise
    return aside


def exchange(one: Path, other: Path) -> None:
    """Let two folders change their places at once; raise `OSError` where that cannot be."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        failed, number = _exchange(*paths)
    except (ImportError, AttributeError, TypeError):  # a system that does not have it
        failed, number = -1, errno.ENOSYS
    if failed:
        raise OSError(number, os.strerror(number), str(other))


def _exchange(one: bytes, other: bytes) -> tuple[int, int]:
    import ctypes  # here, since it takes long and is needed once

    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return library.renamex_np(one, other, _SWAP), ctypes.get_errno()
    return library.renameat2(_HERE, one, _HERE, other, _SWAP), ctypes.get_errno()
