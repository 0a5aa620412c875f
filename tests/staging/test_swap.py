"""One folder in the place of another."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from coaching_site.staging import swap
from coaching_site.staging.swap import replace_folder


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Give a folder that shall take the place of another."""
    (tmp_path / "fresh").mkdir()
    (tmp_path / "fresh/new").touch()
    return tmp_path / "fresh"


def refuse(*_: object) -> None:
    """Fail as a system that cannot exchange two names."""
    raise OSError(errno.ENOSYS, "Function not implemented")


def test_nothing_there(fresh: Path, tmp_path: Path) -> None:
    """Where nothing is, the folder is moved."""
    assert replace_folder(fresh, tmp_path / "target", tmp_path / "aside") is None
    assert (tmp_path / "target/new").exists()


@pytest.mark.parametrize("steps", [1, 2])
def test_in_the_place_of_another(
    steps: int, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The former folder is whole, where the answer says, in one step as in two."""
    if steps == 2:
        monkeypatch.setattr(swap, "exchange", refuse)
    (tmp_path / "target").mkdir()
    (tmp_path / "target/old").touch()
    former = replace_folder(fresh, tmp_path / "target", tmp_path / "aside")
    assert former
    assert (former / "old").exists()
    assert (tmp_path / "target/new").exists()


def test_a_second_step_that_fails(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The former folder is back in its place."""
    monkeypatch.setattr(swap, "exchange", refuse)
    (tmp_path / "target").mkdir()
    (tmp_path / "target/old").touch()
    with pytest.raises(FileNotFoundError):
        replace_folder(tmp_path / "gone", tmp_path / "target", tmp_path / "aside")
    assert (tmp_path / "target/old").exists()
    assert fresh.exists()
