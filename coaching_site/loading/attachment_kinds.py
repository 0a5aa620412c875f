"""Kinds of files that are harmless to open, told by what is in them as well as by their names.

A portal that is published under a domain hands over what is in it: nothing that a browser would
run is ever among it, whatever its name says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile

from coaching_site.problems import quoted

MAX_ATTACHMENT_BYTES: Final = 10_000_000
"""The most bytes of one attached file."""

_OFFICE: Final = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/presentation.xml",
    ".xlsx": "xl/workbook.xml",
}
_BEGINS: Final[Mapping[str, re.Pattern[bytes]]] = {
    ending: re.compile(begin, re.DOTALL)
    for ending, begin in {
        ".ics": rb"(?:\xef\xbb\xbf)?BEGIN:VCALENDAR",
        ".jpeg": rb"\xff\xd8\xff",
        ".jpg": rb"\xff\xd8\xff",
        ".m4a": rb"....ftyp",
        ".mp3": rb"ID3|\xff[\xe2-\xff]",
        ".mp4": rb"....ftyp",
        ".pdf": rb"%PDF-",
        ".png": rb"\x89PNG\r\n\x1a\n",
        ".webp": rb"RIFF....WEBP",
    }.items()
}
_TEXTS: Final = (".csv", ".txt")
KINDS: Final = tuple(sorted((*_BEGINS, *_OFFICE, *_TEXTS)))
"""The endings of the files that may be attached."""

_MARKUP: Final = re.compile(rb"\s*<(?:[!?]|[a-z]+[\s>/])", re.IGNORECASE)
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# In the data of a camera, the number of the part with the place, in either order of bytes.
_PLACE: Final = re.compile(rb"\x88\x25\x00\x04|\x25\x88\x04\x00")
_HEAD_BYTES: Final = 65_536
_PICTURES: Final = (".jpeg", ".jpg", ".png", ".webp")


def fault_of(name: str, content: bytes) -> str | None:
    """Return why a file cannot be attached, None if it can."""
    ending = _ending(name)
    if ending not in KINDS:
        return f"expected one of the kinds {' '.join(KINDS)}, found {quoted(name)}"
    if len(content) > MAX_ATTACHMENT_BYTES:
        return f"expected a file of at most {MAX_ATTACHMENT_BYTES // 10**6} MB: make it smaller"
    if not content.strip():
        return "the file is empty"
    if ending in _TEXTS:
        return _fault_of_text(content)
    is_kind = _is_office(content, ending) if ending in _OFFICE else begins_as(ending, content)
    return None if is_kind else f"what is in the file is not of the kind {ending}: save it again"


def begins_as(ending: str, content: bytes) -> bool:
    """Tell whether a file begins as those of a kind do: a picture, a recording or a PDF."""
    return _BEGINS[ending].match(content) is not None


def tells_place(name: str, content: bytes) -> bool:
    """Tell whether a picture says where it was taken."""
    head = content[:_HEAD_BYTES]
    return _ending(name) in _PICTURES and b"Exif" in head and _PLACE.search(head) is not None


def _is_office(content: bytes, ending: str) -> bool:
    """Tell whether a file is a document of its kind, and without macros."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
    except (BadZipFile, ValueError):
        return False
    return _OFFICE[ending] in names and not any("vbaproject" in name.lower() for name in names)


def _fault_of_text(content: bytes) -> str | None:
    try:
        content.decode()
    except UnicodeDecodeError:
        return "expected text in the encoding UTF-8: open the file and save it so"
    if _CONTROLS.search(content) or _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")):
        return "expected nothing but text, found code in the file"
    return None


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
