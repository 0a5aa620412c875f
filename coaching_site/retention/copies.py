"""The copies of an engagement that are known in a workspace, each with what deletes it."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from coaching_site.files import final_name, read_start
from coaching_site.locking.locked_portal import is_locked
from coaching_site.locking.places import LOCKED_FILE
from coaching_site.retention.deletion import delete_file, delete_marked, delete_tree
from coaching_site.staging import marker_in

_LINK: Final = "a link, which is not followed: delete what it leads to by hand"
_NOT_OURS: Final = "no build has made it for this client: look at it, and delete it by hand"
_OTHERS_TOO: Final = "it holds other clients, too: make a new backup, then delete this one by hand"
_UNREADABLE: Final = "it may hold this client: make a new backup, then delete this one by hand"
_PERHAPS: Final = "it may hold this client: look at it, and delete it by hand"
_ENGAGEMENT: Final = "engagement.yml"
_LOCK: Final = re.compile(rb"(?m)(?:^|[\s{,\"'])lock[\"']?[ \t]*:[ \t]*[\"']?([a-f][0-9a-f]{31})\b")
_NOT_LOCKED: Final = "this is no locked portal: look at it, and delete it by hand"
_SHARED_LOCK: Final = (
    "the file of another client may name this lock, too: take the line out of one of them"
)
_ENCRYPTED: Final = ".age"
_SHORTEST: Final = 2  # parts of a path, of which the second one is a file of nobody
_MOST_BYTES: Final = 10_000_000
_BACKUP: Final = r"{}-\d{{4}}-\d\d-\d\d\.zip(?:\.age)?"


class CopyKind(StrEnum):
    """What a copy is."""

    PLACE = "published portal"
    REPLY = "reply"
    HAND_OVER = "hand-over"
    BACKUP = "backup"
    LOCKED = "locked portal"
    REPORT = "sponsor's report"
    PORTAL = "portal"
    DESK = "desk"
    RECORD = "record of builds"
    CACHE = "cache"
    LOCK_KEY = "key of the lock"
    SETTINGS = "settings"
    ENGAGEMENT = "engagement"


@dataclass(frozen=True)
class Copy:
    """A copy of an engagement: `where` it is, and what deletes it and returns what stays there.

    Without a `delete` it stays, and `remark` says what to do about it.
    """

    kind: CopyKind
    where: str
    delete: Callable[[], Sequence[str]] | None = field(default=None, repr=False)
    remark: str = ""


@dataclass(frozen=True)
class MarkedFolder:
    """A folder that a build makes and marks as that of an `owner`."""

    kind: CopyKind
    path: Path
    owner: str


@dataclass(frozen=True)
class CopyFolders:
    """Where a workspace keeps what it makes of engagements.

    `caches` hold what can be made again, and something of every client; `shards` are the records
    of builds on several machines. `of_all` is what the name of a backup of all clients begins with,
    which may be the name of a client, too.
    """

    engagements: Path
    locked: Path
    hand_overs: Path
    backups: Path
    shards: Path
    caches: tuple[Path, ...]
    of_all: str


def copies_in(
    folders: CopyFolders,
    slug: str,
    marked: Iterable[MarkedFolder],
    lock_key_of: Callable[[str], Path],
) -> Iterator[Copy]:
    """Yield the copies of an engagement on this machine, in the order in which they are deleted.

    `lock_key_of` gives the place of the key of a lock. Raises `OSError`.
    """
    yield from _hand_overs(folders, slug)
    yield from _backups(folders, slug)
    yield from _locked(folders.locked / slug / LOCKED_FILE)
    for one in marked:
        yield from _marked(one)
    for path in _files_in(folders.shards):
        if path.suffix == ".json" and f'"{slug}"'.encode() in read_start(path, _MOST_BYTES):
            yield from _file(CopyKind.RECORD, path)
    for cache in folders.caches:
        yield from _tree(CopyKind.CACHE, cache)
    folder = folders.engagements / slug
    if lock := lock_of(folder):
        yield from _key(lock_key_of(lock), folder, lock)
    yield from _tree(CopyKind.ENGAGEMENT, folder)


def lock_of(folder: Path) -> str | None:
    """Return the lock that the file of an engagement names, however broken the file is."""
    with suppress(OSError):
        if found := _LOCK.search(read_start(folder / _ENGAGEMENT, _MOST_BYTES)):
            return found[1].decode("ascii")
    return None


def _key(path: Path, folder: Path, lock: str) -> Iterator[Copy]:
    """Yield the key of a lock, which stays where the file of another client may name it, too."""
    others = (one for one in folder.parent.glob(f"*/{_ENGAGEMENT}") if one.parent != folder)
    is_shared = any(_may_name(one, lock) for one in others)
    for one in _file(CopyKind.LOCK_KEY, path):
        yield Copy(one.kind, one.where, remark=_SHARED_LOCK) if is_shared else one


def _may_name(file: Path, lock: str) -> bool:
    """Tell whether a lock stands anywhere in a file, even in a remark; what cannot be read may."""
    try:
        return lock.encode() in read_start(file, _MOST_BYTES)
    except OSError:
        return True


def _locked(path: Path) -> Iterator[Copy]:
    for one in _file(CopyKind.LOCKED, path):
        if one.delete and not is_locked(path):
            yield Copy(one.kind, one.where, remark=_NOT_LOCKED)
        else:
            yield one


def _hand_overs(folders: CopyFolders, slug: str) -> Iterator[Copy]:
    """Yield what was handed over of a client: by the folder in a zip, else by the name."""
    folder, own = folders.hand_overs, {f"{slug}.zip", f"{slug}.zip.age"}
    for name in sorted(own):
        if (folder / name).is_symlink():
            yield from _file(CopyKind.HAND_OVER, folder / name)
    for path in _files_in(folder):
        name = _whole_name(path)
        owners = {parts[0] for parts in _paths_in(path) or ()}
        if owners == {slug} or (not owners and name in own):
            yield from _file(CopyKind.HAND_OVER, path)
        elif slug in owners or (not owners and _may_be_of(name, slug, folders.engagements)):
            yield Copy(CopyKind.HAND_OVER, path.as_posix(), remark=_PERHAPS)


def _backups(folders: CopyFolders, slug: str) -> Iterator[Copy]:
    """Yield the backups that hold a client, or may: by what is in a zip, else by the name."""
    own = re.compile(_BACKUP.format(re.escape(slug)))
    for path in _files_in(folders.backups):
        name = _whole_name(path)
        if not name.endswith((".zip", _ENCRYPTED)):
            continue
        clients = _clients_in(path)
        if clients == {slug} or (
            clients is None and slug != folders.of_all and own.fullmatch(name)
        ):
            yield from _file(CopyKind.BACKUP, path)
        elif clients is None or slug in clients:
            remark = _UNREADABLE if clients is None else _OTHERS_TOO
            yield Copy(CopyKind.BACKUP, path.as_posix(), remark=remark)


def _may_be_of(name: str, slug: str, engagements: Path) -> bool:
    """Tell whether an encrypted file may be of a client, by its name, and is of no other one."""
    stem = name.removesuffix(f".zip{_ENCRYPTED}")
    return name != stem and stem.startswith(slug) and not (engagements / stem).is_dir()


def _whole_name(path: Path) -> str:
    """Return the name of a file, or the one that it would have got before a kill."""
    return Path(final_name(path)).name


def _paths_in(path: Path) -> list[list[str]] | None:
    """Return the paths of what is in a zip, each in its parts; None if it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return [name.split("/") for name in archive.namelist()]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


def _clients_in(path: Path) -> set[str] | None:
    """Return whose engagements a zip holds; "" for what is of none, None if it cannot be read."""
    if (paths := _paths_in(path)) is None:
        return None
    return {one[1] if one[0] == "engagements" and len(one) > _SHORTEST else "" for one in paths}


def _marked(one: MarkedFolder) -> Iterator[Copy]:
    path, where = one.path, f"{one.path.as_posix()}/"
    if path.is_symlink():
        yield Copy(one.kind, where, remark=_LINK)
    elif path.is_dir():
        marker = marker_in(path)
        if marker and marker.is_of(one.owner):
            yield Copy(one.kind, where, lambda: delete_marked(path, one.owner))
        elif any(path.iterdir()):
            yield Copy(one.kind, where, remark=_NOT_OURS)


def _file(kind: CopyKind, path: Path) -> Iterator[Copy]:
    where = path.as_posix()
    if path.is_symlink():
        yield Copy(kind, where, remark=_LINK)
    elif path.is_file():
        if path.parent.is_symlink():
            yield Copy(kind, where, remark=_LINK)
        else:
            yield Copy(kind, where, lambda: delete_file(path))


def _tree(kind: CopyKind, folder: Path) -> Iterator[Copy]:
    where = f"{folder.as_posix()}/"
    # The folder of all engagements may be a link, to a disk that is encrypted.
    is_cache = kind is CopyKind.CACHE
    if folder.is_symlink() or (is_cache and folder.parent.is_symlink() and folder.is_dir()):
        yield Copy(kind, where, remark=_LINK)
    elif folder.is_dir():
        yield Copy(kind, where, lambda: delete_tree(folder))


def _files_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        paths = (Path(entry.path) for entry in os.scandir(folder))
        return sorted(path for path in paths if stat.S_ISREG(path.lstat().st_mode))
    return []
