"""The typefaces of portals, which carry them: Letter for headings, Letter Sans for the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FOLDER: Final = "assets/fonts"

EMBEDDED: Final = tuple(
    f"{_FOLDER}/{name}.woff2" for name in ("letter", "letter-sans", "letter-semibold")
)
"""The parts that stand in the style sheet, by their paths in a portal."""

_FILES: Final = tuple(
    Path(__file__).with_name(f"{name}{part}.woff2")
    for name in ("letter", "letter-sans", "letter-semibold")
    for part in ("", "-rare")
)


def typefaces() -> dict[str, bytes]:
    """Return the parts of the typefaces as WOFF2, by their paths in a portal."""
    # A clone may be installed by other means than the project's own.
    if not all(file.exists() for file in _FILES):
        from coaching_site.brand.subset_font import write_fonts

        write_fonts(Path(__file__).parent)
    return {f"{_FOLDER}/{file.name}": file.read_bytes() for file in _FILES}
