"""The workspace in whose folder a command runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site import shipped
from coaching_site.cli.folder import check_folder, slug_of
from coaching_site.cli.project import starter
from coaching_site.problems import InvalidInput


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to the folder of an empty workspace."""
    (tmp_path / "engagements").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("jane-doe", "jane-doe"),
        ("jane-doe/", "jane-doe"),
        ("engagements/jane-doe", "jane-doe"),
        ("./engagements/jane-doe/", "jane-doe"),
        ("engagements/jane-doe/engagement.yml", "jane-doe"),
        ("elsewhere/jane-doe", "elsewhere/jane-doe"),
        ("../engagements/jane-doe", "../engagements/jane-doe"),
        ("", ""),
    ],
)
def test_slug(name: str, slug: str) -> None:
    """A path to an engagement means it; any other path stays, and is refused as a name."""
    assert slug_of(name) == slug


def test_folder(workspace: Path) -> None:
    """Outside of a workspace a command says how to come to one."""
    check_folder()
    (workspace / "engagements").rmdir()
    with pytest.raises(InvalidInput, match="coaching-site init DIR"):
        check_folder()


def test_starter() -> None:
    """A workspace's own starter wins over the shipped one."""
    own = Path("engagements/starter.yml")
    assert starter() == shipped.ENGAGEMENTS / "starter.yml"
    own.touch()
    assert starter() == own
