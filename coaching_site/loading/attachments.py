"""The files that may be attached: those of an engagement, and a library for all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final
from unicodedata import normalize

from coaching_site.checks.attachments import attachments_of
from coaching_site.files import read_start
from coaching_site.loading.attachment_kinds import MAX_ATTACHMENT_BYTES, fault_of, tells_place
from coaching_site.model import Engagement

LIBRARY: Final = "library"
"""The folder in `content/` whose files every engagement may attach."""

_OF_SYSTEMS: Final = ("thumbs.db", "desktop.ini")


class AttachmentFolders:
    """The files in `files/` of an engagement, then those in libraries; the first of a name wins.

    Nothing is reached through a link. Names are compared with their accents composed, which some
    systems store apart from their letters.
    """

    def __init__(self, engagement: Path, libraries: Sequence[Path] = ()) -> None:
        """Look into the folder of an engagement, and into libraries, when first asked."""
        self._own = engagement / "files"
        self._libraries = libraries

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a file, one more than allowed at most; None if there is none."""
        path = self._files.get(normalize("NFC", name))
        try:
            return read_start(path, MAX_ATTACHMENT_BYTES + 1) if path else None
        except OSError:
            return None

    def size(self, name: str) -> int | None:
        """Return how many bytes of a file would be handed over; None if there is none."""
        content = self.content(name)
        return None if content is None else len(content)

    def fault(self, name: str) -> str | None:
        """Return why a file cannot be attached, None if it can."""
        return fault_of(name, self.content(name) or b"")

    def tells_place(self, name: str) -> bool:
        """Tell whether a file is a picture that says where it was taken."""
        return tells_place(name, self.content(name) or b"")

    def is_link(self, name: str) -> bool:
        """Tell whether a link has this name."""
        return normalize("NFC", name) in self._links

    def names(self) -> list[str]:
        """Return the names of all files."""
        return sorted(self._files)

    def unattached(self, engagement: Engagement) -> list[Path]:
        """Return the files of the engagement itself that it attaches to nothing."""
        attached = {normalize("NFC", one.file) for _, one in attachments_of(engagement)}
        return [path for name, path in _files_below(self._own) if name not in attached]

    @cached_property
    def _files(self) -> dict[str, Path]:
        every: dict[str, Path] = {}
        for folder in (*reversed(self._libraries), self._own):
            every |= dict(_files_below(folder))
        return every

    @cached_property
    def _links(self) -> frozenset[str]:
        folders = (self._own, *self._libraries)
        return frozenset(
            name for folder in folders for name, _ in _entries_below(folder, links=True)
        )


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for name, path in _entries_below(folder, links=False):
        if path.is_file():
            yield name, path


def _entries_below(folder: Path, *, links: bool) -> Iterator[tuple[str, Path]]:
    """Yield name and path of what is below a folder and hidden from nobody, links or all else."""
    if folder.is_symlink():
        return
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted((*files, *folders)):
            path = Path(place, name)
            is_hidden = name.startswith(".") or name.lower() in _OF_SYSTEMS
            if not is_hidden and path.is_symlink() == links:
                yield normalize("NFC", path.relative_to(folder).as_posix()), path
