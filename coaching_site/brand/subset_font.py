"""The parts of the typefaces that ship, made when the program is built.

Of each typeface one part has what English, German and most languages of Western Europe need, and is
in the style sheet of each portal. The other has the remaining letters of Latin script and rare
signs; a browser fetches it where a text has one. Other scripts are set in a font of the reader's
own machine. The licence (OFL 1.1) travels in all, and asks for a name that is not the original's.

The build of the wheel loads this module by its path: it imports nothing of the package.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

Ranges = tuple[tuple[int, int], ...]


class _Original(NamedTuple):
    """A font in a package, as it was reviewed, and the name under which portals carry it."""

    package: str
    path: str
    sha256: str
    name: str
    features: tuple[str, ...]

    @property
    def raw(self) -> bytes:
        return (files(self.package.replace("-", "_")) / self.path).read_bytes()


class _Cut(NamedTuple):
    """A file of a typeface: what it is cut from, and the ranges of its characters."""

    source: _Original
    ranges: Ranges
    is_common: bool


_SERIF: Final = _Original(
    "font-source-serif-pro",
    "files/SourceSerifPro-Regular.ttf",
    "b4e0771f06d8f6573a535312762b0b2f4fb9a03372239e39b0e7cf203da8ea9a",
    "Letter",
    ("kern", "liga"),
)
_SANS: Final = _Original(
    "font-source-sans-pro",
    "files/SourceSansPro-Regular.ttf",
    "b77f3a700edd0fc0dec73258f882d5c3926c77f5caf6800a201d2166568d2309",
    "Letter Sans",
    ("kern",),
)
_SEMIBOLD: Final = _Original(
    "font-source-sans-pro",
    "files/SourceSansPro-Semibold.ttf",
    "b440fd42fd5a54e1b252731deca9cc86604bee6ffa99281f5874c3476eb17eae",
    "Letter Sans",
    ("kern",),
)
_ID_OF_NAME: Final = 1
_ID_OF_LICENCE: Final = 13
_COMMON: Final = (
    *((0x20, 0x7E), (0xA0, 0xA0), (0xA3, 0xA3), (0xA7, 0xA7), (0xAB, 0xAB), (0xAD, 0xAD)),
    *(
        (0xB0, 0xB0),
        (0xB7, 0xB7),
        (0xBB, 0xBB),
        (0xC4, 0xC5),
        (0xC9, 0xC9),
        (0xD6, 0xD8),
        (0xDC, 0xDC),
    ),
    *((0xDF, 0xE2), (0xE4, 0xEB), (0xED, 0xED), (0xEF, 0xEF), (0xF1, 0xF1), (0xF3, 0xF4)),
    *((0xF6, 0xF6), (0xF8, 0xF8), (0xFC, 0xFC), (0x2013, 0x2014), (0x2018, 0x201A)),
    *(
        (0x201C, 0x201E),
        (0x2022, 0x2022),
        (0x2026, 0x2026),
        (0x2039, 0x203A),
        (0x20AC, 0x20AC),
        (0x2191, 0x2193),
    ),
    *((0x2212, 0x2212),),
)
# Without the sign U+2010, for which browsers would fetch a file to hyphenate a word.
_RARE: Final = (
    *(
        (0xA1, 0xA2),
        (0xA4, 0xA6),
        (0xA8, 0xAA),
        (0xAC, 0xAC),
        (0xAE, 0xAF),
        (0xB1, 0xB6),
        (0xB8, 0xBA),
    ),
    *((0xBC, 0xC3), (0xC6, 0xC8), (0xCA, 0xD5), (0xD9, 0xDB), (0xDD, 0xDE), (0xE3, 0xE3)),
    *((0xEC, 0xEC), (0xEE, 0xEE), (0xF0, 0xF0), (0xF2, 0xF2), (0xF5, 0xF5), (0xF7, 0xF7)),
    *((0xF9, 0xFB), (0xFD, 0x17F), (0x218, 0x21B), (0x2012, 0x2012), (0x2015, 0x2015)),
    *((0x2020, 0x2021), (0x2032, 0x2033), (0x2116, 0x2116)),
    *((0x2122, 0x2122), (0x2190, 0x2190)),
)
# What labels and names in English and German have, and the accents that names have most: of the
# semibold, in which little is set, the first part has no more.
_OF_LABELS: Final = (
    *((0x20, 0x22), (0x25, 0x29), (0x2B, 0x3B), (0x3F, 0x3F), (0x41, 0x5A), (0x61, 0x7A)),
    *((0xA0, 0xA0), (0xAD, 0xAD), (0xB7, 0xB7), (0xC4, 0xC4), (0xD6, 0xD6), (0xDC, 0xDC)),
    *((0xDF, 0xE1), (0xE4, 0xE5), (0xE7, 0xE9), (0xED, 0xED), (0xF1, 0xF1), (0xF3, 0xF4)),
    *((0xF6, 0xF6), (0xF8, 0xF8), (0xFC, 0xFC), (0x2013, 0x2014), (0x2018, 0x201A)),
    *((0x201C, 0x201E), (0x2026, 0x2026), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2212, 0x2212)),
)


def _others(some: Ranges, *all_of: Ranges) -> Ranges:
    """Return the ranges of the characters that are in others and not in these."""
    left = _characters(*all_of) - _characters(some)
    starts = sorted(left - {sign + 1 for sign in left})
    ends = sorted(left - {sign - 1 for sign in left})
    return tuple(zip(starts, ends, strict=True))


def _characters(*ranges: Ranges) -> set[int]:
    return {sign for one in ranges for first, last in one for sign in range(first, last + 1)}


# Units of an em, of 1,000: half a unit is a tenth of a point of a screen in the largest heading,
# and a file takes a tenth less.
_UNITS: Final = 400
# Signs that stand beside letters; distances to others would double the table.
_PAIRS: Final = 2  # the type of a lookup for distances between two glyphs
_KERNED: Final = ",.:;-–—‘’“”„?!)(»«/"
_LEAST: Final = 48  # units of the original, 1,000 of an em; nobody sees less between two letters

PARTS: Final = {
    "letter.woff2": _Cut(_SERIF, _COMMON, is_common=True),
    "letter-rare.woff2": _Cut(_SERIF, _RARE, is_common=False),
    "letter-sans.woff2": _Cut(_SANS, _COMMON, is_common=True),
    "letter-sans-rare.woff2": _Cut(_SANS, _RARE, is_common=False),
    "letter-semibold.woff2": _Cut(_SEMIBOLD, _OF_LABELS, is_common=True),
    "letter-semibold-rare.woff2": _Cut(
        _SEMIBOLD, _others(_OF_LABELS, _COMMON, _RARE), is_common=False
    ),
}
"""The files, and what they are cut from; `unicode-range` in tokens.css says the same."""


def write_fonts(folder: Path) -> None:
    """Write each part into a folder, atomically.

    Raises `ValueError` when the font in a package is not the one that was reviewed, and
    `ImportError` without fontTools, Brotli or one of the packages.
    """
    for name, part in PARTS.items():
        temporary = folder / f".{name}.{os.getpid()}"
        temporary.write_bytes(cut_font(part.source.raw, name))
        temporary.replace(folder / name)


def cut_font(source: bytes, name: str) -> bytes:
    """Return a part as WOFF2; raise `ValueError` when its source is not the expected one."""
    origin, ranges, is_common = PARTS[name]
    # The packages have one maintainer and no release since 2018; their files go into every portal.
    if (found := sha256(source).hexdigest()) != origin.sha256:
        raise ValueError(f"{origin.package}: expected SHA-256 {origin.sha256}, found {found}")
    # Not part of an install: only a build of the wheel needs it.
    from fontTools import subset
    from fontTools.ttLib.scaleUpem import scale_upem

    options = subset.Options()
    options.flavor, options.hinting, options.recalc_timestamp = "woff2", False, False
    options.layout_features = [*origin.features] if is_common else []
    options.drop_tables += ["BASE", "GDEF"]
    options.name_IDs = [0, 1, 2, _ID_OF_LICENCE]
    font = subset.load_font(BytesIO(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_characters(ranges))
    cutter.subset(font)
    if is_common:
        _merge_kerning(font)
    _keep_widths(font)
    scale_upem(font, _UNITS)
    for record in font["name"].names:
        if record.nameID == _ID_OF_NAME:
            record.string = origin.name
    cut = BytesIO()
    subset.save_font(font, cut, options)
    return cut.getvalue()


def _keep_widths(font: Any) -> None:
    """Let no glyph take the width of a part of it, as "%" did of its stroke where a browser hints
    glyphs, so that the next word stood in it."""
    from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

    outlines = font["glyf"]
    for glyph in map(outlines.__getitem__, outlines.keys()):
        for part in glyph.components if glyph.isComposite() else ():
            part.flags &= ~USE_MY_METRICS


def _merge_kerning(font: Any) -> None:
    """Keep the distances between letters alone, in one table of classes in place of a dozen."""
    from fontTools.otlLib.builder import buildPairPosClassesSubtable, buildValue

    table, glyphs = font["GPOS"].table, font.getGlyphOrder()
    distances = _distances(table.LookupList.Lookup, _kerned(font), glyphs)
    before = _classes(glyphs, lambda one: [distances.get((one, other), 0) for other in glyphs])
    after = _classes(glyphs, lambda one: [distances.get((other, one), 0) for other in glyphs])
    pairs = {
        (first, second): (buildValue({"XAdvance": distances.get((first[0], second[0]), 0)}), None)
        for first in before
        for second in after
    }
    lookup = next(one for one in table.LookupList.Lookup if one.LookupType == _PAIRS)
    lookup.SubTable = [buildPairPosClassesSubtable(pairs, font.getReverseGlyphMap())]
    table.LookupList.Lookup = [lookup]
    for record in table.FeatureList.FeatureRecord:
        record.Feature.LookupListIndex = [0]


def _kerned(font: Any) -> set[str]:
    """Return the names of the glyphs for letters, ligatures and the signs beside them."""
    signs = {name for code, name in font.getBestCmap().items() if not _is_kerned(chr(code))}
    return {*font.getGlyphOrder()} - signs


def _is_kerned(sign: str) -> bool:
    return sign.isalpha() or sign in _KERNED


def _distances(lookups: Any, kerned: set[str], glyphs: list[str]) -> dict[tuple[str, str], int]:
    """Return by how much two glyphs are moved, in units of the font, where it is not 0."""
    found: dict[tuple[str, str], int] = {}
    for table in (part for one in lookups if one.LookupType == _PAIRS for part in one.SubTable):
        for row, first in enumerate(table.Coverage.glyphs):
            if table.Format == 1:
                listed = {one.SecondGlyph: one.Value1 for one in table.PairSet[row].PairValueRecord}
            else:
                values = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
                of = table.ClassDef2.classDefs
                listed = {glyph: values[of.get(glyph, 0)].Value1 for glyph in glyphs}
            for second, value in listed.items():
                # The first table that has a pair decides, if it moves it or not.
                found.setdefault((first, second), value.XAdvance if value else 0)
    return {pair: by for pair, by in found.items() if abs(by) >= _LEAST and kerned.issuperset(pair)}


def _classes(glyphs: list[str], row: Callable[[str], list[int]]) -> list[tuple[str, ...]]:
    """Return the glyphs that move others alike, together; those that move none are left out."""
    alike: dict[tuple[int, ...], list[str]] = {}
    for glyph in glyphs:
        alike.setdefault(tuple(row(glyph)), []).append(glyph)
    return [tuple(names) for moved, names in alike.items() if any(moved)]
