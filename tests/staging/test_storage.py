"""Files of a coach: whole or not at all, and nothing of them left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coaching_site.staging.storage import (
    NotAFile,
    locked,
    private_folder,
    put,
    put_new,
    read_file,
    sweep,
)
from tests.fixture import ROOT
from tests.staging.folders import write


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """The new bytes stand there for their owner alone, and nothing beside them."""
    put(tmp_path / "x", b"old")
    put(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"new"
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """What is there stays, a link that leads nowhere too; without links of files as well."""
    (tmp_path / "x").write_text("mine")
    (tmp_path / "y").symlink_to(tmp_path / "gone")
    for name in "xy":
        with pytest.raises(FileExistsError):
            put_new(tmp_path / name, b"new")
    assert (tmp_path / "x").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x", "y"]


def test_where_files_have_one_name_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a stick without links of files a new one is written as well."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    put_new(tmp_path / "x", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x", b"new")]


@pytest.mark.parametrize("write", [put, put_new])
@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_full_disk_leaves_nothing_half(
    tmp_path: Path, write: object, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails while writing, no part of the file stays under any name; the place is told."""
    assert callable(write)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space left") as error:
        write(tmp_path / "x", b"new")
    assert str(tmp_path) in str(error.value.filename)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_a_kill_left_is_swept(tmp_path: Path, step: str) -> None:
    """Whenever a command is killed, the file is old or whole; the next command tidies up."""
    (tmp_path / "x").write_bytes(b"old")
    code = (
        "import os, sys; from pathlib import Path; from coaching_site.staging.storage import put\n"
        f"os.{step} = lambda *a, **k: os._exit(9)\n"
        "put(Path(sys.argv[1]), b'new')"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "x")]
    subprocess.run(command, cwd=ROOT, check=False)
    assert (tmp_path / "x").read_bytes() in (b"old", b"new")
    sweep(tmp_path, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_only_what_is_ours_is_swept(tmp_path: Path) -> None:
    """Files of another name, links and folders stay; so does all while another command writes."""
    kept = [".x.new", ".x.0123456.new", "x.01234567.new", ".y.01234567.new", ".x.0123456g.new"]
    for name in kept:
        (tmp_path / name).write_text("mine")
    (tmp_path / ".x.aaaaaaaa.new").symlink_to(tmp_path / "x.01234567.new")
    (tmp_path / ".x.bbbbbbbb.new").mkdir()
    (tmp_path / ".x.01234567.new").write_text("ours")
    with locked(tmp_path):
        sweep(tmp_path, "x")
        assert (tmp_path / ".x.01234567.new").exists()
        old = time.time() - 2 * 24 * 60 * 60
        os.utime(tmp_path / ".x.01234567.new", (old, old))
    sweep(tmp_path, "x")
    left = sorted([*kept, ".x.aaaaaaaa.new", ".x.bbbbbbbb.new"])
    assert sorted(path.name for path in tmp_path.iterdir()) == left
    sweep(tmp_path / "gone", "x")


def test_what_is_read_is_a_file(tmp_path: Path) -> None:
    """Neither a pipe nor a device nor a folder is read; of a file no more than asked for."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "x").write_bytes(b"12345678")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(NotAFile, match="expected a file, found a"):
            read_file(path, 10)
    assert read_file(tmp_path / "x", 3) == b"1234"


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
