"""`lock` makes one encrypted file of a portal, and says who opens it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.crypto import lock_container, lock_file
from coaching_site.crypto.lock_file import load_lock_key
from coaching_site.locking.locked_portal import open_portal
from tests.cli.commands import begin, loaded, run
from tests.crypto.locks import JANE, SAM
from tests.locking.portals import CANARY, PAGE, built

LOCKED = Path("locked/jane-doe/index.html")


@pytest.fixture(autouse=True)
def client(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a client with a portal, on a machine whose passphrases take no second."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    quick = lock_container.passphrase_key

    def few(passphrase: str, salt: bytes, _: int) -> bytes:
        return quick(passphrase, salt, 1)

    monkeypatch.setattr(lock_container, "passphrase_key", few)
    monkeypatch.setattr(lock_file, "passphrase_key", few)
    (project / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    begin("jane-doe", "Jane Doe")
    built(project / "site/jane-doe", {"index.html": PAGE.format("Jane Doe")})


MKDOCS = "site_name: Coaching\ntheme: {name: material, custom_dir: overrides}\ndocs_dir: content\n"
MKDOCS += "plugins: [coaching-site]\n"


def given(passphrase: str, *words: str) -> Result:
    """Run a command with a passphrase in an open file."""
    read, write = os.pipe()
    os.write(write, f"{passphrase}\n".encode())
    os.close(write)
    try:
        return run(*words, "--passphrase-fd", str(read))
    finally:
        os.close(read)


def test_a_new_lock(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows a passphrase once, which opens the file; the workspace holds the lock's id alone."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    result = run("lock", "jane-doe")
    assert result.exit_code == 0, result.output
    (passphrase,) = re.findall(r"^    (.+)$", result.stdout, re.MULTILINE)
    assert len(passphrase.split(" ")) == 6
    assert "Locked: locked/jane-doe/index.html" in result.stdout
    assert open_portal(LOCKED, passphrase).files.keys() == {"index.html", ".portal"}
    lock = loaded(project, "jane-doe").lock
    assert lock
    assert load_lock_key(lock).names == ["Jane Doe"]  # type: ignore[union-attr]
    for path in project.rglob("*"):
        if path.is_file() and "content" not in path.parts:
            assert passphrase.encode() not in path.read_bytes()
    again = run("lock", "jane-doe")
    assert again.stdout == "Nothing has changed: locked/jane-doe/index.html\n"


def test_no_terminal() -> None:
    """A new passphrase is never sent to where it may be kept, and nothing is half begun."""
    result = run("lock", "jane-doe")
    assert result.exit_code == 2
    assert "a new passphrase is shown on a terminal alone" in result.stderr
    assert "lock:" not in Path("engagements/jane-doe/engagement.yml").read_text("utf-8")


def test_passphrases_come_and_go(project: Path) -> None:
    """One more is added, the names are listed, and what is withdrawn opens no later file."""
    assert given(JANE, "lock", "jane-doe").exit_code == 0
    assert given(SAM, "lock", "jane-doe", "--add", "Sam").exit_code == 0
    assert run("lock", "jane-doe", "--list").stdout == "Jane Doe\nSam\n"
    old = LOCKED.read_bytes()
    assert run("lock", "jane-doe", "--withdraw", "Sam").exit_code == 0
    assert open_portal(LOCKED, JANE)
    with pytest.raises(lock_container.NoSlotOpens):
        open_portal(LOCKED, SAM)
    LOCKED.write_bytes(old)
    assert open_portal(LOCKED, SAM)  # an old copy still opens, which the command says


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--add", "Jane Doe"], "--add: expected a new name"),
        (["--add", " "], "--add: expected a new name"),
        (["--withdraw", "Sam"], '--withdraw: no passphrase is of "Sam": allowed here: `Jane Doe`'),
        (["--withdraw", "Jane Doe"], "--withdraw: this is the only passphrase"),
        (["--list", "--add", "x"], "--add, --withdraw and --list go one at a time"),
        (["--all"], "name clients, or say --all"),
    ],
)
def test_what_is_refused(words: list[str], said: str) -> None:
    """What cannot be done is told, and changes nothing."""
    given(JANE, "lock", "jane-doe")
    before = LOCKED.read_bytes()
    result = run("lock", "jane-doe", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert LOCKED.read_bytes() == before


@pytest.mark.parametrize("words", [["--list"], ["--add", "Sam"], ["--withdraw", "Sam"]])
def test_no_lock_yet(project: Path, tmp_path: Path, words: list[str]) -> None:
    """Only the plain command begins a lock."""
    file = project / "engagements/jane-doe/engagement.yml"
    before = file.read_bytes()
    result = given(JANE, "lock", "jane-doe", *words)
    assert result.exit_code == 2
    assert "this client has no lock yet: `coaching-site lock jane-doe`" in result.stderr
    assert file.read_bytes() == before
    assert not (tmp_path / "config/coaching-site/locks").exists()


def test_no_portal(project: Path) -> None:
    """Without a portal nothing is locked, which is a fault, and no passphrase comes or goes."""
    site = project / "site/jane-doe"
    site.rename(project / "elsewhere")
    before = Path("engagements/jane-doe/engagement.yml").read_bytes()
    assert given(JANE, "lock", "jane-doe").exit_code == 2
    assert Path("engagements/jane-doe/engagement.yml").read_bytes() == before
    (project / "elsewhere").rename(site)
    given(JANE, "lock", "jane-doe")
    given(SAM, "lock", "jane-doe", "--add", "Sam")
    site.rename(project / "elsewhere")
    result = run("lock", "jane-doe", "--withdraw", "Sam")
    assert result.exit_code == 2
    assert "site/jane-doe: build the portal, then lock it again" in result.stderr
    assert run("lock", "jane-doe", "--list").stdout == "Jane Doe\nSam\n"


def test_two_lines(project: Path) -> None:
    """Each client takes the next line of an open file."""
    begin("client-2", "Priya Ramanathan")
    built(project / "site/client-2", {"index.html": PAGE.format("")})
    result = given(f"{JANE}\n{SAM}", "lock", "jane-doe", "client-2")
    assert result.exit_code == 0, result.output
    assert open_portal(LOCKED, JANE)
    assert open_portal(Path("locked/client-2/index.html"), SAM)


def test_weak_passphrases() -> None:
    """A weak one of one's own is refused, from a file at once, and typed after three times."""
    result = given("jane doe 1", "lock", "jane-doe")
    assert (result.exit_code, "too weak" in result.stderr) == (2, True)
    result = given("Jane Doe 2026 Jane Doe", "lock", "jane-doe")
    assert (result.exit_code, "little more than a name" in result.stderr) == (2, True)
    weak = "password\npassword\n"
    result = run("lock", "jane-doe", "--own", typed=weak * 3)
    assert result.exit_code == 2
    assert result.stderr.count("Try again") == 2
    assert "password" not in result.stdout
    result = run("lock", "jane-doe", "--own", typed=f"{weak}{JANE}\n{JANE}\n")
    assert result.exit_code == 0
    assert JANE not in result.output
    assert open_portal(LOCKED, JANE)


def test_another_machine(tmp_path: Path) -> None:
    """Without the key nothing is locked by another one: everybody's passphrase would end."""
    given(JANE, "lock", "jane-doe")
    (key,) = (tmp_path / "config/coaching-site/locks").iterdir()
    key.rename(tmp_path / "elsewhere")
    result = run("lock", "jane-doe")
    assert result.exit_code == 2
    assert "the key of this lock is not on this machine: copy it from" in result.stderr


def test_a_copied_lock(project: Path) -> None:
    """A file that was begun as a copy is locked by no passphrase of the client before."""
    given(JANE, "lock", "jane-doe")
    begin("tom-okafor", "Tom Okafor")
    built(project / "site/tom-okafor", {"index.html": PAGE.format("Tom Okafor")})
    file = Path("engagements/tom-okafor/engagement.yml")
    text = file.read_text("utf-8")
    file.write_text(f"{text}\nlock: {loaded(project, 'jane-doe').lock}\n", "utf-8")
    for words in (["tom-okafor"], ["tom-okafor", "--list"], ["--all"]):
        result = run("lock", *words)
        assert result.exit_code == 2
        told = "engagements/tom-okafor/engagement.yml:"
        assert told in result.stderr
        assert "lock: jane-doe has this lock, too, and its passphrases" in result.stderr
    assert not Path("locked/tom-okafor").exists()
    file.write_text(text, "utf-8")
    assert given(SAM, "lock", "tom-okafor").exit_code == 0
    assert run("lock", "jane-doe").exit_code == 0


def test_all_clients(project: Path) -> None:
    """`--all` locks the portals that have a lock, and begins none; one not built is told."""
    begin("client-2", "Priya Ramanathan")
    given(JANE, "lock", "jane-doe")
    LOCKED.unlink()
    result = run("lock", "--all")
    assert (result.exit_code, result.stdout) == (0, "Locked: locked/jane-doe/index.html\n")
    (project / "site/jane-doe").rename(project / "elsewhere")
    assert "jane-doe: build the portal, then lock it again" in run("lock", "--all").stderr


def test_after_a_build(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build locks anew what has a lock; one that cannot be locked is told, and fails."""
    monkeypatch.setattr("coaching_site.batch.batch.outcome_of", _built)
    begin("client-2", "Priya Ramanathan")
    built(project / "site/client-2", {"index.html": PAGE.format("")})
    given(JANE, "lock", "jane-doe")
    built(project / "site/jane-doe", {"index.html": PAGE.format("new")})
    assert run("build", "jane-doe", "client-2").exit_code == 0
    assert b"new" in open_portal(LOCKED, JANE).files["index.html"]
    assert not Path("locked/client-2").exists()
    (key,) = (tmp_path / "config/coaching-site/locks").iterdir()
    key.unlink()
    result = run("build", "jane-doe")
    assert result.exit_code == 2
    assert "jane-doe: failed" in result.stderr
    assert "the key of this lock is not on this machine" in result.stderr


def test_a_build_that_changes_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked portal that is missing is locked; one that is current is looked at once."""
    monkeypatch.setattr("coaching_site.batch.changes.Changes.unchanged", lambda *_: {"jane-doe"})
    given(JANE, "lock", "jane-doe")
    LOCKED.unlink()
    assert run("build", "jane-doe").exit_code == 0
    assert open_portal(LOCKED, JANE)
    before = LOCKED.read_bytes()
    marker = project / "site/jane-doe/.portal"
    os.utime(LOCKED, (0, 0))
    assert run("build", "jane-doe").exit_code == 0
    assert LOCKED.read_bytes() == before
    assert LOCKED.stat().st_mtime_ns >= marker.stat().st_mtime_ns


def test_published(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`publish` sends the locked file, as of now, and nothing of the open portal."""
    monkeypatch.setattr("coaching_site.batch.batch.outcome_of", _built)
    files = {"index.html": PAGE.format(f"Jane Doe {CANARY}"), "goals.html": PAGE.format(CANARY)}
    given(JANE, "lock", "jane-doe")
    built(project / "site/jane-doe", files)
    (project / "mkdocs.yml").write_text(
        MKDOCS.replace("[coaching-site]", f"[coaching-site: {{publish: '{tmp_path}/{{client}}'}}]"),
        "utf-8",
    )
    result = run("publish", "jane-doe")
    assert result.exit_code == 0, result.output
    sent = [path for path in (tmp_path / "jane-doe").rglob("*") if path.is_file()]
    assert not [path for path in sent if CANARY.encode() in path.read_bytes()]
    assert "goals.html" not in [path.name for path in sent]
    assert "goals.html" in open_portal(tmp_path / "jane-doe/index.html", JANE).files


def _built(task: Any) -> Outcome:
    return Outcome(task.slug, PortalStatus.BUILT)


def test_verify() -> None:
    """`verify` opens a locked portal and searches it as any other."""
    begin("client-2", "Priya Ramanathan")
    given(JANE, "lock", "jane-doe")
    result = given(JANE, "verify", "locked/jane-doe")
    assert (result.exit_code, result.output) == (0, "jane-doe: nothing found\n")
    wrong = given(SAM, "verify", "locked/jane-doe/index.html")
    assert (wrong.exit_code, wrong.stderr) == (
        2,
        "locked/jane-doe/index.html: the passphrase is wrong\n",
    )
    typed = run("verify", "locked/jane-doe", typed=f"{JANE}\n")
    assert typed.exit_code == 0
    assert JANE not in typed.output
    built(Path("site/jane-doe"), {"index.html": PAGE.format("Jane Doe, Priya Ramanathan")})
    run("lock", "jane-doe")
    result = given(JANE, "verify", "locked/jane-doe")
    assert result.exit_code == 1
    assert "locked/jane-doe/index.html: holds a name from" in result.stderr
    LOCKED.write_bytes(LOCKED.read_bytes().replace(b'"rounds":1000000', b'"rounds":1'))
    damaged = given(JANE, "verify", "locked/jane-doe")
    assert (damaged.exit_code, damaged.stderr) == (
        2,
        "locked/jane-doe/index.html: the locked portal is damaged, or was changed after it was "
        "locked\n",
    )
