"""All texts of a PDF: its pages, its forms, what is said about it, and what is attached to it."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Any, Final

Inflate = Callable[[Any, bytes], bytes]

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_LITERAL: Final = re.compile(rb"\(((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*)\)", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_NAMED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# What draws a page, and what says which letter a number is, is read with the pages.
_DRAWING: Final = re.compile(
    rb"^(?:BT|ET|Q|BMC|EMC|q|.{,60} (?:cm|re|Tf|Do))\r?$|\bbegincmap\b", re.MULTILINE
)
# Many objects in one stream: a list of their numbers and places, then the first of them.
_OBJECTS: Final = re.compile(rb"[\d\s]+<<")
# Names, such as those of fields and layers, and what is written beside all objects.
_NAME: Final = re.compile(rb"/([^\s/<>()\[\]{}%\x00]{4,600})")
_NAMED_BYTE: Final = re.compile(rb"#([0-9a-fA-F]{2})")
_COMMENT: Final = re.compile(rb"%([^\r\n%]{4,})")
_DIGITS: Final = re.compile(rb"(?:[0-9a-fA-F]{2})+>")
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]{2}")
_MOST_PAGES: Final = 2_000
# The library must not be used by two threads at once.
_ALONE: Final = Lock()


def texts_of_pdf(content: bytes, inflate: Inflate) -> Iterator[str | bytes]:
    """Yield all texts of a PDF, and as bytes what may be a file in it.

    `inflate` unpacks its streams, given what decompresses them. The text of its pages needs the
    extra `pdf`: typefaces are subsets, whose letters have numbers of their own.
    """
    yield from _pages(content)
    bare = _STREAM.sub(b"", content)
    yield from _strings(bare)
    yield b"\n".join(_COMMENT.findall(bare)).decode("utf-8", "replace")
    for stream in _STREAM.findall(content):
        plain = _without_letters(stream)
        unpacked = inflate(zlib.decompressobj(), plain) or plain
        if not _DRAWING.search(unpacked):
            if not _BINARY.search(unpacked[:2000]):
                yield from _strings(unpacked)
            if not _OBJECTS.match(unpacked):
                yield unpacked


def _pages(content: bytes) -> Iterator[str]:
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        return
    with _ALONE:
        try:
            document = PdfDocument(content)
        except PdfiumError:  # damaged, or with a password
            return
        try:
            for number in range(min(len(document), _MOST_PAGES)):
                yield document[number].get_textpage().get_text_bounded()
        except PdfiumError:
            return
        finally:
            document.close()


def _without_letters(stream: bytes) -> bytes:
    """Return a stream that was written in letters as the bytes that it is."""
    bare = b"".join(stream.split())
    try:
        if bare.endswith(b"~>"):
            return a85decode(bare.removeprefix(b"<~").removesuffix(b"~>"))
        if _DIGITS.fullmatch(bare):
            return bytes.fromhex(bare[:-1].decode("ascii"))
    except ValueError:
        pass
    return stream


def _strings(content: bytes) -> Iterator[str]:
    names = {*_NAME.findall(content)}
    found = [_NAMED_BYTE.sub(lambda one: bytes.fromhex(one[1].decode()), name) for name in names]
    found += [_ESCAPE.sub(_unescaped, one) for one in _LITERAL.findall(content)]
    for digits in _HEX.findall(content):
        bare = b"".join(digits.split())
        found.append(bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode("ascii")))
    if found:
        yield "\n".join(map(_as_text, found))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    what = escape[1]
    if what[0] in b"01234567":
        return bytes([int(what, 8) & 0xFF])
    return b"" if what.endswith(b"\n") else _NAMED.get(what, what)


def _as_text(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xff\xfe"):
        return string[2:].decode("utf-16-le", "replace")
    try:
        return string.decode()
    except UnicodeDecodeError:
        return string.decode("latin-1")
