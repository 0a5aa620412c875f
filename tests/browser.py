"""Real browsers and a server on this machine alone, for tests that read a portal as people do."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

BROWSER_ARGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# What Chromium's last argument does: no host but 127.0.0.1 is reached.
_FIREFOX_SETTINGS: Final[dict[str, str | float | bool]] = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
# Time goes on from then, the same for all pages, and with it what orders drafts.
_AHEAD: Final = round((datetime(2026, 11, 23, 12).timestamp() - time.time()) * 1000)
_DATED: Final = """{
  const Real = (window.RealDate ??= Date);
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + AHEAD); }
    static now() { return Real.now() + AHEAD; }
  };
}""".replace("AHEAD", str(_AHEAD))
_TEXTS: Final = frozenset({".css", ".html", ".js", ".json", ".svg"})
# The first is the same engine without what draws windows, which takes a third of the time.
_CHROMIUMS: Final = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
_FIREFOXES: Final = ("firefox-esr", "firefox")
# The first that knows network.addDataCollector, which Playwright asks for at once.
_OLDEST_FIREFOX: Final = 143
_ASK_PLAYWRIGHT: Final = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(getattr(playwright, sys.argv[1]).executable_path)
"""


class NoBrowser(Exception):
    """A browser is not installed where the tests look for it."""


@cache
def find_chromium() -> str:
    """Return the path of the Chromium named by PORTAL_CHROMIUM, else the machine's, else
    Playwright's own; raise NoBrowser if there is none, so that no test passes unseen.
    """
    return _find("chromium", _CHROMIUMS)


@cache
def find_firefox() -> str:
    """Return the path of the Firefox named by PORTAL_FIREFOX, else the machine's, else
    Playwright's own; raise NoBrowser if there is none, or one too old for Playwright to drive.
    """
    path = _find("firefox", _FIREFOXES)
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\d+", told)
    if version and int(version[0]) < _OLDEST_FIREFOX:
        raise NoBrowser(f"{path} is {told.strip()}; Firefox {_OLDEST_FIREFOX} or newer is needed")
    return path


def launch_firefox(playwright: Playwright, **settings: str | float | bool) -> Browser:
    """Start Firefox, with further settings as `about:config` names them.

    A Firefox as Mozilla or Debian ships it is driven over WebDriver BiDi, the channel of
    Playwright for it. There `emulate_media` does nothing: use settings, or `page.pdf`.
    """
    path = find_firefox()
    browser = playwright.firefox.launch(
        executable_path=path,
        channel=None if path == playwright.firefox.executable_path else "moz-firefox",
        firefox_user_prefs={**_FIREFOX_SETTINGS, **settings},
    )
    return on_the_day(browser)


def on_the_day(browser: Browser) -> Browser:
    """Let a browser show the day on which the samples were built, from noon on, whenever tests
    run; those that tell another day still may."""
    make_context, make_page = browser.new_context, browser.new_page

    def dated_context(**settings: Any) -> BrowserContext:
        context = make_context(**settings)
        context.add_init_script(_DATED)
        return context

    def dated_page(**settings: Any) -> Page:
        page = make_page(**settings)
        page.add_init_script(_DATED)
        return page

    browser.new_context = dated_context  # type: ignore[method-assign]
    browser.new_page = dated_page  # type: ignore[method-assign]
    return browser


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


def _find(browser: str, names: tuple[str, ...]) -> str:
    variable = f"PORTAL_{browser.upper()}"
    if named := os.environ.get(variable):
        found = shutil.which(named)
    else:
        found = next(filter(None, map(shutil.which, names)), None) or _playwrights_own(browser)
    if found is None:
        raise NoBrowser(f"no {browser} found; `make test` installs one, or set {variable}")
    return found


def _playwrights_own(browser: str) -> str | None:
    # In a process of its own: Playwright's synchronous interface cannot start twice in one.
    asked = subprocess.run(
        [sys.executable, "-c", _ASK_PLAYWRIGHT, browser],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        raise NoBrowser(f"Playwright does not start:\n{asked.stderr}")
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
        _playwrights_own("chromium")  # starts Playwright, which needs a library of the machine's
        {"chromium": find_chromium, "firefox": find_firefox}[sys.argv[1]]()
    except NoBrowser as problem:
        sys.exit(str(problem))
