"""What mail programs, phones and editors put around a reply, taken off again.

What is taken off adds nothing to a reply and changes no letter of it; a file that holds no reply is
named for what it is.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from coaching_site.crypto.envelope import MAX_ENVELOPE_BYTES
from coaching_site.replies.mail_text import of_base64, replies_in
from coaching_site.replies.pdf_form import is_pdf, read_workbook
from coaching_site.replies.reply import ReplyRefused

MAX_WRAPPED_BYTES: Final = 8_000_000
"""The most bytes of a file around it, and of all that is unpacked from it."""

DAMAGED: Final = "this is not a reply, or it was damaged on its way: ask for it again"

_MAX_NESTING: Final = 3
_MAX_PARTS: Final = 100
_BLANKS: Final = " \t\r\n\u00a0\u200b\u2060\ufeff\x0b\x0c\x85\u2028\u2029"
_HEADER: Final = re.compile(
    rb"^(?:Received|From|To|Subject|Date|MIME-Version|Content-Type|Message-ID|Return-Path"
    rb"|Delivered-To|X-[\w-]+):",
    re.MULTILINE | re.IGNORECASE,
)
_FIRST_LINE: Final = re.compile(rb"(?:From [^\n]*\n|[A-Za-z][\w-]*:[ \t\r\n])")
_CHARSETS: Final = re.compile(r"utf-?(?:8|16|16-?le|16-?be)|iso-8859-\d+|windows-125\d|us-ascii")
_ARCHIVE: Final = "this is an archive: unpack it, and receive what is in it"
_PICTURE: Final = "this is a picture, not a reply: type what is on it by hand"
_OTHERS: Final = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\0\0\0", _PICTURE),  # as phones make them: a box of less than 16 MB comes first
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an email as Outlook keeps it, or an old Office file: open it there, save the "
        "attachment, and receive that",
    ),
    (
        b"\x78\x9f\x3e\x22",
        "this is what Outlook puts around attachments (winmail.dat): ask for the reply in a zip",
    ),
)
_TEXTS: Final = (
    ("-----BEGIN PGP", "an email program encrypted this: open it there and save the reply"),
    ("-----BEGIN ", "this is a key or a certificate, not a reply"),
    ("Key: ", "this is a private key, not a reply"),
)


def unwrapped(raw: bytes) -> bytes:
    """Return the one reply, locked or open, or workbook in what a file holds.

    Raises `ReplyRefused` where there is none, or more than one.
    """
    search = _Search()
    # A mail often holds the same reply twice: as text and as HTML.
    replies = list(dict.fromkeys(search.replies(raw)))
    if len(replies) > 1:
        raise ReplyRefused(
            f"it holds {len(replies)} replies: save each as a file, and receive those"
        )
    if not replies:
        raise ReplyRefused(search.reason)
    if len(replies[0]) > MAX_ENVELOPE_BYTES:
        raise ReplyRefused(f"the reply is larger than {MAX_ENVELOPE_BYTES // 10**6} MB")
    return replies[0]


@dataclass
class _Search:
    """Looks for replies, and keeps the `reason` why there is none; `left` bounds the unpacking."""

    reasons: list[str] = field(default_factory=list)
    left: int = 2 * MAX_WRAPPED_BYTES

    @property
    def reason(self) -> str:
        """Why no reply was found: what the outermost wrapping says, or else what is inside."""
        return self.reasons[0] if self.reasons else DAMAGED

    def replies(self, raw: bytes, depth: int = 0) -> Iterator[bytes]:
        """Yield each reply in some bytes, whatever is around it."""
        if depth > _MAX_NESTING:
            return
        if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from self._in_zip(raw, depth)
        elif is_pdf(raw):
            yield from self._in_pdf(raw)
        elif named := next((name for start, name in _OTHERS if raw.startswith(start)), None):
            self.reasons.append(named)
        elif not (text := _text(raw)).strip(_BLANKS):
            self.reasons.append("the file is empty")
        elif _is_mail(encoded := text.strip(_BLANKS).encode(errors="surrogateescape")):
            yield from self._in_mail(encoded, depth)
        else:
            yield from self._in_text(text, depth)

    def _in_pdf(self, raw: bytes) -> Iterator[bytes]:
        try:
            read_workbook(raw)
            yield raw
        except ReplyRefused as error:
            self.reasons.append(str(error))

    def _in_zip(self, raw: bytes, depth: int) -> Iterator[bytes]:
        try:
            with ZipFile(BytesIO(raw)) as archive:
                entries = [entry for entry in archive.infolist() if _may_be_a_reply(entry)]
                if any(entry.filename == "[Content_Types].xml" for entry in entries):
                    self.reasons.append("this is an Office document: type what is in it by hand")
                elif len(entries) > _MAX_PARTS:
                    self.reasons.append("this archive holds more files than any with a reply")
                elif any(entry.flag_bits & 1 for entry in entries):
                    self.reasons.append("this archive has a password: unpack it, and receive that")
                else:
                    yield from self._in_entries(archive, entries, depth)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            self.reasons.append("this archive is damaged: ask for the reply again")

    def _in_entries(self, archive: ZipFile, entries: list[ZipInfo], depth: int) -> Iterator[bytes]:
        reasons = len(self.reasons)
        has_reply = False
        for entry in entries:
            with archive.open(entry) as stream:
                # No more than is left is read, whatever size a hostile archive claims.
                inner = stream.read(min(MAX_WRAPPED_BYTES, self.left) + 1)
            self.left -= len(inner)
            if len(inner) > MAX_WRAPPED_BYTES or self.left <= 0:
                self.reasons.append("this archive holds more than any reply does")
                return
            for reply in self.replies(inner, depth + 1):
                has_reply = True
                yield reply
        if not has_reply and len(entries) != 1:
            self.reasons.insert(reasons, "this archive holds no reply")

    def _in_mail(self, raw: bytes, depth: int) -> Iterator[bytes]:
        reasons, has_reply = len(self.reasons), False
        try:
            parts = [part for part in message_from_bytes(raw).walk() if not part.is_multipart()]
        except (RecursionError, ValueError, LookupError, AttributeError):
            parts = []
        for part in parts[:_MAX_PARTS]:
            if part.get_content_type() in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
                self.reasons.insert(reasons, _TEXTS[0][1])
                return
            for reply in self.replies(_content(part), depth + 1):
                has_reply = True
                yield reply
        if not has_reply:
            self.reasons.insert(
                reasons, "this email holds no reply: save its attachment, and receive that"
            )

    def _in_text(self, text: str, depth: int) -> Iterator[bytes]:
        bare = text.strip(_BLANKS)
        if named := next((name for start, name in _TEXTS if bare.startswith(start)), None):
            self.reasons.append(named)
            return
        if replies := replies_in(bare):
            yield from replies
        elif bare.startswith("{"):
            yield bare.encode(errors="surrogateescape")  # its reader says what is wrong with it
        elif inner := of_base64(bare):
            yield from self.replies(inner, depth + 1)
        elif re.match(r"(?i)<(?:!doctype|html|\?xml|!--)", bare):
            self.reasons.append("this is a page of HTML, with no reply in it")
        else:
            self.reasons.append(DAMAGED)


def _text(raw: bytes) -> str:
    """Return bytes as the text that they are; what is not UTF-8 is kept as it is."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(
                encoding, errors="replace" if "8" not in encoding else "surrogateescape"
            )
    start = raw[:400]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(start) > 1 and zeros.count(0) > len(zeros) // 2 and start.count(0) < len(start):
            return raw.decode(encoding, errors="replace")
    return raw.decode(errors="surrogateescape")


def _is_mail(raw: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", raw[:100_000], maxsplit=1)[0]
    return bool(_FIRST_LINE.match(raw)) and len(_HEADER.findall(head)) > 1


def _content(part: Message) -> bytes:
    """Return what a part of a mail holds, in UTF-8 where it is text in a known encoding."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    raw = content if isinstance(content, bytes) else b""
    try:
        charset = part.get_content_charset() or ""
        known = part.get_content_maintype() == "text" and _CHARSETS.fullmatch(charset)
        return raw.decode(charset).encode() if known else raw
    except (ValueError, LookupError):
        return raw


def _may_be_a_reply(entry: ZipInfo) -> bool:
    name = entry.filename
    return not (entry.is_dir() or name.startswith("__MACOSX/") or name.split("/")[-1][:1] == ".")
