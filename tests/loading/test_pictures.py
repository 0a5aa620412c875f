"""The pictures in a folder."""

from __future__ import annotations

from pathlib import Path

from coaching_site.loading.pictures import PictureFolder, odd_files


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
