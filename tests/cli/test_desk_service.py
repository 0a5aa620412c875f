"""`desk --serve` keeps the page fresh until it is ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest

from tests.practice.workspaces import DAY, SETTLED, write_client
from tests.site.building import heed_interrupts

_LIMIT_S = 60.0


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a running server on a port that was free."""
    write_client(tmp_path, "ann", "Ann Lee", **SETTLED)
    command = [sys.executable, "-m", "coaching_site", "desk", "--serve", "--port", "0"]
    settings = {**os.environ, "AS_OF": DAY, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    ) as process:
        # A line that never comes would be waited for without an end.
        watchdog = Timer(_LIMIT_S, process.kill)
        watchdog.start()
        yield process
        watchdog.cancel()
        process.kill()


def test_serve(serving: subprocess.Popen[str], tmp_path: Path) -> None:
    """After a change the page is another one, whatever is wrong meanwhile; Ctrl+C ends it well."""
    assert serving.stdout
    lines = iter(serving.stdout.readline, "")
    address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
    page = urlopen(address).read().decode()
    assert "Ann Lee" in page
    words = tmp_path / "content/words.yml"
    words.parent.mkdir()
    words.write_text("desk_title: [", "utf-8")
    assert _line_of_errors(serving).startswith("content/words.yml:1:13: ")
    assert urlopen(address).read().decode() == page
    words.write_text("desk_title: My week", "utf-8")
    end = time.monotonic() + _LIMIT_S
    while "My week" not in urlopen(address).read().decode():
        assert time.monotonic() < end
        time.sleep(0.05)
    serving.send_signal(signal.SIGINT)
    assert serving.wait(_LIMIT_S) == 0


def _line_of_errors(process: subprocess.Popen[str]) -> str:
    assert process.stderr
    return process.stderr.readline()
