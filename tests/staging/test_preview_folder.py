"""What previews leave in the system's temporary folder is swept, and nothing else there."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from coaching_site.staging import PreviewFolder, remove_dead_previews
from coaching_site.staging.marker import write_marker
from tests.staging.folders import names, write


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a temporary folder for this test alone."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


def preview(temporary: Path, name: str) -> Path:
    """Write what the preview of a client leaves when it is killed."""
    folder = temporary / name
    (folder / "goals").mkdir(parents=True)
    (folder / "goals/a.html").write_text("of Amara", "utf-8")
    write_marker(folder, "/preview/")
    return folder


def test_on_windows_a_preview_is_swept_after_a_day(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody can tell whether a preview is shown, it stays for a day after a change."""
    monkeypatch.setattr("coaching_site.staging.interrupted_builds.sys.platform", "win32")
    preview(temporary, "mkdocs_new")
    old = preview(temporary, "mkdocs_old")
    before = time.time() - 25 * 60 * 60
    os.utime(old, (before, before))
    remove_dead_previews()
    assert names(temporary) == ["mkdocs_new"]


@pytest.mark.parametrize("name", ["mkdocs_abc", "properdocs_abc"])
def test_what_a_killed_preview_leaves(temporary: Path, name: str) -> None:
    """The portal of a preview whose command is dead is removed."""
    preview(temporary, name)
    remove_dead_previews()
    assert names(temporary) == []


def test_a_running_preview_stays(temporary: Path) -> None:
    """As long as its command lives, nobody sweeps a preview; then it goes by itself."""
    (temporary / "mkdocs_abc").mkdir()
    shown = PreviewFolder(temporary / "mkdocs_abc")
    remove_dead_previews()
    assert names(temporary) == ["mkdocs_abc"]
    shown.remove()
    assert names(temporary) == []


def test_what_belongs_to_others_stays(temporary: Path, tmp_path: Path) -> None:
    """Previews of other sites, portals, files, links and other names are left alone."""
    (temporary / "mkdocs_of_others").mkdir()
    (temporary / "mkdocs_of_others/index.html").touch()
    (temporary / "mkdocs_file").touch()
    (temporary / "mkdocs_link").symlink_to(preview(tmp_path, "elsewhere"))
    write(temporary / "mkdocs_portal", "of Amara")
    preview(temporary, "my-mkdocs_abc")
    before = names(temporary)
    remove_dead_previews()
    assert names(temporary) == before
    assert names(tmp_path / "elsewhere") == [".portal", "goals"]


def test_what_belongs_to_another_person_stays(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody may write into the temporary folder; only what is one's own is removed."""
    preview(temporary, "mkdocs_abc")
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    remove_dead_previews()
    assert names(temporary) == ["mkdocs_abc"]


def test_what_cannot_be_removed(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where removing fails, the command goes on."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    preview(temporary, "mkdocs_abc")
    monkeypatch.setattr("shutil.rmtree", refuse)
    remove_dead_previews()
    assert names(temporary / "mkdocs_abc/goals") == ["a.html"]
