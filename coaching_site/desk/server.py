"""A desk in a browser of this machine: shown with the portals it leads to, and kept fresh.

It listens on the loopback alone. Since other people and programs of the machine reach that, too,
every address begins with a word that is drawn anew at each start, and a page elsewhere that asks by
another name for this machine gets nothing.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from http import HTTPStatus
from http.client import HTTP_PORT
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from types import TracebackType
from typing import Any, Final
from urllib.parse import unquote

from coaching_site.files import read_limited

_HOST: Final = "127.0.0.1"
_MAX_BYTES: Final = 200_000_000
_TIMEOUT_S: Final = 10
_REVISION: Final = "revision"
_SCRIPT: Final = "reload.js"
_TYPES: Final = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_TEXTS: Final = {".css", ".csv", ".html", ".ics", ".js", ".svg", ".txt"}
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# A part of a path that is hidden or leads up, is a root, or may be read as a drive.
_ODD_PART: Final = re.compile(r"^[./]|[\\:\0]")
_BEHIND_PATH: Final = re.compile("[?#]")
# What the policy of a page forbids, and a page needs that asks its own server for news.
_NO_REQUESTS: Final = b"connect-src 'none'"
_OWN_SERVER: Final = b"connect-src 'self'"


class DeskServer:
    """Shows the folder of a desk, and that of the portals, as they are on disk.

    `revision` tells pages that they were written anew: raise it then. As a context manager it
    answers requests meanwhile.
    """

    def __init__(self, desk: Path, portals: Path, script: bytes, port: int = 0) -> None:
        """Take a port, 0 for any that is free; raise `OSError` where it cannot be had.

        `script` asks for the revision, and loads a page again.
        """
        self.revision = 1
        self._folders = _Folders(desk, portals)
        self._script = script
        self._word = secrets.token_urlsafe(16)
        self._http = _HttpServer((_HOST, port), self)
        self._thread = Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> DeskServer:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        """Stop answering, and give the port back."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self._http.server_address[1])

    @property
    def address(self) -> str:
        """The address of the desk."""
        return f"http://{_HOST}:{self.port}/{self._word}/{self._folders.first_page}"

    def is_asked_by_name(self, host: str | None) -> bool:
        """Whether a request names this machine as its own browser does, and no domain."""
        names = (_HOST, "localhost")
        # A browser leaves out the port that is usual.
        usual = names if self.port == HTTP_PORT else ()
        return host in (*(f"{name}:{self.port}" for name in names), *usual)

    def answer(self, target: str) -> tuple[str, bytes] | None:
        """Return kind and content of what is at the target of a request; None for nothing."""
        asked = unquote(_BEHIND_PATH.split(target, maxsplit=1)[0])
        word, _, path = asked.removeprefix("/").partition("/")
        if not secrets.compare_digest(word.encode("utf-8", "replace"), self._word.encode()):
            return None
        if path == _REVISION:
            return "text/plain; charset=utf-8", str(self.revision).encode()
        if path == _SCRIPT:
            return _kind(".js"), self._script
        revision = self.revision  # before the page is read, which may be replaced meanwhile
        content = self._folders.content(path)
        if content is None:
            return None
        suffix = PurePosixPath(path).suffix.lower()
        if suffix == ".html" and self._folders.is_of_desk(path):
            content = self._watching(content, revision)
        return _kind(suffix), content

    def _watching(self, page: bytes, revision: int) -> bytes:
        """Return a page with the script that loads it again."""
        root = f"/{self._word}/"
        tag = (
            f'<script defer src="{root}{_SCRIPT}" data-asks="{root}{_REVISION}" '
            f'data-known="{revision}"></script></head>'
        )
        page = page.replace(_NO_REQUESTS, _OWN_SERVER, 1)
        return page.replace(b"</head>", tag.encode(), 1)


class _Folders:
    """The two folders that are shown, each at its place below the folder around both."""

    def __init__(self, desk: Path, portals: Path) -> None:
        self._desk, self._portals = (Path(os.path.realpath(path)) for path in (desk, portals))
        try:
            self._top = Path(os.path.commonpath([self._desk, self._portals]))
        except ValueError:  # on two drives of Windows: then nothing leads from one to the other
            self._top = self._desk.parent

    @property
    def first_page(self) -> str:
        return f"{self._desk.relative_to(self._top).as_posix()}/index.html"

    def is_of_desk(self, path: str) -> bool:
        return self._file(path).is_relative_to(self._desk)

    def content(self, path: str) -> bytes | None:
        """Return what a file holds that is shown, None for any other."""
        parts = PurePosixPath(path).parts
        if not parts or any(_ODD_PART.search(part) for part in parts):
            return None
        try:
            file = Path(os.path.realpath(self._file(path)))
            is_shown = file.is_relative_to(self._desk) or file.is_relative_to(self._portals)
            return read_limited(file, _MAX_BYTES) if is_shown else None
        except (OSError, ValueError):
            return None

    def _file(self, path: str) -> Path:
        return self._top / path


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port

    def __init__(self, address: tuple[str, int], desk: DeskServer) -> None:
        self.desk = desk
        super().__init__(address, _RequestHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an error, but not of a browser that left before its answer was whole."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _RequestHandler(BaseHTTPRequestHandler):
    server: _HttpServer
    timeout = _TIMEOUT_S
    server_version, sys_version = "desk", ""

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with what is told of a file."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tell nothing: a terminal would fill with the questions of open pages."""

    def _answer(self, *, with_body: bool) -> None:
        desk = self.server.desk
        found = desk.answer(self.path) if desk.is_asked_by_name(self.headers["Host"]) else None
        kind, body = found or (_kind(".txt"), b"There is no such page.\n")
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        for name, value in {**_HEADERS, "Content-Type": kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def _kind(suffix: str) -> str:
    kind = _TYPES.get(suffix, "application/octet-stream")
    return f"{kind}; charset=utf-8" if suffix in _TEXTS else kind
