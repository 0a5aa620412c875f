"""Where locked portals are, and whether a client may have a lock; without anything that locks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

LOCKED_FILE: Final = "index.html"
"""The name of the file of a locked portal."""

LOCKED: Final = Path("locked")
"""The folder of locked portals in a workspace."""

_FIELD: Final = re.compile(rb"\block\b")  # wherever in a line YAML lets a key stand


def locked_file(slug: str) -> Path:
    """Return where in a workspace the locked portal of a client is written."""
    return LOCKED / slug / LOCKED_FILE


def may_have_lock(engagement: bytes) -> bool:
    """Tell whether the file of an engagement may name a lock: most have none, and need no load."""
    return _FIELD.search(engagement) is not None
