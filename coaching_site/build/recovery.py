"""What every command does first: undo what commands that were killed have left behind."""

from __future__ import annotations

from pathlib import Path

from coaching_site.loading import portals_folder
from coaching_site.problems import shown
from coaching_site.staging import recover, remove_dead_previews


def tidy(settings: Path) -> list[str]:
    """Put back and clear away what is left of killed builds and previews.

    `settings` is the file that names the folder of the portals, such as `mkdocs.yml`. Returns a
    line on each leftover that could not be removed.
    """
    remove_dead_previews()
    left = recover(portals_folder(settings))
    return [f"{shown(path)}: a build was stopped and left this; delete it" for path in left]
