"""What was typed into the fields of a workbook in PDF, read with suspicion.

Viewers leave a filled form in many ways: they write it anew or append to it, keep the text of a
field as a string or as a stream, and mark a circle in its group or at the circle alone.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from coaching_site.model.types import REFUSED_CHARACTERS, YEARS
from coaching_site.model.workbook import PROPERTY, WorkbookSource
from coaching_site.replies.reply import ReplyRefused

if TYPE_CHECKING:
    from pypdf import PdfReader

OTHER_PDF: Final = "this is a PDF, but not the workbook of a portal: type what is in it by hand"

_START: Final = b"%PDF-"
_EXTRA: Final = 'this is a PDF, which is read by the extra `pdf`: pip install "coaching-site[pdf]"'
_DAMAGED: Final = "this PDF is damaged: ask for it again"
_PASSWORD: Final = "this PDF has a password: save it without one, and receive that"  # noqa: S105
_EMPTY: Final = "nothing was typed into this workbook"
_NEW_LINE: Final = re.compile(r"\r\n?|\x0b|\x0c")
_REFUSED: Final = re.compile(REFUSED_CHARACTERS)
_MAX_FIELDS: Final = 20_000
_MARK: Final = f"/{PROPERTY}".encode()
_OBJECT_STREAM: Final = re.compile(rb"/ObjStm\b.{0,1000}?stream\r?\n", re.DOTALL)
_MAX_STREAM_BYTES: Final = 10_000_000
_END_BYTES: Final = 2_000
_OFF: Final = "Off"


@dataclass(frozen=True)
class FilledWorkbook:
    """A workbook with what was typed.

    `items` are the texts of the fields by their names; of a rating it is the score.
    `changed` is the moment at which a viewer saved it, where it says so.
    """

    source: WorkbookSource
    items: Mapping[str, str]
    changed: datetime | None

    @property
    def engagement(self) -> str:
        """The name of the engagement's folder."""
        return self.source.engagement

    @property
    def on(self) -> date | None:
        """The day on which a viewer saved it, where that is, if it says so."""
        return self.changed.date() if self.changed else None

    @property
    def id(self) -> str:
        """32 hex digits that are the same as long as the same is typed."""
        typed = [self.source.engagement, *(f"{name} {text}" for name, text in self.items.items())]
        return sha256("\0".join(typed).encode(errors="replace")).hexdigest()[:32]


def is_pdf(raw: bytes) -> bool:
    """Whether the bytes begin as a PDF does."""
    return raw.startswith(_START)


def read_workbook(raw: bytes) -> FilledWorkbook:
    """Return what was typed into a workbook; raise `ReplyRefused` for any other PDF."""
    if _is_another(raw):
        raise ReplyRefused(OTHER_PDF)
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ReplyRefused(_EXTRA) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of what viewers do every day
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            source, reason = None, _PASSWORD
        else:
            source, reason = _source(reader), OTHER_PDF
        if source and (items := dict(_fields(reader))):
            return FilledWorkbook(source, items, _changed(reader))
        reason = _EMPTY if source else reason
    except (PyPdfError, *_FAILURES):
        reason = _DAMAGED
    raise ReplyRefused(reason)


# What pypdf raises about hostile or broken files besides its own errors.
_FAILURES: Final = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError),
    *(OSError, RecursionError, RuntimeError, TypeError, ValueError),
)


def _is_another(raw: bytes) -> bool:
    """Whether a PDF is surely no workbook, since the name by which one is known is nowhere in it.

    A folder of mail may hold hundreds of PDFs, and to parse each takes as long as all else. One
    that is cut off or encrypted may hide the name, and is parsed.
    """
    is_whole = b"%%EOF" in raw[-_END_BYTES:] and b"/Encrypt" not in raw
    return is_whole and _MARK not in raw and not any(map(_may_hold_mark, _object_streams(raw)))


def _object_streams(raw: bytes) -> Iterator[bytes | None]:
    """Yield what is unpacked of each stream that holds objects; None where it cannot be."""
    for found in _OBJECT_STREAM.finditer(raw):
        inflate = zlib.decompressobj()
        try:
            content = inflate.decompress(memoryview(raw)[found.end() :], _MAX_STREAM_BYTES)
        except zlib.error:
            content = b""
        yield content if inflate.eof else None


def _may_hold_mark(content: bytes | None) -> bool:
    return content is None or _MARK in content


def _source(reader: PdfReader) -> WorkbookSource | None:
    said = reader.metadata.get(f"/{PROPERTY}", "") if reader.metadata else ""
    # Signs of direction may stand around it; all else of it is ASCII.
    return WorkbookSource.parse(str(said).encode("ascii", "ignore").decode())


def _changed(reader: PdfReader) -> datetime | None:
    """Return the moment of the last change; None where there is none, or none that can be read."""
    try:
        moment = reader.metadata.modification_date if reader.metadata else None
    except (LookupError, ValueError):
        return None
    if moment is None or moment.year not in YEARS:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _fields(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each field in which there is something."""
    root: Any = reader.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    listed = form.get_object().get("/Fields") if form is not None else None
    for one in listed.get_object()[:_MAX_FIELDS] if listed is not None else ():
        field = one.get_object()
        name = str(field.get("/T", ""))
        text = _score(field) if field.get("/FT") == "/Btn" else _text(field.get("/V"))
        if name and text:
            yield name, text


def _text(value: Any) -> str:
    """Return the text of a field, which may be a string or, where it is long, a stream."""
    value = value.get_object() if hasattr(value, "get_object") else value
    if value is None:
        return ""
    text = value.get_data() if hasattr(value, "get_data") else value
    if isinstance(text, bytes):
        encoding = "utf-16" if text.startswith((b"\xfe\xff", b"\xff\xfe")) else "utf-8"
        text = text.decode(encoding, errors="replace")
    return _REFUSED.sub(" ", _NEW_LINE.sub("\n", str(text))).strip()


def _score(field: Any) -> str:
    """Return the score whose circle is marked, or nothing."""
    kids = [kid.get_object() for kid in field.get("/Kids", ())]
    states = (field.get("/V"), *(kid.get("/AS") for kid in kids))
    marked = (str(state).removeprefix("/") for state in states if state is not None)
    state = next((one for one in marked if one not in ("", _OFF)), "")
    scores = [str(score) for score in field.get("/Opt", ())]
    if state.isascii() and state.isdecimal() and int(state) < len(scores):
        return scores[int(state)]
    return state if state in scores else ""
