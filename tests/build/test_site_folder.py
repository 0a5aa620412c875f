"""A site that is made without a site builder, replaced as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.build.site_folder import write_site
from coaching_site.problems import InvalidInput
from coaching_site.staging import TargetBlocked

PAGE = (
    b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>x</title></head></html>\n'
)


def test_replaced_as_a_whole(tmp_path: Path) -> None:
    """A second site of the same owner takes the place of the first, with no file of it left."""
    place = tmp_path / "sponsors/ann"
    assert write_site(place, "ann", {"index.html": PAGE, "a/old.html": PAGE}) is None
    assert write_site(place, "ann", {"index.html": PAGE}) is None
    assert sorted(path.name for path in place.iterdir()) == [".portal", "index.html"]
    assert b"Content-Security-Policy" in (place / "index.html").read_bytes()
    assert place.stat().st_mode & 0o777 == 0o700


def test_refused(tmp_path: Path) -> None:
    """What a search finds, or what belongs to somebody else, leaves all as it was."""
    write_site(tmp_path / "ann", "ann", {"index.html": PAGE})
    before = (tmp_path / "ann/index.html").read_bytes()
    with pytest.raises(InvalidInput):
        write_site(tmp_path / "ann", "ann", {"index.html": PAGE}, search=lambda *_: ["x: a leak"])
    with pytest.raises(TargetBlocked):
        write_site(tmp_path / "ann", "bo", {"index.html": PAGE})
    assert (tmp_path / "ann/index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["ann"]
