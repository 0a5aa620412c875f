"""Zips whose bytes follow from what is in them, which any system unpacks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_REGULAR: Final = 0o100600 << 16
_UNIX: Final = 3


def zipped(files: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    """Return a zip of files by their paths, with `/`; the same files give the same bytes.

    All are of 1 January 1980, the first day that a zip can tell, and for their owner alone.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)
            entry.external_attr, entry.create_system = _REGULAR, _UNIX
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
        archive.comment = comment
    return stream.getvalue()
