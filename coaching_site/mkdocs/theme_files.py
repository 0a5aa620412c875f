"""Which files of a theme a portal may have, by their paths in it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

_PICTURES: Final = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_ASSETS: Final = {".css", ".ico", ".js", ".woff2", *_PICTURES}
_ICON: Final = "assets/images/favicon.png"


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture, by its name."""
    return PurePosixPath(path).suffix.lower() in _PICTURES


def is_asset(path: str, icon: str | None) -> bool:
    """Tell whether a theme's file may be of use to a page that shows `icon` beside its title."""
    suffix = PurePosixPath(path).suffix.lower()
    is_needed = path != _ICON or path == icon
    return path.startswith("assets/") and suffix in _ASSETS and is_needed


# What Material's search worker loads beside lunr's own file for the language.
_SEGMENTERS: Final = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}


def unused_theme_file(path: str, language: str) -> bool:
    """Tell whether a portal searched in `language` (lunr's code) never asks for a theme's file.

    `path` is relative to the theme, with `/`.
    """
    if path.endswith(".map"):
        return True
    if not path.startswith("assets/javascripts/lunr/"):
        return False
    used = {"lunr.stemmer.support.min.js", f"lunr.{language}.min.js", _SEGMENTERS.get(language)}
    return language == "en" or path.rpartition("/")[2] not in used
