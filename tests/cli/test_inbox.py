"""`inbox` lists the replies that wait in a folder; `receive` takes them one after another."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coaching_site.cli.inbox import named_folder
from coaching_site.crypto.private_key import make_private_key, open_private_key, public_half
from coaching_site.model.device import device_name
from coaching_site.model.workbook import WorkbookSource
from coaching_site.replies.inbox import FiledReply
from coaching_site.replies.pdf_form import FilledWorkbook
from tests.cli.commands import run
from tests.practice.workspaces import write_client
from tests.replies.browser import Device, answer, lock, reply
from tests.replies.samples import bases, loaded

PHRASE = "four words of mine"
SETTINGS = "plugins:\n  - coaching-site:\n      inbox: ../in  # replies\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one client, which names a folder of replies, as the current folder."""
    write_client(tmp_path / "practice", "jane-doe", "Jane Doe")
    (tmp_path / "in").mkdir()
    (tmp_path / "practice/mkdocs.yml").write_text(SETTINGS, "utf-8")
    monkeypatch.chdir(tmp_path / "practice")
    monkeypatch.setenv("AS_OF", "2026-11-26")
    monkeypatch.delenv("COACHING_SITE_PASSPHRASE", raising=False)
    return tmp_path / "practice"


def sent(workspace: Path, name: str, key: dict[str, str] | None = None, **more: Any) -> Path:
    """Put a reply into the folder, and return its path; those with a later name are newer."""
    base = bases(loaded(workspace / "engagements/jane-doe"))["starters/one_thing"]
    raw = json.dumps(reply(answer("starters/one_thing", name, base=base), **more)).encode()
    path = workspace.parent / "in" / name
    path.write_bytes(lock(raw, key) if key else raw)
    os.utime(path, (1_795_000_000 + ord(name[0]),) * 2)
    return path


def test_list(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its client, its day and its file; who encrypted one is known once it is opened."""
    make_private_key(tmp_path / "key.pem", PHRASE)
    key = public_half(open_private_key(tmp_path / "key.pem", PHRASE))
    sent(workspace, "a.json", on="2026-11-20")
    sent(workspace, "b\u202e.json", engagement="somebody-else")
    sent(workspace, "c.jwe", key)
    words = ("inbox", "--private-key", str(tmp_path / "key.pem"))
    result = run(*words)
    assert result.exit_code == 0
    *lines, last = result.stdout.splitlines()
    assert lines == [
        "Client                    Made        Changes  Origin      File",
        "jane-doe                  2026-11-20        1  not signed  a.json",
        "somebody-else (not here)  2026-11-24        1  -           b‹U+202E›.json",
    ]
    assert last.split()[0::2] == ["encrypted", "-", "c.jwe"]
    monkeypatch.setenv("COACHING_SITE_PASSPHRASE", PHRASE)
    told = ["jane-doe", "2026-11-24", "1", "not", "signed", "c.jwe"]
    assert run(*words).stdout.splitlines()[3].split() == told
    other = run("inbox", "--private-key", str(tmp_path / "none.pem"))
    assert (other.exit_code, other.stdout) == (2, "")


def test_origin(workspace: Path) -> None:
    """Whom a reply is from is told before it is received, to people and to programs."""
    phone, laptop = Device(), Device()
    raw = json.loads(sent(workspace, "a.json").read_bytes())
    file = workspace / "engagements/jane-doe/engagement.yml"
    noted = f'{{key: {phone.key}, since: 2026-11-20, last: "2026-11-25T080000.000Z"}}'
    typed = noted.replace("{", f"{{name: {device_name(phone.key)}, ")

    def origins() -> list[list[object]]:
        found = json.loads(run("inbox", "--json").stdout)["replies"]
        return [[one["file"], one["origin"], one["doubted"], one["device"]] for one in found]

    names = device_name(phone.key), device_name(laptop.key)
    put(workspace, "a.json", phone.signed(raw))
    assert origins() == [["a.json", "first device", False, names[0]]]
    file.write_text(f"{file.read_text('utf-8')}\ndevices: [{typed}]\n", "utf-8")
    put(workspace, "b.json", phone.signed(raw | {"made": "2026-11-25T08:00:00Z"}))
    put(workspace, "c.json", laptop.signed(raw))
    put(workspace, "d.json", phone.signed(raw) | {"on": "2026-11-23"})
    put(workspace, "e.json", raw)
    assert origins() == [
        ["a.json", "older", True, names[0]],
        ["b.json", "signed", False, names[0]],
        ["c.json", "other device", True, names[1]],
        ["d.json", "damaged", True, None],
        ["e.json", "not signed", True, None],
    ]
    assert "jane-doe  2026-11-24        1  other device  c.json" in run("inbox").stdout


def test_a_workbook(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a device is known a workbook is in doubt, as it is when it is received."""
    source = WorkbookSource(engagement="jane-doe")
    day = date(2026, 11, 24)
    place = named_folder()
    filed = FiledReply(place / "w.pdf", b"%PDF", FilledWorkbook(source, {}, None), day, False)
    monkeypatch.setattr("coaching_site.cli.inbox.filed_in", lambda _: (filed,))
    file, doubted = workspace / "engagements/jane-doe/engagement.yml", []
    noted = f'key: {"A" * 43}, since: 2026-11-20, last: "2026-11-25T080000.000Z"'
    for more in ("", f"\ndevices: [{{name: {device_name('A' * 43)}, {noted}}}]\n"):
        file.write_text(file.read_text("utf-8") + more, "utf-8")
        (row,) = json.loads(run("inbox", "--json").stdout)["replies"]
        doubted.append([row["origin"], row["doubted"]])
    assert doubted == [["workbook", False], ["workbook", True]]


@pytest.mark.parametrize("files", [(), ("../in/a.json", "../in/b.json")])
def test_in_the_order_in_which_they_were_made(workspace: Path, files: tuple[str, ...]) -> None:
    """A newer reply that is saved or typed first does not make the other look like one again."""
    phone = Device()
    raw = json.loads(sent(workspace, "a.json").read_bytes())
    put(workspace, "a.json", phone.signed(raw | {"made": "2026-11-24T20:00:01Z"}))
    put(workspace, "b.json", phone.signed(raw | {"id": "b" * 32}))
    result = run("receive", "--yes", *files)
    assert result.stderr == ""
    (noted,) = loaded(workspace / "engagements/jane-doe").devices
    assert noted.last == "2026-11-24T200001.000Z"


def put(workspace: Path, name: str, data: dict[str, Any]) -> None:
    """Write a reply into the folder; those with a later name are newer."""
    path = workspace.parent / "in" / name
    path.write_text(json.dumps(data), "utf-8")
    os.utime(path, (1_795_000_000 + ord(name[0]),) * 2)


def test_taken_one_after_another(workspace: Path) -> None:
    """Without a file, all that waits is received, the oldest first; then nothing waits."""
    assert "Waiting" not in run("status").stderr
    sent(workspace, "a.json")
    sent(workspace, "b.json", engagement="nobody")
    assert run("status").stderr == "Waiting: 2 replies. See `coaching-site inbox`.\n"
    assert json.loads(run("status", "--json").stdout)["replies_waiting"] == 2
    result = run("receive", "--yes")
    assert "for engagements/jane-doe:" in result.stdout
    assert "b.json: it is for another engagement" in result.stderr
    assert result.exit_code == 2
    (workspace.parent / "in/b.json").unlink()
    assert run("receive").stdout == "No reply waits.\n"
    again = run("inbox")
    assert (again.stdout, again.stderr) == ("No reply waits.\n", "1 reply received before.\n")


@pytest.mark.parametrize(
    ("settings", "words", "message"),
    [
        ("", ["inbox"], "mkdocs.yml: inbox: expected a folder as `inbox`"),
        ("", ["receive"], "mkdocs.yml: inbox: expected a folder as `inbox`"),
        ("", ["inbox", "nowhere"], "nowhere: inbox: the folder of replies cannot be read: No such"),
        ("  inbox: 'no where'\n", ["receive"], "no where: inbox: the folder of replies cannot"),
    ],
)
def test_no_folder(workspace: Path, settings: str, words: list[str], message: str) -> None:
    """A folder that is not named, or not there, is told in a line."""
    (workspace / "mkdocs.yml").write_text(settings, "utf-8")
    result = run(*words)
    assert result.stderr.startswith(message)
    assert (result.stderr.count("\n"), result.exit_code) == (1, 2)
    assert json.loads(run("status", "--json").stdout)["replies_waiting"] is None
