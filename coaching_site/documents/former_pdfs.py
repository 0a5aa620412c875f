"""The PDFs of the portal that is there already, used again where new ones would be the same.

To print takes longer than all else of a portal. Of a PDF it is noted by which text and by which
programs it was made, and what came of it; both as digests, so that no client's words are kept.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.cache import Cache
from coaching_site.files import read_limited
from coaching_site.machine import installed

_MAX_BYTES: Final = 100_000_000
# Two for each portal, and there may be ten thousand; of each there is never more than one.
_MOST: Final = 100_000
_MODULES: Final = ("pdf.py", "pdf_forms.py", "pdf_tags.py")


class FormerPdfs:
    """The PDFs in the `folder` of a portal; what is known of them is kept below `cache_dir`."""

    def __init__(self, folder: Path, cache_dir: Path) -> None:
        """Look for nothing yet; neither folder need exist."""
        self._folder = folder.absolute()
        self._cache = Cache(cache_dir / "pdfs", _MOST)
        self._made_by = installed() + "".join(
            sha256((Path(__file__).parent / name).read_bytes()).hexdigest() for name in _MODULES
        )

    def find(self, name: str, source: bytes) -> bytes | None:
        """Return the PDF of a name if it is what a text would be printed to, byte for byte."""
        try:
            made_from, digest = json.loads(self._cache.get(self._key(name)) or b"[0, 0]")
            if made_from != self._digest(source):
                return None
            content = read_limited(self._folder / name, _MAX_BYTES)
        except (OSError, ValueError):
            return None
        return content if sha256(content).hexdigest() == digest else None

    def note(self, name: str, source: bytes, content: bytes) -> None:
        """Note what a text was printed to; it counts once that is in the portal."""
        known = [self._digest(source), sha256(content).hexdigest()]
        self._cache.put(self._key(name), json.dumps(known).encode())

    def _key(self, name: str) -> str:
        return str(self._folder / name)

    def _digest(self, source: bytes) -> str:
        return sha256(self._made_by.encode("utf-8", "surrogateescape") + source).hexdigest()
