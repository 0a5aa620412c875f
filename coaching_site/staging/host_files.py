"""What a host has put into a portal, carried over into the next one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from coaching_site.staging.target_contents import TargetBlocked

_SETTINGS = Path("mkdocs.yml")


def kept_paths(names: Iterable[str]) -> tuple[str, ...]:
    """Return the paths in a portal that settings name as kept; raise `TargetBlocked` for others."""
    paths = []
    for name in names:
        path = PurePosixPath(name)
        if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in name:
            message = f'keep: expected the path of a file or folder in the portal, found "{name}"'
            raise TargetBlocked(_SETTINGS, message)
        paths.append(str(path))
    return tuple(paths)


def carry_over(kept: Iterable[str], former: Path, fresh: Path) -> None:
    """Put what is kept of the former portal into the fresh one; the former is not changed.

    Raises `TargetBlocked` where that is no file or folder, or is one that builds make, and
    `OSError`.
    """
    for path in kept:
        # To carry over index.html would put the former page in place of the new one.
        if os.path.lexists(fresh / path):
            message = (
                f"keep: expected what a host has put into a portal, found {path}, of the portal"
            )
            raise TargetBlocked(_SETTINGS, message)
        if os.path.lexists(former / path):
            for around in reversed(PurePosixPath(path).parents[:-1]):
                if not (fresh / around).exists():
                    (fresh / around).mkdir()
                    copy_ownership(former / around, fresh / around)
            _copy(former / path, fresh / path)


def copy_ownership(former: Path, fresh: Path) -> None:
    """Let a folder have the owner, the group and the mode of another one, as far as one may."""
    with suppress(OSError):
        status = former.stat()
        if hasattr(os, "chown"):
            os.chown(fresh, status.st_uid, status.st_gid)
    with suppress(OSError):
        shutil.copystat(former, fresh)
        # copystat copies the times too, by which `is_abandoned` would take the new folder for an
        # old one.
        os.utime(fresh)


def _copy(former: Path, fresh: Path) -> None:
    if former.is_symlink():
        fresh.symlink_to(former.readlink())
    elif former.is_file():
        _copy_file(former, fresh)
    elif former.is_dir() and not _is_another_disk(former):
        fresh.mkdir()
        for path in sorted(former.iterdir()):
            _copy(path, fresh / path.name)
        copy_ownership(former, fresh)
    else:
        raise TargetBlocked(former, "expected a file or folder that can be carried over")


def _copy_file(former: Path, fresh: Path) -> None:
    """Give a file a second name, so that it stays what it is; or copy it where that cannot be."""
    try:
        fresh.hardlink_to(former)
    except OSError:
        shutil.copy2(former, fresh)
        with suppress(OSError):
            if hasattr(os, "chown"):
                os.chown(fresh, former.stat().st_uid, former.stat().st_gid)


def _is_another_disk(folder: Path) -> bool:
    return os.path.ismount(folder) or folder.stat().st_dev != folder.parent.stat().st_dev
