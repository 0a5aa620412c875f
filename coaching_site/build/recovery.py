"""What every command does first: undo what commands that were killed have left behind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from coaching_site.files import read_limited
from coaching_site.problems import shown
from coaching_site.staging import recover, remove_dead_previews

REPORTS: Final = Path("sponsors")
"""The folder of reports for sponsors in a workspace: each has the name of its engagement."""

_MAX_BYTES: Final = 1_000_000
_SITE_DIR: Final = re.compile(
    r"^site_dir[ \t]*:[ \t]+(\"[^\"\n]+\"|'[^'\n]+'|[^\s\"'!#][^\n#]*?)[ \t]*(?:#.*)?$",
    re.MULTILINE,
)


def tidy(settings: Path) -> list[str]:
    """Put back and clear away what is left of killed builds and previews.

    `settings` is the file that names the folder of the portals, such as `mkdocs.yml`. Returns a
    line on each leftover that could not be removed.
    """
    remove_dead_previews()
    folders = (_portals_folder(settings), settings.parent / REPORTS)
    left = [path for folder in folders for path in recover(folder)]
    return [f"{shown(path)}: a build was stopped and left this; delete it" for path in left]


def _portals_folder(settings: Path) -> Path:
    """Return the folder in which portals are built.

    The settings are read as text, so that it is known whatever else in them is mistyped.
    """
    try:
        match = _SITE_DIR.search(read_limited(settings, _MAX_BYTES).decode())
    except (OSError, ValueError):
        match = None
    return settings.parent / (match[1].strip("\"'") if match else "site")
