"""Where the files that come with the program are: in its wheel, or in a clone of its repository."""

from __future__ import annotations

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
