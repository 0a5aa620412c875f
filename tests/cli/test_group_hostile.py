"""Files and folders that a command should never have met: one line, and nothing is written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coaching_site import files
from coaching_site.cli import main
from tests.fixture import CONTENT, ROOT
from tests.replies.browser import answer, reply
from tests.replies.samples import bases, folder_with, loaded


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of an engagement whose project is the current folder."""
    (tmp_path / "content").symlink_to(CONTENT)
    folder = folder_with(tmp_path / "engagements/jane-doe")
    (tmp_path / "engagements/starter.yml").symlink_to(ROOT / "engagements/starter.yml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AS_OF", "2026-11-24")
    return folder


def receive(name: str) -> Result:
    """Run `coaching-site receive` on a file."""
    return CliRunner().invoke(main, ["receive", "--yes", name], catch_exceptions=False)


def sent(folder: Path) -> str:
    """Return the name of an open reply that could be taken."""
    base = bases(loaded(folder))["starters/one_thing"]
    item = answer("starters/one_thing", "x", base=base)
    Path("reply.json").write_text(json.dumps(reply(item)), "utf-8")
    return "reply.json"


def test_what_is_no_file(folder: Path) -> None:
    """A pipe, into which nobody writes, is not waited for; nor is a device read."""
    os.mkfifo("pipe")
    for name, kind in (("pipe", "pipe"), (os.devnull, "device")):
        result = receive(name)
        assert result.output == f"{name}: expected a file, found a {kind}\n"
        assert result.exit_code == 2


def test_a_name_of_two_lines(folder: Path) -> None:
    """The name of a file cannot pass for a message of its own."""
    result = receive("reply.json\nengagement.yml: it is gone")
    assert result.output == (
        "reply.json‹U+000A›engagement.yml: it is gone: the file cannot be read: "
        "No such file or directory\n"
    )


@pytest.mark.parametrize("link", [False, True])
def test_a_private_folder_that_is_none(folder: Path, link: bool) -> None:
    """Where nothing can be kept nothing is taken."""
    name, private = sent(folder), folder / "private"
    if link:
        private.symlink_to("/nowhere")
    else:
        private.write_text("x")
    before = (folder / "engagement.yml").read_bytes()
    result = receive(name)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("engagements/jane-doe/private")
    assert (folder / "engagement.yml").read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"engagement.yml", "private"}


@pytest.mark.parametrize("kind", ["gone", "folder"])
def test_an_engagement_without_its_file(folder: Path, kind: str) -> None:
    """A folder of an engagement in which there is no file is told by its path."""
    name, file = sent(folder), folder / "engagement.yml"
    file.unlink()
    if kind == "folder":
        file.mkdir()
    result = receive(name)
    assert result.stderr.startswith("engagements/jane-doe/engagement.yml: ")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("key", ["actions", "actions/depots/action-1/x"])
def test_an_action_elsewhere(folder: Path, key: str) -> None:
    """An action is named by itself, behind its goal if it has one, and by nothing else."""
    item = {"kind": "action", "key": key, "base": "0" * 16, "value": {"done": None, "note": "x"}}
    Path("reply.json").write_text(json.dumps(reply(item)), "utf-8")
    result = receive("reply.json")
    assert "this is not a reply made by a portal: items, 0, action, key" in result.stderr
    assert result.exit_code == 2


def test_a_full_disk_blames_what_is_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that could not be written is named, all is as it was, and no half is left."""
    name = sent(folder)
    before = (folder / "engagement.yml").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = receive(name)
    assert result.stderr.endswith("/engagement.yml: No space left on device\n")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert (folder / "engagement.yml").read_bytes() == before
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / "engagement.yml"]


def test_a_backup_is_whole_or_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full at the backup nothing bears a backup's name."""
    name, really = sent(folder), files.write_new
    before = (folder / "engagement.yml").read_bytes()

    def full(path: Path, raw: bytes, mode: int = 0o600, **how: bool) -> None:
        if "backups" in path.parts:
            raise OSError(28, "No space left on device", str(path))
        really(path, raw, mode, **how)

    monkeypatch.setattr(files, "write_new", full)
    assert receive(name).exit_code == 2
    assert (folder / "engagement.yml").read_bytes() == before
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / "engagement.yml"]


def test_what_a_kill_left_is_swept(folder: Path) -> None:
    """What a killed command left beside the file, and in the private folders, is taken away."""
    (folder / "private/replies").mkdir(parents=True)
    (folder / "private/backups").mkdir()
    left = (
        ".engagement.yml.0123abcd.new",
        f"private/replies/.2026-11-24-{'a' * 32}.jwe.0123abcd.new",
        "private/backups/.engagement-2026-11-24T200000.000000Z.yml.0123abcd.new",
    )
    for one in left:
        (folder / one).write_text("all words of the client")
    (folder / ".mine.0123abcd.new").write_text("mine")
    assert receive(sent(folder)).exit_code == 0
    assert [one for one in left if (folder / one).exists()] == []
    assert (folder / ".mine.0123abcd.new").exists()
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("private/*/*")}
    assert modes == {0o600}
    assert (folder / "private").stat().st_mode & 0o777 == 0o700
