"""A bucket as the place of a portal: Amazon S3 and what speaks its language, Google, Azure."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from coaching_site.publishing.headers import CACHE_CONTROL
from coaching_site.publishing.portal_files import MAX_FILE_BYTES, PortalFile
from coaching_site.publishing.refusals import StoreFailed, too_large
from coaching_site.publishing.stores import MAX_NAMES, Asked, PublicAddress

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_AT_ONCE: Final = 8
_DIGITS_LEFT_OUT: Final = 8
_TOLD: Final = (re.compile(r"status code: (\d{3}[ A-Za-z]*)"), re.compile(r"<Code>(\w{1,60})<"))
# Where a system has a table of its own, it may say otherwise.
_KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


class BucketStore:
    """What is below a prefix in a bucket. Each file is whole at every moment."""

    is_closed: bool | None = None

    def __init__(self, name: str, store: ObjectStore, addresses: Sequence[str]) -> None:
        """Take a store of obstore; `addresses` are those of the bucket, each with its listing.

        In each, `{key}` stands for the name of a file and `{prefix}` for the beginning of one.
        """
        self._name, self._store, self._addresses = name, store, addresses

    @property
    def name(self) -> str:
        """How the bucket is called in messages."""
        return self._name

    def names(self) -> list[str]:
        """Return the names of all files below the prefix."""
        import obstore

        names: list[str] = []
        with self._told("to list what is there"):
            for chunk in obstore.list(self._store):
                # The one without a name is the place itself, as consoles make folders.
                names += [str(one["path"]) for one in chunk if one["path"]]
                if len(names) > MAX_NAMES:
                    raise StoreFailed(f"{self.name}: there are more than {MAX_NAMES} files")
        return names

    def read(self, name: str) -> bytes | None:
        """Return a file; None if there is none."""
        import obstore

        with self._told(f"to read {name}"):
            try:
                found = obstore.get(self._store, name)
                if found.meta["size"] > MAX_FILE_BYTES:
                    raise too_large(self.name, name)
                return bytes(found.bytes())
            except FileNotFoundError:
                return None

    def create(self, name: str, content: bytes) -> bool:
        """Write a file unless there is one of that name, which the bucket decides at once.

        Some servers that speak the language of S3 do not heed it, hence the looks before and after.
        """
        from obstore.exceptions import AlreadyExistsError

        if self.read(name) is not None:
            return False
        with self._told(f"to create {name}"):
            try:
                self._put(name, content, mode="create")
            except (AlreadyExistsError, FileExistsError):
                return False
        return self.read(name) == content

    def write(self, name: str, content: bytes) -> None:
        """Write a file, over a former one."""
        with self._told(f"to write {name}"):
            self._put(name, content)

    def send(self, files: Sequence[PortalFile]) -> Iterator[str]:
        """Write files, several at once."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            sending = {pool.submit(self._send_one, file): file.name for file in files}
            for done in _done(sending):
                done.result()
                yield sending[done]

    def delete(self, names: Sequence[str]) -> Iterator[str]:
        """Delete files, one after another."""
        import obstore

        for name in names:
            with self._told(f"to delete {name}"), suppress(FileNotFoundError):
                obstore.delete(self._store, name)
            yield name

    def digests(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Read files, several at once."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            reading = {pool.submit(self.read, name): name for name in names}
            for done in _done(reading):
                if (content := done.result()) is not None:
                    yield reading[done], sha256(content).hexdigest()

    def public_addresses(self, name: str) -> Sequence[PublicAddress]:
        """Return the addresses of a file, and of a list in which it would be."""
        # A list repeats what it was asked for: the whole name stands there only if it is listed.
        start = name[:-_DIGITS_LEFT_OUT]
        found = []
        for address in self._addresses:
            asked = Asked.LISTING if "{prefix}" in address else Asked.FILE
            url = address.replace("{key}", quote(name)).replace("{prefix}", quote(start, safe=""))
            found.append(PublicAddress(url, asked, is_certain=True))
        return found

    def _send_one(self, file: PortalFile) -> None:
        self.write(file.name, file.content())

    def _put(self, name: str, content: bytes, mode: Any = "overwrite") -> None:
        import obstore

        told = {"Content-Type": _kind_of(name), "Cache-Control": CACHE_CONTROL}
        # In one request: the parts of a file that is broken off would stay, and be paid for.
        obstore.put(self._store, name, content, attributes=told, mode=mode, use_multipart=False)

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Raise what the library raises as `StoreFailed`, without what it was given to sign in."""
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            raise StoreFailed(f"{self.name}: expected {what}, found {_reason(error)}") from None


def _done(futures: Mapping[Future[Any], str]) -> Iterator[Future[Any]]:
    """Yield each future that is done; forget the others if one of them is not wanted any more."""
    try:
        yield from as_completed(futures)
    finally:
        for future in futures:
            future.cancel()


def _kind_of(name: str) -> str:
    ending = f".{name.rpartition('.')[2].lower()}"
    return _KINDS.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _reason(error: Exception) -> str:
    """Return what went wrong in a few words: what a service answers may repeat a key or a token."""
    text = str(error)
    if "credential" in text.lower():
        return "no credentials in the environment that it takes"
    told = [found[1] for pattern in _TOLD if (found := pattern.search(text))]
    return ": ".join(told) or type(error).__name__
