"""A Dask cluster on this machine alone, whose scheduler and workers trust a throwaway authority."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Certificates:
    """The files of an authority, and of one whom it knows."""

    ca: Path
    cert: Path
    key: Path

    def options(self, start: str, ca: str = "ca") -> list[str]:
        """Return them as options of a command."""
        named = {ca: self.ca, "cert": self.cert, "key": self.key}
        return [word for name, path in named.items() for word in (f"--{start}-{name}", str(path))]


def certificates(folder: Path) -> Certificates:
    """Write the files of a new authority into a folder."""
    folder.mkdir()
    authority, member = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    made = Certificates(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    for path, owner, name in ((made.ca, authority, "authority"), (made.cert, member, "member")):
        today = datetime.now(UTC)
        built = (
            x509.CertificateBuilder()
            .subject_name(_named(name))
            .issuer_name(_named("authority"))
            .public_key(owner.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(today - timedelta(days=1))
            .not_valid_after(today + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=owner is authority, path_length=None), True)
        )
        signed = built.sign(authority, hashes.SHA256())
        path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    key = member.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    made.key.write_bytes(key)
    return made


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@contextmanager
def cluster(folder: Path, known: Certificates, workers: int) -> Iterator[str]:
    """Give the address of a scheduler that so many workers come to; end all of them at the end."""
    told = folder / "scheduler.json"
    common = ["--scheduler-file", str(told), "--no-dashboard", *known.options("tls", "ca-file")]
    each = ["--no-nanny", "--nthreads", "1", "--local-directory", str(folder), "--protocol", "tls"]
    scheduler = ["scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", "0", *common]
    commands = [scheduler, *([["worker", "--host", "127.0.0.1", *each, *common]] * workers)]
    processes = [_started(command, folder) for command in commands]
    try:
        latest = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < latest:
            with suppress(OSError, ValueError):
                yield str(json.loads(told.read_text("utf-8"))["address"])
                return
            time.sleep(0.05)
        raise AssertionError("the scheduler has not started")
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


def _started(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "log.txt").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command], cwd=folder, stdout=log, stderr=log
        )
