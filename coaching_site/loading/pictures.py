"""The pictures in a folder, by their paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coaching_site.checks import fault_of_drawing
from coaching_site.files import FileTooLarge, read_limited
from coaching_site.loading.attachment_kinds import begins_as
from coaching_site.parsing.source import read_bytes, unfit
from coaching_site.problems import InvalidInput, Problem

_HEAD_BYTES: Final = 64
_MOST_OF_DRAWING: Final = 10_000_000
_DRAWING: Final = re.compile(rb"<svg\b", re.IGNORECASE)
_OTHER_KIND: Final = "what is in the file is no picture of this kind: save it again"

ENDINGS: Final = (".svg", ".png", ".jpg", ".jpeg", ".webp")


def odd_files(content: Path, overrides: Path) -> Iterator[Problem]:
    """Yield what is no file among those that a portal takes as they are: pictures, and looks.

    A pipe or a device would be copied for ever; what is called a picture and is none may be a
    client's, and a drawing that runs something would run in the place of a portal.
    """
    pictures = {path for path in content.rglob("*") if path.suffix.lower() in ENDINGS}
    looks = {path for path in overrides.rglob("*") if path.suffix != ".html"}
    for path in sorted(pictures | looks):
        if path.is_dir() or path.name.startswith("."):
            continue
        if message := unfit(path) or (path in pictures and _fault_of(path)):
            yield Problem.of_file(path, message)


def _fault_of(picture: Path) -> str | None:
    ending = picture.suffix.lower()
    if ending != ".svg":
        with picture.open("rb") as file:
            is_kind = begins_as(ending, file.read(_HEAD_BYTES))
        return None if is_kind else _OTHER_KIND
    try:
        content = read_limited(picture, _MOST_OF_DRAWING)
    except FileTooLarge:
        return "the drawing is too large"
    return fault_of_drawing(content) if _DRAWING.search(content) else _OTHER_KIND


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
