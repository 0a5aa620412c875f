"""What is installed is told by the names and times of folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coaching_site import machine


def test_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each package counts by its name and version, wherever it is installed, and so does Python."""
    (tmp_path / "mkdocs-1.6.1.dist-info").mkdir()
    (tmp_path / "other").mkdir()
    monkeypatch.setattr("sys.path", [str(tmp_path), str(tmp_path / "none")])
    monkeypatch.setattr("sys.version", "3.14.0")
    monkeypatch.setattr(machine, "_FONTS", ())
    assert machine.installed() == "3.14.0\nmkdocs-1.6.1.dist-info"


def test_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that is put into a folder, or taken away, makes another text."""
    (tmp_path / "fonts/serif").mkdir(parents=True)
    monkeypatch.setattr(machine, "_FONTS", (str(tmp_path / "fonts"), str(tmp_path / "none")))
    before = machine.installed()
    assert machine.installed() == before
    os.utime(tmp_path / "fonts/serif", (0, 0))
    assert machine.installed() != before
