"""Folders that no build opens, for their owner alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.staging import private_folder
from tests.staging.folders import write


@pytest.mark.parametrize(
    ("leads", "is_refused"),
    [
        ("content", True),
        ("overrides/new", True),
        ("site/jane", True),
        ("site/jane/goals", True),
        ("../portals/jane", True),
        ("engagements/safe", False),
        ("../safe", False),
    ],
)
def test_a_private_folder_that_leads_elsewhere(
    tmp_path: Path, leads: str, is_refused: bool
) -> None:
    """A link may lead to a safe place, and to none that is built or handed on."""
    project = tmp_path / "project"
    for name in ("engagements/jane", "content", "engagements/safe", "../safe"):
        (project / name).mkdir(parents=True)
    (project / "mkdocs.yml").write_text("")
    for portal in (project / "site/jane", tmp_path / "portals/jane"):
        write(portal, "of Jane")
    (project / leads).mkdir(parents=True, exist_ok=True)
    (project / "engagements/jane/private").symlink_to(project / leads)
    if is_refused:
        with pytest.raises(OSError, match="expected a private place, found a link to "):
            private_folder(project / "engagements/jane/private/backups")
        assert not (project / leads / "backups").exists()
    else:
        private_folder(project / "engagements/jane/private/backups")


def test_private_folders_are_for_their_owner(tmp_path: Path) -> None:
    """A private folder, and the one around it, are closed to others, old ones too."""
    (tmp_path / "private").mkdir(mode=0o755)
    made = private_folder(tmp_path / "private/backups")
    assert [path.stat().st_mode & 0o777 for path in (made, made.parent)] == [0o700, 0o700]
