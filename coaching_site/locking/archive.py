"""The files of a portal as one content: an index, then the bytes, compressed and padded.

What comes out of a container is trusted by its key alone, and read as if it were not: names that
lead out of a folder, lengths that do not fit, and what grows beyond all bounds are refused.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from coaching_site.crypto.lock_container import DamagedLock

MOST_BYTES: Final = 300_000_000
"""The most bytes of all files of a portal together."""

_MOST_FILES: Final = 20_000
_LENGTH_BYTES: Final = 4
_LEAST_STEP: Final = 65_536
_STORAGE_BYTES: Final = 32
# No name that a system reads as anything but a place below a folder.
_PART: Final = r"(?!\.{1,2}(?:/|$))[^/\\:*?\"<>|\x00-\x1f\x7f]+"
_NAME: Final = re.compile(rf"{_PART}(?:/{_PART})*")
_MOST_NAME_BYTES: Final = 1000


@dataclass(frozen=True)
class PackedPortal:
    """The files of a portal by their paths, and the key for what its reader writes on a device."""

    files: Mapping[str, bytes] = field(repr=False)
    storage: bytes = field(repr=False)


def pack(archive: PackedPortal) -> bytes:
    """Return an archive as bytes, the same ones for the same files.

    Raises `ValueError` for a name that is no path below a folder, and for too much.
    """
    names = sorted(archive.files)
    if wrong := [name for name in names if not _is_name(name)]:
        raise ValueError(f"a locked portal can hold no file called {wrong[0]!r}")
    index = {
        "storage": b64encode(archive.storage).decode("ascii"),
        "files": [[name, len(archive.files[name])] for name in names],
    }
    head = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    whole = b"".join([_length(head), head, *(archive.files[name] for name in names)])
    if len(whole) > MOST_BYTES:
        raise ValueError(f"a locked portal holds at most {MOST_BYTES // 1_000_000} MB")
    packed = gzip.compress(whole, 9, mtime=0)
    content = _length(packed) + packed
    return content.ljust(padded_length(len(content)), b"\0")


def unpack(content: bytes) -> PackedPortal:
    """Return the archive that bytes hold; raise `DamagedLock`."""
    packed, padding = _split(content)
    if padding.strip(b"\0"):
        raise DamagedLock
    head, rest = _split(_decompressed(packed))
    try:
        index = json.loads(head)
        storage = b64decode(index["storage"], validate=True)
        files = _files_of(index["files"], rest)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DamagedLock from None
    if len(storage) != _STORAGE_BYTES:
        raise DamagedLock
    return PackedPortal(files, storage)


def padded_length(length: int) -> int:
    """Return the length that a content is filled up to, so that its size tells little.

    It is a multiple of 64 KiB, or of an eighth of a power of two where that is more.
    """
    step: int = max(_LEAST_STEP, (1 << max(length.bit_length() - 1, 0)) // 8)
    return (length + step - 1) // step * step


def _files_of(entries: list[Any], rest: bytes) -> dict[str, bytes]:
    if len(entries) > _MOST_FILES:
        raise ValueError
    files: dict[str, bytes] = {}
    start = 0
    for name, size in entries:
        if type(size) is not int or size < 0 or not _is_name(name) or name in files:
            raise ValueError
        files[name] = rest[start : start + size]
        start += size
    if start != len(rest):
        raise ValueError
    return files


def _is_name(name: str) -> bool:
    return (
        _NAME.fullmatch(name) is not None
        and len(name.encode(errors="surrogatepass")) <= _MOST_NAME_BYTES
    )


def _decompressed(packed: bytes) -> bytes:
    reader = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        whole = reader.decompress(packed, MOST_BYTES + 1)
    except zlib.error:
        raise DamagedLock from None
    if len(whole) > MOST_BYTES or not reader.eof or reader.unused_data:
        raise DamagedLock
    return whole


def _split(raw: bytes) -> tuple[bytes, bytes]:
    """Return what stands behind its length, and what follows."""
    length = int.from_bytes(raw[:_LENGTH_BYTES], "big")
    end = _LENGTH_BYTES + length
    if len(raw) < end:
        raise DamagedLock
    return raw[_LENGTH_BYTES:end], raw[end:]


def _length(raw: bytes) -> bytes:
    return len(raw).to_bytes(_LENGTH_BYTES, "big")
