"""The files of a theme, without walking through its icons."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import FileSystemLoader


class VisibleTemplates(FileSystemLoader):
    """Finds templates like its parent, but lists those alone that stand in no hidden folder.

    MkDocs passes over hidden files of a theme anyway; Material hides 14,000 icons in such a
    folder, and walking through them takes longer than writing all pages of a portal.
    """

    def list_templates(self) -> list[str]:
        """Return the names of the visible templates, sorted."""
        return sorted({name for folder in self.searchpath for name in _visible(folder)})


def _visible(top: str) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name).relative_to(top).as_posix() for name in files)
