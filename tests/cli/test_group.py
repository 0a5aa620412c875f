"""The group of commands: each is found by its name, and loaded when it is asked for."""

from __future__ import annotations

import runpy
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

import coaching_site.cli
from coaching_site.cli import COMMANDS, main

# Modules that hold no command of their own.
_PARTS = {
    *("age_options", "answers", "batches", "clusters", "copies", "decisions", "desk_service"),
    "desk_source",
    *(
        "differences",
        "folder",
        "group",
        "lock_passphrases",
        "locked",
        "origin",
        "page",
        "passphrases",
        "progress",
        "project",
        "publishing",
        "received",
        "sections",
    ),
    *("shards", "showing", "summary", "table", "terminal", "waiting", "writing"),
    "zip_target",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_found(name: str) -> None:
    """A name in the list leads to the command in the module of that name, with a line of help."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.name, bool(command.get_short_help_str())) == (name, True)


def test_the_list_has_every_command() -> None:
    """Each module of the room is a command in the list, or a part of several."""
    folder = Path(coaching_site.cli.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {name.replace("-", "_") for name in COMMANDS} | _PARTS


def test_no_other_command_is_found() -> None:
    """A part of the commands cannot be run, and an unknown name is told."""
    for name in ("terminal", "nothing"):
        assert main.get_command(click.Context(main), name) is None
        assert f'no command is called "{name}"' in CliRunner().invoke(main, [name]).output


def test_a_shell_completes_commands_and_options() -> None:
    """Completion offers the commands, and the options of one."""
    shell = ShellComplete(main, {}, "coaching-site", "_COACHING_SITE_COMPLETE")
    assert [one.value for one in shell.get_completions([], "")] == sorted(COMMANDS)
    offered = [one.value for one in shell.get_completions(["keys"], "--new")]
    assert offered == ["--new-passphrase-file"]


def test_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m coaching_site` is the same command."""
    monkeypatch.setattr("sys.argv", ["coaching_site", "--version"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("coaching_site", run_name="__main__")
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("coaching-site")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("chek", "did you mean `check`?"), ("xyzzy", "allowed here: `ask`, ")],
)
def test_a_command_that_is_mistyped(typed: str, hint: str) -> None:
    """The nearest command is offered, or all of them."""
    result = CliRunner().invoke(main, [typed])
    assert result.exit_code == 2
    assert hint in result.stderr
    assert "Traceback" not in result.output


def test_the_list_of_commands_is_whole() -> None:
    """Each command is explained in a line that is not cut."""
    lines = CliRunner().invoke(main, ["--help"]).stdout.partition("Commands:\n")[2].splitlines()
    assert len(lines) == len(COMMANDS)
    assert [line for line in lines if line.endswith("...")] == []
