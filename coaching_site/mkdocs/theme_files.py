"""Which files besides pages a portal may have, by their paths in it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

_PICTURES: Final = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_ASSETS: Final = {".css", ".ico", ".js", ".woff2", *_PICTURES}


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture, by its name."""
    return PurePosixPath(path).suffix.lower() in _PICTURES


def is_asset(path: str) -> bool:
    """Tell whether a file of the looks may be of use to a page."""
    return path.startswith("assets/") and PurePosixPath(path).suffix.lower() in _ASSETS
