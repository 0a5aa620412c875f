"""A zip is the same for the same portal, replaced whole, and never in place of anything else."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from coaching_site.publishing.manifest import Claim
from coaching_site.publishing.record import PlaceRecord
from coaching_site.publishing.refusals import PublishRefused
from coaching_site.publishing.withdrawal import withdraw_zip
from coaching_site.publishing.zip_file import former_zip, require_folder, write_zip, zip_of_portal
from tests.publishing.memory import write_portal

RECORD = PlaceRecord("c" * 32, "a" * 64)
CLAIM = Claim.of(RECORD, "jane")
OTHER = Claim.of(PlaceRecord("d" * 32, "a" * 64), "jane")


def test_zip(tmp_path: Path) -> None:
    """It holds the portal in a folder of its name, without times, for its owner alone."""
    files = write_portal(tmp_path, {"index.html": "1", "goals/a.html": "2"})
    path = tmp_path / "jane.zip"
    assert former_zip(path, CLAIM) is None
    write_zip(path, zip_of_portal(files, "jane", CLAIM))
    os.utime(tmp_path / "index.html", (0, 0))
    assert former_zip(path, CLAIM) == zip_of_portal(files, "jane", CLAIM)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["jane/goals/a.html", "jane/index.html"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("jane/index.html") == b"1"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600


def test_halves(tmp_path: Path) -> None:
    """What a kill has left of this zip goes with the next one, and with its withdrawal."""
    half, other = tmp_path / ".jane.zip.0a1b2c3d.new", tmp_path / ".tom.zip.0a1b2c3d.new"
    files = write_portal(tmp_path, {"index.html": "1"})
    other.touch()
    half.touch()
    write_zip(tmp_path / "jane.zip", zip_of_portal(files, "jane", CLAIM))
    assert not half.exists()
    half.touch()
    withdraw_zip(tmp_path / "jane.zip", RECORD, "jane")
    assert not (tmp_path / "jane.zip").exists()
    assert not half.exists()
    assert other.exists()


def test_what_is_in_the_way(tmp_path: Path) -> None:
    """The zip of another client, any other zip or file, a link and a folder are left alone."""
    files = write_portal(tmp_path, {"index.html": "1"})
    path = tmp_path / "jane.zip"
    write_zip(path, zip_of_portal(files, "jane", OTHER))
    with pytest.raises(PublishRefused, match="found that of another client or workspace"):
        former_zip(path, CLAIM)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    for _ in range(2):
        with pytest.raises(PublishRefused, match="found something else: move it away"):
            former_zip(path, CLAIM)
        path.write_bytes(b"no zip")
    path.unlink()
    path.mkdir()
    with pytest.raises(PublishRefused, match="something else"):
        former_zip(path, CLAIM)
    with pytest.raises(PublishRefused, match="there is no such folder"):
        require_folder(tmp_path / "none/jane.zip")
