"""Kinds of files: what is in a file, beside what its name says."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from coaching_site.loading.attachment_kinds import (
    KINDS,
    MAX_ATTACHMENT_BYTES,
    fault_of,
    tells_place,
)


def office(*names: str) -> bytes:
    """Return an archive with parts of these names."""
    raw = BytesIO()
    with ZipFile(raw, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return raw.getvalue()


PDF = b"%PDF-1.7 x"
GOOD: dict[str, bytes] = {
    "a.pdf": PDF,
    "A.PDF": PDF,
    "my reading/ünter zwei.pdf": PDF,
    "a.png": b"\x89PNG\r\n\x1a\nx",
    "a.jpg": b"\xff\xd8\xffx",
    "a.jpeg": b"\xff\xd8\xffx",
    "a.webp": b"RIFF\0\0\0\0WEBPx",
    "a.txt": "Grüße, <3 and a < b\f".encode(),
    "a.csv": b"\xef\xbb\xbfa,b\r\n1,2\r\n",
    "a.docx": office("word/document.xml"),
    "a.xlsx": office("xl/workbook.xml"),
    "a.pptx": office("ppt/presentation.xml"),
    "a.ics": b"BEGIN:VCALENDAR\r\n",
    "a.mp3": b"ID3x",
    "a.m4a": b"\0\0\0\x20ftypM4A",
    "a.mp4": b"\0\0\0\x20ftypisom",
    "a.html.pdf": PDF,
}
BAD: dict[str, tuple[bytes, str]] = {
    "a.html": (b"<p>", "expected one of the kinds .csv"),
    "a.svg": (b"<svg>", "expected one of the kinds"),
    "a.js": (b"x", "expected one of the kinds"),
    "a.md": (b"x", "expected one of the kinds"),
    "a.pdf.exe": (PDF, "expected one of the kinds"),
    "a.docm": (office("word/document.xml"), "expected one of the kinds"),
    "pdf": (PDF, "expected one of the kinds"),
    "a.pdf": (b"<html>%PDF-", "not of the kind .pdf"),
    "a.png": (b"\xff\xd8\xffx", "not of the kind .png"),
    "a.webp": (b"RIFF\0\0\0\0WAVEx", "not of the kind .webp"),
    "a.ics": (b"<html>BEGIN:VCALENDAR", "not of the kind .ics"),
    "a.docx": (office("xl/workbook.xml"), "not of the kind .docx"),
    "b.docx": (b"PK\x03\x04 word/document.xml", "not of the kind .docx"),
    "a.xlsx": (office("xl/workbook.xml", "xl/vbaProject.bin"), "not of the kind .xlsx"),
    "a.txt": (b"\n <!DOCTYPE html>", "found code in the file"),
    "b.txt": (b"<script>x", "found code in the file"),
    "c.txt": (b"\xef\xbb\xbf<svg/onload=x>", "found code in the file"),
    "d.txt": (b"a\0b", "found code in the file"),
    "e.txt": ("ä".encode("latin-1"), "in the encoding UTF-8"),
    "f.txt": (b"  \n", "the file is empty"),
    "a.mp3": (b"", "the file is empty"),
    "a.jpg": (b"\xff\xd8\xff" + bytes(MAX_ATTACHMENT_BYTES), "a file of at most 10 MB"),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_files(name: str) -> None:
    """A file of each kind may be attached, whatever the case of its ending."""
    assert fault_of(name, GOOD[name]) is None
    assert {name.lower().rpartition(".")[2] for name in GOOD} == {kind[1:] for kind in KINDS}


@pytest.mark.parametrize("name", BAD)
def test_bad_files(name: str) -> None:
    """What browsers run, what is another kind than it says, or too much, is never attached."""
    content, message = BAD[name]
    assert message in str(fault_of(name, content))


PLACED: dict[str, bytes] = {
    "a.jpg": b"\xff\xd8\xff\xe1\0\0Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\x00\x04",
    "b.jpg": b"\xff\xd8\xff\xe1\0\0Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\x00",
}


@pytest.mark.parametrize(
    ("name", "content", "is_told"),
    [
        *((name, content, True) for name, content in PLACED.items()),
        ("c.jpg", b"\xff\xd8\xff\xe1\0\0Exif\0\0MM\0*", False),
        ("d.txt", b"Exif\x88\x25\x00\x04", False),
    ],
)
def test_place_in_picture(name: str, content: bytes, is_told: bool) -> None:
    """A picture that says where it was taken is told of."""
    assert tells_place(name, content) == is_told
