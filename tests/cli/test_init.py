"""`coaching-site init` writes what is the coach's own, and never writes over anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import coaching_site.cli.init
from coaching_site.cli import main
from coaching_site.cli.folder import ENGAGEMENTS
from coaching_site.files import write_new

OWN = {
    ".gitignore",
    ".gitattributes",
    "content/brand.schema.json",
    "content/brand.yml",
    "content/programme.schema.json",
    "content/words.schema.json",
    "engagements/engagement.schema.json",
    "engagements/round.schema.json",
    "engagements/starter.yml",
    "mkdocs.yml",
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, arguments)


def files(folder: str) -> set[str]:
    """Return the paths of all files in a folder."""
    return {
        path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()
    }


def test_a_workspace() -> None:
    """It holds settings of eight lines, a brand, the starter, its schema, and rules for git."""
    result = run("init", "my practice")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Your workspace is ready: my practice\nNext:\n"
        '  cd "my practice"\n'
        '  coaching-site new jane-doe --executive "Jane Doe" --coach "Mia Lee"\n'
    )
    assert files("my practice") >= OWN
    assert [name for name in files("my practice") - OWN if "engagements" in name] == []
    assert len(Path("my practice/mkdocs.yml").read_text("utf-8").splitlines()) == 8
    assert "/engagements/*/\n" in Path("my practice/.gitignore").read_text("utf-8")


def test_the_way_on() -> None:
    """A client begun there is fine, and the next step is named."""
    run("init", ".")
    begun = run("new", "jane-doe", "--executive", "Jane Doe", "--coach", "Mia Lee")
    assert begun.stdout.endswith("Build its portal with:\n  coaching-site build jane-doe\n")
    checked = run("check")
    assert (checked.exit_code, checked.stdout) == (0, "jane-doe: fine\n")


def test_sample() -> None:
    """An invented client comes along on demand, whom `check` finds fine."""
    result = run("init", "here", "--sample")
    assert "  coaching-site build amara-lindqvist\n" in result.stdout
    os.chdir("here")
    assert run("check").stdout == "amara-lindqvist: fine\n"


@pytest.mark.parametrize("name", ["mkdocs.yml", "content/brand.yml"])
def test_nothing_is_overwritten(name: str) -> None:
    """Where a file of a workspace stands already, it stays, and no other is written."""
    path = Path("here", name)
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    result = run("init", "here")
    assert result.exit_code == 2
    assert result.stderr == (
        f"here/{name}: a file of this name is there already: nothing was written\n"
    )
    assert files("here") == {name}
    assert path.read_text() == "mine"


def test_no_folder() -> None:
    """A file in place of the folder is told."""
    Path("here").write_text("mine")
    result = run("init", "here")
    assert (result.exit_code, result.stderr) == (2, "here: expected a folder, found a file\n")


def test_a_disk_that_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be written, none of ours is left."""

    def refuse(path: Path, content: bytes, mode: int, *, durable: bool) -> None:
        if path.name == "starter.yml":
            raise OSError(28, "No space left on device", str(path))
        write_new(path, content, mode, durable=durable)

    monkeypatch.setattr(coaching_site.cli.init, "write_new", refuse)
    result = run("init", "here")
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert files("here") == set()


@pytest.mark.parametrize(
    "command",
    [
        ("new", "jane-doe", "--executive", "Jane Doe", "--coach", "Mia Lee"),
        ("check",),
        ("schema",),
        ("ids", "jane-doe"),
    ],
)
def test_no_workspace(command: tuple[str, ...]) -> None:
    """Outside of a workspace a command says how to begin one."""
    result = run(*command)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{ENGAGEMENTS}: there is no such folder: run this in the folder of your workspace, or "
        "begin one with `coaching-site init DIR`\n"
    )


@pytest.mark.parametrize(
    ("folder", "typed"),
    [
        ("-x", "./-x"),
        ("~/work", "'~/work'"),
        ("a $(c)", "'a $(c)'"),
        ("Büro/für mich", '"Büro/für mich"'),
    ],
)
def test_the_way_there(folder: str, typed: str) -> None:
    """What is to be typed in a shell leads to the folder, whatever it is called."""
    assert f"\n  cd {typed}\n" in run("init", "--", folder).stdout
