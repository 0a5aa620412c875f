"""Replies are found in a folder among whatever else lies there."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from coaching_site.replies.inbox import replies_in_folder
from tests.replies.browser import answer, reply

ANSWER = answer("starters/one_thing", "x", base="0" * 16)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of replies, beside the engagements."""
    (tmp_path / "engagements/jane-doe/private/replies").mkdir(parents=True)
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def put(path: Path, raw: bytes, minute: int = 0) -> Path:
    """Write a file that was changed at a minute of one hour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    os.utime(path, (1_795_000_000 + 60 * minute,) * 2)
    return path


def plain(**more: object) -> bytes:
    """Return a reply that is not encrypted."""
    return json.dumps(reply(ANSWER, **more)).encode()


def names(inbox: Path, *, received: bool | None = None) -> list[str]:
    """Return the names of the replies in the folder."""
    found = replies_in_folder(inbox, inbox.parent / "engagements")
    return [one.path.name for one in found if received in (None, one.received)]


def test_what_is_found(inbox: Path) -> None:
    """Replies are found bare, in an email, an archive and below, the oldest first; no others."""
    message = EmailMessage()
    message["From"] = "jane@example.org"
    message.set_content("Here it is.")
    message.add_attachment(plain(), maintype="application", subtype="json", filename="reply.json")
    put(inbox / "b.eml", message.as_bytes(), 2)
    put(inbox / "a.json", plain(), 3)
    put(inbox / "cur/1732.host:2,S" if os.name != "nt" else inbox / "cur/1732", plain(), 1)
    with zipfile.ZipFile(inbox / "c.zip", "w") as archive:
        archive.writestr("reply.json", plain())
    os.utime(inbox / "c.zip", (1_795_000_240,) * 2)
    for name, raw in (
        *(("photo.png", b"\x89PNG\r\n"), ("notes.txt", b"Call Ines"), ("empty", b"")),
        *(("data.json", b'{"a": 1}'), ("broken.json", plain()[:-9]), (".hidden.json", plain())),
        *(("large.json", b" " * 8_000_001), ("a/b/c/deep.json", plain())),
        ("words.jwe", b"a.b.c.d.e"),
    ):
        put(inbox / name, raw)
    (inbox / "link.json").symlink_to(inbox / "a.json")
    (inbox / "loop").symlink_to(inbox)
    assert [name[:4] for name in names(inbox)] == ["1732", "b.em", "a.js", "c.zi"]


def test_what_was_received(inbox: Path) -> None:
    """A reply that is archived with an engagement was received, whatever its file is called."""
    raw = plain(id="a" * 32, on="2026-11-20")
    put(inbox / "mail.json", raw)
    put(inbox / "other.json", plain(id="b" * 32))
    kept = inbox.parent / "engagements/jane-doe/private/replies"
    put(kept / f"2026-11-20-{'a' * 32}.json", raw)
    assert names(inbox, received=True) == ["mail.json"]
    assert names(inbox, received=False) == ["other.json"]
    [mail] = [one for one in replies_in_folder(inbox, kept.parents[2]) if one.received]
    assert (mail.day, mail.key_name) == (date(2026, 11, 20), "")


def test_no_folder(inbox: Path) -> None:
    """An empty folder has no replies; one that is not there is an error of the system."""
    assert names(inbox) == []
    with pytest.raises(FileNotFoundError):
        replies_in_folder(inbox / "nowhere", inbox)
