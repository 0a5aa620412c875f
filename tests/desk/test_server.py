"""A desk in a browser of this machine: who gets what, with which policy, and how it stays fresh."""

from __future__ import annotations

import re
import socket
import struct
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from coaching_site.desk.server import DeskServer

PAGE = b"<html><head><meta content=\"default-src 'none'; connect-src 'none'\"></head><body>x</body>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DeskServer]:
    """A server of a desk that leads to a portal; beside them lies a client."""
    files = {
        "desk/index.html": PAGE,
        "desk/prepare/ann.html": PAGE,
        "desk/hours.csv": b"client",
        "desk/.portal": b"digest",
        "site/ann/index.html": PAGE,
        "engagements/ann/engagement.yml": b"private",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "desk/link.html").symlink_to(tmp_path / "engagements/ann/engagement.yml")
    with DeskServer(tmp_path / "desk", tmp_path / "site", b"watch()") as running:
        yield running


def asked(
    server: DeskServer, path: str, host: str = "", method: str = "GET"
) -> tuple[HTTPResponse, bytes]:
    """Return an answer with its body; `{}` in a path is the word that only the coach knows."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
    word = server.address.split("/")[3]
    target = path.replace("{}", word)
    connection.putrequest(method, target, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/{}/desk/index.html", 200),
        ("/{}/desk/index.html?again#top", 200),
        ("/{}/desk/prepare/ann.html", 200),
        ("/{}/site/ann/index.html", 200),
        ("/{}/revision", 200),
        ("/", 404),
        ("/desk/index.html", 404),
        ("/wrong/desk/index.html", 404),
        ("/%ff%fe/desk/index.html", 404),
        ("/{}/", 404),
        ("/{}/desk", 404),
        ("/{}/desk/.portal", 404),
        ("/{}/desk/link.html", 404),
        ("/{}/engagements/ann/engagement.yml", 404),
        ("/{}/desk/../engagements/ann/engagement.yml", 404),
        ("/{}/desk/%2e%2e/engagements/ann/engagement.yml", 404),
        ("/{}/desk/..%2fengagements/ann/engagement.yml", 404),
        ("/{}/desk/..%5cengagements", 404),
        ("/{}//etc/passwd", 404),
        ("/{}/desk/index.html%00", 404),
        ("http://[/{}/desk/index.html", 404),
    ],
)
def test_who_gets_what(server: DeskServer, path: str, status: int) -> None:
    """Whoever knows the word gets the desk and the portals, and no other file."""
    answer, body = asked(server, path)
    assert answer.status == status
    assert b"private" not in body
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:{}", 200), ("localhost:{}", 200), ("example.org", 404), ("127.0.0.1", 404)],
)
def test_other_names(server: DeskServer, host: str, status: int) -> None:
    """A page elsewhere whose domain leads to this machine gets nothing."""
    answer, _ = asked(server, "/{}/desk/index.html", host.format(server.port))
    assert answer.status == status


def test_the_usual_port(server: DeskServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the port that browsers leave out, a name without a port is right as well."""
    monkeypatch.setattr("coaching_site.desk.server.HTTP_PORT", server.port)
    for host, status in (("127.0.0.1", 200), ("localhost", 200), ("example.org", 404)):
        assert asked(server, "/{}/desk/index.html", host)[0].status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_written(server: DeskServer, method: str) -> None:
    """A server answers questions alone."""
    assert asked(server, "/{}/desk/index.html", method=method)[0].status == 501


def test_pages_ask_for_news(server: DeskServer) -> None:
    """A page of the desk knows its revision and may ask its own server alone; a portal may not."""
    _, page = asked(server, "/{}/desk/index.html")
    assert b"connect-src 'self'" in page
    found = re.search(rb'<script defer src="(.*?)" data-asks="(.*?)" data-known="1">', page)
    assert found
    script, news = (address.decode() for address in found.groups())
    assert asked(server, script)[1] == b"watch()"
    assert asked(server, news)[1] == b"1"
    server.revision += 1
    assert asked(server, news)[1] == b"2"
    assert b'data-known="2"' in asked(server, "/{}/desk/prepare/ann.html")[1]
    assert asked(server, "/{}/site/ann/index.html")[1] == PAGE
    assert asked(server, "/{}/desk/index.html", method="HEAD")[1] == b""


def test_a_browser_that_leaves(
    server: DeskServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A connection that is cut within an answer fills no terminal with a traceback."""
    page = tmp_path / "desk/large.html"
    page.write_bytes(b"x" * 20_000_000)
    word = server.address.split("/")[3]
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        host = f"Host: 127.0.0.1:{server.port}"
        connection.sendall(f"GET /{word}/desk/large.html HTTP/1.1\r\n{host}\r\n\r\n".encode())
        assert connection.recv(8) == b"HTTP/1.0"
        at_once = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    for thread in threading.enumerate():
        if "process_request" in thread.name:
            thread.join(5)
    assert capfd.readouterr().err == ""


def test_a_port_that_is_taken(server: DeskServer, tmp_path: Path) -> None:
    """A port that another program has is told, and nothing listens beyond this machine."""
    assert server.address.startswith(f"http://127.0.0.1:{server.port}/")
    with pytest.raises(OSError, match="in use"):
        DeskServer(tmp_path / "desk", tmp_path / "site", b"", server.port)
