"""Every option of every command with absurd values: one line, the right culprit, the right code."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.cli.commands import begin, run

ABSURD = {
    "empty": "",
    "spaces": "   ",
    "line break": "a\nb\n",
    "controls": "\a\b\x1b[2J\x1b]0;x\x07",
    "long": "x" * 20_000,
    "not UTF-8": "Jos\udce9",
    "invisible": "\u200b\u2060",
    "steering": "\u202ename",
    "path": "../../etc/passwd",
    "folder": "/",
    "option": "--help-me",
    "date": "15.10.2026",
    "huge date": "9999-12-31",
    "early date": "0001-01-01",
    "no such day": "2026-02-30",
    "number": "-1",
    "reserved": "\U0010ffe0",
}
NAMES = {"executive": "Jane Doe", "coach": "Mia Lee", "start": "2026-11-30"}


def told_in_a_line(output: str) -> None:
    """Assert that a command says one thing on one line, with nothing that steers a terminal."""
    lines = output.splitlines()
    assert len(lines) == 1, output
    assert lines[0].isprintable()
    assert len(lines[0]) < 400


@pytest.mark.parametrize("option", NAMES)
def test_new(project: Path, option: str) -> None:
    """What an option of `new` cannot be is told by the name of the option, or it is a name."""
    begun = []
    for number, (kind, value) in enumerate(ABSURD.items()):
        given = {**NAMES, option: value}
        slug = f"client-{number}"
        result = run("new", slug, *(f"--{key}={text}" for key, text in given.items()))
        if result.exit_code == 0:
            assert option != "start", kind
            begun.append(slug)
            continue
        assert result.exit_code == 2
        told_in_a_line(result.output)
        assert result.output.startswith(f"--{option}: ")
        assert not (project / "engagements" / slug).exists()
    if begun:
        assert run("check", *begun).stdout.splitlines() == [f"{slug}: fine" for slug in begun]


@pytest.mark.parametrize("start", ["2100-12-31", "1950-01-01", "2100-10-01"])
def test_new_at_the_ends_of_time(project: Path, start: str) -> None:
    """The first and the last day that there may be begin an engagement that loads, or are told."""
    result = run("new", "jane-doe", "--executive=A", "--coach=B", f"--start={start}")
    if result.exit_code:
        told_in_a_line(result.output)
        assert result.output.startswith("--start: ")
    else:
        assert run("check", "jane-doe").exit_code == 0


@pytest.mark.parametrize("command", ["new", "check"])
def test_names(project: Path, command: str) -> None:
    """What is no name of an engagement is told as what it is."""
    names = ["--executive=Jane", "--coach=Kim"] if command == "new" else []
    for value in set(ABSURD.values()) - {"9999-12-31", "0001-01-01", "2026-02-30"}:
        result = run(command, *names, "--", value)
        assert result.exit_code == 2, value
        told_in_a_line(result.output)
        assert result.output.startswith("engagements")


@pytest.mark.parametrize("variable", ["AS_OF", "SOURCE_DATE_EPOCH"])
def test_variables(project: Path, variable: str) -> None:
    """A variable that cannot be read is named itself, and no file."""
    begin("ann")
    for kind in set(ABSURD) - {"empty", "number"}:
        with patch.dict(os.environ, {variable: ABSURD[kind]}):
            result = run("check")
        assert result.exit_code == 2, kind
        told_in_a_line(result.output)
        assert result.output.startswith(f"{variable}: expected ")


def a_pipe(path: Path) -> None:
    """Put a pipe that nobody writes into at a path."""
    os.mkfifo(path)


def a_device(path: Path) -> None:
    """Put a link to a device without an end at a path."""
    path.symlink_to("/dev/zero")


def a_folder(path: Path) -> None:
    """Put a folder at a path."""
    path.mkdir()


def bytes_of_another_coding(path: Path) -> None:
    """Put a file at a path that is not UTF-8."""
    path.write_bytes(b"title: Jos\xe9\n")


def a_link_to_nothing(path: Path) -> None:
    """Put a link at a path that leads nowhere."""
    path.symlink_to("nowhere")


NO_FILES = (a_pipe, a_device, a_folder, bytes_of_another_coding, a_link_to_nothing)


@contextmanager
def in_place_of(path: Path, put: Callable[[Path], None]) -> Iterator[None]:
    """Put something in place of a file, if there is one, and that back in the end."""
    before = path.read_bytes() if path.exists() else None
    path.unlink(missing_ok=True)
    put(path)
    yield
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    if before is not None:
        path.write_bytes(before)


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("content/programme.yml", "check ids new schema"),
        ("content/words.yml", "check"),
        ("content/brand.yml", "check"),
        ("content/reply-key.json", "check"),
        ("content/actions.md", "check"),
        ("overrides/components/ui.html", "check"),
        ("overrides/main.html", "check"),
        ("overrides/pdf/agreement.html", "check"),
        ("overrides/pdf/sheet.css", "check"),
        ("overrides/assets/javascripts/portal.js", "check"),
        ("content/picture.png", "check"),
        ("engagements/starter.yml", "new"),
        ("engagements/ann/engagement.yml", "check ids"),
    ],
)
def test_what_is_no_file(project: Path, name: str, commands: str) -> None:
    """Whichever file is something else is named by each command that needs it; none waits."""
    begin("ann")
    for put in NO_FILES:
        with in_place_of(project / name, put):
            assert_told(name, commands, put)


def assert_told(name: str, commands: str, put: Callable[[Path], None]) -> None:
    """Assert that each command names the file in whose place something else was put."""
    for command in commands.split():
        names = ["bob", "--executive=Jane", "--coach=Kim"] if command == "new" else []
        result = run(command, *(["ann"] if command == "ids" else names))
        if put in (a_folder, bytes_of_another_coding) and name.endswith((".js", ".css", ".png")):
            assert result.exit_code in (0, 2)  # no text, or no file, that anything asks for
            continue
        assert result.exit_code == 2
        lines = result.output.splitlines()
        assert all(line.startswith(f"{name}:") and line.isprintable() for line in lines)
        assert len(lines) == 1 or put is bytes_of_another_coding


def test_settings_that_are_no_file(project: Path) -> None:
    """What stands in place of `mkdocs.yml` is told by the command that needs it; none waits."""
    begin("ann")
    for put in NO_FILES:
        with in_place_of(project / "mkdocs.yml", put):
            result = run("check")
            assert result.exit_code == 2
            told_in_a_line(result.output)
            assert result.output.startswith("mkdocs.yml:")
            assert run("schema").exit_code == 0


OF_FILES = {
    "keys": ("--private-key", "--passphrase-file"),
    "keys --renew": ("--private-key", "--passphrase-file"),
    "keys --change-passphrase": ("--private-key", "--passphrase-file", "--new-passphrase-file"),
    "receive reply.json": ("--html",),
    "receive": ("",),
    "ids": ("",),
}
PLACES = {
    "a folder": "overrides",
    "here": ".",
    "below a file": "content/programme.yml/x",
    "nowhere": "no/such/file",
    "endless": "/dev/zero",
    "terminal": "/dev/tty",
    "memory": "/proc/self/mem",
    "pipe": "pipe",
    "loop": "loop",
    "binary": "binary",
    "blank": "blank",
}


@pytest.mark.parametrize("command", OF_FILES)
def test_files(project: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an option that takes a file cannot be is told in a line, by its name or its path."""
    monkeypatch.setenv("HOME", str(project / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(project / "home"))
    monkeypatch.setenv("COACHING_SITE_PASSPHRASE", "short")
    os.mkfifo("pipe")
    Path("loop").symlink_to("loop")
    Path("binary").write_bytes(b"\xff\xfe\0\1" * 50)
    Path("blank").touch()
    Path("reply.json").write_text("{}")
    before = {path: path.lstat().st_mtime_ns for path in project.rglob("*")}
    for option in OF_FILES[command]:
        for kind, value in {**ABSURD, **PLACES}.items():
            words = [f"{option}={value}"] if option else ["--", value]
            result = run(*command.split(), *words)
            assert result.exit_code == 2, (option, kind, result.output)
            told_in_a_line(result.output)
            if not value.strip() and command != "ids":
                assert result.output.startswith(f"{option or 'FILE'}: expected the path of a file")
    assert {path: path.lstat().st_mtime_ns for path in project.rglob("*")} == before


@contextmanager
def broken_disk(number: int) -> Iterator[None]:
    """Let no file be written, as on a disk that is full or may only be read."""
    write = Path.write_text

    def refuse(path: Path, text: str, encoding: str | None = None, **_: object) -> int:
        if "engagements" not in path.parts:
            return write(path, text, encoding)
        write(path, text[:7], encoding)
        raise OSError(number, os.strerror(number), str(path))

    def refuse_to_keep(file: int) -> None:
        raise OSError(number, os.strerror(number))

    with patch.object(Path, "write_text", refuse), patch.object(os, "fsync", refuse_to_keep):
        yield


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("command", ["new", "schema"])
def test_machine(project: Path, command: str, number: int) -> None:
    """A disk that takes nothing is told in a line, with the code 1; nothing half is left."""
    former = '{"$schema": "x", "title": "An engagement"}'
    (project / "engagements/engagement.schema.json").write_text(former)
    before = sorted(project.rglob("*"))
    with broken_disk(number):
        names = ["bob", "--executive=Jane", "--coach=Kim"] if command == "new" else []
        result = run(command, *names)
    assert result.exit_code == 1
    told_in_a_line(result.output)
    assert result.output.endswith(f": {os.strerror(number)}\n")
    assert sorted(project.rglob("*")) == before
    assert (project / "engagements/engagement.schema.json").read_text() == former


@pytest.mark.parametrize(
    "value", ["2026-13-01", "2026-02-30", "2026-10-15T25:00:00", "!!int x", "!!timestamp x"]
)
def test_settings_that_yaml_cannot_make(project: Path, value: str) -> None:
    """A value that is no date or number, for all its looks, is told in a line."""
    begin("ann")
    (project / "mkdocs.yml").write_text(f"site_name: A\ncopyright: {value}\n")
    result = run("check")
    assert result.exit_code == 2
    told_in_a_line(result.output)
    assert result.output.startswith("mkdocs.yml: a value cannot be read: ")
