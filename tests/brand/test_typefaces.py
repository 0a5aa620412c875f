"""The typefaces are light, the same each time, and whole."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

from coaching_site.brand.subset_font import PARTS, cut_font
from coaching_site.brand.typefaces import EMBEDDED, typefaces
from tests.fixture import ROOT

SERIF, SANS, SEMIBOLD = EMBEDDED
RARE: Final = tuple(path.replace(".woff2", "-rare.woff2") for path in EMBEDDED)


@pytest.fixture(scope="module")
def cut() -> dict[str, TTFont]:
    """Give each part of the typefaces by its path."""
    return {path: TTFont(BytesIO(part)) for path, part in typefaces().items()}


@pytest.mark.parametrize(
    ("path", "most"),
    [*zip(EMBEDDED, (8_700, 7_200, 5_700), strict=True), *((path, 8_600) for path in RARE)],
)
def test_light(path: str, most: int) -> None:
    """What is in every sheet takes less than 22 kB of a first visit."""
    part = typefaces()[path]
    assert part[:4] == b"wOF2"
    assert len(part) < most


@pytest.mark.parametrize(("first", "second"), [*zip(EMBEDDED, RARE, strict=True)])
def test_letters(cut: dict[str, TTFont], first: str, second: str) -> None:
    """The first part has what English and German need, and letters of names of Western Europe,
    the second has other letters, and none is in both."""
    common, rare = (set(cut[path].getBestCmap()) for path in (first, second))
    assert [sign for sign in "AmaraåèñßçÖé“”„’–—…€−\xa0" if ord(sign) not in common] == []
    assert [sign for sign in "ŁőŠțı½º™ÆÿÇ" if ord(sign) not in rare] == []
    assert common & rare == set()
    assert [sign for sign in "ДωעA\u3042" if ord(sign) in common | rare] == ["A"]


def test_ranges_of_the_sheet(cut: dict[str, TTFont]) -> None:
    """The sheet names for each part the characters that it has, so that none is fetched in vain."""
    sheet = (ROOT / "overrides/assets/stylesheets/tokens.css").read_text("utf-8")
    for path, part in cut.items():
        _, _, rule = sheet.partition(f"../fonts/{path.rpartition('/')[2]}")
        named = re.findall(r"U\+(\w+)(?:-(\w+))?", rule.partition("}")[0])
        ranges = [(int(first, 16), int(last or first, 16)) for first, last in named]
        assert ranges == [*PARTS[path.rpartition("/")[2]].ranges]
        there = set(part.getBestCmap())
        assert all(there & {*range(first, last + 1)} for first, last in ranges)


def test_widths(cut: dict[str, TTFont]) -> None:
    """No glyph takes the width of a part of it, as browsers that hint glyphs would have it."""
    borrowed = {
        (path, name)
        for path, part in cut.items()
        for name in part.getGlyphOrder()
        for piece in getattr(part["glyf"][name], "components", ())
        if piece.flags & USE_MY_METRICS
    }
    assert borrowed == set()


@pytest.mark.parametrize(
    ("path", "pair", "by"),
    [
        *((SEMIBOLD, "AV", 0), (SEMIBOLD, "To", -70), (SEMIBOLD, "11", 0)),
        *((SERIF, "AV", -129), (SERIF, "To", -70), (SERIF, "AA", 0), (SERIF, "T.", -81)),
        *((SERIF, "f’", 91), (SERIF, "11", 0), (SANS, "AV", 0), (SANS, "To", -66), (SANS, "11", 0)),
    ],
)
def test_kerning(cut: dict[str, TTFont], path: str, pair: str, by: int) -> None:
    """Letters have the distances of the original, in thousandths of an em, but the least.

    Units of the cut are coarser.
    """
    (lookup,) = cut[path]["GPOS"].table.LookupList.Lookup
    (table,) = lookup.SubTable
    first, second = (cut[path].getBestCmap()[ord(sign)] for sign in pair)
    moved = 0
    if first in table.Coverage.glyphs:
        row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
        moved = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1.XAdvance
    assert moved * 1000 / cut[path]["head"].unitsPerEm == pytest.approx(by, abs=1.5)


@pytest.mark.parametrize("path", [*EMBEDDED, *RARE])
def test_licence(cut: dict[str, TTFont], path: str) -> None:
    """Each part carries its licence, and a name of its own."""
    names = cut[path]["name"]
    assert names.getDebugName(1) == (
        "Letter" if "letter." in path or "letter-rare" in path else "Letter Sans"
    )
    assert "Open Font License" in str(names.getDebugName(13))


@pytest.mark.parametrize("path", EMBEDDED)
def test_figures(cut: dict[str, TTFont], path: str) -> None:
    """Figures are as wide as each other, so that they stand below each other in columns."""
    font = cut[path]
    assert len({font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}) == 1


def test_not_stale() -> None:
    """The files in the package are what the present code cuts; else `make` must install again."""
    cut = [cut_font(part.source.raw, name) for name, part in PARTS.items()]
    assert cut == [*typefaces().values()]


def test_another_font() -> None:
    """A font that is not the reviewed one, byte for byte, is not cut."""
    expected = r"serif-pro: expected SHA-256 b4e0771f06d8.+, found e3b0c44298fc"
    with pytest.raises(ValueError, match=expected):
        cut_font(b"", "letter.woff2")
