"""Which files were searched before without a find, so that they need not be searched again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from coaching_site.cache import Cache
from coaching_site.leaks.index import form

_KEY: Final = "clean"
_DIGEST_BYTES: Final = 12
_MOST: Final = 20_000
# Sheets of different pages have most of their rules in common.
_RULE: Final = re.compile(rb"[^}]*}?")


class CleanFiles:
    """Digests of what was searched without a find, kept below `cache_dir` if there is one.

    What all portals share is clean as long as it is the same; of style sheets that holds for each
    rule. Of every other file it holds for the same `circumstances` alone.
    """

    def __init__(self, cache_dir: Path | None, circumstances: str) -> None:
        """Read what is known."""
        self._cache = Cache(cache_dir / "leaks") if cache_dir else None
        kept = (self._cache and self._cache.get(_KEY)) or b""
        size = _DIGEST_BYTES
        self._known = {kept[at : at + size] for at in range(0, len(kept), size)}
        told = circumstances.encode("utf-8", "surrogatepass")
        self._circumstances = blake2b(told, digest_size=32).digest()
        self._is_new = False

    def unknown(self, path: str, content: bytes, *, is_shared: bool) -> bytes:
        """Return the part of a file that is to be searched."""
        digest = self._digest_for(path, is_shared)
        if digest(content) in self._known:
            return b""
        parts = _parts(path, content) if is_shared else [content]
        return b"".join(part for part in parts if digest(part) not in self._known)

    def add(self, path: str, content: bytes, *, is_shared: bool) -> None:
        """Note that a file is clean."""
        digest = self._digest_for(path, is_shared)
        parts = _parts(path, content) if is_shared else ()
        self._known.update(map(digest, (content, *parts)))
        self._is_new = True

    def keep(self) -> None:
        """Keep what is known, unless it was known before; with too much of it, begin anew."""
        if self._cache and self._is_new:
            known = sorted(self._known) if len(self._known) < _MOST else []
            with suppress(OSError):
                self._cache.put(_KEY, b"".join(known))

    def _digest_for(self, path: str, is_shared: bool) -> Callable[[bytes], bytes]:
        circumstances = b"" if is_shared else self._circumstances
        kind = f"{form()} {path.rpartition('.')[2]} ".encode()
        key = blake2b(kind + circumstances, digest_size=64).digest()
        return lambda content: blake2b(content, digest_size=_DIGEST_BYTES, key=key).digest()


def _parts(path: str, content: bytes) -> Iterable[bytes]:
    return _RULE.findall(content) if path.endswith(".css") else [content]
