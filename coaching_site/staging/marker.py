"""The file by which a build knows a portal again, and which files in it no build has put there.

It names the engagement and each path by a digest, so that it is no list of pages for strangers.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from unicodedata import normalize

from coaching_site.files import is_temporary, write_atomically

MARKER: Final = ".portal"
"""The path of the marker in a portal."""

_KIND: Final = "portal 1"
_MAX_BYTES: Final = 1_000_000
# What systems put into any folder that is looked at; it is worth nothing, and tells file names.
_SYSTEM_FILES: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Marker:
    """What a marker says: whose portal it is, and which paths a build has put there."""

    owner: str
    paths: frozenset[str]

    def is_of(self, owner: str) -> bool:
        """Tell whether the portal is that of `owner`."""
        return self.owner == _digest(owner)

    def knows(self, path: str) -> bool:
        """Tell whether a build has put a path there; that of a folder ends in `/`."""
        return _digest(path) in self.paths


def write_marker(folder: Path, owner: str, files: Collection[str] = ()) -> None:
    """Mark a folder as the portal of `owner`, made of `files`: paths with `/`.

    At every moment a marker that was there is whole, old or new. Raises `OSError`.
    """
    paths = {*files, *(around for path in files for around in _folders_around(path)), MARKER}
    # The first line is a digest of the others, so that a marker that was edited or cut counts as
    # none.
    lines = [_digest(owner), *sorted(map(_digest, paths))]
    text = "\n".join([f"{_KIND} {_digest(' '.join(lines))}", *lines, ""])
    write_atomically(folder / MARKER, text.encode("ascii"), mode=0o666, durable=False)


def has_only_marker(folder: Path) -> bool:
    """Tell whether there is nothing in a folder but a marker, whole or not, or what becomes one.

    So a folder is left by a build that was killed as it made it. Raises `OSError`.
    """
    return all(path.name == MARKER or is_temporary(path, MARKER) for path in folder.iterdir())


def marker_in(folder: Path) -> Marker | None:
    """Return the marker in a folder, if there is a whole one that can be read."""
    path = folder / MARKER
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return None
        first, owner, *paths = path.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return None
    if first != f"{_KIND} {_digest(' '.join([owner, *paths]))}":
        return None
    return Marker(owner, frozenset(paths))


def count_missing(marker: Marker, files: Collection[str]) -> int:
    """Return how many paths that a build has put into a portal are not among those of `files`."""
    there = {*files, *(around for path in files for around in _folders_around(path))}
    return len(marker.paths - {*map(_digest, there)})


def foreign_in(folder: Path, kept: Collection[str]) -> list[str]:
    """Return what is in a folder without being put there by a build or named in `kept`.

    A path is that in the folder, with `/`; that of a folder, which ends in `/`, stands for all
    that is in it. Links are never followed, and are put there by no build. Raises `OSError`.
    """
    marker = marker_in(folder) or Marker("", frozenset())
    return list(_foreign(folder, "", marker, [_composed(path) for path in kept]))


def is_system_file(entry: os.DirEntry[str] | Path) -> bool:
    """Tell whether a system, and nobody, has put a file there."""
    is_named_so = entry.name in _SYSTEM_FILES or entry.name.startswith("._")
    return is_named_so and not entry.is_symlink() and entry.is_file()


def _foreign(folder: Path, start: str, marker: Marker, kept: Collection[str]) -> Iterator[str]:
    # A disk that is mounted in a portal is foreign as a whole, and not entered.
    device = folder.stat().st_dev
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda found: found.name):
            path = start + entry.name
            if _composed(path) in kept or is_system_file(entry):
                continue
            if not entry.is_dir(follow_symlinks=False):
                if not (entry.is_file(follow_symlinks=False) and marker.knows(path)):
                    yield path
            elif _is_entered(f"{path}/", marker, kept) and entry.stat().st_dev == device:
                yield from _foreign(Path(entry), f"{path}/", marker, kept)
            else:
                yield f"{path}/"


def _is_entered(path: str, marker: Marker, kept: Collection[str]) -> bool:
    return marker.knows(path) or any(name.startswith(_composed(path)) for name in kept)


def _folders_around(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: count + 1]) + "/" for count in range(len(parts)))


def _digest(text: str) -> str:
    return sha256(_composed(text).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _composed(text: str) -> str:
    """Return a text in the form that does not depend on how a file system writes its accents."""
    # HFS+ of macOS returns names decomposed (NFD), whichever way they were written.
    return normalize("NFC", text)
