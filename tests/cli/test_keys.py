"""The command that makes a coach's pair of keys."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coaching_site.cli import main
from coaching_site.problems import InvalidInput
from coaching_site.replies.keys import open_private_key, public_half
from coaching_site.reply_key import load_reply_key

PHRASE = "four words of mine"


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
        "Keep a copy of this file in a safe place, and the passphrase in another. Whoever\n"
        "loses one of them can read no reply any more; whoever has both can read them all.\n"
        "Its public half: content/reply-key.json\n"
        "Build your portals again, and replies are locked for you.\n"
    )
    assert PHRASE not in result.output
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert place.read_text("ascii").startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    key = load_reply_key(project / "content/reply-key.json")
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
    result = keys(typed="something else\n")
    assert result.stderr.endswith("reply-key.pem: the passphrase is wrong\n")
    assert (result.exit_code, [*(project / "content").iterdir()]) == (2, [])


@pytest.mark.parametrize("typed", ["short\nshort\n", "123456789\n123456789\n"])
def test_a_passphrase_has_ten_characters(project: Path, typed: str) -> None:
    """A short passphrase is refused before anything is written."""
    result = keys(typed=typed)
    assert result.stderr.endswith(
        "passphrase: expected 10 characters or more, such as four words of your own\n"
    )
    assert (result.exit_code, [*project.parent.rglob("*.pem")]) == (2, [])


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


def test_a_private_key_stays_out_of_the_project(project: Path) -> None:
    """No private key is put where portals are built from."""
    result = keys("--private-key", "content/key.pem")
    assert result.stderr == (
        "content/key.pem: keep the private key outside of the project, where nothing is built "
        "or shared\n"
    )
    assert (result.exit_code, [*project.rglob("*.pem")]) == (2, [])


def test_keys_belong_into_the_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any other folder the command says where it wants to be run."""
    monkeypatch.chdir(project.parent)
    result = keys()
    assert result.stderr == (
        "content: there is no such folder: run this in the folder of the project\n"
    )
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "there is no private key: make one with `coaching-site keys`"),
        ("x", "this is no private key under a passphrase"),
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA\n", "the passphrase is wrong"),
    ],
)
def test_what_is_no_private_key(tmp_path: Path, text: str | None, problem: str) -> None:
    """A file that holds no private key under a passphrase is told apart."""
    if text is not None:
        (tmp_path / "key.pem").write_text(text, "utf-8")
    with pytest.raises(InvalidInput, match=problem):
        open_private_key(tmp_path / "key.pem", PHRASE)
