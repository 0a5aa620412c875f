"""The typeface of headings, which portals carry."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TYPEFACE: Final = "assets/fonts/letter.woff2"

_FILE: Final = Path(__file__).with_name("letter.woff2")


def typeface() -> bytes:
    """Return the typeface as WOFF2."""
    if not _FILE.exists():  # a clone that was installed by other means than the project's own
        from coaching_site.brand.subset_font import write_font

        write_font(_FILE)
    return _FILE.read_bytes()
