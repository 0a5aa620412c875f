"""What tests of loading share."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.model import Programme
from tests.loading.following import small_programme


@pytest.fixture(scope="session")
def programme() -> Programme:
    """The small programme that all cases are checked against."""
    return small_programme()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one too, so that paths are short in problems."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
