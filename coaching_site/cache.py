"""What takes long to make, kept between builds in a directory that may be deleted at any time."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.files import write_atomically

CACHE: Final = Path(".cache/coaching-site")
"""The directory in a workspace, beside its `mkdocs.yml`, in which all of this is."""

_DIGEST_BYTES: Final = 32
_KEY_LETTERS: Final = 32
_MAX_ENTRIES: Final = 1000


class Cache:
    """Bytes under keys, in files of a directory, of which the oldest go when there are too many.

    Whatever is wrong with the directory or a file in it, such as a full disk, counts as nothing
    kept: a cache never fails. Files of others in the directory stay.
    """

    def __init__(self, directory: Path, max_entries: int = _MAX_ENTRIES) -> None:
        """Keep files in a directory, which need not exist."""
        self._directory = directory
        self._max_entries = max_entries

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key; a damaged file counts as none."""
        try:
            kept = self._path(key).read_bytes()
        except OSError:
            return None
        digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
        return content if sha256(content).digest() == digest else None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, which should name all that they are made from."""
        with suppress(OSError):
            self._directory.mkdir(parents=True, exist_ok=True)
            # What a crash spoils is made again, so there is no need to wait for the disk.
            kept = sha256(content).digest() + content
            write_atomically(self._path(key), kept, mode=0o666, durable=False)
            self._evict()

    def _path(self, key: str) -> Path:
        digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._directory / digest[:_KEY_LETTERS]

    def _evict(self) -> None:
        """Remove the older half, so that a full cache is not listed and sorted for each entry."""
        entries = list(self._directory.glob("[0-9a-f]" * _KEY_LETTERS))
        if len(entries) > self._max_entries:
            entries.sort(key=lambda path: path.stat().st_mtime)
            for path in entries[: len(entries) - self._max_entries // 2]:
                path.unlink(missing_ok=True)
