"""The typeface of headings is light, the same each time, and whole."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from coaching_site.brand.heading_font import typeface
from coaching_site.brand.subset_font import cut_font


@pytest.fixture(scope="module")
def cut() -> bytes:
    """Give the typeface."""
    return typeface()


def test_light(cut: bytes) -> None:
    """It takes less than 24 kB of a first visit."""
    assert cut[:4] == b"wOF2"
    assert len(cut) < 24_000


def test_letters(cut: bytes) -> None:
    """It has the letters of European names, and nothing of other scripts."""
    letters = TTFont(BytesIO(cut)).getBestCmap()
    assert [sign for sign in "AmaraÅèñßŁőŠțı“”’–—…€→" if ord(sign) not in letters] == []
    assert [sign for sign in "ДωעA\u3042" if ord(sign) in letters] == ["A"]


def test_licence(cut: bytes) -> None:
    """It carries its licence, and a name of its own."""
    names = TTFont(BytesIO(cut))["name"]
    assert names.getDebugName(1) == "Letter"
    assert "Open Font License" in str(names.getDebugName(13))


def test_not_stale() -> None:
    """The file in the package is what the present code cuts; else `make` must install again."""
    source = files("font_source_serif_pro") / "files/SourceSerifPro-Regular.ttf"
    assert cut_font(source.read_bytes()) == typeface()


def test_another_font() -> None:
    """A font that is not the reviewed one, byte for byte, is not cut."""
    with pytest.raises(ValueError, match=r"expected SHA-256 b4e0771f06d8.+, found e3b0c44298fc"):
        cut_font(b"")
