"""What counts as a change: files by their time and length, as deep as is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coaching_site.desk.watching import WatchedFolder, stamp_of


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        (lambda folder: (folder / "ann/engagement.yml").write_text("longer"), True),
        (lambda folder: (folder / "ann/engagement.yml").unlink(), True),
        (lambda folder: (folder / "new.txt").touch(), True),
        (lambda folder: (folder / "ann/.engagement.yml.new").touch(), False),
        (lambda folder: (folder / "ann/private/backup").touch(), False),
        (lambda folder: (folder / "site/ann/.portal").write_text("new"), True),
        (lambda folder: (folder / "site/ann/index.html").touch(), False),
        (lambda _: None, False),
    ],
)
def test_changes(tmp_path: Path, change: Callable[[Path], object], counts: bool) -> None:
    """A stamp changes with what is watched, and with nothing else."""
    for name in ("ann/engagement.yml", "ann/private/x", "site/ann/.portal"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    watched = [
        WatchedFolder(tmp_path, 2),
        WatchedFolder(tmp_path / "site", 2, ".portal"),
        WatchedFolder(tmp_path / "none", 2),
    ]
    before = stamp_of(watched)
    change(tmp_path)
    assert (stamp_of(watched) != before) == counts
