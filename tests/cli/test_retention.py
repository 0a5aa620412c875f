"""`retention` says who is past the agreed day, and deletes one client with every known copy."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
import yaml
from click.testing import Result

from coaching_site.cli import retention as module
from coaching_site.cli.copies import CopyFinder
from coaching_site.cli.passphrases import KeyRing
from coaching_site.cli.project import WORKSPACE
from coaching_site.crypto.private_key import make_private_key, open_private_key, public_half
from coaching_site.publishing.folder_store import FolderStore
from coaching_site.publishing.publish import Publication, PublishOrder
from coaching_site.publishing.record import PlaceRecord, PublishRecords
from coaching_site.retention.copies import Copy
from coaching_site.retention.deletion import begun_deletions
from tests.cli.commands import begin, run
from tests.feedback.answers import sent as rated
from tests.locking.portals import built
from tests.model.test_feedback import asked
from tests.publishing.memory import write_portal
from tests.replies.browser import answer, lock, reply

MKDOCS = """\
site_name: Coaching
theme: {name: material, custom_dir: overrides}
docs_dir: content
plugins:
  - coaching-site:
      inbox: inbox
      publish: places/{client}
"""
FOLDER = Path("engagements/jane-doe")
SURE = "y\njane-doe\n"


@pytest.fixture(autouse=True)
def clients(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin two clients, of whom one is over, was published, and has sent a reply."""
    monkeypatch.setenv("AS_OF", "2028-04-01")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (project / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (project / ".cache").unlink()  # which all tests share
    (project / ".cache/coaching-site/portals").mkdir(parents=True)
    begin("jane-doe")
    begin("sam-roe", "Sam Roe")
    agreed(FOLDER, "2027-03-26", 12)
    built(project / "site/jane-doe", {"index.html": "<!doctype html><html></html>"})
    built(project / "site/sam-roe", {"index.html": "<!doctype html><html></html>"})
    (project / "hand-overs").mkdir()
    (project / "hand-overs/jane-doe.zip").write_bytes(b"x")
    (project / "inbox").mkdir()
    for slug in ("jane-doe", "sam-roe"):
        (project / f"inbox/{slug}.json").write_bytes(sent(slug))
    publish(project)


def agreed(folder: Path, end: str, months: int) -> None:
    """Let an engagement be over, and say how long it is kept."""
    file = folder / "engagement.yml"
    text = file.read_text("utf-8")
    for key, value in (("start", "2026-09-07"), ("end", end)):
        text = re.sub(rf"(?m)^{key}:.*$", f"{key}: {value}", text)
    file.write_text(f"{text}\nagreement: {{keep_months: {months}}}\n", "utf-8")


def sent(slug: str) -> bytes:
    """Return a reply of a client, as a portal writes it."""
    one = answer("starters/one_thing", "Sell the mill", base="0" * 16)
    return json.dumps(reply(one, engagement=slug)).encode()


def publish(project: Path) -> None:
    """Put the portal into a folder, as `publish` does."""
    files = write_portal(project / "sent", {"index.html": "x", "goals/a.html": "y"})
    record = PlaceRecord("c" * 32, "a" * 64)
    store, order = FolderStore(project / "places/jane-doe"), PublishOrder("jane-doe", files)
    Publication(store, PublishOrder(**{**vars(order), "is_confirmed": True}), record).run()
    PublishRecords(project / FOLDER).keep(
        "places/jane-doe", PlaceRecord(record.claim, record.key, 1)
    )


def delete(*words: str, typed: str = SURE) -> Result:
    """Delete the client, with what is answered."""
    return run("retention", "--delete", "jane-doe", *words, typed=typed)


def test_a_list(project: Path) -> None:
    """All clients are listed with their days, and of those past it each copy."""
    result = run("retention")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [re.sub(r" {2,}", "  ", line.rstrip()) for line in result.stdout.splitlines()]
    assert lines[:3] == [
        "Client  End  Kept until  State",
        "jane-doe  2027-03-26  2028-03-26  past",
        "sam-roe  -  -  not over",
    ]
    assert lines[4:10] == [
        "jane-doe: past its day. Known of it:",
        "  published portal: places/jane-doe",
        "  reply: inbox/jane-doe.json",
        "  hand-over: hand-overs/jane-doe.zip",
        "  portal: site/jane-doe/",
        "  cache: .cache/coaching-site/",
    ]


def test_data() -> None:
    """Other programs get the same as data."""
    data = json.loads(run("retention", "--json").stdout)
    jane, sam = data["clients"]
    assert (jane["state"], jane["until"], jane["keep_months"]) == ("past", "2028-03-26", 12)
    kinds = [one["kind"] for one in jane["copies"]]
    assert kinds[:2] == ["published portal", "reply"]
    assert kinds[-1] == "engagement"
    assert (sam["state"], sam["until"], sam["copies"]) == ("not over", None, [])
    assert (data["as_of"], data["broken_off"]) == ("2028-04-01", [])


def test_all_of_a_client(project: Path) -> None:
    """After two answers every copy is gone, and the day is noted without a word of content."""
    (project / FOLDER / "private").mkdir(exist_ok=True)
    (project / FOLDER / "private/hours-code.txt").write_text("K7QW3ZA\n")
    result = delete()
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Not known here, and not deleted: mails" in result.stdout
    places = ("places/jane-doe", "site/jane-doe", "hand-overs", "inbox/jane-doe.json")
    for place in (*places, ".cache/coaching-site"):
        assert [path for path in (project / place).rglob("*") if path.is_file()] == []
        assert not (project / place).is_file()
    assert [path.name for path in (project / "engagements").iterdir() if path.is_dir()] == [
        "sam-roe"
    ]
    assert (project / "site/sam-roe/index.html").exists()
    assert (project / "inbox/sam-roe.json").exists()
    (noted,) = yaml.safe_load((project / "deletions.yml").read_text("utf-8"))
    assert noted["client"] == "K7QW3ZA"
    assert noted["deleted"][:3] == ["published portal", "reply", "hand-over"]
    assert "jane" not in (project / "deletions.yml").read_text("utf-8").lower()
    again = delete()
    assert (again.exit_code, "jane-doe" in again.stderr) == (2, True)


@pytest.mark.parametrize("typed", ["n\n", "\n", "", "y\n", "y\nJane\n", "y\nsam-roe\n", "y\ny\n"])
def test_not_sure(project: Path, typed: str) -> None:
    """Without both answers nothing is deleted."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = delete(typed=typed)
    assert result.exit_code == 1
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert {path: raw for path, raw in before.items() if ".cache" not in path.parts} == {
        path: raw for path, raw in after.items() if ".cache" not in path.parts
    }


def test_too_early(project: Path) -> None:
    """Before the agreed day it is said how long the client is to be kept."""
    result = run("retention", "--delete", "sam-roe", typed="n\n")
    assert "By the agreement, sam-roe is not over." in result.stderr


def test_a_place_that_is_not_ours(project: Path) -> None:
    """Where a place cannot be emptied, all stays, until it is mended or left by a word."""
    claim = project / "places/jane-doe/.coaching-site/claim.json"
    claim.write_text('["coaching-site claim 1", "x", "y"]\n')
    result = delete()
    assert result.exit_code == 1
    assert "this is the place of another client" in result.stderr
    assert "say --leave-places" in result.stderr
    assert (project / FOLDER / "engagement.yml").exists()
    assert (project / "site/jane-doe/index.html").exists()
    assert not (project / "deletions.yml").exists()
    result = delete("--leave-places")
    assert (result.exit_code, "left: places/jane-doe" in result.stderr) == (0, True)
    assert (project / "places/jane-doe/index.html").exists()
    assert not (project / FOLDER).exists()


def test_broken_off(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deletion that was killed is told by the list, and finished by the same command."""
    with monkeypatch.context() as patch:
        patch.setattr(module, "finish_deletion", lambda *_: (_ for _ in ()).throw(OSError(5, "x")))
        assert delete().exit_code == 1
    assert begun_deletions(project / "engagements") == ["jane-doe"]
    listed = run("retention")
    assert "jane-doe: its deletion was broken off" in listed.stderr
    assert "jane-doe" not in listed.stdout
    assert "jane" not in run("status").stdout
    result = delete(typed="")
    assert (result.exit_code, "is finished" in result.stdout) == (0, True)
    (noted,) = yaml.safe_load((project / "deletions.yml").read_text("utf-8"))
    assert (noted["client"], noted["deleted"][-1]) == ("jane-doe", "engagement")


@pytest.mark.parametrize("step", range(6))
def test_killed_at_any_step(project: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever copy is the last to go before a kill, the next run deletes the others."""

    def stopped() -> NoReturn:
        raise KeyboardInterrupt

    find = CopyFinder.copies

    def until(finder: CopyFinder, slug: str) -> list[Copy]:
        copies = find(finder, slug)
        return [*copies[:step], *((one.delete and replace(one, delete=stopped)) or one
                                  for one in copies[step:])]  # fmt: skip

    with monkeypatch.context() as patch:
        patch.setattr(CopyFinder, "copies", until)
        if step < 5:
            assert delete().exit_code == 1
        else:  # the folder of the client, which is moved aside
            patch.setattr(module, "move_aside", lambda *_: stopped())
            assert delete().exit_code == 1
    assert (project / FOLDER / "engagement.yml").exists()
    assert not (project / "deletions.yml").exists()
    assert delete().exit_code == 0
    assert [path.name for path in project.rglob("*jane*") if path.is_file()] == []
    (noted,) = yaml.safe_load((project / "deletions.yml").read_text("utf-8"))
    assert noted["deleted"][:4] == ["published portal", "reply", "hand-over", "portal"]


@pytest.mark.parametrize(
    ("name", "to", "endpoint"),
    [
        ("s3://portals/jane https://s3.example", "s3://portals/jane", "https://s3.example"),
        ("s3://portals/jane", "s3://portals/jane", ""),
        ("my portals/jane https://x", "my portals/jane https://x", ""),
        ("places/jane-doe", "places/jane-doe", ""),
    ],
)
def test_places_of_before(name: str, to: str, endpoint: str) -> None:
    """A place that the settings name no longer is found by what the record calls it."""
    finder = CopyFinder(WORKSPACE, Path("site"), "other/{client}", KeyRing(None, None))
    found = finder.settings_of(name, "jane-doe")
    assert (found.to, found.endpoint, found.is_confirmed) == (to, endpoint, True)


def test_settings_that_name_a_client(project: Path) -> None:
    """What the settings say of a client alone is told; another name that begins alike is none."""
    more = "      publish: {to: 'places/{client}', clients: {jane-doe-2: x, jane-doe: y}}\n"
    text = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(text.replace("      publish: places/{client}\n", more))
    assert "settings: mkdocs.yml: stays: it names the client" in run("retention").stdout
    (project / "mkdocs.yml").write_text(
        text.replace("      publish: places/{client}\n", more.replace("jane-doe: y", "sam: y"))
        + "# engagement: jane-doe\n"
    )
    assert "settings" not in run("retention").stdout


def test_no_day_agreed() -> None:
    """Where a coaching is over and no day is agreed, it is said how one is."""
    file = FOLDER / "engagement.yml"
    file.write_text(file.read_text("utf-8").replace("keep_months: 12", 'version: "1"'), "utf-8")
    result = run("retention")
    assert "not agreed" in result.stdout
    assert result.stderr.startswith("Where no day is agreed, `keep_months` in the agreement says")


def test_a_broken_file(project: Path) -> None:
    """A file that cannot be read is listed as that, and its client can be deleted all the same."""
    (project / FOLDER / "engagement.yml").write_text("executive: [\n")
    assert "cannot be read: coaching-site check jane-doe" in run("retention").stdout
    assert delete().exit_code == 0
    assert not (project / FOLDER).exists()


def test_a_link(project: Path) -> None:
    """The folder of a client that is a link is left, and nothing that it leads to is touched."""
    elsewhere = project / "elsewhere"
    (project / FOLDER).rename(elsewhere)
    (project / FOLDER).symlink_to(elsewhere, target_is_directory=True)
    result = delete("--leave-places")
    assert (result.exit_code, "this is a link, which is not followed" in result.stderr) == (2, True)
    assert (elsewhere / "engagement.yml").exists()
    assert (project / "site/jane-doe/index.html").exists()


def test_encrypted_replies(project: Path, tmp_path: Path) -> None:
    """Whose an encrypted reply is is known where a passphrase is given, or where it was kept."""
    (tmp_path / "phrase").write_text("four words of mine")
    make_private_key(tmp_path / "key.pem", "four words of mine")
    key = public_half(open_private_key(tmp_path / "key.pem", "four words of mine"))
    for name, slug in (("a", "jane-doe"), ("b", "sam-roe"), ("c", "jane-doe")):
        (project / f"inbox/{name}.jwe").write_bytes(lock(sent(slug), key))
    kept = project / FOLDER / "private/replies/c.jwe"
    kept.parent.mkdir(parents=True)
    kept.write_bytes((project / "inbox/c.jwe").read_bytes())
    said = run("retention").stdout
    assert "reply: inbox/c.jwe\n" in said
    assert "reply: inbox/: stays: 2 encrypted replies, of whichever client" in said
    words: tuple[str, ...] = ("--private-key", str(tmp_path / "key.pem"))
    words += ("--passphrase-file", str(tmp_path / "phrase"))
    result = delete(*words)
    assert result.exit_code == 0
    assert sorted(path.name for path in (project / "inbox").iterdir()) == ["b.jwe", "sam-roe.json"]


def test_answers_of_raters(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer to a round of the client goes with the replies, be they more than are shown."""
    monkeypatch.setattr("coaching_site.replies.inbox._MAX_FILES", 1)
    (tmp_path / "phrase").write_text("four words of mine")
    make_private_key(tmp_path / "key.pem", "four words of mine")
    key = public_half(open_private_key(tmp_path / "key.pem", "four words of mine"))
    for slug in ("jane-doe", "sam-roe"):
        plain = json.dumps(rated(asked(), engagement=slug)).encode()
        (project / f"inbox/{slug}.jwe").write_bytes(lock(plain, key))
    words = ("--private-key", str(tmp_path / "key.pem"))
    assert delete(*words, "--passphrase-file", str(tmp_path / "phrase")).exit_code == 0
    left = sorted(path.name for path in (project / "inbox").iterdir())
    assert left == ["sam-roe.json", "sam-roe.jwe"]


def test_the_history_of_git(project: Path) -> None:
    """Where git has kept the folder, it is said, since no deletion reaches that."""
    for words in (
        ["init", "-q"],
        ["add", "-f", FOLDER.as_posix()],
        ["-c", "user.name=x", "-c", "user.email=x@y.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], check=True)
    assert "history of git: engagements/jane-doe" in delete(typed="n\n").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--json", "--delete", "jane-doe"], "it does not go with --delete"),
        (["--leave-places"], "--leave-places goes with --delete"),
        (["--delete", "jane-do"], "jane-doe"),
        (["--delete", "../jane-doe"], "expected the name of an engagement"),
        (["--delete", "."], "expected the name of an engagement"),
    ],
)
def test_what_is_refused(words: list[str], said: str) -> None:
    """What cannot be done is told."""
    result = run("retention", *words, typed=SURE)
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert FOLDER.exists()
