"""`hand-over` writes one zip for the executive, and never one that says too much."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from pyrage import decrypt, passphrase, x25519

from coaching_site.crypto import age_file
from coaching_site.handover.package import Package
from tests.build.test_sponsor_site import SLUG
from tests.cli.commands import run
from tests.crypto.test_age_file import PUBLIC, SECRET
from tests.site.building import Project

CLIENT = """\
executive: {name: Nadia Brandt}
coach: {name: Jon Field}
start: 2026-09-01
starters: {one_thing: Sell the mill}
sessions: [{on: 2026-12-01}]
"""
ZIP = Path(f"hand-overs/{SLUG}.zip")


@pytest.fixture(scope="module", autouse=True)
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project of one client, whose portal is built once; it is the current folder."""
    project = Project(tmp_path_factory.mktemp("hand-over") / "project", pdf=False)
    project.write(f"engagements/{SLUG}/engagement.yml", CLIENT)
    project.write(f"engagements/{SLUG}/private/notes.md", "She wavers about the harbour plan.\n")
    with pytest.MonkeyPatch.context() as patch, chdir(project.folder):
        patch.setenv("AS_OF", "2026-11-15")
        yield project


@pytest.fixture(autouse=True)
def no_file() -> None:
    """Begin without what was handed over before."""
    for path in ZIP.parent.glob("*"):
        path.unlink()


def names_in(content: bytes) -> set[str]:
    """Return the names of what a zip holds beside the portal."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.removeprefix(f"{SLUG}/") for name in archive.namelist()}
    return {
        name for name in names if not name.startswith("portal/") or name.endswith("/index.html")
    }


def test_a_zip() -> None:
    """The portal is built, and stands in the zip with all else; what is there is not replaced."""
    half = ZIP.with_name(f".{ZIP.name}.0123abcd.new")  # left by a kill
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"x")
    result = run("hand-over", SLUG)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Handed over: {ZIP}: ")
    assert "Whoever has this file can read it; --age encrypts it." in result.stdout
    assert not half.exists()
    content = ZIP.read_bytes()
    assert names_in(content) == {
        *("README.txt", "answers.html", "answers.yml", "achieved.html", "agreement.html"),
        *("calendar.ics", "portal/index.html"),
    }
    with zipfile.ZipFile(ZIP) as archive:
        assert all(b"harbour" not in archive.read(name) for name in archive.namelist())
    if os.name != "nt":
        assert ZIP.stat().st_mode & 0o077 == 0
    refused = run("hand-over", SLUG)
    assert (refused.exit_code, "there is such a file already" in refused.stderr) == (2, True)
    assert run("hand-over", SLUG, "--force").exit_code == 0
    assert ZIP.read_bytes() == content


def test_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a key or a passphrase the same zip is encrypted, and says how it is opened."""
    monkeypatch.setattr(age_file, "_ENOUGH", 1)  # one try, whose second is enough
    assert run("hand-over", SLUG).exit_code == 0
    result = run("hand-over", SLUG, "--age", "--recipient", PUBLIC)
    assert f"It opens by: age -d -o {SLUG}.zip {SLUG}.zip.age" in result.stdout
    sealed = Path(f"{ZIP}.age").read_bytes()
    assert decrypt(sealed, [x25519.Identity.from_str(SECRET)]) == ZIP.read_bytes()
    read, write = os.pipe()
    os.write(write, b"steep magnet copper willow nine harbour\n")
    os.close(write)
    words = ("--age", "--passphrase-fd", str(read), "--out", "mine")
    try:
        assert run("hand-over", SLUG, *words).exit_code == 0
    finally:
        os.close(read)
    opened = passphrase.decrypt(
        Path("mine.zip.age").read_bytes(), "steep magnet copper willow nine harbour"
    )
    assert opened == ZIP.read_bytes()


def test_a_passphrase_of_names() -> None:
    """A passphrase that is little more than names of the coaching is refused, and not repeated."""
    read, write = os.pipe()
    os.write(write, b"jon field coach harbour\n")
    os.close(write)
    try:
        result = run("hand-over", SLUG, "--age", "--passphrase-fd", str(read))
    finally:
        os.close(read)
    assert (result.exit_code, "it is little more than a name" in result.stderr) == (2, True)
    assert "harbour" not in result.output
    assert [*ZIP.parent.glob("*")] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--recipient", PUBLIC], "--recipient, --own and --passphrase-fd go with --age"),
        (["--own"], "go with --age"),
        (["--age", "--own", "--recipient", PUBLIC], "age allows one of both"),
        (["--age", "--recipient", SECRET], "--recipient: this is a secret key"),
        (["--age"], "--age: a new passphrase is shown on a terminal alone"),
        (["--out", f"site/{SLUG}/x.zip"], "expected a place outside of"),
        (["--out", "site/x.zip"], "expected a place outside of site/"),
        (["--out", f"engagements/{SLUG}/x.zip"], "expected a place outside of engagements/"),
        (["--out", "content/x.zip"], "expected a place outside of content/"),
        (["--out", "none/at/all.zip"], "there is no such folder"),
        (["--out", "."], "expected a file, found a folder"),
        (["--out", "/"], "expected a file, found a folder"),
        (["--out", "engagements"], "expected a file, found a folder"),
        (["--out", "mkdocs.yml/x.zip"], "expected a folder, found a file"),
    ],
)
def test_what_is_refused(words: list[str], said: str) -> None:
    """What cannot be done is told, and nothing is written."""
    result = run("hand-over", SLUG, *words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert SECRET not in result.output
    assert [*Path().rglob("*x.zip*"), *ZIP.parent.glob("*")] == []


def test_no_such_client() -> None:
    """A name that no client has is told with the nearest one."""
    result = run("hand-over", "nadia-brant")
    assert (result.exit_code, SLUG in result.stderr) == (2, True)


def test_a_link_in_the_way(project: Project) -> None:
    """No link is followed, not even with --force."""
    project.write("notes.txt", "mine")
    ZIP.parent.mkdir(exist_ok=True)
    ZIP.symlink_to(project.folder / "notes.txt")
    result = run("hand-over", SLUG, "--force")
    assert (result.exit_code, "found something else" in result.stderr) == (2, True)
    assert (project.folder / "notes.txt").read_text() == "mine"


def test_what_says_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the search finds is told, and nothing is written."""
    monkeypatch.setattr(Package, "faults", lambda *_: ["answers.html: holds a text from a note"])
    result = run("hand-over", SLUG)
    assert result.exit_code == 1
    assert result.stderr == f"{SLUG}: answers.html: holds a text from a note\n"
    assert [*ZIP.parent.glob("*")] == []
