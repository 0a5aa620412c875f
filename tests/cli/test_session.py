"""`session` opens a form in an editor, and writes what it says without losing a word."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coaching_site.cli.session import with_problems, without_problems
from coaching_site.problems import Problem
from tests.cli.commands import run
from tests.practice.workspaces import enter_workspace

FILE = """\
executive: {name: Ann Lee}
coach: {name: Jon Field}
start: 2026-09-01
goals:
  - title: Delegate   # the big one
    actions:
      - what: Call Ines   # before Friday
sessions:
  - on: 2026-11-09   # not written down yet
    at: 09:00
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of one client, in the current workspace, on the day of the tests."""
    return enter_workspace(tmp_path, FILE, monkeypatch)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Edits to come, as programs of sed, one for each time that the editor opens."""
    edits = tmp_path / "edits"
    edits.mkdir()
    program = tmp_path / "editor"
    program.write_text(
        f'#!/bin/sh\nedit=$(ls "{edits}" | head -1)\n[ -n "$edit" ] || exit 0\n'
        f'sed -i -f "{edits}/$edit" "$1"\nrm "{edits}/$edit"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(program))
    return edits


def form_of(file: Path) -> Path:
    """Return where the form of a client lies while it is filled in."""
    return file.parent / "private/session-form.yml"


def test_written(file: Path, editor: Path) -> None:
    """What is filled in stands in the file, its comments stay, and the form is gone."""
    (editor / "1").write_text("s/^state:/state: held/\ns/became:/became: done/\n")
    result = run("session", "ann")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 changes written into engagements/ann/engagement.yml\n")
    assert result.stdout.endswith("The portal shows it after: coaching-site build ann\n")
    lines = file.read_text("utf-8").splitlines()
    assert [line for line in lines if line not in FILE.splitlines()] == [
        "        done: 2026-11-09",
        "    held: true",
    ]
    assert set(FILE.splitlines()) <= {*lines}
    assert not form_of(file).exists()


@pytest.mark.parametrize("edit", ["", "s/^# A session.*/# As it was/", "d"])
def test_left_as_it_is(file: Path, editor: Path, edit: str) -> None:
    """A form that says nothing, or is emptied, writes nothing."""
    (editor / "1").write_text(edit)
    result = run("session", "ann")
    assert result.exit_code == 0
    assert "nothing was written" in result.stdout.lower()
    assert file.read_text("utf-8") == FILE
    assert not form_of(file).exists()


def test_mistakes_are_shown_in_the_form(file: Path, editor: Path) -> None:
    """Each mistake stands above its line; once all are mended, none is left and all is written."""
    (editor / "1").write_text("s/^state:/state: hold/\ns/became:/became: dun/\n")
    (editor / "2").write_text("/^#! state: expected/!s/hold/held/\ns/: dun/: dropped/\n")
    result = run("session", "ann", typed="y\n")
    assert result.exit_code == 0
    assert "The form has 2 mistakes" in result.stderr
    text = file.read_text("utf-8")
    assert "held: true" in text
    assert "dropped: 2026-11-09" in text


def test_nothing_typed_is_lost(file: Path, editor: Path) -> None:
    """A form with mistakes that is closed is kept, and is there the next time."""
    (editor / "1").write_text("s/^state:/state: hold/\ns/^notes:/notes: All that I typed/\n")
    result = run("session", "ann", typed="n\n")
    assert result.exit_code == 2
    assert "Your form is kept: engagements/ann/private/session-form.yml" in result.stdout
    assert "#! state: expected held, moved or cancelled" in form_of(file).read_text("utf-8")
    assert file.read_text("utf-8") == FILE
    stopped = run("session", "ann", typed="")  # as by Ctrl+C
    assert "Your form is kept: " in stopped.stdout
    assert stopped.exit_code == 2
    (editor / "1").write_text("s/^state: hold/state: held/\n")
    result = run("session", "ann")
    assert "left unfinished" in result.stdout
    assert "notes: All that I typed" in file.read_text("utf-8")


def test_what_the_file_would_not_take(file: Path, editor: Path) -> None:
    """What breaks a rule of the engagement is told in the form, too."""
    (editor / "1").write_text("s/^state:/state: cancelled/\ns/^agreed:/agreed: Write it/\n")
    assert run("session", "ann", typed="n\n").exit_code == 2
    assert form_of(file).read_text("utf-8").startswith("#! your file would have a problem:")
    assert file.read_text("utf-8") == FILE


def test_from_a_file(file: Path, tmp_path: Path) -> None:
    """A form that is filled in is read from a file or from standard input, and printed blank."""
    blank = run("session", "ann", "--on", "2026-11-09", "--print").stdout
    assert "on: 2026-11-09" in blank
    (tmp_path / "form.yml").write_text(blank.replace("state:", "state: held"), "utf-8")
    assert run("session", "ann", "--from", "form.yml").exit_code == 0
    assert "held: true" in file.read_text("utf-8")
    result = run("session", "ann", "--from", "-", typed="on: 2026-11-09\nstate: gone\n")
    assert result.exit_code == 2
    assert result.stderr.startswith("standard input:2:8: state: expected held")
    assert run("session", "ann", "--from", "none.yml").exit_code == 2
    assert run("session", "ann", "--from", " ").stderr.startswith("--from: expected the path of a")
    long = f"on: 2026-11-09\nstate: held\n#{'x' * 2_000_000}\nnotes: Lost?\n"
    cut = run("session", "ann", "--from", "-", typed=long)
    assert cut.stderr == "standard input: the form is too large: expected at most 2000 KB\n"
    for more in (["--on", "2026-11-10"], ["--print"]):
        assert "leave out --on" in run("session", "ann", "--from", "form.yml", *more).stderr


def test_without_an_editor(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that cannot be started is named, and the form is kept."""
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    result = run("session", "ann")
    assert result.exit_code != 0
    assert "/nowhere/editor" in result.stderr


@pytest.mark.parametrize(
    "form",
    [
        *(
            b"",
            b"a: 1",
            b"a: 1\nb: 2\n",
            b"a: 1\r\nb: |\r\n  c\r\n",
            b"# x\n\n",
            "ü\n\nb: \xa0\n".encode(),
        ),
        # What is no end of a line for the reader, and what is no UTF-8
        *("a: 1\x85\u2028\x0c\nb: 2\n".encode(), b"a: \xfcber\nb: 2\n"),
    ],
)
def test_remarks(form: bytes) -> None:
    """Remarks about problems are taken out as they were put in, and no byte of a form is lost."""
    problems = [Problem("f", line, 1, "x", "one\ntwo") for line in (0, 1, 2, 9)]
    told = with_problems(form, Path("f"), problems)
    assert without_problems(told).rstrip() == form.rstrip()
    assert without_problems(b"\xef\xbb\xbf" + told) == without_problems(told)
    assert told.count(b"#! x: one") == 4
    before, found, _ = told.partition(b"\nb: 2")
    assert not found or before.splitlines()[-1] == b"#! x: one\xe2\x80\xb9U+000A\xe2\x80\xbatwo"


def test_remarks_about_another_file() -> None:
    """A problem of the client's file is told at the top, with its place there."""
    told = with_problems(
        b"a: 1\nb: 2\n", Path("f"), [Problem("e.yml", 2, 1, "start", "no \x1b day")]
    )
    assert told.decode() == "#! e.yml:2: start: no ‹U+001B› day\na: 1\nb: 2\n"
