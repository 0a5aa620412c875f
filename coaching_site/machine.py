"""What is installed on a machine that portals may depend on: Python, its packages, and fonts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_ENDINGS: Final = (".dist-info", ".egg-info")
# Where Linux, macOS and Windows look for fonts, of which a PDF takes what its own one lacks.
_FONTS: Final = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    *("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
)


def installed() -> str:
    """Return which versions of what there are, as one text that changes with any of it.

    By the names and times of folders alone: to ask each package takes as long as a portal.
    """
    return "\n".join([sys.version, *sorted(_packages()), *sorted(_font_folders())])


def _packages() -> set[str]:
    found = set[str]()
    for folder in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(folder or ".") if name.endswith(_ENDINGS))  # noqa: PTH208
    return found


def _font_folders() -> Iterator[str]:
    """Yield each folder of fonts and when something was put into it or taken away."""
    for top in _FONTS:
        for folder, _, _ in os.walk(Path(top).expanduser()):
            yield f"{folder} {Path(folder).stat().st_mtime_ns}"
