"""Portals on servers that rclone reaches: real requests by WebDAV and SFTP on loopback."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from subprocess import run

import pytest

from coaching_site.publishing import rclone_store
from coaching_site.publishing.exposure import Exposure, probed
from coaching_site.publishing.names import CLAIM, MANIFEST
from coaching_site.publishing.places import opened
from coaching_site.publishing.publish import Publication, PublishOrder
from coaching_site.publishing.rclone_store import PASSWORD as VARIABLE
from coaching_site.publishing.rclone_store import RcloneStore, remote_environment
from coaching_site.publishing.refusals import PublishRefused, StoreFailed
from coaching_site.publishing.settings import PublishSettings
from coaching_site.publishing.stores import Store
from tests.publishing.memory import RECORD, write_portal
from tests.publishing.servers import PASSWORD, USER, rclone_serving

PAGES = {"index.html": "x", "goals/a.html": "a", "files/Über 50% – A+B & (1).txt": "b"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that the server has."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def webdav(folder: Path) -> Iterator[int]:
    """Give the port of a WebDAV server."""
    with rclone_serving("webdav", folder) as port:
        yield port


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)


def place(port: int, path: str) -> Store:
    """Open a folder of the server."""
    return opened(PublishSettings(f"dav://{USER}@127.0.0.1:{port}/{path}"), os.environ, ())


def test_portal(webdav: int, folder: Path, tmp_path: Path) -> None:
    """A portal is sent, changed, and shown to nobody without the password."""
    store = place(webdav, "portals/jane")
    files = write_portal(tmp_path / "a", PAGES)
    done = Publication(store, PublishOrder("jane", files), RECORD).run()
    assert done.finding.exposure is Exposure.PRIVATE
    sent = folder / "portals/jane"
    there = {path.relative_to(sent).as_posix() for path in sent.rglob("*.*")}
    assert there - {".coaching-site"} == {CLAIM, MANIFEST, *PAGES}
    # Of the same size and the same second, by which no other way of comparing sees a change.
    page = write_portal(tmp_path / "b", {"index.html": "y"})["index.html"]
    assert [*store.send([page])] == ["index.html"]
    assert (folder / "portals/jane/index.html").read_bytes() == b"y"
    assert dict(store.digests(["index.html", "none"])) == {"index.html": page.digest}


def test_endless_file(webdav: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read of a file than any of ours has, whatever a server gives."""
    monkeypatch.setattr(rclone_store, "MAX_FILE_BYTES", 10)
    store = place(webdav, "large")
    store.write("a.json", b"x" * 10)
    store.write("b.json", b"x" * 1000)
    assert store.read("a.json") == b"x" * 10
    with pytest.raises(StoreFailed, match=r"b\.json has more bytes than any file of a portal"):
        store.read("b.json")


def test_files(webdav: int) -> None:
    """A file is created once; what is missing is known as such."""
    store = place(webdav, "one")
    assert (store.names(), store.read("x.json")) == ([], None)
    assert store.create("x.json", b"1")
    assert not store.create("x.json", b"2")
    assert store.read("x.json") == b"1"
    assert [*store.delete(["x.json"])] == ["x.json"]
    assert (store.names(), [*store.digests([])]) == ([], [])


def test_open_server(tmp_path: Path) -> None:
    """A server that shows everything to everybody is found to be public."""
    words = ("--user", "", "--pass", "")
    with rclone_serving("webdav", tmp_path, *words) as port:
        found = probed(place(port, "jane"))
    assert found.exposure is Exposure.PUBLIC


def test_wrong_password(webdav: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that refuses is told in a line, without the password."""
    monkeypatch.setenv(VARIABLE, "wrong horse")
    with pytest.raises(StoreFailed) as caught:
        place(webdav, "jane").names()
    told = str(caught.value)
    assert "401" in told
    assert told.isprintable()
    assert "wrong" not in told


def test_silent_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that takes what is sent and says nothing is given up, whatever is asked of it."""
    monkeypatch.setattr(rclone_store, "_IDLE_SECONDS", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(StoreFailed, match="timeout"),
    ):
        place(server.getsockname()[1], "jane").names()


def test_password_is_nowhere() -> None:
    """The password is neither in what a store says of itself, nor in rclone's own environment,
    and nor is the passphrase of the coach's key."""
    variables = {VARIABLE: PASSWORD, "COACHING_SITE_PASSPHRASE": PASSWORD}
    told = remote_environment(
        "webdav", {"url": "https://x"}, {"PATH": os.environ["PATH"], **variables}
    )
    assert PASSWORD not in repr(told)
    assert not variables.keys() & told.keys()
    assert told["RCLONE_CONFIG"] == os.devnull
    store = RcloneStore("x", "y", told, (PASSWORD,))
    assert told["RCLONE_CONFIG_PORTAL_PASS"] not in repr(store)
    assert PASSWORD not in repr(store)
    assert store._told(b'{"msg": "bad ' + PASSWORD.encode() + b'"}') == "bad …"


def test_sftp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By SFTP only a server whose key is known is talked to."""
    (tmp_path / "served").mkdir()
    key, known = tmp_path / "key", tmp_path / "known_hosts"
    run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = " ".join(key.with_suffix(".pub").read_text("utf-8").split()[:2])
    with rclone_serving("sftp", tmp_path / "served", "--key", str(key)) as port:
        settings = PublishSettings(f"sftp://{USER}@127.0.0.1:{port}/jane")
        monkeypatch.setenv("RCLONE_SFTP_KNOWN_HOSTS_FILE", str(known))
        with pytest.raises(PublishRefused, match="expected the key of the server in "):
            opened(settings, os.environ, ())
        other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        known.write_text(f"[127.0.0.1]:{port} {other}\n", "utf-8", newline="")
        with pytest.raises(StoreFailed, match="key"):
            opened(settings, os.environ, ()).names()
        known.write_text(f"[127.0.0.1]:{port} {public}\n", "utf-8", newline="")
        files = write_portal(tmp_path / "a", {"index.html": "x"})
        order = PublishOrder("jane", files, is_confirmed=True)
        Publication(opened(settings, os.environ, ()), order, RECORD).run()
    assert (tmp_path / "served/jane/index.html").read_bytes() == b"x"
