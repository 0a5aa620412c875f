"""A backup holds each file of an engagement, and follows no link."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.backups import backed_up


def test_all_files(tmp_path: Path) -> None:
    """What only the coach may read is in it, hidden files too; links are told, and not followed."""
    folder = tmp_path / "clients/jane-doe"
    (folder / "private/deep").mkdir(parents=True)
    (folder / "engagement.yml").write_bytes(b"1")
    (folder / "private/deep/.notes").write_bytes(b"2")
    (tmp_path / "mine.txt").write_text("mine")
    (folder / "private/link").symlink_to(tmp_path / "mine.txt")
    (folder / "files").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "clients/other").mkdir()
    (tmp_path / "clients/other/engagement.yml").write_bytes(b"3")
    found = backed_up(tmp_path / "clients", ["jane-doe"])
    assert found.files == {
        "engagements/jane-doe/engagement.yml": b"1",
        "engagements/jane-doe/private/deep/.notes": b"2",
    }
    assert set(found.left_out) == {folder / "files", folder / "private/link"}


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A folder that is not there ends it: no backup lacks what it should hold."""
    with pytest.raises(OSError, match="none"):
        backed_up(tmp_path, ["none"])
