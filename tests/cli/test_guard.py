"""Clients' files are kept out of repositories that others may see."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coaching_site.cli import main
from coaching_site.cli.guard import is_elsewhere, is_of_a_client

HOST = "https://github.com/kim/practice.git"
CLIENT = "engagements/jane-doe/engagement.yml"


class Repository:
    """A repository of git in the current folder."""

    def __init__(self, *remotes: str) -> None:
        """Begin one with these addresses as remotes."""
        self.git("init", "--quiet")
        for number, remote in enumerate(remotes):
            self.git("remote", "add", f"remote-{number}", remote)

    def git(self, *arguments: str) -> str:
        """Run a command of git and return what it says."""
        known = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org")
        run = ["git", *known, *arguments]
        return subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()

    def add(self, name: str) -> None:
        """Put a file into the index."""
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("executive: {name: Jane Doe}\n", "utf-8")
        self.git("add", "--force", name)

    def guard(self, **environment: str) -> Result:
        """Run the command."""
        return CliRunner().invoke(main, ["guard"], env=environment)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder without any settings of git but its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        (CLIENT, True),
        ("Engagements/jane-doe/files/offer.pdf", True),
        ("my/practice/engagements/jane-doe/notes.md", True),
        ("clients/jane-doe/engagement.yml", True),
        ("site/jane-doe/.portal", True),
        ("hand-overs/jane-doe.zip", True),
        ("Backups/clients-2026-11-26.zip.age", True),
        ("docs/backups.md", False),
        ("engagements/starter.yml", False),
        ("engagements/engagement.schema.json", False),
        ("content/engagements.md", False),
    ],
)
def test_files_of_clients(path: str, *, is_one: bool) -> None:
    """What lies in the folder of an engagement is a client's, and so is a portal that was built."""
    assert is_of_a_client(path) == is_one


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        *((HOST, True), ("git@gitlab.com:kim/practice.git", True), ("host:practice", True)),
        *(("ssh://git@host/practice", True), ("HTTP://host/practice", True)),
        *(("/mnt/stick/practice.git", False), ("../practice", False), ("./a:b", False)),
        *(("//server/share", True), ("\\\\server\\share", True), ("file://server/share", True)),
        *(("file:///mnt/stick/practice", False), ("C:\\practice", False), ("D:/practice", False)),
    ],
)
def test_remotes_elsewhere(address: str, *, is_so: bool) -> None:
    """Whatever is not a path is on another machine."""
    assert is_elsewhere(address) == is_so


def test_clients_are_refused_until_the_remote_is_noted() -> None:
    """A remote elsewhere is refused with the way out; noted as private it is taken, no other is."""
    repository = Repository(HOST.replace("//", "//kim:secret@"), "../stick")
    repository.add(CLIENT)
    refused = repository.guard()
    assert refused.exit_code == 2
    assert refused.stderr.startswith(
        f'{HOST}: expected a repository without clients\' files, found "{CLIENT}": take them out'
    )
    assert "secret" not in refused.output
    note = f'git config --local --add coaching-site.private "{HOST}"'
    assert refused.stderr.endswith(f"say so: {note}\n")
    repository.git("config", "--local", "--add", "coaching-site.private", HOST)
    assert (repository.guard().output, repository.guard().exit_code) == ("guard: fine\n", 0)
    repository.git("remote", "set-url", "--add", "--push", "remote-1", "host:elsewhere")
    assert repository.guard().stderr.startswith("host:elsewhere: ")


@pytest.mark.parametrize(
    "setting",
    ["branch.main.remote", "branch.a b.pushRemote", "remote.pushDefault", "remote.-x.url"],
)
def test_every_way_to_push(setting: str) -> None:
    """An address that stands in place of a remote's name counts, and so does any remote's name."""
    repository = Repository("../stick")
    repository.add(CLIENT)
    repository.git("config", setting, HOST)
    assert repository.guard().stderr.startswith(f"{HOST}: ")


def test_a_repository_without_clients_is_fine() -> None:
    """What is no client's may go anywhere, and clients' files may be where no remote is."""
    repository = Repository(HOST)
    repository.add("content/words.yml")
    repository.add("engagements/starter.yml")
    assert repository.guard().exit_code == 0
    repository.add(CLIENT)
    repository.git("remote", "remove", "remote-0")
    assert repository.guard().exit_code == 0


def test_earlier_commits_are_pushed_too() -> None:
    """Before a push every commit counts that goes along, and where it goes, named or not."""
    repository = Repository()
    repository.add(CLIENT)
    repository.git("commit", "--quiet", "-m", "Begin")
    repository.git("rm", "--quiet", CLIENT)
    repository.git("commit", "--quiet", "-m", "Take it out")
    pushed = {"PRE_COMMIT_REMOTE_URL": HOST, "PRE_COMMIT_TO_REF": repository.git("rev-parse", "@")}
    assert repository.guard().exit_code == 0
    refused = repository.guard(**pushed)
    assert (refused.exit_code, refused.stderr.partition(": ")[0]) == (2, HOST)
    assert repository.guard(**{**pushed, "PRE_COMMIT_TO_REF": "0" * 40}).exit_code == 0


def test_no_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, or without git, that is told."""
    told = CliRunner().invoke(main, ["guard"])
    assert told.exit_code == 2
    expected = "git: expected a folder in a git repository: fatal: not a git repository"
    assert told.stderr.startswith(expected)
    monkeypatch.setenv("PATH", "")
    told = CliRunner().invoke(main, ["guard"])
    assert (told.exit_code, told.stderr) == (2, "git: expected git on this machine, found none\n")
