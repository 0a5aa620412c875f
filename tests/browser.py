"""A real browser and a server on this machine alone, for tests that read a portal as people do."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from playwright.sync_api import ConsoleMessage, Page, Request

BROWSER_ARGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_TEXTS: Final = frozenset({".css", ".html", ".js", ".json", ".svg"})
_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
_ASK_PLAYWRIGHT: Final = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class NoChromium(Exception):
    """No Chromium is installed where the tests look for one."""


@cache
def find_chromium() -> str:
    """Return the path of the Chromium named by PORTAL_CHROMIUM, else the machine's, else
    Playwright's own; raise NoChromium if there is none, so that no test passes unseen.
    """
    if named := os.environ.get("PORTAL_CHROMIUM"):
        found = shutil.which(named)
    else:
        found = next(filter(None, map(shutil.which, _NAMES)), None) or _playwrights_own()
    if found is None:
        raise NoChromium("no Chromium found; `make test` installs one, or set PORTAL_CHROMIUM")
    return found


@contextmanager
def serve_folder(folder: Path, *, zipped: bool = False) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 at a free port; give its address, without a last slash.

    `zipped` sends text as web servers send it, compressed by gzip at its usual level.
    """
    handler = partial(_Zipping if zipped else _Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def watch(page: Page, origin: str) -> list[str]:
    """Return a list that fills with whatever goes wrong in the page from now on.

    That is each error or warning in the console (a breach of the policy is one), each exception,
    and each request that neither starts with `origin` nor stays inside the page (data:, blob:).
    """
    troubles: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            troubles.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            troubles.append(f"request: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: troubles.append(f"exception: {error}"))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    return troubles


def _playwrights_own() -> str | None:
    # In a process of its own: Playwright's synchronous interface cannot start twice in one.
    asked = subprocess.run(
        [sys.executable, "-c", _ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    if asked.returncode:
        raise NoChromium(f"Playwright does not start:\n{asked.stderr}")
    return shutil.which(asked.stdout.strip())


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Zipping(_Quiet):
    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in _TEXTS or not path.is_file():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":  # `make` asks in this way whether it must install one
    try:
        _playwrights_own()  # starts Playwright, which needs a library of the machine's too
        find_chromium()
    except NoChromium as problem:
        sys.exit(str(problem))
