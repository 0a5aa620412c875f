"""All texts that the bytes of a file hold: unpacked, uncompressed and decoded, within bounds."""

from __future__ import annotations

import bz2
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from tarfile import TarError
from tarfile import open as open_tar
from typing import Final, Protocol
from zipfile import BadZipFile, ZipFile

from coaching_site.leaks.papers import texts_of_pdf
from coaching_site.leaks.readings import encoded_in, marked_files_in, readings
from coaching_site.leaks.rich_text import text_of_rtf

MOST_BYTES: Final = 64_000_000
_MOST_MEMBERS: Final = 5_000
_MOST_LAYERS: Final = 5
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_PAPER: Final = b"%PDF-"
_TAR_AT: Final = 257
_FONT: Final = b"wOF2"
_ZLIB: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
# A first block, the last one or not, of fixed codes or of its own; and what tells that it is one.
_DEFLATED: Final = (2, 3, 4, 5)
_START: Final = 100
_LEAST_START: Final = 8
_PNG: Final = b"\x89PNG\r\n\x1a\n"
# The longest mark first, since one begins as another does.
_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# In binary files and in those of unknown kind: what a person could read, of four letters or more.
_BYTES: Final = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{4,}")
_LETTERS: Final = re.compile(
    rb"[A-Za-z]{3}|[A-Za-z0-9]{6}|[0-9]{3}|(?:[\xc3-\xf4][\x80-\xbf]{1,3}){3}"
)
_WIDE: Final = (
    (re.compile(rb"(?:[\t\n\r\x20-\xff][\x00-\x05]){4,}"), "utf-16-le"),
    (re.compile(rb"(?:[\x00-\x05][\t\n\r\x20-\xff]){4,}"), "utf-16-be"),
)
_WIDE_LETTERS: Final = re.compile("[A-Za-z]{3}|[A-Za-z0-9]{6}|[0-9]{3}|[\u0370-\u05ff]{4}")
# Scripts name letters by numbers, one by one or in a list.
_NUMBER: Final = r"(?:0x[0-9a-fA-F]{1,6}|[0-9]{1,7})"
_NUMBERED: Final = re.compile(
    r"(?:String\s*\.\s*)?from(?:CharCode|CodePoint)(?:\s*\.\s*apply\s*\(\s*\w+\s*,)?[\s(\[.]*"
    rf"({_NUMBER}(?:\s*,\s*{_NUMBER})*)[\s\])]*(?:\+\s*)?"
)
_TEXT: Final = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LEAST_OF_TEXT: Final = 0.9
_TYPED: Final = b"\t\n\r" + bytes(range(0x20, 0x7F))
_LEAST_TYPED: Final = 0.8


class TooMuch(Exception):
    """A file holds more than is searched: archives in archives, or far more than its size."""


class _Decompressor(Protocol):
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


@dataclass
class Budget:
    """How much may still be unpacked of one file; so a small file cannot fill the memory."""

    left: int = MOST_BYTES
    members: int = field(default=_MOST_MEMBERS)

    def spend(self, content: bytes) -> bytes:
        """Return what was unpacked, and count it; raise `TooMuch`."""
        self.left -= len(content)
        self.members -= 1
        if self.left < 0 or self.members < 0:
            raise TooMuch
        return content

    def inflated(self, one: _Decompressor, packed: bytes) -> bytes:
        """Return what is packed, which may be cut off; raise `TooMuch` for more than is left."""
        try:
            return self.spend(one.decompress(packed, self.left + 1))
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
            return b""

    def in_turn(self, make: Callable[[], _Decompressor], packed: bytes) -> Iterator[bytes]:
        """Yield what is packed in one archive behind another; raise `TooMuch`."""
        while packed:
            one = make()
            yield self.inflated(one, packed)
            rest = one.unused_data
            packed = rest if len(rest) < len(packed) else b""


def texts_of(content: bytes, budget: Budget | None = None, depth: int = 0) -> Iterator[str]:
    """Yield all texts that bytes hold, each as it reads in the end; raise `TooMuch`.

    What is encrypted, or damaged, says nothing.
    """
    budget = budget or Budget()
    if depth > _MOST_LAYERS:
        raise TooMuch
    for text in _texts(content, budget, depth):
        for inner in marked_files_in(text):
            yield from texts_of(budget.spend(inner), budget, depth + 1)
        for reading in readings(text):
            yield reading
            if "fromC" in reading:
                yield _NUMBERED.sub(_letters_of, reading)
            encoded = encoded_in(reading, _is_file)
            if encoded.readable:
                yield "\n".join(encoded.readable)
            for inner in encoded.files:
                yield from texts_of(budget.spend(inner), budget, depth + 1)


def _letters_of(numbers: re.Match[str]) -> str:
    every = (int(one, 16 if "x" in one else 10) for one in re.findall(_NUMBER, numbers[1]))
    return "".join(chr(one) if one <= sys.maxunicode else " " for one in every)


def _texts(content: bytes, budget: Budget, depth: int) -> Iterator[str]:
    for is_packed, unpacked in _FORMATS:
        for inner in unpacked(content, budget) if is_packed(content) else ():
            if isinstance(inner, str):
                yield inner
            else:
                yield from texts_of(inner, budget, depth + 1)
    if not content.startswith(_PAPER):
        yield from _decoded(content)


def _decoded(content: bytes) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            yield content[len(mark) :].decode(encoding, "replace")
            return
    if b"\0" not in content:
        try:
            yield content.decode()
        except UnicodeDecodeError:
            yield from (content.decode("utf-8", "ignore"), content.decode("cp1252", "replace"))
        return
    runs = b"\n".join(run for run in _BYTES.findall(content) if _LETTERS.search(run))
    yield from (runs.decode("utf-8", "ignore"), runs.decode("latin-1"))
    for pattern, encoding in _WIDE:
        wide = (run.decode(encoding, "ignore") for run in pattern.findall(content))
        yield "\n".join(run for run in wide if _WIDE_LETTERS.search(run))


def _is_file(content: bytes) -> bool:
    return _is_packed(content) or _is_text(content)


def _is_packed(content: bytes) -> bool:
    return any(is_packed(content) for is_packed, _ in _FORMATS)


def _is_text(content: bytes) -> bool:
    """Tell whether bytes read as text, and are no digest or picture that happens to be base64."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:  # perhaps of one byte a letter, most of them without an accent
        others = len(content.translate(None, delete=_TYPED))
        return len(content) - others >= _LEAST_TYPED * len(content)
    return len(_TEXT.findall(text)) >= _LEAST_OF_TEXT * len(text)


def _remarks_of_picture(content: bytes, budget: Budget) -> Iterator[bytes]:
    """Yield what is packed in the remarks of a PNG."""
    position = len(_PNG)
    while position + 8 <= len(content):
        size, kind = int.from_bytes(content[position : position + 4]), content[position + 4 :][:4]
        data = content[position + 8 : position + 8 + size]
        if kind in (b"zTXt", b"iTXt", b"iCCP") and (start := data.find(b"x")) >= 0:
            starts = (at for at in range(start, len(data)) if data[at] == ord("x"))
            unpacked = (budget.inflated(zlib.decompressobj(), data[at:]) for at in starts)
            yield next(filter(None, unpacked), b"")
        position += 12 + size


def _from_zip(content: bytes, budget: Budget) -> Iterator[bytes | str]:
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return
    yield archive.comment.decode("utf-8", "replace")
    for member in archive.infolist():
        yield f"{member.filename}\n{member.comment.decode('utf-8', 'replace')}"
        try:
            with archive.open(member) as stream:
                yield budget.spend(stream.read(budget.left + 1))
        except (BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError, zlib.error):
            continue  # encrypted, damaged, or packed in a way that nobody here knows


def _from_tar(content: bytes, budget: Budget) -> Iterator[bytes | str]:
    try:
        with open_tar(fileobj=BytesIO(content)) as archive:
            for member in archive:
                yield f"{member.name}\n{member.linkname}\n{member.uname}"
                if member.isfile() and (stream := archive.extractfile(member)):
                    yield budget.spend(stream.read(budget.left + 1))
    except (TarError, OSError, EOFError):
        return


def _is_deflated(content: bytes) -> bool:
    """Tell whether bytes are a text that was packed without any sign of it."""
    if not content or content[0] & 7 not in _DEFLATED:
        return False
    try:
        start = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, _START)
    except zlib.error:
        return False
    return len(start) >= _LEAST_START and _is_text(start)


def _unpacked_font(content: bytes, budget: Budget) -> bytes:
    """Return the tables of a typeface, whose names are among them; b"" without `brotli`."""
    try:
        from brotli import Decompressor, error  # with the extra `pdf`, since WeasyPrint has it
    except ImportError:
        return b""
    # Its header has 48 bytes and then the list of tables, whose end only their sizes tell.
    size = int.from_bytes(content[20:24])
    start = _end_of_font_tables(content)
    try:
        return budget.spend(Decompressor().process(content[start : start + size]))
    except error:
        return b""


def _end_of_font_tables(content: bytes) -> int:
    position, tables = 48, int.from_bytes(content[12:14])
    for _ in range(min(tables, 100)):
        if position >= len(content):
            break
        flags = content[position]
        position += 5 if flags & 0x3F == 0x3F else 1
        position = _behind_number(content, position)
        # `glyf` and `loca` are stored changed unless their version is 3, all others unless it is 0.
        is_changed = flags >> 6 != 3 if flags & 0x3F in (10, 11) else flags >> 6 != 0
        position = _behind_number(content, position) if is_changed else position
    return position


def _behind_number(content: bytes, position: int) -> int:
    while position < len(content) and content[position] & 0x80:
        position += 1
    return position + 1


def _starts(*starts: bytes, at: int = 0) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts, at)


_FORMATS: Final[
    tuple[tuple[Callable[[bytes], bool], Callable[[bytes, Budget], Iterable[bytes | str]]], ...]
] = (
    (_starts(_PAPER), lambda content, budget: texts_of_pdf(content, budget.inflated)),
    (
        _starts(b"\x1f\x8b"),
        lambda content, budget: budget.in_turn(lambda: zlib.decompressobj(wbits=47), content),
    ),
    (_starts(b"BZh"), lambda content, budget: budget.in_turn(bz2.BZ2Decompressor, content)),
    (
        _starts(b"\xfd7zXZ"),
        lambda content, budget: budget.in_turn(lzma.LZMADecompressor, content),
    ),
    (_starts(*_ZLIB), lambda content, budget: [budget.inflated(zlib.decompressobj(), content)]),
    (_starts(_PNG), _remarks_of_picture),
    (_starts(b"{\\rtf"), lambda content, _: [text_of_rtf(content)]),
    (_starts(_FONT), lambda content, budget: [_unpacked_font(content, budget)]),
    (_starts(b"ustar", at=_TAR_AT), _from_tar),
    (
        _is_deflated,
        lambda content, budget: [budget.inflated(zlib.decompressobj(-zlib.MAX_WBITS), content)],
    ),
    # An archive may stand behind something else, as in a program that unpacks itself.
    (lambda content: _ZIP in content or content.startswith(_EMPTY_ZIP), _from_zip),
)
"""What is packed, and what unpacks it, with the names and remarks that a package has."""
