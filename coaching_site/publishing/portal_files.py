"""The files of a finished portal, as they are to be at its place."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.files import FileTooLarge, read_limited
from coaching_site.publishing.names import faults_of_names
from coaching_site.publishing.refusals import PublishRefused, StoreFailed

MAX_FILE_BYTES: Final = 100_000_000
_MAX_FILES: Final = 20_000


@dataclass(frozen=True)
class PortalFile:
    """A file of a portal: its name at the place, where it is, and the digest of its content."""

    name: str
    path: Path
    size: int
    digest: str

    def content(self) -> bytes:
        """Return what was verified; raise `StoreFailed` if it is not that any more."""
        content = read_limited(self.path, MAX_FILE_BYTES)
        if sha256(content).hexdigest() != self.digest:
            raise StoreFailed(f"{self.name}: was written to meanwhile: publish again")
        return content


def portal_files(portal: Path, is_sent: Callable[[str], bool]) -> dict[str, PortalFile]:
    """Return the files of a portal that are to be sent, by name.

    Raises `PublishRefused` with all that must not be sent: links, what is no file, files that are
    too large, and names that lead elsewhere or are taken for one another; and `OSError`.
    """
    faults: list[str] = []
    found: dict[str, PortalFile] = {}
    for name, path, mode in _entries(portal, ""):
        if not is_sent(name):
            continue
        if not stat.S_ISREG(mode):
            kind = "a link" if stat.S_ISLNK(mode) else "no file"
            faults.append(f"{name}: is {kind}: a portal is sent without such")
            continue
        try:
            content = read_limited(path, MAX_FILE_BYTES)
        except FileTooLarge:
            faults.append(f"{name}: has more than {MAX_FILE_BYTES // 10**6} MB: make it smaller")
            continue
        found[name] = PortalFile(name, path, len(content), sha256(content).hexdigest())
    faults += faults_of_names(found)
    if "index.html" not in found and not faults:
        faults.append("index.html: is missing")
    if faults:
        raise PublishRefused(*faults)
    return found


def _entries(folder: Path, start: str) -> Iterator[tuple[str, Path, int]]:
    """Yield name, path and mode of each entry that is no folder; links are not followed."""
    with os.scandir(folder) as entries:
        for count, entry in enumerate(sorted(entries, key=lambda one: one.name)):
            if count > _MAX_FILES:
                raise PublishRefused(f"expected at most {_MAX_FILES} files in a folder of a portal")
            name = start + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry), f"{name}/")
            else:
                yield name, Path(entry), entry.stat(follow_symlinks=False).st_mode
