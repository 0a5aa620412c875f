"""The typeface of headings is light, the same each time, and whole."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from coaching_site.brand.heading_font import typeface


@pytest.fixture(scope="module")
def cut() -> bytes:
    """Give the typeface, cut anew."""
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


def test_kept(tmp_path: Path, cut: bytes) -> None:
    """It is cut once, to the same bytes; a damaged or missing copy is cut anew."""
    assert typeface(tmp_path / "kept") == cut
    [copy] = (tmp_path / "kept").iterdir()
    before = copy.stat().st_mtime_ns
    assert typeface(tmp_path / "kept") == cut
    assert copy.stat().st_mtime_ns == before
    copy.write_bytes(copy.read_bytes()[:9000])
    assert typeface(tmp_path / "kept") == cut


def test_no_place(tmp_path: Path, cut: bytes) -> None:
    """Where it cannot be kept, it is cut each time."""
    (tmp_path / "kept").write_text("a file, and not a folder")
    assert typeface(tmp_path / "kept") == cut
