"""Whether something that a desk is made of has changed since, by what the system tells of files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Stamp = frozenset[tuple[str, int, int]]
"""Each file with the nanosecond of its last change and its bytes."""


@dataclass(frozen=True)
class WatchedFolder:
    """A folder, and how many folders deep its files count; with a `name`, those of it alone.

    Hidden files do not count, unless one is the name.
    """

    path: Path
    depth: int
    name: str = ""


def stamp_of(folders: Iterable[WatchedFolder]) -> Stamp:
    """Return what changes when a file in one of the folders does; what cannot be read is none."""
    return frozenset(found for one in folders for found in _files(one.path, one.depth, one.name))


def _files(folder: Path | str, depth: int, name: str) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if depth > 1 and not entry.name.startswith("."):
                    yield from _files(entry.path, depth - 1, name)
            elif entry.name == name or not (name or entry.name.startswith(".")):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
