"""`mkdocs serve` in a process of its own, read over http."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.site.building import Command, Project

PATIENCE: Final = 120.0
"""Seconds until a test gives up; how quick an edit really is, the benchmark tells."""


@dataclass
class Served:
    """A portal that is being served at `address`; `temporary` is the server's own folder."""

    project: Project
    command: Command
    address: str
    temporary: Path
    lines: list[str] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """All that the server has printed so far."""
        return "".join(self.lines)

    def get(self, path: str) -> str:
        """Return what is served under a path."""
        with urlopen(f"{self.address}/{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def wait_for(self, path: str, text: str) -> None:
        """Return once a text is served under a path."""
        end = time.monotonic() + PATIENCE
        while text not in (found := self._try(path)):
            assert time.monotonic() < end, f"{text!r} never came: {found}\n{self.printed}"
            time.sleep(0.02)

    def keep_printed(self) -> None:
        """Read what the server prints until it ends."""
        for line in self.command.stdout or ():
            self.lines.append(line)

    def _try(self, path: str) -> str:
        assert self.command.poll() is None, f"the server has ended:\n{self.printed}"
        try:
            return self.get(path)
        except HTTPError as error:  # a page that is not there for now
            return f"{error} {error.read().decode()}"
        except URLError as error:  # not up yet
            return str(error)


@contextmanager
def serve(project: Project, *options: str) -> Iterator[Served]:
    """Serve a project at a free port until the block ends, then stop as Ctrl+C does."""
    temporary = project.folder.with_name("temporary")
    temporary.mkdir(exist_ok=True)
    port = _free_port()
    place = f"127.0.0.1:{port}"
    with project.start("serve", "-a", place, *options, TMPDIR=str(temporary)) as command:
        served = Served(project, command, f"http://{place}", temporary)
        reader = Thread(target=served.keep_printed)
        reader.start()
        try:
            served.wait_for("index.html", "</html>")
            yield served
        finally:
            command.send_signal(signal.SIGINT)
            try:
                command.wait(PATIENCE)
            finally:
                command.kill()
                reader.join()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
        assert isinstance(port, int)
        return port
