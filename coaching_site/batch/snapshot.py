"""How the files of a folder are, known again without reading them as long as nobody has written.

As git does it: what the system tells of a file (its size, its times, its number) changes whenever
somebody writes to it, unless that happens in the same moment in which it is asked for. So what it
told is relied on only if all files were at rest for a while by then; else contents are compared.
Of a file with several names, which portals share, it changes with each other name that comes or
goes: so its content counts, which is read once for all of them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import Any, Final, Self

# Longer than the steps in which any file system counts time: two seconds on FAT.
_REST_NS: Final = 2_500_000_000
_SYSTEM_FILES: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_NOT_ENTERED: Final = frozenset({"__pycache__", ".git"})
_MISSING: Final = "missing"
_BLOCK: Final = 1 << 20
_MOST_READ: Final = 1 << 20  # of a file that portals share; far more than any has
_MOST_SHARED: Final = 10_000


@dataclass(frozen=True)
class Snapshot:
    """The files of a folder at a moment: their names, a digest of their contents, and their state.

    `names` are paths with `/`, those of folders with one at their end. `state` is a digest of what
    the system tells of them, or empty if that cannot be relied on.
    """

    names: tuple[str, ...]
    contents: str
    state: str = ""

    @classmethod
    def from_json(cls, value: list[Any]) -> Self:
        """Return a snapshot from what `to_json` has given; raise `ValueError` or `TypeError`."""
        names, contents, state = value
        return cls(tuple(names), contents, state)

    def to_json(self) -> list[Any]:
        """Return the snapshot as JSON can hold it."""
        return [self.names, self.contents, self.state]

    def renewed(self, folder: Path, now: Snapshot | None) -> Snapshot:
        """Return the snapshot with the state relied on if it is still that of `now`, at rest."""
        state, newest = _state(folder, self.names)
        is_same = now is not None and state == now.state
        at_rest = time_ns() - newest > _REST_NS
        return replace(self, state=state if is_same and at_rest else "")

    def still_holds(self, folder: Path) -> bool:
        """Tell whether nothing has been written, by what the system tells; if not, who knows."""
        return bool(self.state) and _state(folder, self.names)[0] == self.state


def snapshot_of(folder: Path, tops: Iterable[str] = ("",)) -> Snapshot:
    """Return how the files of a folder are, or of some `tops` in it, by reading all of them.

    The state is that from before they were read, and is not to be relied on as it is: a file may
    have been written meanwhile. What is missing or cannot be read is a part of the digest.
    """
    names = _names(folder, tops)
    state, _ = _state(folder, names)
    return Snapshot(names, _contents(folder, names), state)


def _names(folder: Path, tops: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for top in tops:
        _add_names(folder, top, found, ())
    return tuple(sorted(found))


def _add_names(folder: Path, name: str, found: list[str], around: tuple[int, ...]) -> None:
    """Add a file or a folder with all in it; links are followed, but never in a circle."""
    path = folder / name
    with suppress(OSError):
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            start = f"{name}/" if name else ""
            found.append(start or "./")
            if status.st_ino not in around:
                for entry in os.listdir(path):  # noqa: PTH208 - their names alone are needed
                    if entry not in _NOT_ENTERED and not _is_of_a_system(entry):
                        _add_names(folder, start + entry, found, (*around, status.st_ino))
            return
    if name:
        found.append(name)


def _is_of_a_system(name: str) -> bool:
    return name in _SYSTEM_FILES or name.startswith("._")


def _state(folder: Path, names: Iterable[str]) -> tuple[str, int]:
    """Return a digest of what the system tells of files, and when one was last written, in ns.

    It is asked ten thousand times forty files in a second, so this is one loop without calls.
    """
    told: list[object] = []
    newest = 0
    start = f"{folder}/"
    look = os.stat
    for name in names:
        try:
            one = look(start + name)
        except OSError:
            told.append(None)
            continue
        # A folder changes with what is in it, and with what a system puts there.
        written = one.st_mtime_ns
        if name[-1] == "/":
            told.append((one.st_ino, written))
        elif one.st_nlink > 1 and one.st_size < _MOST_READ:
            # What the system tells of now is what is read now.
            known = one.st_dev, one.st_ino, one.st_size, written, one.st_ctime_ns
            told.append(_shared.get(known) or _remember(known, start + name))
            continue
        else:
            changed = one.st_ctime_ns
            told.append((one.st_ino, one.st_size, written, changed))
            if changed > newest:
                newest = changed
        if written > newest:
            newest = written
    return sha256(repr(told).encode()).hexdigest(), newest


_shared: Final[dict[tuple[int, ...], str]] = {}


def _remember(known: tuple[int, ...], path: str) -> str:
    """Return a digest of a file that portals share, of which the system tells what is known."""
    if len(_shared) >= _MOST_SHARED:
        _shared.clear()
    _shared[known] = _content(Path(path))
    return _shared[known]


def _contents(folder: Path, names: Iterable[str]) -> str:
    digest = sha256()
    for name in names:
        path = folder / name
        kind = "link" if path.is_symlink() else "file"
        content = "" if name.endswith("/") else _content(path)
        digest.update(f"{name!r} {kind} {content}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _content(path: Path) -> str:
    try:
        if not path.is_file():  # a pipe must not be waited for
            return "other" if path.exists() else _MISSING
        with path.open("rb") as stream:
            digest = sha256()
            while block := stream.read(_BLOCK):
                digest.update(block)
            return digest.hexdigest()
    except OSError:
        return _MISSING
