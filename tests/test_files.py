"""Files are read within bounds, and written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from coaching_site.files import (
    FileTooLarge,
    NotAFile,
    locked,
    read_limited,
    read_start,
    remove_temporaries,
    retried,
    write_atomically,
)
from tests.fixture import ROOT


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """The new bytes stand there for their owner alone, and nothing beside them."""
    write_atomically(tmp_path / "x", b"old")
    write_atomically(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"new"
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """What is there stays, a link that leads nowhere too; without links of files as well."""
    (tmp_path / "x").write_text("mine")
    (tmp_path / "y").symlink_to(tmp_path / "gone")
    for name in "xy":
        with pytest.raises(FileExistsError):
            write_atomically(tmp_path / name, b"new", replace=False)
    assert (tmp_path / "x").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x", "y"]


def test_where_files_have_one_name_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a stick without links of files a new one is written as well."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_atomically(tmp_path / "x", b"new", replace=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x", b"new")]


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_full_disk_leaves_nothing_half(
    tmp_path: Path, replace: bool, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails while writing, no part of the file stays under any name; the place is told."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space left") as error:
        write_atomically(tmp_path / "x", b"new", replace=replace)
    assert str(tmp_path) in str(error.value.filename)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_a_kill_left_is_swept(tmp_path: Path, step: str) -> None:
    """Whenever a command is killed, the file is old or whole; the next command tidies up."""
    (tmp_path / "x").write_bytes(b"old")
    code = (
        "import os, sys; from pathlib import Path\n"
        "from coaching_site.files import write_atomically\n"
        f"os.{step} = lambda *a, **k: os._exit(9)\n"
        "write_atomically(Path(sys.argv[1]), b'new')"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "x")]
    subprocess.run(command, cwd=ROOT, check=False)
    assert (tmp_path / "x").read_bytes() in (b"old", b"new")
    remove_temporaries(tmp_path, "x")
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
        remove_temporaries(tmp_path, "x")
        assert (tmp_path / ".x.01234567.new").exists()
        old = time.time() - 2 * 24 * 60 * 60
        os.utime(tmp_path / ".x.01234567.new", (old, old))
    remove_temporaries(tmp_path, "x")
    left = sorted([*kept, ".x.aaaaaaaa.new", ".x.bbbbbbbb.new"])
    assert sorted(path.name for path in tmp_path.iterdir()) == left
    remove_temporaries(tmp_path / "gone", "x")


def test_what_can_be_made_again_waits_for_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that need not be durable is whole all the same, with the mode that is asked for."""
    monkeypatch.delattr(os, "fsync")
    write_atomically(tmp_path / "x", b"old", mode=0o644, durable=False)
    write_atomically(tmp_path / "x", b"new", mode=0o644, durable=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x", b"new")]
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o644


def test_what_is_read_is_a_file(tmp_path: Path) -> None:
    """Neither a pipe nor a device nor a folder is read."""
    os.mkfifo(tmp_path / "pipe")
    for path, kind in ((tmp_path, "folder"), (tmp_path / "pipe", "pipe"), ("/dev/zero", "device")):
        with pytest.raises(NotAFile, match=f"expected a file, found a {kind}"):
            read_limited(Path(path), 10)


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    """A file above the limit is refused with its size; of its start no more is read."""
    (tmp_path / "x").write_bytes(b"12345678")
    assert read_limited(tmp_path / "x", 8) == b"12345678"
    assert read_start(tmp_path / "x", 3) == b"123"
    with pytest.raises(FileTooLarge) as raised:
        read_limited(tmp_path / "x", 7)
    assert raised.value.size == 8


def test_a_small_file_takes_little_memory(tmp_path: Path) -> None:
    """What a file holds is what reading it takes, however much it might hold."""
    (tmp_path / "x").write_bytes(b"12345678")
    tracemalloc.start()
    try:
        assert read_limited(tmp_path / "x", 100_000_000) == b"12345678"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_grows_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is added to a file after it was looked at is read, too, and counts for the limit."""
    (tmp_path / "x").write_bytes(b"12345678")
    now = os.fstat

    def before(opened: int) -> os.stat_result:
        status = now(opened)
        return os.stat_result((*status[:6], 2, *status[7:10]))

    monkeypatch.setattr(os, "fstat", before)
    assert read_limited(tmp_path / "x", 8) == b"12345678"
    assert read_start(tmp_path / "x", 5) == b"12345"
    with pytest.raises(FileTooLarge):
        read_limited(tmp_path / "x", 7)


@pytest.mark.parametrize(("refusals", "is_done"), [(0, True), (2, True), (3, False)])
def test_a_renaming_that_is_refused_for_a_moment(
    refusals: int, *, is_done: bool, tmp_path: Path
) -> None:
    """What a scanner of Windows has open is waited for, some times, and then told."""
    (tmp_path / "new").write_text("new")
    left = [PermissionError(13, "in use by another process")] * refusals

    def rename() -> None:
        if left:
            raise left.pop()
        (tmp_path / "new").replace(tmp_path / "x")

    if is_done:
        retried(rename, (0, 0))
    else:
        with pytest.raises(PermissionError):
            retried(rename, (0, 0))
    assert (tmp_path / "x").exists() == is_done


def test_a_renaming_that_is_impossible_is_not_tried_again(tmp_path: Path) -> None:
    """Any other reason is told at once."""
    tried = []

    def rename() -> None:
        tried.append(1)
        (tmp_path / "gone").replace(tmp_path / "x")

    with pytest.raises(FileNotFoundError):
        retried(rename, (0, 0))
    assert tried == [1]
