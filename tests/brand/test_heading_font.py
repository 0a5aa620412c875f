"""The typeface of headings is light, the same each time, and whole."""

from __future__ import annotations

import re
from importlib.resources import files
from io import BytesIO
from typing import Final

import pytest
from fontTools.ttLib import TTFont

from coaching_site.brand.heading_font import TYPEFACE, typeface
from coaching_site.brand.subset_font import PARTS, cut_font
from tests.fixture import ROOT

RARE: Final = "assets/fonts/letter-rare.woff2"


@pytest.fixture(scope="module")
def cut() -> dict[str, TTFont]:
    """Give each part of the typeface by its path."""
    return {path: TTFont(BytesIO(part)) for path, part in typeface().items()}


@pytest.mark.parametrize(("path", "most"), [(TYPEFACE, 12_000), (RARE, 9_000)])
def test_light(path: str, most: int) -> None:
    """What is in every sheet takes less than 12 kB of a first visit, the rest less than 9 kB."""
    part = typeface()[path]
    assert part[:4] == b"wOF2"
    assert len(part) < most


def test_letters(cut: dict[str, TTFont]) -> None:
    """The first part has the letters of Western Europe, the second those of others, once each."""
    common, rare = (set(part.getBestCmap()) for part in cut.values())
    assert [sign for sign in "AmaraÅèñßÆÿ¿“”„’–—…€→−£\xa0" if ord(sign) not in common] == []
    assert [sign for sign in "ŁőŠțı½º™№" if ord(sign) not in rare] == []
    assert common & rare == set()
    assert [sign for sign in "ДωעA\u3042" if ord(sign) in common | rare] == ["A"]


def test_ranges_of_the_sheet(cut: dict[str, TTFont]) -> None:
    """The sheet names for each part the characters that it has, so that none is fetched in vain."""
    sheet = (ROOT / "overrides/assets/stylesheets/tokens.css").read_text("utf-8")
    for path, part in cut.items():
        _, _, rule = sheet.partition(f"../fonts/{path.rpartition('/')[2]}")
        named = re.findall(r"U\+(\w+)(?:-(\w+))?", rule.partition("}")[0])
        ranges = [(int(first, 16), int(last or first, 16)) for first, last in named]
        assert ranges == [*PARTS[path.rpartition("/")[2]]]
        there = set(part.getBestCmap())
        assert all(there & {*range(first, last + 1)} for first, last in ranges)


@pytest.mark.parametrize(
    ("pair", "by"), [("AV", -129), ("To", -70), ("AA", 10), ("T.", -81), ("f’", 91), ("11", 0)]
)
def test_kerning(cut: dict[str, TTFont], pair: str, by: int) -> None:
    """Letters have the distances of the original, in thousandths of an em."""
    (lookup,) = cut[TYPEFACE]["GPOS"].table.LookupList.Lookup
    (table,) = lookup.SubTable
    first, second = (cut[TYPEFACE].getBestCmap()[ord(sign)] for sign in pair)
    moved = 0
    if first in table.Coverage.glyphs:
        row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
        moved = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1.XAdvance
    assert moved == by


@pytest.mark.parametrize("path", [TYPEFACE, RARE])
def test_licence(cut: dict[str, TTFont], path: str) -> None:
    """Each part carries its licence, and a name of its own."""
    names = cut[path]["name"]
    assert names.getDebugName(1) == "Letter"
    assert "Open Font License" in str(names.getDebugName(13))


def test_not_stale() -> None:
    """The files in the package are what the present code cuts; else `make` must install again."""
    source = (files("font_source_serif_pro") / "files/SourceSerifPro-Regular.ttf").read_bytes()
    assert [cut_font(source, name) for name in PARTS] == [*typeface().values()]


def test_another_font() -> None:
    """A font that is not the reviewed one, byte for byte, is not cut."""
    with pytest.raises(ValueError, match=r"expected SHA-256 b4e0771f06d8.+, found e3b0c44298fc"):
        cut_font(b"", "letter.woff2")
