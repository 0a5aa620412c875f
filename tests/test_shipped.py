"""Where the files that come with the program are, and those of a workspace before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.shipped import CONTENT, ENGAGEMENTS, OVERRIDES, WORKSPACE, first_with, layers


@pytest.mark.parametrize(
    "path",
    [CONTENT / "words.yml", OVERRIDES / "main.html", ENGAGEMENTS / "starter.yml", WORKSPACE],
)
def test_what_ships(path: Path) -> None:
    """The folders of the program's own files are where it looks for them."""
    assert path.exists()


def test_layers(tmp_path: Path) -> None:
    """A workspace's own folder comes first; the shipped one, by whatever path, is named once."""
    original = tmp_path / "shipped"
    assert layers(tmp_path / "own", original) == (tmp_path / "own", original)
    assert layers(tmp_path / "own/../shipped", original) == (tmp_path / "own/../shipped",)


def test_first_with(tmp_path: Path) -> None:
    """The first folder that has a file counts, and a link that leads nowhere is one."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    (other / "a.md").touch()
    assert first_with("a.md", [one, other]) == other / "a.md"
    (one / "a.md").symlink_to("nowhere")
    assert first_with("a.md", [one, other]) == one / "a.md"
    assert first_with("b.md", [one, other]) is None
