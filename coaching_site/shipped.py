"""Where the files that come with the program are: in its wheel, or in a clone of its repository.

A workspace replaces a shipped file by one of the same path in its own folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent
_IN_WHEEL: Final = _PACKAGE / "data"
_FOLDER: Final = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent

CONTENT: Final = _FOLDER / "content"
"""The programme, the words and the page templates."""

OVERRIDES: Final = _FOLDER / "overrides"
"""The theme's blocks, components, style sheets and scripts."""

ENGAGEMENTS: Final = _FOLDER / "engagements"
"""The starter of an engagement, its schema for editors, and a sample."""

WORKSPACE: Final = _FOLDER / "workspace"
"""The files that a new workspace begins with, by their paths in it."""


def layers(own: Path, original: Path) -> tuple[Path, ...]:
    """Return a workspace's own folder and below it the shipped one; once, where they are the same.

    A workspace that is a clone works on the shipped files themselves.
    """
    return (own,) if own.resolve() == original.resolve() else (own, original)


def first_with(name: str, folders: Iterable[Path]) -> Path | None:
    """Return the path of a file in the first of the folders that has it."""
    return next((path for folder in folders if os.path.lexists(path := folder / name)), None)
