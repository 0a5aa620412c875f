"""What every command does first."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.build import recovery
from coaching_site.problems import shown


def test_leftovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left in the folder of portals, which the settings name, and in that of reports, is
    told in a line each."""
    (tmp_path / "mkdocs.yml").write_text("site_dir: out\n", "utf-8")
    monkeypatch.setattr(recovery, "remove_dead_previews", lambda: None)
    monkeypatch.setattr(recovery, "recover", lambda folder: [folder / "left"])
    lines = recovery.tidy(tmp_path / "mkdocs.yml")
    assert lines == [
        f"{shown(tmp_path / name)}: a build was stopped and left this; delete it"
        for name in ("out/left", "sponsors/left")
    ]
