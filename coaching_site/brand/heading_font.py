"""The typeface of headings, cut out of its package so that a first visit stays light.

Only letters of European languages in Latin script are kept; other scripts are set in a typeface
of the reader's own machine. The licence (OFL 1.1) travels in the file, and asks for a name that
is not the original's.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

TYPEFACE: Final = "assets/fonts/letter.woff2"

_NAME: Final = "Letter"
_IDS_OF_NAMES: Final = (1, 3, 4, 6, 16)
_IDS_OF_LICENCE: Final = (13, 14)
_RANGES: Final = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2015), (0x2018, 0x201E)),
    *((0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F), (0x2032, 0x2033), (0x2039, 0x203A)),
    *((0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
)
_FEATURES: Final = ("calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "tnum")


def typeface(kept: Path | None = None) -> bytes:
    """Return the typeface as WOFF2, from the folder `kept` if it was cut before."""
    source = (files("font_source_serif_pro") / "files/SourceSerifPro-Regular.ttf").read_bytes()
    if kept is None:
        return _cut(source)
    place = kept / f"letter-{_made_by(source)}.woff2"
    with suppress(OSError):
        cut, _, digest = place.read_bytes().rpartition(b"\n")
        if sha256(cut).hexdigest().encode() == digest:  # else it was damaged, or half written
            return cut
    cut = _cut(source)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(cut + b"\n" + sha256(cut).hexdigest().encode())
    return cut


def _made_by(source: bytes) -> str:
    made_by = sha256(source + repr((_RANGES, _FEATURES)).encode())
    for tool in ("fontTools", "brotli"):  # their first files say which version they are
        found = find_spec(tool)
        made_by.update(Path(found.origin).read_bytes() if found and found.origin else b"")
    return made_by.hexdigest()[:12]


def _cut(source: bytes) -> bytes:
    from fontTools import subset  # takes longer than all else in a build that needs it not

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
