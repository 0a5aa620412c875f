"""`done` notes that an action was done, and touches nothing else in the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.practice.workspaces import enter_workspace

FILE = """\
# My notes on Ann: keep.
executive: {name: Ann Lee}
coach: {name: Jon Field}
start: 2026-09-01
language: de
goals:
  - title: Delegate   # the big one
    actions:
      - what: Call Ines   # before Friday
        target: 2026-11-20
      - what: Call Tom
        owner: Jon Field
      - {what: Write the plan, done: 2026-11-02}
      - what: Walk
        every: week
        started: 2026-11-01
        done_on:
          - 2026-11-03   # on a Tuesday
      - what: Sign it
        on_hold: 2026-11-05
      - what: Wait
        dropped: 2026-11-05
      - what: Begin later
        started: 2026-11-10
actions:
  - what: Describe the party   # homework
    target: 2026-11-20
  - what: Rest
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of one client, in the current workspace, on the day of the tests."""
    return enter_workspace(tmp_path, FILE, monkeypatch)


def added(file: Path) -> list[str]:
    """Return the lines of the file that were not there before; all others are."""
    lines = file.read_text("utf-8").splitlines()
    old = FILE.splitlines()
    assert [line for line in lines if line in old] == old
    return [line.strip() for line in lines if line not in old]


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [
        (["ines"], "done: 2026-11-16", "Done on 2026-11-16: Call Ines (Delegate, due 20 Nov)"),
        (["CALL  INES"], "done: 2026-11-16", "Done on 2026-11-16: Call Ines"),
        (["tom", "--on", "2026-11-15"], "done: 2026-11-15", "Done on 2026-11-15: Call Tom"),
        (["party"], "done: 2026-11-16", "Done on 2026-11-16: Describe the party (due 20 Nov)"),
        (["rest"], "done: 2026-11-16", "Done on 2026-11-16: Rest\n"),
        (["walk"], '- "2026-11-16"', "Done on 2026-11-16: Walk"),
        (["sign", "it"], "done: 2026-11-16", "Done on 2026-11-16: Sign it"),
    ],
)
def test_ticked(file: Path, words: list[str], line: str, said: str) -> None:
    """The day is written into the action, every comment stays, and the former file is kept."""
    result = run("done", "engagements/ann/", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(said)
    assert added(file) == [line]
    [kept] = (file.parent / "private/backups").iterdir()
    assert kept.read_text("utf-8") == FILE


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["plan"], 'done: no open action is near "plan": "Write the plan" is done, 2 Nov\n'),
        (["wait"], 'done: no open action is near "wait": "Wait" is dropped, 5 Nov\n'),
        (["sing\x1b[31m"], 'done: no open action is near "sing�[31m": there are `Call Ines`, '),
        (["walk", "--on", "2026-11-03"], 'done: "Walk" is noted for 2026-11-03 already\n'),
        (["ines", "--on", "2026-11-17"], "--on: expected today, 2026-11-16, or an earlier day"),
        (["ines", "--on", "17.11."], "--on: expected a date such as 2026-10-15"),
        (["later", "--on", "2026-11-09"], "engagements/ann/engagement.yml: your file would have"),
        (["ines", "--on", "2026-08-31"], "engagements/ann/engagement.yml: your file would have"),
    ],
)
def test_refused(file: Path, words: list[str], message: str) -> None:
    """What is not near, not open or of a day that cannot be is told in a line, and not written."""
    result = run("done", "ann", *words)
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
    assert (result.exit_code, result.stdout) == (2, "")
    assert file.read_text("utf-8") == FILE


@pytest.mark.parametrize(
    ("typed", "code", "changed"),
    [
        ("2\n", 0, ["done: 2026-11-16"]),
        ("7\n1\n", 0, ["done: 2026-11-16"]),
        ("\n", 2, []),
        ("", 1, []),
    ],
)
def test_two_are_near(file: Path, typed: str, code: int, changed: list[str]) -> None:
    """Where two are near the coach is asked, and without an answer nothing is written."""
    result = run("done", "ann", "call", typed=typed)
    assert "  1  Call Ines (Delegate, due 20 Nov)\n  2  Call Tom (Delegate)\n" in result.stdout
    assert result.exit_code == code
    assert added(file) == changed


def test_no_client_and_no_action(file: Path) -> None:
    """A client that there is not, or that has nothing to do, is told."""
    assert run("done", "anna", "x").stderr.startswith('engagements: there is no engagement "anna"')
    file.write_text(FILE.partition("goals:")[0], "utf-8")
    assert run("done", "ann", "x").stderr == 'done: no open action is near "x": there is none\n'
    file.write_text("start: never\n", "utf-8")
    assert run("done", "ann", "x").exit_code == 2
    file.unlink()
    os.mkfifo(file)  # which nobody may wait for
    for words in (["done", "ann", "x"], ["session", "ann", "--from", "f.yml"]):
        (file.parents[2] / "f.yml").write_text("on: 2026-11-09\n")
        told = "engagements/ann/engagement.yml: expected a file, found a pipe\n"
        assert run(*words).stderr == told
