"""What `mkdocs serve` does besides: it survives a failed build, and answers where no page is.

MkDocs answers an address without a file by a bare line that never changes, and not at all once a
build has failed. Here each such address is answered by the page of `problem_page`. MkDocs answers
whoever asks, too: a page elsewhere that is open in the same browser could read a portal from it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from coaching_site.mkdocs.failures import SystemFailure
from coaching_site.mkdocs.log_lines import LogLines
from coaching_site.mkdocs.problem_page import STAND_IN, show_problems
from coaching_site.staging import MARKER, PreviewFolder

_log = logging.getLogger("mkdocs.preview")

_MAX_PATH_CHARACTERS: Final = 2000
_NO_PATH: Final = re.compile(r"[\\:\0]")
_STRICT: Final = "in strict mode"  # how MkDocs says that a warning ends a build
_MISDIRECTED: Final = "421 Misdirected Request"
_HEADERS: Final = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    # Else a page elsewhere could run a script of data, and know what it says.
    ("Cross-Origin-Resource-Policy", "same-origin"),
)

_Headers = list[tuple[str, str]]
_Environ = dict[str, Any]
_App = Callable[[_Environ, Callable[..., Any]], Iterable[bytes]]


class Rebuilding:
    """Builds a site again after each change; a build that fails leaves a page that says why."""

    def __init__(self, build: Callable[[], object], site: Path) -> None:
        """Call `build` for each build of `site`."""
        self._build = build
        self._site = site

    def __call__(self) -> None:
        """Build the site, or show what was in the way.

        MkDocs would answer no request any more if this raised anything.
        """
        log_lines = LogLines()
        logging.getLogger("mkdocs").addHandler(log_lines)
        try:
            self._build()
        except Exception as error:
            is_explained = hasattr(error, "message")  # as those of MkDocs and click are
            _log.error("%s", error, exc_info=not is_explained)
            # In strict mode the warnings are what is in the way.
            least = logging.WARNING if _STRICT in str(error) else logging.ERROR
            show_problems(self._site, log_lines.lines(least))
        finally:
            logging.getLogger("mkdocs").removeHandler(log_lines)


class PreviewSession:
    """One run of `mkdocs serve`: the folder that it shows, what it watches, how it ends."""

    def __init__(self, undo: Callable[[], None]) -> None:
        """Begin a run in whose end `undo` is called."""
        self._undo = undo
        self._folder: PreviewFolder | None = None
        self._made_from: Iterable[Path] = ()
        self._server: Any = None
        self._awaited: set[Path] = set()

    def begin(self, site: Path, made_from: Iterable[Path]) -> None:
        """Begin a build of `site` from these folders; raise `OSError`."""
        self._folder = self._folder or PreviewFolder(site)
        self._made_from = made_from
        self._watch()

    def show(self, server: Any, build: Callable[[], object]) -> None:
        """Let a server of MkDocs build anew, and answer, as a preview does."""
        site = Path(server.root)
        server.builder = Rebuilding(build, site)
        host = str(server.server_address[0])
        server.set_app(PreviewApp(server.serve_request, site, server.mount_path, host))
        server.server_bind = partial(_bind, server.server_bind, server.server_address)
        self._server = server
        self._watch()

    def end(self) -> None:
        """Remove the folder, whatever has ended the run."""
        if self._folder:
            self._folder.remove()
        self._undo()

    def _watch(self) -> None:
        for folder in self._made_from if self._server else ():
            if folder.is_dir():
                self._server.watch(str(folder))
            elif folder not in self._awaited and folder.parent.is_dir():
                self._awaited.add(folder)
                self._await(folder)

    def _await(self, folder: Path) -> None:
        """Watch a folder from when it is made, such as the first override of a coach."""
        from watchdog.events import FileSystemEvent, FileSystemEventHandler

        def watch(event: FileSystemEvent) -> None:
            if Path(str(event.src_path)).name != folder.name:
                return
            self._server.watch(str(folder))
            with self._server._rebuild_cond:  # as its own handler does for a file
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()

        handler = FileSystemEventHandler()
        handler.on_created = watch  # type: ignore[method-assign]
        self._server.observer.schedule(handler, str(folder.parent), recursive=False)


class PreviewApp:
    """A WSGI application that answers for another one wherever that has no page."""

    def __init__(self, app: _App, site: Path, mount: str, host: str) -> None:
        """Stand before `app`, which serves the folder `site` from the path `mount` on.

        `host` is the name or number by which it is served.
        """
        self._app = app
        self._site = site
        self._host = host
        self._stand_in = f"{mount}{STAND_IN}"

    def __call__(self, environ: _Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request; nothing of the answer is to be kept by a browser."""
        if not _names_this_machine(str(environ.get("HTTP_HOST", "")), self._host):
            start(_MISDIRECTED, [("Content-Type", "text/plain"), *_HEADERS])
            return [_MISDIRECTED.encode()]
        answer = _Answer()
        path = str(environ.get("PATH_INFO", ""))
        body: Iterable[bytes] = ()
        if _can_be_a_file(path):
            body = self._app(environ, answer.start)
        if answer.is_missing and _asks_for_a_page(path, environ):
            close = getattr(body, "close", None)
            if close:
                close()
            body = self._app({**environ, "PATH_INFO": self._stand_in}, answer.start)
            if any(path.name not in (STAND_IN, MARKER) for path in self._site.iterdir()):
                answer.status = _Answer.status  # else the problems are all that there is to see
        start(answer.status, [*answer.headers, *_HEADERS])
        return body


def _bind(bind: Callable[[], None], address: tuple[str, int]) -> None:
    """Take the address of a preview; raise `SystemFailure` where it cannot be had."""
    try:
        bind()
    except (OSError, OverflowError) as error:
        shown = f"{address[0]}:{address[1]}"
        why = getattr(error, "strerror", None) or error
        hint = "name another by -a, such as -a 127.0.0.1:8001"
        raise SystemFailure(f"{shown}: the preview cannot be shown there: {why}: {hint}") from None


class _Answer:
    """What an application answers before the body."""

    status = "404 Not Found"
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html"),)

    def start(self, status: str, headers: _Headers, *_: object) -> None:
        self.status, self.headers = status, headers

    @property
    def is_missing(self) -> bool:
        return self.status.startswith("404")


def _names_this_machine(asked: str, host: str) -> bool:
    """Tell whether a request is for a number, `localhost` or the name by which it is served.

    Whoever owns a domain can let it lead to this machine, and read what their own page asks it for.
    """
    try:
        name = urlsplit(f"//{asked}").hostname or ""
    except ValueError:
        return False
    if name in ("localhost", host.lower()):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _can_be_a_file(path: str) -> bool:
    """Tell whether a path is safe to be joined to a folder, which MkDocs does as it comes.

    Windows reads a colon as the end of a drive, and a backslash as part of a way up.
    """
    return not _NO_PATH.search(path) and len(path) < _MAX_PATH_CHARACTERS


def _asks_for_a_page(path: str, environ: _Environ) -> bool:
    """Tell pages from what they load; a picture is not to be answered by a page."""
    name = path.rpartition("/")[2]
    is_page = name.lower().endswith(".html") or "." not in name
    return is_page or "text/html" in str(environ.get("HTTP_ACCEPT", ""))
