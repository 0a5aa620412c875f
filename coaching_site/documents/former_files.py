"""The PDFs and calendars of the portal that is there, used again where new ones would be the same.

To print takes longer than all else of a portal, and to load what writes calendars as long as some
pages. Of a file it is noted from what and by which programs it was made, and what came of it; both
as digests, so that no client's words are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from coaching_site.cache import Cache
from coaching_site.files import read_limited
from coaching_site.machine import installed

_MAX_BYTES: Final = 100_000_000
# A few for each portal, and there may be ten thousand; of each there is never more than one.
_MOST: Final = 100_000
_OF_PDFS: Final = ("pdf.py", "pdf_forms.py", "pdf_tags.py")
_OF_CALENDARS: Final = ("calendar.py", "calendar_entries.py", "calendar_file.py")


class FormerFiles:
    """Files of one kind in the `folder` of a portal; what is known of them is in `kept`."""

    def __init__(self, folder: Path, kept: Path, made_by: str, modules: Iterable[str]) -> None:
        """Look for nothing yet; neither folder need exist.

        What counts was `made_by` the same programs, and by the same `modules` beside this one.
        """
        self._folder = folder.absolute()
        self._cache = Cache(kept, _MOST)
        self._made_by = made_by + "".join(
            sha256((Path(__file__).parent / name).read_bytes()).hexdigest() for name in modules
        )

    def find(self, name: str, source: bytes) -> bytes | None:
        """Return the file of a name if it is what a source would be made to, byte for byte."""
        try:
            made_from, digest = json.loads(self._cache.get(self._key(name)) or b"[0, 0]")
            if made_from != self._digest(source):
                return None
            content = read_limited(self._folder / name, _MAX_BYTES)
        except (OSError, ValueError):
            return None
        return content if sha256(content).hexdigest() == digest else None

    def note(self, name: str, source: bytes, content: bytes) -> None:
        """Note what a source was made to; it counts once that is in the portal."""
        known = [self._digest(source), sha256(content).hexdigest()]
        self._cache.put(self._key(name), json.dumps(known).encode())

    def _key(self, name: str) -> str:
        return str(self._folder / name)

    def _digest(self, source: bytes) -> str:
        return sha256(self._made_by.encode("utf-8", "surrogateescape") + source).hexdigest()


def former_pdfs(folder: Path, cache_dir: Path) -> FormerFiles:
    """Return the PDFs of a portal, which any package and font of a machine may change."""
    return FormerFiles(folder, cache_dir / "pdfs", installed(), _OF_PDFS)


def former_calendars(folder: Path, cache_dir: Path) -> FormerFiles:
    """Return the calendars of a portal."""
    made_by = version("icalendar")
    return FormerFiles(folder, cache_dir / "calendars", made_by, _OF_CALENDARS)
