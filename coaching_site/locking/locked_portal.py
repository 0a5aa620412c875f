"""A finished portal as one encrypted file, and back again to be verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.build.bundle_scripts import ScriptBundleError
from coaching_site.crypto.lock_container import (
    Container,
    DamagedLock,
    LockError,
    engagement_key,
    read_header,
    seal,
    unseal,
)
from coaching_site.crypto.lock_file import LockKey
from coaching_site.files import read_limited, write_atomically
from coaching_site.locking.archive import MOST_BYTES, PackedPortal, pack, unpack
from coaching_site.locking.locked_page import (
    MOST_PAGE_BYTES,
    UnlockPage,
    complete_page,
    is_locked_page,
    parts_of,
    script_hashes,
)
from coaching_site.locking.places import LOCKED_FILE
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import MARKER, count_missing, marker_in

_ANYBODY: Final = 0o666  # less what the process masks: what it holds is encrypted


@dataclass(frozen=True)
class PortalLock:
    """Locks the portal of an engagement with its keys, as a file that its page opens."""

    page: UnlockPage
    key: LockKey

    def lock(self, site: Path, target: Path) -> bool:
        """Write the locked portal of a site to a file; tell whether that was needed.

        What would open to the same is left as it is, but is no older than the portal then. Raises
        `InvalidInput` where there is no portal, or one that cannot be locked, and `OSError`.
        """
        files = portal_files(site)
        try:
            page = self.page.text(files)
            content = pack(PackedPortal(files, self.key.storage))
        except (ScriptBundleError, ValueError) as error:
            raise InvalidInput([Problem.of_file(site, str(error))]) from None
        if self._is_current(target, page, content):
            if target.stat().st_mtime_ns < (site / MARKER).stat().st_mtime_ns:
                target.touch()
            return False
        slots = [one.slot for one in self.key.slots]
        container = seal(content, self.key.lock, self.key.key, slots)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, complete_page(page, container).encode("utf-8"), mode=_ANYBODY)
        return True

    def _is_current(self, target: Path, page: str, content: bytes) -> bool:
        try:
            former, container = _read(target)
            header = read_header(container.header)
            is_same = former == page and header.lock == self.key.lock
            slots = tuple(one.slot for one in self.key.slots)
            return is_same and header.slots == slots and unseal(container, self.key.key) == content
        except (OSError, LockError):
            return False


@dataclass(frozen=True)
class OpenedPortal:
    """What a locked portal holds, and the page that asks for its passphrase."""

    page: str
    files: Mapping[str, bytes]

    def write(self, folder: Path) -> None:
        """Write its files into a folder that is empty."""
        for name, raw in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the page: scripts of the portal that it would not run."""
        lacking = [name for name in script_hashes(self.files) if name not in self.page]
        if lacking:
            yield f"{LOCKED_FILE}: its policy does not name {len(lacking)} scripts of the portal"


def portal_files(site: Path) -> dict[str, bytes]:
    """Return the files that a build has put into a portal, by their paths in it.

    Raises `InvalidInput` where none was built, or some of it is missing, and `OSError`.
    """
    marker = marker_in(site)
    if not marker:
        message = "expected a portal that was built by this program, found none: build it first"
        raise InvalidInput([Problem.of_file(site, message)])
    found = (path for path in sorted(site.rglob("*")) if path.is_file() and not path.is_symlink())
    paths = {path.relative_to(site).as_posix(): path for path in found}
    own = {name: path for name, path in paths.items() if marker.knows(name)}
    if missing := count_missing(marker, own):
        message = f"{missing} of its files are missing: build it again"
        raise InvalidInput([Problem.of_file(site, message)])
    return {name: read_limited(path, MOST_BYTES) for name, path in own.items()}


def is_locked(path: Path) -> bool:
    """Tell whether a file is that of a locked portal, whole or not; raise `OSError`."""
    return is_locked_page(read_limited(path, MOST_PAGE_BYTES))


def open_portal(path: Path, passphrase: str) -> OpenedPortal:
    """Return what a locked portal holds; raise `LockError` and `OSError`."""
    page, container = _read(path)
    archive = unpack(unseal(container, engagement_key(container, passphrase)))
    return OpenedPortal(page, archive.files)


def files_in(path: Path, key: LockKey) -> Mapping[str, bytes]:
    """Return the files of a locked portal, by a key of its own; raise `LockError`, `OSError`."""
    _, container = _read(path)
    return unpack(unseal(container, key.key)).files


def _read(path: Path) -> tuple[str, Container]:
    try:
        return parts_of(read_limited(path, MOST_PAGE_BYTES).decode("utf-8"))
    except UnicodeDecodeError:
        raise DamagedLock from None
