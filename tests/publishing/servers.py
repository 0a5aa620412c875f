"""Real servers on loopback: S3 by moto and by rclone, WebDAV and SFTP by rclone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.request import Request, urlopen

from tests.fixture import ROOT

KEY_ID = "AKIAIOSFODNN7EXAMPLE"
SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY"
PASSWORD = "correct horse battery staple"
USER = "ann"
AWS = {"AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET}
_SECONDS = 30


@cache
def rclone() -> str:
    """Return the path of rclone, without which a part of the program is not tested."""
    found = shutil.which("rclone")
    assert found, "rclone is not installed: `make test-setup` does it, or says how"
    return found


@cache
def serves_s3() -> bool:
    """Tell whether the rclone that is there can serve S3, as versions from 1.65 on do."""
    help_text = subprocess.run([rclone(), "serve", "--help"], capture_output=True, check=True)
    return b" s3 " in help_text.stdout


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def moto() -> Iterator[str]:
    """Run moto, and give its address."""
    port = free_port()
    words = [sys.executable, "-m", "tests.publishing.s3_server", str(port)]
    with _running(words, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def rclone_serving(kind: str, folder: Path, *words: str) -> Iterator[int]:
    """Let rclone serve a folder to those who know the password, and give the port."""
    port = free_port()
    address = ["--addr", f"127.0.0.1:{port}"]
    sign_in = ["--auth-key", f"{KEY_ID},{SECRET}"]
    if kind != "s3":
        sign_in = ["--user", USER, "--pass", PASSWORD]
    with _running([rclone(), "serve", kind, str(folder), *address, *sign_in, *words], port):
        yield port


def make_bucket(endpoint: str, name: str, policy: str = "") -> None:
    """Make a bucket, with a policy if there is one."""
    put(endpoint, name)
    if policy:
        put(endpoint, f"{name}?policy", policy.encode())


def put(endpoint: str, path: str, content: bytes = b"") -> None:
    """Put something there as no store of ours would."""
    head = {
        "Authorization": "AWS4-HMAC-SHA256 Credential=x/20261127/us-east-1/s3/aws4_request",
        "Content-Type": "application/json",
    }
    urlopen(Request(f"{endpoint}/{path}", data=content, method="PUT", headers=head)).close()


@contextmanager
def _running(words: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(_SECONDS * 20):
        assert process.poll() is None, "the server has ended"
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def _environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
