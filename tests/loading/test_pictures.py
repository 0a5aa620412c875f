"""The pictures in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from coaching_site.loading.pictures import PictureFolder, odd_files

OTHER: Final = "what is in the file is no picture of this kind: save it again"
RUNS: Final = "expected only a drawing, found a script or an address in it"


def test_pictures(tmp_path: Path) -> None:
    """Pictures are found below the folder too, by their endings; none is read by mistake."""
    (tmp_path / "people").mkdir()
    for name in ("logo.svg", "people/Me.JPG", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    pictures = PictureFolder(tmp_path)
    assert pictures.names() == ["logo.svg", "people/Me.JPG"]
    assert pictures.content("people/Me.JPG") == b"x"
    assert pictures.content("other.svg") is None
    assert pictures.content("people") is None


def test_odd_files(tmp_path: Path) -> None:
    """A link that leads nowhere is told, unless a portal would not take it."""
    content, overrides = tmp_path / "content", tmp_path / "overrides"
    for folder in (content, overrides):
        folder.mkdir()
    for path in (content / "a.svg", content / "b.txt", overrides / "c.js", overrides / "d.html"):
        path.symlink_to("nowhere")
    found = [Path(problem.path).name for problem in odd_files(content, overrides)]
    assert found == ["a.svg", "c.js"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", ""),
        ("a.JPG", b"\xff\xd8\xff\xe0", ""),
        ("a.webp", b"RIFF\x01\x02\x03\x04WEBP", ""),
        ("a.svg", b'<?xml version="1.0"?>\n<!-- a logo -->\n<svg><a href="#x"/></svg>', ""),
        ("a.svg", "\ufeff<SVG xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"), OTHER),
        ("a.png", b"root:x:0:0", OTHER),
        ("a.jpg", b"<script>alert(1)</script>", OTHER),
        ("a.webp", b"", OTHER),
        ("a.svg", b"secret: of a client", OTHER),
        ("a.svg", b"<svg><script>alert(1)</script></svg>", RUNS),
        ("a.svg", b"<svg onload='alert(1)'/>", RUNS),
        ("a.svg", b"<svg><image href='https://x.example/a.png'/></svg>", RUNS),
        ("a.svg", b"<svg>" + bytes(20_000_000), "the drawing is too large"),
    ],
)
def test_what_is_no_picture(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    """A file that is called a picture and is none, also behind a link, gets into no portal, and
    neither does a drawing that runs or fetches something."""
    pictures = tmp_path / "content"
    pictures.mkdir()
    (tmp_path / "elsewhere").write_bytes(content)
    (pictures / name).symlink_to(tmp_path / "elsewhere")
    found = [problem.message for problem in odd_files(pictures, tmp_path / "overrides")]
    assert found == ([told] if told else [])
