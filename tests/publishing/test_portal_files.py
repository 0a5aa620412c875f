"""Only whole files are sent: no link, nothing too large, no name that leads elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.publishing import portal_files as module
from coaching_site.publishing.portal_files import portal_files
from coaching_site.publishing.refusals import PublishRefused


def faults(portal: Path) -> list[str]:
    """Return why a portal is not sent."""
    with pytest.raises(PublishRefused) as caught:
        portal_files(portal, lambda _: True)
    return [*caught.value.lines]


def test_files(tmp_path: Path) -> None:
    """Each file is known by its name, size and digest; what is not ours is left out."""
    (tmp_path / "goals").mkdir()
    (tmp_path / "index.html").write_bytes(b"x")
    (tmp_path / "goals/a.html").write_bytes(b"yz")
    (tmp_path / ".htaccess").write_bytes(b"x")
    found = portal_files(tmp_path, lambda name: name != ".htaccess")
    assert {name: file.size for name, file in found.items()} == {"goals/a.html": 2, "index.html": 1}
    assert found["index.html"].digest.startswith("2d711642b726b044")
    assert found["index.html"].content() == b"x"


def test_huge_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is told before anything is sent."""
    monkeypatch.setattr(module, "MAX_FILE_BYTES", 2_000_000)
    (tmp_path / "index.html").write_bytes(b"x")
    (tmp_path / "film.mp4").write_bytes(b"x" * 2_000_001)
    assert faults(tmp_path) == ["film.mp4: has more than 2 MB: make it smaller"]


def test_names_and_first_page(tmp_path: Path) -> None:
    """Odd names are told together; without a first page nothing is a portal."""
    assert faults(tmp_path) == ["index.html: is missing"]
    (tmp_path / "a?b").write_bytes(b"x")
    assert faults(tmp_path) == ["a?b: has a sign that not every place can store"]
