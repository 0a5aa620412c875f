"""A server that an installed rclone reaches, by SFTP or WebDAV, as the place of a portal.

rclone is given its settings by the environment alone, and never a shell or a file of settings.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from coaching_site.publishing.portal_files import MAX_FILE_BYTES, PortalFile
from coaching_site.publishing.refusals import PublishRefused, StoreFailed, too_large
from coaching_site.publishing.stores import MAX_NAMES, Asked, PublicAddress

PASSWORD: Final = "COACHING_SITE_PASSWORD"  # noqa: S105 - its name
"""The variable that holds the password of a server."""

_OURS: Final = "COACHING_SITE_"  # passphrases, too, which another program has no need of
_REMOTE: Final = "PORTAL"
_IDLE_SECONDS: Final = 300  # of a transfer: how long one that goes on may take, nobody knows
_NOT_FOUND: Final = (3, 4)
_MAX_TOLD: Final = 200
_USUAL: Final = (
    "--retries",
    "2",
    "--low-level-retries",
    "2",
    "--contimeout",
    "20s",
    "--use-json-log",
)


@dataclass(frozen=True)
class RcloneStore:
    """A folder on a server; `environment` has all that rclone needs to know of it.

    `secrets` are the passwords in there, which no message repeats. `address` is that of the folder
    where anybody can ask for it, or "" where the protocol has none.
    """

    name: str
    folder: str
    environment: Mapping[str, str] = field(repr=False)
    secrets: Sequence[str] = field(default=(), repr=False)
    address: str = ""
    is_closed: bool | None = None

    def names(self) -> list[str]:
        """Return the names of all files below the folder."""
        raw = self._run("lsjson", "-R", "--files-only", "--no-modtime", "--no-mimetype", self._at())
        if raw is None:
            return []
        try:
            names = [str(one["Path"]) for one in json.loads(raw)]
        except (ValueError, TypeError, KeyError):
            raise StoreFailed(f"{self.name}: rclone does not list what is there") from None
        if len(names) > MAX_NAMES:
            raise StoreFailed(f"{self.name}: there are more than {MAX_NAMES} files")
        return names

    def read(self, name: str) -> bytes | None:
        """Return a file; None if there is none."""
        content = self._run("cat", "--count", str(MAX_FILE_BYTES + 1), self._at(name))
        if len(content or b"") > MAX_FILE_BYTES:
            raise too_large(self.name, name)
        return content

    def create(self, name: str, content: bytes) -> bool:
        """Write a file unless there is one of that name.

        Neither protocol can do both at once, so it is read back: of two who do it at the same time
        at most the one who was later goes on, and notices it.
        """
        if self.read(name) is not None:
            return False
        self.write(name, content)
        return self.read(name) == content

    def write(self, name: str, content: bytes) -> None:
        """Write a file, over a former one."""
        self._run("rcat", self._at(name), given=content)

    def send(self, files: Sequence[PortalFile]) -> Iterator[str]:
        """Write files over former ones, by one rclone."""
        if not files:
            return
        with tempfile.TemporaryDirectory(prefix="coaching-site-") as folder:
            # What rclone sends is what was verified, whoever writes to the portal meanwhile.
            for file in files:
                path = Path(folder, file.name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content())
            self._run("copy", folder, self._at(), "--no-check-dest", "--no-traverse")
        yield from (file.name for file in files)

    def delete(self, names: Sequence[str]) -> Iterator[str]:
        """Delete files, by one rclone."""
        if names:
            self._run("delete", self._at(), "--files-from-raw", "-", given=_lines(names))
        yield from names

    def digests(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Read files, by one rclone, which counts the bytes that it gets."""
        if not names:
            return
        words = ("hashsum", "SHA-256", "--download", self._at(), "--files-from-raw", "-")
        for line in (self._run(*words, given=_lines(names)) or b"").decode().splitlines():
            digest, _, name = line.partition("  ")
            if name:
                yield name, digest

    def public_addresses(self, name: str) -> Sequence[PublicAddress]:
        """Return where WebDAV answers to anybody; SFTP answers to nobody."""
        if not self.address:
            return ()
        return (
            PublicAddress(f"{self.address}/{quote(name)}", Asked.FILE, is_certain=True),
            PublicAddress(f"{self.address}/", Asked.LISTING, is_certain=True, method="PROPFIND"),
        )

    def _at(self, name: str = "") -> str:
        return f"{_REMOTE}:{self.folder}/{name}" if name else f"{_REMOTE}:{self.folder}"

    def _run(self, command: str, *words: str, given: bytes = b"") -> bytes | None:
        """Return what rclone prints; None where there is no such file or folder."""
        done = subprocess.run(  # noqa: S603 - no shell, and nothing typed is an option
            [rclone(), command, *_USUAL, "--timeout", f"{_IDLE_SECONDS}s", *words],
            input=given,
            capture_output=True,
            env=dict(self.environment),
            check=False,
        )
        if done.returncode in _NOT_FOUND:
            return None
        if done.returncode:
            raise StoreFailed(f"{self.name}: rclone {command}: {self._told(done.stderr)}")
        return done.stdout

    def _told(self, errors: bytes) -> str:
        """Return what rclone says last, without passwords, and without the user in addresses."""
        said = "it has failed"
        for line in errors.decode(errors="replace").splitlines():
            try:
                said = str(json.loads(line)["msg"])
            except (ValueError, TypeError, KeyError):
                said = line or said
        for secret in filter(None, self.secrets):
            said = said.replace(secret, "…").replace(quote(secret, safe=""), "…")
        return " ".join(said.split())[:_MAX_TOLD]


def rclone() -> str:
    """Return the path of rclone; raise `PublishRefused` where it is not installed."""
    if found := shutil.which("rclone"):
        return found
    raise PublishRefused("rclone: not found; SFTP and WebDAV need it: see docs/publishing.md")


def remote_environment(
    kind: str, options: Mapping[str, str], environment: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment of rclone for a remote of a kind, whose password is in a variable.

    Options that the coach has set for that kind, such as RCLONE_SFTP_KEY_FILE, stay as they are;
    others do not, which could write a password into a log or lead elsewhere.
    """
    kept = f"RCLONE_{kind.upper()}_"
    told = {
        name: value
        for name, value in environment.items()
        if name.startswith(kept) or not name.startswith(("RCLONE_", _OURS))
    }
    start = f"RCLONE_CONFIG_{_REMOTE}_"
    told |= {f"{start}TYPE": kind, "RCLONE_CONFIG": os.devnull}
    told |= {f"{start}{key.upper()}": value for key, value in options.items() if value}
    if password := environment.get(PASSWORD):
        done = subprocess.run(  # noqa: S603 - as above; on a command line others could read it
            [rclone(), "obscure", "-"], input=password.encode(), capture_output=True, check=False
        )
        if done.returncode:
            raise PublishRefused(f"rclone: does not take the password in {PASSWORD}")
        told[f"{start}PASS"] = done.stdout.decode().strip()
    return told


def host_of(place: str) -> tuple[str, str, str, str]:
    """Return user, host, port and folder of a place such as `sftp://ann@example.org:22/portals`.

    What stands in an address as `%40` is meant as `@`.
    """
    parts = urlsplit(place)
    user, port = unquote(parts.username or ""), str(parts.port or "")
    return user, parts.hostname or "", port, unquote(parts.path)


def _lines(names: Sequence[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()
