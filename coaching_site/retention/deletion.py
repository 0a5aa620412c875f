"""Copies deleted: no link is followed, what others have put there stays, and a kill leaves no half.

An engagement is moved aside first, so that what a kill leaves of it is no engagement that any
command would take for a broken one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from coaching_site.files import read_limited, retried, sync_directory, write_atomically
from coaching_site.staging import MARKER, foreign_in, marker_in

_MOVED: Final = "deleting"
_NOTED: Final = "deleted"
_KINDS: Final = ".deletion.json"
_MOST_BYTES: Final = 100_000


def delete_file(path: Path) -> Sequence[str]:
    """Delete a file, and its folder if that is empty then; raise `OSError`."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()
    return ()


def delete_tree(folder: Path) -> Sequence[str]:
    """Delete a folder with all that is in it; a link in it goes, and what it leads to stays.

    Raises `OSError`.
    """
    if folder.is_symlink():
        return (folder.as_posix(),)
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
    return ()


def delete_marked(folder: Path, owner: str) -> Sequence[str]:
    """Delete what a build has put into a folder of an owner; return what others have put there.

    The mark goes last, so that what a kill leaves is known for what it is. Raises `OSError`.
    """
    marker = marker_in(folder)
    if folder.is_symlink() or not marker or not marker.is_of(owner):
        return (folder.as_posix(),)
    left = foreign_in(folder, ())
    foreign = {name.rstrip("/") for name in left}
    for around, names, files in os.walk(folder):
        place = Path(around).relative_to(folder).as_posix()
        inside = [*names]
        names[:] = [name for name in inside if _joined(place, name) not in foreign]
        for name in files:
            if _joined(place, name) not in {*foreign, MARKER}:
                Path(around, name).unlink()
    _remove_empty(folder)
    (folder / MARKER).unlink()
    with suppress(OSError):
        folder.rmdir()
    return tuple((folder / name).as_posix() for name in left)


def begin_deletion(folder: Path, kinds: Iterable[str]) -> None:
    """Keep in the folder of an engagement which kinds of copies are being deleted; raise `OSError`.

    Those of an earlier deletion that was broken off are kept, too.
    """
    every = [*dict.fromkeys((*deleted_kinds(folder), *kinds))]
    write_atomically(folder / _KINDS, f"{json.dumps(every)}\n".encode())


def deleted_kinds(folder: Path) -> list[str]:
    """Return which kinds of copies of an engagement are being deleted, by what is kept of that."""
    try:
        return [*map(str, json.loads(read_limited(folder / _KINDS, _MOST_BYTES)))]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def move_aside(folder: Path) -> Path:
    """Move the folder of an engagement aside, to be deleted; raise `OSError`."""
    moved = _hidden(folder, _MOVED)
    retried(lambda: folder.rename(moved))
    sync_directory(folder.parent)
    return moved


def begun_deletion(folder: Path) -> Path | None:
    """Return where the folder of an engagement was moved to by a deletion that was broken off."""
    moved = (_hidden(folder, one) for one in (_NOTED, _MOVED))
    return next((one for one in moved if one.is_dir() and not one.is_symlink()), None)


def begun_deletions(engagements: Path) -> list[str]:
    """Return the engagements whose deletion was broken off after they were moved aside."""
    ends = (f".{_MOVED}", f".{_NOTED}")
    found = (path for path in engagements.iterdir() if path.name[:1] == "." and path.is_dir())
    return sorted({one.name[1:].rpartition(".")[0] for one in found if one.name.endswith(ends)})


def finish_deletion(folder: Path, moved: Path, note: Callable[[Path], None]) -> None:
    """Note the deletion of an engagement that was moved aside, once, then delete all of it.

    `note` is called with where it is. Raises `OSError`; the next call goes on.
    """
    noted = _hidden(folder, _NOTED)
    if moved != noted:
        note(moved)
        retried(lambda: moved.rename(noted))
        sync_directory(folder.parent)
    shutil.rmtree(noted)


def _hidden(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _joined(place: str, name: str) -> str:
    return name if place == "." else str(PurePosixPath(place) / name)


def _remove_empty(folder: Path) -> None:
    """Remove the folders below one in which nothing is left."""
    below = [Path(around) for around, _, _ in os.walk(folder)]
    for path in reversed(below[1:]):
        with suppress(OSError):
            path.rmdir()
