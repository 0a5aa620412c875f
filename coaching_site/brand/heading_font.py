"""The typeface of headings, which portals carry."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FOLDER: Final = "assets/fonts"

TYPEFACE: Final = f"{_FOLDER}/letter.woff2"
"""The part that stands in the style sheet, by its path in a portal."""

_FILES: Final = tuple(
    Path(__file__).with_name(f"{name}.woff2") for name in ("letter", "letter-rare")
)


def typeface() -> dict[str, bytes]:
    """Return the parts of the typeface as WOFF2, by their paths in a portal."""
    # A clone may be installed by other means than the project's own.
    if not all(file.exists() for file in _FILES):
        from coaching_site.brand.subset_font import write_fonts

        write_fonts(Path(__file__).parent)
    return {f"{_FOLDER}/{file.name}": file.read_bytes() for file in _FILES}
