"""The command that makes a coach's pair of keys."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from coaching_site.cli import main
from coaching_site.crypto.private_key import has_weak_derivation, open_private_key, public_half
from coaching_site.crypto.public_key import load_reply_key
from coaching_site.problems import InvalidInput
from tests.staging.folders import write

PHRASE = "four words of mine"
OTHER = "another heron sings at noon"
_BEGIN = "-----BEGIN ENCRYPTED PRIVATE KEY-----"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without a key, which is the current folder; settings are beside it."""
    (tmp_path / "project/content").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.delenv("COACHING_SITE_PASSPHRASE", raising=False)
    return tmp_path / "project"


def keys(*words: str, typed: str | None = f"{PHRASE}\n{PHRASE}\n") -> Result:
    """Run `coaching-site keys`, with what is typed when it asks."""
    return CliRunner().invoke(main, ["keys", *words], input=typed, catch_exceptions=False)


def test_a_pair_of_keys(project: Path) -> None:
    """The private half lies outside the project for its owner alone, the public one in content."""
    result = keys()
    place = project.parent / "settings/coaching-site/reply-key.pem"
    assert result.exit_code == 0
    assert result.stdout.lstrip() == (
        f"Your private key: {place}\n"
        "Keep a copy of this file in a safe place, and the passphrase in another. If you lose\n"
        "either, no reply can be read any more; whoever has both can read them all.\n"
        "Your public key: content/reply-key.json\n"
        "Build your portals again: from then on replies are encrypted for you.\n"
    )
    assert PHRASE not in result.output
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    key = load_reply_key(project / "content/reply-key.json")
    assert key
    first, second = place.read_text("ascii").split("\n")[:2]
    assert (first, second) == (f"Key: {key['kid']}", "-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert key == public_half(open_private_key(place, PHRASE))
    assert key == json.loads((project / "content/reply-key.json").read_text("utf-8"))


def test_a_typing_error_asks_again(project: Path) -> None:
    """A passphrase counts when it was typed twice alike."""
    result = keys(typed=f"{PHRASE}\nfour words of mime\n{PHRASE}\n{PHRASE}\n")
    assert result.exit_code == 0
    assert "do not match" in result.stderr


def test_no_key_is_overwritten(project: Path) -> None:
    """Where there is a public key, nothing changes."""
    keys()
    before = (project / "content/reply-key.json").read_bytes()
    result = keys()
    assert result.output.startswith(
        "content/reply-key.json: there is a public key already: nothing was changed."
    )
    assert result.exit_code == 2
    assert (project / "content/reply-key.json").read_bytes() == before


def test_one_key_for_several_projects(project: Path) -> None:
    """Where only the public half is missing, it is made again from the private one."""
    keys()
    public = project / "content/reply-key.json"
    before = public.read_bytes()
    public.unlink()
    result = keys(typed=f"{PHRASE}\n")
    assert "Your private key is there already" in result.stdout
    assert public.read_bytes() == before


def test_a_wrong_passphrase_writes_nothing(project: Path) -> None:
    """Without its passphrase a private key gives no public half, and the reason is told."""
    keys()
    (project / "content/reply-key.json").unlink()
    result = keys(typed="something else\n" * 3)
    assert result.stderr.count("The passphrase is wrong. Try again.") == 2
    assert result.stderr.endswith("reply-key.pem: the passphrase is wrong\n")
    assert (result.exit_code, [*(project / "content").iterdir()]) == (2, [])


@pytest.mark.parametrize(
    ("weak", "reason"),
    [
        ("short", "expected 10 characters or more, such as four words"),
        ("123456789", "expected 10 characters or more, such as four words"),
        ("aaaaaaaaaaaaaaaa", 'this passphrase is too weak (Repeats like "aaa" are easy to guess)'),
    ],
)
def test_a_weak_passphrase_is_refused(project: Path, weak: str, reason: str) -> None:
    """A passphrase that would be guessed is asked for again, and refused at last; none is made."""
    result = keys(typed=f"{weak}\n{weak}\n" * 3)
    assert result.stderr.count("Try again.") == 2
    assert f"passphrase: {reason}" in result.stderr.splitlines()[-1]
    assert (result.exit_code, [*project.parent.rglob("*.pem")]) == (2, [])
    assert keys(typed=f"{weak}\n{weak}\n{PHRASE}\n{PHRASE}\n").exit_code == 0


def test_passphrases_without_typing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or the environment may hold the passphrase."""
    file = project.parent / "phrase.txt"
    file.write_text(f"{PHRASE}\nand a note\n", "utf-8")
    place = project.parent / "elsewhere/key.pem"
    result = keys("--passphrase-file", str(file), "--private-key", str(place), typed=None)
    assert result.exit_code == 0
    (project / "content/reply-key.json").unlink()
    monkeypatch.setenv("COACHING_SITE_PASSPHRASE", PHRASE)
    assert keys("--private-key", str(place), typed=None).exit_code == 0
    assert open_private_key(place, PHRASE)


def test_a_passphrase_file_that_is_not_there(project: Path) -> None:
    """A file that cannot be read is named."""
    result = keys("--passphrase-file", "nothing.txt")
    assert result.stderr == (
        "nothing.txt: the passphrase cannot be read: No such file or directory\n"
    )
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "place", ["content/key.pem", "./key.pem", "../way/new/key.pem", "../second/content/key.pem",
              "../portals/jane/key.pem", "../portals/jane/goals/key.pem"],
)  # fmt: skip
def test_a_private_key_stays_out_of_the_project(project: Path, place: str) -> None:
    """No private key is put where portals are built from, here or elsewhere, or into one."""
    (project.parent / "way").symlink_to(project)
    (project.parent / "second/content").mkdir(parents=True)
    (project.parent / "second/mkdocs.yml").write_text("")
    write(project.parent / "portals/jane", "of Jane")
    result = keys("--private-key", place)
    assert result.stderr == (
        f"{Path(place)}: keep the private key outside of projects and portals, where nothing is "
        "built or shared\n"
    )
    assert result.exit_code == 2
    assert [*project.parent.rglob("*.pem")] == []


def test_keys_belong_into_the_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any other folder the command says where it wants to be run."""
    monkeypatch.chdir(project.parent)
    result = keys()
    assert result.stderr == (
        "content: there is no such folder: run this in the folder of your workspace\n"
    )
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "there is no private key: make one with `coaching-site keys`"),
        ("x", "this is not a private key under a passphrase"),
        (
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA\n",
            "this is not a private key under a passphrase",
        ),
        (f"{_BEGIN}\nAA\n{_BEGIN.replace('BEGIN', 'END')}\n", "the passphrase is wrong"),
    ],
)
def test_what_is_no_private_key(tmp_path: Path, text: str | None, problem: str) -> None:
    """A file that holds no private key under a passphrase is told apart."""
    if text is not None:
        (tmp_path / "key.pem").write_text(text, "utf-8")
    with pytest.raises(InvalidInput, match=problem):
        open_private_key(tmp_path / "key.pem", PHRASE)


def old_key(project: Path, phrase: str = PHRASE, name: str = "reply-key.pem") -> Path:
    """Write a private key as it was made before: under 2,048 rounds."""
    place = project.parent / "settings/coaching-site" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = BestAvailableEncryption(phrase.encode())
    key = generate_private_key(SECP256R1())
    place.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    place.chmod(0o600)
    return place


def test_an_old_key_is_renewed(project: Path) -> None:
    """A key under few rounds opens, with advice; renewed it is the same key under more rounds."""
    place = old_key(project)
    before = public_half(open_private_key(place, PHRASE))
    assert has_weak_derivation(place.read_bytes())
    told = keys(typed=f"{PHRASE}\n")
    assert "whoever has this file could try passphrases quickly" in told.stderr
    assert "coaching-site keys --renew" in told.stderr
    result = keys("--renew", typed=f"{PHRASE}\n")
    assert result.exit_code == 0
    assert "Your private key is renewed, and its passphrase is the same" in result.stdout
    assert public_half(open_private_key(place, PHRASE)) == before
    assert not has_weak_derivation(place.read_bytes())
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir()] == ["reply-key.pem"]
    (project / "content/reply-key.json").unlink()
    assert "--renew" not in keys(typed=f"{PHRASE}\n").stderr


def test_renewing_tells_a_weak_passphrase(project: Path) -> None:
    """A weak passphrase of old is told; the key is stronger than before all the same."""
    place = old_key(project, "aaaaaaaaaa")
    result = keys("--renew", typed="aaaaaaaaaa\n")
    assert "this passphrase is too weak" in result.stderr
    assert "--change-passphrase" in result.stderr
    assert not has_weak_derivation(place.read_bytes())


def test_a_passphrase_is_changed(project: Path) -> None:
    """The same key stands under the new passphrase, and under the old one no more."""
    keys()
    place = project.parent / "settings/coaching-site/reply-key.pem"
    before = public_half(open_private_key(place, PHRASE))
    result = keys("--change-passphrase", typed=f"{PHRASE}\n{OTHER}\n{OTHER}\n")
    assert result.exit_code == 0
    assert f"Your private key has its new passphrase: {place}" in result.stdout
    assert public_half(open_private_key(place, OTHER)) == before
    with pytest.raises(InvalidInput, match="the passphrase is wrong"):
        open_private_key(place, PHRASE)


def test_changing_without_typing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files may hold the two passphrases; the environment never gives the new one."""
    keys()
    place = project.parent / "settings/coaching-site/reply-key.pem"
    old, new = project.parent / "old.txt", project.parent / "new.txt"
    old.write_text(f"{PHRASE}\n", "utf-8")
    new.write_text(f"\ufeff{OTHER}\r\n", "utf-8")
    words = ("--passphrase-file", str(old), "--new-passphrase-file", str(new))
    assert keys("--change-passphrase", *words, typed=None).exit_code == 0
    assert open_private_key(place, OTHER)
    monkeypatch.setenv("COACHING_SITE_PASSPHRASE", OTHER)
    assert keys("--change-passphrase", typed=f"{PHRASE}\n{PHRASE}\n").exit_code == 0
    assert open_private_key(place, PHRASE)


def test_a_weak_new_passphrase_changes_nothing(project: Path) -> None:
    """A key stays under the passphrase that it had."""
    place = old_key(project)
    before = place.read_bytes()
    new = project.parent / "new.txt"
    new.write_text("password1234", "utf-8")
    result = keys("--change-passphrase", "--new-passphrase-file", str(new), typed=f"{PHRASE}\n")
    assert "this passphrase is too weak (This is a very common password)" in result.stderr
    assert (result.exit_code, place.read_bytes()) == (2, before)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_change_that_fails_keeps_the_key(
    project: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk, for instance, the file is as it was, and nothing half stands beside it."""
    place = old_key(project)
    before = place.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    result = keys("--renew", typed=f"{PHRASE}\n")
    assert result.stderr.endswith(
        "reply-key.pem: the private key cannot be written, and is as it was: "
        "No space left on device\n"
    )
    assert (result.exit_code, place.read_bytes()) == (2, before)
    assert [path.name for path in place.parent.iterdir()] == ["reply-key.pem"]


def test_one_passphrase_is_typed_in_two_ways(project: Path) -> None:
    """A letter with an accent opens a key whether a keyboard gives it whole or in parts."""
    keys(typed="caf\u00e9 heron sings at noon\n" * 2)
    (project / "content/reply-key.json").unlink()
    assert keys(typed="cafe\u0301 heron sings at noon\n").exit_code == 0


def test_others_can_read_the_key(project: Path) -> None:
    """A private key that is open to others is told, with what to do."""
    place = old_key(project)
    place.chmod(0o644)
    result = keys(typed=f"{PHRASE}\n")
    assert f"{place}: others on this machine can read your private key" in result.stderr
    assert f"chmod 600 '{place}'" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("file/k.pem", "cannot be read: Not a directory|cannot be written: (Not|File)"),
        ("/proc/k3.pem", "the private key cannot be written: No such file"),
        ("folder", "the private key cannot be read: expected a file, found a folder"),
        ("pipe", "the private key cannot be read: expected a file, found a pipe"),
        ("/dev/null", "the private key cannot be read: expected a file, found a device"),
        ("nowhere", "the private key cannot be written: there is a file of this name"),
        ("circle", "the private key cannot be written: there is a file of this name"),
        ("x" * 300, "File name too long"),
    ],
)
def test_places_where_no_key_can_be(project: Path, place: str, reason: str) -> None:
    """A place that cannot be read or written is told in one line, and nothing is waited for."""
    around = project.parent
    (around / "file").write_text("x")
    (around / "folder").mkdir()
    os.mkfifo(around / "pipe")
    (around / "nowhere").symlink_to(around / "gone")
    (around / "circle").symlink_to(around / "circle")
    result = keys("--private-key", str(around / place))
    assert result.exit_code == 2
    assert re.search(reason, result.stderr.splitlines()[-1])
    assert not (project / "content/reply-key.json").exists()


def test_a_public_half_that_cannot_be_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the project takes no file, the private key is there and nothing half beside it."""

    def full(path: Path, raw: bytes, mode: int = 0o600, **how: bool) -> None:
        raise OSError(28, "No space left on device", str(path))

    place = old_key(project)
    monkeypatch.setattr("coaching_site.files.write_new", full)
    result = keys(typed=f"{PHRASE}\n")
    assert result.stderr.endswith(
        "content/reply-key.json: the public key cannot be written: No space left on device\n"
    )
    assert (result.exit_code, [*(project / "content").iterdir()]) == (2, [])
    assert open_private_key(place, PHRASE)


@pytest.mark.parametrize("kind", ["pipe", "folder", "empty", "latin"])
def test_passphrase_files_that_hold_none(project: Path, kind: str) -> None:
    """What holds no passphrase is told in one line; a pipe is not waited for."""
    file = project.parent / "phrase"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.write_bytes(b"\nx" if kind == "empty" else b"caf\xe9")
    result = keys("--passphrase-file", str(file), typed=None)
    assert result.stderr.startswith(f"{file}: the passphrase cannot be read: ")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
