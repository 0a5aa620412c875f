"""`backup` writes the folders of clients into one file, which unpacks to what they were."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from pyrage import decrypt, x25519

from tests.cli.commands import begin, run
from tests.crypto.test_age_file import PUBLIC, SECRET

MKDOCS = "site_name: Coaching\ntheme: {name: material, custom_dir: overrides}\ndocs_dir: content\n"
MKDOCS += "plugins: [coaching-site]\n"


@pytest.fixture(autouse=True)
def clients(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin two clients, of whom one has a private note."""
    monkeypatch.setenv("AS_OF", "2026-11-26")
    (project / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    begin("jane-doe")
    begin("sam-roe", "Sam Roe")
    notes = project / "engagements/jane-doe/private/notes.md"
    notes.parent.mkdir(exist_ok=True)
    notes.write_text("said in confidence", "utf-8")


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of the clients in a folder, by their paths."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.parent != folder]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_all_clients(project: Path, tmp_path: Path) -> None:
    """The backup of all unpacks to the folders of all, for its owner alone to read."""
    result = run("backup", "--all")
    assert (result.exit_code, result.stderr) == (0, "")
    file = Path("backups/clients-2026-11-26.zip")
    assert f"Backed up: {file}: 2 clients, 3 files\n" in result.stdout
    assert "Whoever has this file can read it; --age encrypts it." in result.stdout
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "restored")
    restored = files_in(tmp_path / "restored/engagements")
    assert restored == files_in(project / "engagements")
    assert restored["jane-doe/private/notes.md"] == b"said in confidence"
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0
    assert "say --force" in run("backup", "--all").stderr
    assert run("backup", "--all", "--force").exit_code == 0


def test_encrypted(project: Path) -> None:
    """One client is backed up by name; encrypted, nothing of it is readable without the key."""
    result = run("backup", "jane-doe", "--age", "--recipient", PUBLIC)
    file = Path("backups/jane-doe-2026-11-26.zip.age")
    assert f"It opens by: age -d -o {file.stem} {file.name}" in result.stdout
    assert b"engagement" not in file.read_bytes()
    opened = decrypt(file.read_bytes(), [x25519.Identity.from_str(SECRET)])
    (project / "opened.zip").write_bytes(opened)
    with zipfile.ZipFile("opened.zip") as archive:
        assert {Path(name).parts[1] for name in archive.namelist()} == {"jane-doe"}


def test_a_link(project: Path) -> None:
    """What is left out is told."""
    (project / "engagements/jane-doe/more").symlink_to(project / "mkdocs.yml")
    result = run("backup", "jane-doe")
    assert (result.exit_code, "more: left out: a link" in result.stderr) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name clients, or say --all"),
        (["--all", "jane-doe"], "name clients, or say --all"),
        (["jane-do"], "jane-doe"),
        (["../jane-doe"], "jane-doe"),
        (["--all", "--out", "engagements/x.zip"], "expected a place outside of engagements/"),
        (["--all", "--own"], "go with --age"),
    ],
)
def test_what_is_refused(words: list[str], said: str) -> None:
    """What cannot be done is told, and nothing is written."""
    result = run("backup", *words)
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert not Path("backups").exists()
