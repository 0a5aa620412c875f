"""The files of a theme, without walking through its icons, and which of them a portal may have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from jinja2 import FileSystemLoader

_PICTURES: Final = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_ASSETS: Final = {".css", ".ico", ".js", ".woff2", *_PICTURES}
_ICON: Final = "assets/images/favicon.png"


class VisibleTemplates(FileSystemLoader):
    """Finds templates like its parent, but lists those alone that stand in no hidden folder.

    MkDocs passes over hidden files of a theme anyway; Material hides 14,000 icons in such a
    folder, and walking through them takes longer than writing all pages of a portal.
    """

    def list_templates(self) -> list[str]:
        """Return the names of the visible templates, sorted."""
        return sorted({name for folder in self.searchpath for name in _visible(folder)})


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture, by its name."""
    return PurePosixPath(path).suffix.lower() in _PICTURES


def is_asset(path: str, icon: str | None) -> bool:
    """Tell whether a theme's file may be of use to a page that shows `icon` beside its title."""
    suffix = PurePosixPath(path).suffix.lower()
    is_needed = path != _ICON or path == icon
    return path.startswith("assets/") and suffix in _ASSETS and is_needed


def _visible(top: str) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name).relative_to(top).as_posix() for name in files)


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
