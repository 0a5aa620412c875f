"""The pictures in a folder, by their paths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coaching_site.parsing.source import read_bytes, unfit
from coaching_site.problems import InvalidInput, Problem

ENDINGS: Final = (".svg", ".png", ".jpg", ".jpeg", ".webp")


def odd_files(content: Path, overrides: Path) -> Iterator[Problem]:
    """Yield what is no file among those that a portal takes as they are: pictures, and looks.

    A pipe or a device would be copied for ever.
    """
    pictures = (path for path in content.rglob("*") if path.suffix.lower() in ENDINGS)
    looks = (path for path in overrides.rglob("*") if path.suffix != ".html")
    for path in sorted((*pictures, *looks)):
        if not path.is_dir() and not path.name.startswith(".") and (message := unfit(path)):
            yield Problem.of_file(path, message)


class PictureFolder:
    """The pictures in a folder and below it."""

    def __init__(self, folder: Path) -> None:
        """Look into `folder` when asked."""
        self._folder = folder

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a picture, or None if there is none."""
        try:
            return read_bytes(self._folder / path)
        except InvalidInput:
            return None

    def names(self) -> list[str]:
        """Return the path of each picture, with `/`."""
        found = (path for path in self._folder.rglob("*") if path.suffix.lower() in ENDINGS)
        return sorted(path.relative_to(self._folder).as_posix() for path in found)
