"""Attached files as a portal hands them over: where each is, what it is called, of which kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final
from unicodedata import normalize

from coaching_site.model.attachment import Attachment

FOLDER: Final = "files/"
"""Where attached files are in a portal."""


@dataclass(frozen=True)
class FileView:
    """A file: its `name` in the folder that it is from, and what the portal calls it."""

    name: str
    title: str

    @property
    def path(self) -> str:
        """Its path in the portal."""
        return FOLDER + self.name

    @property
    def kind(self) -> str:
        """The kind as readers know it, such as `PDF`."""
        return self.name.rpartition(".")[2].upper()


def files_of(attachments: Iterable[Attachment]) -> tuple[FileView, ...]:
    """Return attachments as a portal shows them, each once."""
    return distinct(map(_view_of, attachments))


def distinct(*groups: Iterable[FileView]) -> tuple[FileView, ...]:
    """Return all files of some groups, each once."""
    return tuple({file.name: file for file in chain.from_iterable(groups)}.values())


def _view_of(attachment: Attachment) -> FileView:
    # A link must lead to the file on every system, however it stores accents.
    name = normalize("NFC", attachment.file)
    return FileView(name, attachment.title or name.rpartition("/")[2].rpartition(".")[0])
