"""What a preview answers where it has no page, without a server."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from coaching_site.mkdocs.preview import PreviewApp, Rebuilding
from coaching_site.mkdocs.problem_page import show_missing_page, show_problems

Start = Callable[[str, list[tuple[str, str]]], Any]


def files_of(site: Path) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """Return an application that serves a folder as plainly as MkDocs does."""

    def serve(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = site / environ["PATH_INFO"].removeprefix("/at/")
        found = path.is_file()
        start("200 OK" if found else "404 Not Found", [("Content-Type", "text/html")])
        return [path.read_bytes() if found else b"404 Not Found"]

    return serve


def asked(
    site: Path, path: str, accept: str = "*/*", host: str = "127.0.0.1:8000"
) -> tuple[str, str, dict[str, str]]:
    """Return status, text and headers of what a preview answers, whose name is `desk.example`."""
    answers: list[tuple[str, dict[str, str]]] = []
    preview = PreviewApp(files_of(site), site, "/at/", "desk.example")
    environ = {"PATH_INFO": path, "HTTP_ACCEPT": accept, "HTTP_HOST": host}
    body = b"".join(preview(environ, lambda status, head: answers.append((status, dict(head)))))
    ((status, headers),) = answers
    return status, body.decode(), headers


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/at/", "/at/x", "/at/goals/", "/at/goals/a.html", "/at/A.HTML", "/elsewhere"),
        *("/at/\0", f"/at/{'a' * 9000}", "/at/../../x.html"),
    ],
)
def test_problems_at_every_address(tmp_path: Path, path: str) -> None:
    """Whatever page is asked for, the problems are the full answer, and no browser keeps it."""
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals/a.html").write_text("old")
    show_problems(tmp_path, ["file.yml:1:2: <b>wrong</b>"])
    status, text, headers = asked(tmp_path, path)
    assert status == "200 OK"
    assert "<li>file.yml:1:2: &lt;b&gt;wrong&lt;/b&gt;</li>" in text
    assert headers["Cache-Control"] == "no-store"
    assert [found.name for found in tmp_path.iterdir()] == ["404.html"]


@pytest.mark.parametrize("path", ["/at/goals/gone.html", "/at/goals", "/at/old/"])
def test_way_back(tmp_path: Path, path: str) -> None:
    """Beside a whole portal, an address without a page leads home, and is told as missing."""
    (tmp_path / "index.html").write_text("home")
    show_missing_page(tmp_path, "/at/")
    assert asked(tmp_path, "/at/index.html")[:2] == ("200 OK", "home")
    status, text, headers = asked(tmp_path, path)
    assert status == "404 Not Found"
    assert '<a href="/at/">' in text
    assert headers["Cache-Control"] == "no-store"


def test_missing_picture_is_no_page(tmp_path: Path) -> None:
    """What a page loads is answered as MkDocs does, unless somebody looks at it as a page."""
    show_problems(tmp_path, ["wrong"])
    assert asked(tmp_path, "/at/a.png", "image/*")[:2] == ("404 Not Found", "404 Not Found")
    assert "wrong" in asked(tmp_path, "/at/a.ics", "text/html,*/*")[1]


def test_page_that_stands_in_has_no_relative_address(tmp_path: Path) -> None:
    """The page looks alike at any depth, since it loads nothing."""
    show_missing_page(tmp_path, "/")
    text = (tmp_path / "404.html").read_text()
    assert text.count("href=") == 1
    assert "src=" not in text


def test_warnings_in_the_way(tmp_path: Path) -> None:
    """What only a strict build heeds is listed where it has ended one, and not elsewhere."""

    def warn(reason: str) -> Callable[[], None]:
        def build() -> None:
            logging.getLogger("mkdocs.plugins").warning("the signed text has changed")
            raise ValueError(reason)

        return build

    for reason, is_listed in (("1 warnings in strict mode!", True), ("another", False)):
        Rebuilding(warn(reason), tmp_path)()
        shown = asked(tmp_path, "/at/index.html")[1]
        assert ("the signed text has changed" in shown) is is_listed
        assert reason in shown


@pytest.mark.parametrize(
    ("error", "told"),
    [(ValueError("odd <thing>"), "odd &lt;thing&gt;"), (SystemError("a\nb"), "<li>b</li>")],
)
def test_failed_rebuild_is_shown(tmp_path: Path, error: Exception, told: str) -> None:
    """A build that fails in any way ends as one that shows why; the server goes on."""

    def fail() -> None:
        raise error

    (tmp_path / "index.html").write_text("half")
    Rebuilding(fail, tmp_path)()
    assert told in asked(tmp_path, "/at/index.html")[1]


@pytest.mark.parametrize(
    ("host", "is_answered"),
    [
        *((host, True) for host in ("127.0.0.1:8000", "127.0.0.1", "[::1]:8000", "10.0.1.7:80")),
        *((host, True) for host in ("localhost:8000", "LOCALHOST", "desk.example:8000")),
        *((host, False) for host in ("evil.example:8000", "127.0.0.1.evil.example", "", "[::1")),
        *((host, False) for host in ("127.0.0.1@evil.example", "localhost.evil.example")),
    ],
)
def test_a_domain_that_leads_here(tmp_path: Path, host: str, is_answered: bool) -> None:
    """A page elsewhere whose domain leads to this machine reads nothing of a preview; a number
    may be asked for, or the name by which it is served."""
    (tmp_path / "index.html").write_text("of a client")
    status, text, _ = asked(tmp_path, "/at/index.html", host=host)
    assert status == ("200 OK" if is_answered else "421 Misdirected Request")
    assert ("of a client" in text) == is_answered


def test_a_page_elsewhere_embeds_nothing(tmp_path: Path) -> None:
    """What pages elsewhere could otherwise load, such as a script of data, browsers keep from
    them; nor is a page shown in a frame."""
    (tmp_path / "data.js").write_text("var portalData={};")
    _, _, headers = asked(tmp_path, "/at/data.js")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize(
    "path", ["/at/C:/secret.txt", "/at/..\\..\\secret.txt", "/at/a.html::$DATA", "/at/a\\b.html"]
)
def test_a_path_of_windows(tmp_path: Path, path: str) -> None:
    """What Windows would read as a drive, as a way up or as a part of a file is not even asked
    for."""
    asked_for: list[str] = []

    def app(environ: dict[str, Any], _: Start) -> Iterable[bytes]:
        asked_for.append(environ["PATH_INFO"])
        return []

    environ = {"PATH_INFO": path, "HTTP_ACCEPT": "*/*", "HTTP_HOST": "localhost"}
    list(PreviewApp(app, tmp_path, "/at/", "localhost")(environ, lambda *_: None))
    assert path not in asked_for
