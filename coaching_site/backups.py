"""What a backup holds: all files of engagements, those that only the coach may read among them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coaching_site.files import read_limited

_MOST_BYTES: Final = 2_000_000_000


@dataclass(frozen=True)
class BackedUp:
    """Files by their paths, as in `engagements/jane-doe/engagement.yml`, and what is left out.

    That is neither a file nor a folder: a link, whose file is elsewhere, or a pipe.
    """

    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    left_out: tuple[Path, ...] = ()


def backed_up(engagements: Path, slugs: list[str]) -> BackedUp:
    """Return all that the folders of some engagements hold; no link in them is followed.

    Raises `OSError` for what cannot be read: a backup that lacks a file is none.
    """
    files: dict[str, bytes] = {}
    left_out: list[Path] = []
    for slug in slugs:
        folder = engagements / slug
        for path in _paths_in(folder):
            if not stat.S_ISREG(path.lstat().st_mode) or not _is_text(path.name):
                left_out.append(path)
                continue
            name = f"engagements/{slug}/{path.relative_to(folder).as_posix()}"
            files[name] = read_limited(path, _MOST_BYTES)
    return BackedUp(files, (*left_out,))


def _paths_in(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder and below it, but for folders themselves, in a fixed order."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _paths_in(Path(entry.path))
        else:
            yield Path(entry.path)


def _is_text(name: str) -> bool:
    """Tell whether a name can be told in a zip: some disks have names that are no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
