"""The file by which a build knows a portal again."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.staging.marker import MARKER, foreign_in, marker_in, write_marker


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """Give a portal of two files, marked."""
    (tmp_path / "goals").mkdir()
    for path in ("index.html", "goals/\u00e9.html"):
        (tmp_path / path).touch()
    write_marker(tmp_path, "amara", ["index.html", "goals/e\u0301.html"])
    return tmp_path


def test_whose_it_is(portal: Path) -> None:
    """A marker knows its owner, its files and their folders, and names none of them."""
    marker = marker_in(portal)
    assert marker
    assert (marker.is_of("amara"), marker.is_of("tomas")) == (True, False)
    assert marker.knows("goals/")
    assert marker.knows(MARKER)
    assert not marker.knows("goals/b.html")
    typed = (portal / MARKER).read_text("ascii")
    assert "amara" not in typed
    assert "goals" not in typed


@pytest.mark.parametrize(
    "typed", ["", "portal 1\n", "portal 1 0123\nab\n", "\xff", "a\n" * 600_000]
)
def test_what_is_no_marker(typed: str, portal: Path) -> None:
    """A file that is cut, changed or of somebody else marks nothing."""
    (portal / MARKER).write_text(typed, "latin-1")
    assert marker_in(portal) is None


def test_what_no_build_has_put_there(portal: Path) -> None:
    """Files and folders of others are found, but for what is kept and what systems put there."""
    (portal / "notes").mkdir()
    for path in ("notes/a.txt", "goals/own.html", "CNAME", ".DS_Store"):
        (portal / path).touch()
    assert foreign_in(portal, ["CNAME"]) == ["goals/own.html", "notes/"]
