"""Pictures that lie in a folder, by their paths."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coaching_site.loading.source import read_bytes
from coaching_site.problems import InvalidInput

ENDINGS: Final = (".svg", ".png", ".jpg", ".jpeg", ".webp")


class Pictures:
    """The pictures in a folder and below it."""

    def __init__(self, folder: Path) -> None:
        """Look into `folder` when asked."""
        self._folder = folder

    def content(self, path: str) -> bytes | None:
        """Return what is in a picture, or None where there is none."""
        try:
            return read_bytes(self._folder / path)
        except InvalidInput:
            return None

    def names(self) -> list[str]:
        """Return the path of each picture, with `/`."""
        found = (path for path in self._folder.rglob("*") if path.suffix.lower() in ENDINGS)
        return sorted(path.relative_to(self._folder).as_posix() for path in found)
