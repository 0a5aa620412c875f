"""The subset of the heading font that ships, made when the program is built.

Only letters of European languages in Latin script are kept, so that a first visit stays light;
other scripts are set in a font of the reader's own machine. The licence (OFL 1.1) travels in the
file, and asks for a name that is not the original's.

The build of the wheel loads this module by its path: it imports nothing of the package.
"""

from __future__ import annotations

import os
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

_SHA256: Final = "b4e0771f06d8f6573a535312762b0b2f4fb9a03372239e39b0e7cf203da8ea9a"
_NAME: Final = "Letter"
_IDS_OF_NAMES: Final = (1, 3, 4, 6, 16)
_IDS_OF_LICENCE: Final = (13, 14)
_RANGES: Final = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2015), (0x2018, 0x201E)),
    *((0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F), (0x2032, 0x2033), (0x2039, 0x203A)),
    *((0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
)
_FEATURES: Final = ("calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "tnum")


def write_font(target: Path) -> None:
    """Write the subset to a file atomically.

    Raises `ValueError` when the font in the package is not the one that was reviewed, and
    `ImportError` without fontTools, Brotli or that package.
    """
    source = (files("font_source_serif_pro") / "files/SourceSerifPro-Regular.ttf").read_bytes()
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    temporary.write_bytes(cut_font(source))
    temporary.replace(target)


def cut_font(source: bytes) -> bytes:
    """Return the subset as WOFF2; raise `ValueError` when its source is not the expected one."""
    # The package has one maintainer and no release since 2018; its file goes into every portal.
    if (found := sha256(source).hexdigest()) != _SHA256:
        raise ValueError(f"font-source-serif-pro: expected SHA-256 {_SHA256}, found {found}")
    from fontTools import subset  # not part of an install: only a build of the wheel needs it

    options = subset.Options()
    options.flavor, options.hinting, options.layout_features = "woff2", False, [*_FEATURES]
    options.recalc_timestamp = False
    options.name_IDs += _IDS_OF_LICENCE
    font = subset.load_font(BytesIO(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[sign for first, last in _RANGES for sign in range(first, last + 1)])
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in _IDS_OF_NAMES:
            record.string = _NAME
    cut = BytesIO()
    subset.save_font(font, cut, options)
    return cut.getvalue()
