"""Changes are written into the file of a client, or else it is told why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coaching_site.cli.writing import write_changes
from coaching_site.editing import Put
from coaching_site.problems import InvalidInput
from tests.practice.workspaces import read_client, write_client


def test_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was done is printed on a line, and so is the file that is kept."""
    file = write_client(tmp_path, "ann", actions=[{"what": "Walk"}])
    before, client = file.read_bytes(), read_client(tmp_path, "ann")
    change = Put(("actions", 0, "done"), date(2026, 11, 2))
    write_changes(client.folder, before, client.engagement, client.programme, [change], "A\x1bB")
    said, kept = capsys.readouterr().out.splitlines()
    assert said == "A‹U+001B›B"
    assert Path(kept.removeprefix("The file as it was is kept: ")).read_bytes() == before
    assert b"done: 2026-11-02" in file.read_bytes()


def test_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that would have a problem stays as it is, and nothing is printed of it."""
    file = write_client(tmp_path, "ann", actions=[{"what": "Walk"}])
    before, client = file.read_bytes(), read_client(tmp_path, "ann")
    change = Put(("actions", 0, "done"), date(2026, 1, 2))
    with pytest.raises(InvalidInput, match="your file would have a problem"):
        write_changes(client.folder, before, client.engagement, client.programme, [change], "A")
    assert (file.read_bytes(), capsys.readouterr().out) == (before, "")
