"""A text in each way in which somebody may read it, through what it is wrapped and escaped in."""

from __future__ import annotations

import re
from base64 import a85decode, b32decode
from binascii import Error as NoBase64
from binascii import a2b_base64, a2b_uu
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from functools import lru_cache
from html import unescape
from itertools import compress, count, pairwise
from quopri import decodestring
from typing import Final, NamedTuple
from urllib.parse import unquote

_MAX_LAYERS: Final = 5
_MOST_KEPT: Final = 10_000
_LONGEST_KEPT: Final = 300
_MOST_ENTITIES: Final = 2_000
_LONGEST_ENTITY: Final = 40
_TAG: Final = re.compile(r"<([!?/A-Za-z][^<>]*)>")
# Tags within a word, as in "J<b>ane</b>"; all others end a word. Of office documents those end one
# that begin a paragraph, a cell or a line.
_WITHIN: Final = re.compile(
    r"/?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong"
    r"|sub|sup|time|tspan|tt|u|var|wbr|[aw]:(?!p\b|br\b|tab\b|tc\b|cr\b)[\w-]+)(?=[\s/]|$)|!--",
    re.IGNORECASE,
)
_ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{3})|([\s\S]))"
)
# As `html.unescape` finds them.
_ENTITY: Final = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
_PERCENT: Final = re.compile("%[0-9a-fA-F]{2}")
# A backslash before these is no escape, but may part two folders.
_NO_ESCAPE: Final = re.compile(r"\\[A-Zac-eg-mo-qswyz]")
# Lines of calendars, contacts and mails go on after a line end and a blank.
_FOLD: Final = re.compile(r"\r?\n[ \t]")
_ENCODED: Final = re.compile(r"[A-Za-z0-9+/_-]{11,}={0,2}")
_WRAPPED: Final = re.compile(r"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]{2,76}={0,2}")
# Escapes of style sheets, and of the heads of mails.
_CSS_ESCAPE: Final = re.compile(r"\\([0-9a-fA-F]{2,6})[ \t\n]?")
_MAIL_WORDS: Final = re.compile(r"=\?[^?\s]+\?[BbQq]\?[^?]*\?=(?:\s*=\?[^?\s]+\?[BbQq]\?[^?]*\?=)*")
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_READABLE: Final = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){6,}")
_DIGIT: Final = re.compile("[0-9]")
_UUENCODED: Final = re.compile(r"^begin [0-7]{3,4} [^\n]*\n((?:[!-`][ -`]*\r?\n)+)", re.MULTILINE)
_ASCII85: Final = re.compile("<~([^~]+)~>")
_BASE32: Final = re.compile("[A-Z2-7]{11,}|[a-z2-7]{11,}")
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{2})+")


def readings(text: str) -> Iterator[str]:
    """Yield a text as it reads once tags, entities, escapes and folds are undone, in layers.

    What stands inside of tags is yielded apart from what stands between them.
    """
    layer = {text: None}
    for _ in range(_MAX_LAYERS):
        below: dict[str, None] = {}
        for one in layer:
            if further := [*_unwrapped(one)]:
                below.update(dict.fromkeys(further))
            else:
                yield one
        layer = below
    yield from layer


def _unwrapped(text: str) -> list[str]:
    """Return what is below one layer of wrapping; nothing if there is no such layer."""
    if "<" in text and len(parts := _TAG.split(text)) > 1:
        tags = parts[1::2]
        instead = {tag: "" if _WITHIN.match(tag) else " " for tag in set(tags)}
        parts[1::2] = map(instead.__getitem__, tags)
        # Split at quotes, names and values of attributes stand apart, and most of them once.
        attributes = "\n".join(instead).split('"')
        return ["".join(parts), "\n".join(dict.fromkeys(attributes))]
    found = [one for one in (_unescaped(text), _unfolded(text), _of_style(text)) if one != text]
    is_ambiguous = found and "\\" in text and _NO_ESCAPE.search(text)
    return [*found, text.replace("\\", " ")] if is_ambiguous else found


def _unescaped(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(_of_entity, text)
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
        # What was written as two halves of one character becomes one.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unquote(text) if "%" in text and _PERCENT.search(text) else text


def _of_entity(entity: re.Match[str]) -> str:
    written = entity[0]
    return _known_entity(written) if len(written) <= _LONGEST_ENTITY else unescape(written)


@lru_cache(_MOST_ENTITIES)
def _known_entity(written: str) -> str:
    return unescape(written)


def _of_style(text: str) -> str:
    if "\\" not in text:
        return text
    return _CSS_ESCAPE.sub(lambda found: _letter(int(found[1], 16)), text)


def _unfolded(text: str) -> str:
    if "=?" in text:
        text = _MAIL_WORDS.sub(_of_mail, text)
    plain = text.lower()
    if "begin:v" not in plain and "content-transfer-encoding" not in plain:
        return text
    text = _FOLD.sub("", text)
    if "quoted-printable" in plain:
        text = _quoted(text)
    return text


def _of_mail(words: re.Match[str]) -> str:
    """Return what encoded words in the head of a mail say, which may be parts of one word."""
    try:
        parts = decode_header(words[0])
    except HeaderParseError:
        return words[0]
    return "".join(
        part if isinstance(part, str) else _decoded(part, (charset or "utf-8").partition("*")[0])
        for part, charset in parts
    )


def _quoted(text: str) -> str:
    lines = decodestring(text.encode("utf-8", "replace")).splitlines(keepends=True)
    charsets = [*dict.fromkeys(one.lower() for one in _CHARSET.findall(text))]
    charset = next((one for one in charsets if one != "utf-8"), "cp1252")
    return "".join(_decoded(line, "utf-8", charset) for line in lines)


def _decoded(content: bytes, *charsets: str) -> str:
    """Return bytes as the first of the charsets reads them that can."""
    for charset in charsets:
        with suppress(LookupError, UnicodeDecodeError):
            return content.decode(charset)
    return content.decode("utf-8", "replace")


def _letter(number: int) -> str:
    return chr(number) if number <= 0x10FFFF else " "


def _character(escape: re.Match[str]) -> str:
    *hexadecimal, octal, other = escape.groups()
    number = next((int(one, 16) for one in hexadecimal if one), None)
    if octal:
        number = int(octal, 8)
    if number is None:
        return " " if other in "nrtbfv\n\r" else str(other)
    return _letter(number)


def marked_files_in(text: str) -> Iterator[bytes]:
    """Yield files in lines that begin with how long they are, and between marks of Ascii85."""
    marked = unescape(text) if "&lt;~" in text else text
    for letters in _ASCII85.findall(marked) if "<~" in marked else ():
        with suppress(ValueError):
            yield a85decode(letters)
    # The expression looks at each line, and texts often have the word within one.
    is_there = "\nbegin " in text or text.startswith("begin ")
    for lines in _UUENCODED.findall(text) if is_there else ():
        found = b""
        for line in lines.splitlines():
            with suppress(NoBase64):
                found += a2b_uu(line)
        yield found


class Encoded(NamedTuple):
    """What letters hold as base64 or in hexadecimal digits: files, and what can be read in them.

    `readable` is also what begins behind other letters, or stands among other bytes.
    """

    files: tuple[bytes, ...]
    readable: tuple[str, ...]


_NOTHING: Final = Encoded((), ())


def encoded_in(text: str, is_file: Callable[[bytes], bool]) -> Encoded:
    """Return all that a text holds encoded, of which only what `is_file` accepts is a file."""
    runs = _encoded_runs(text)
    found = (
        _kept(run, is_file) if len(run) <= _LONGEST_KEPT else _encoded_by(run, is_file)
        for run in runs
    )
    every = [one for one in found if one is not _NOTHING]
    return Encoded(
        tuple(file for one in every for file in one.files),
        tuple(dict.fromkeys(piece for one in every for piece in one.readable)),
    )


@lru_cache(_MOST_KEPT)
def _kept(run: str, is_file: Callable[[bytes], bool]) -> Encoded:
    """Return what a run of letters holds; portals have most of theirs in common."""
    return _encoded_by(run, is_file)


def _encoded_by(run: str, is_file: Callable[[bytes], bool]) -> Encoded:
    # Words alone are no base64 of anything, nor are they digits.
    if run.islower() and not _DIGIT.search(run):
        return _NOTHING
    decoded = _from_base64(run)
    files = decoded[:1]
    if _HEX.fullmatch(run):
        files.append(bytes.fromhex(run))
    if _BASE32.fullmatch(bare := run.rstrip("=")):
        with suppress(NoBase64):
            files.append(b32decode(bare + "=" * (-len(bare) % 8), casefold=True))
    files = [*filter(is_file, files)]
    # Between what is read from each letter on stands a byte that no text has.
    pieces = _READABLE.findall(b"\xff".join(decoded).replace(b"\0", b""))
    if not files and not pieces:
        return _NOTHING
    return Encoded(tuple(files), tuple(one.decode("utf-8", "replace") for one in pieces))


def _encoded_runs(text: str) -> Iterable[str]:
    runs = _ENCODED.findall(text)
    if "base64" in text.lower():
        runs += ["".join(run.split()) for run in _WRAPPED.findall(text)]
    return dict.fromkeys(runs)


def _from_base64(run: str) -> list[bytes]:
    """Return what letters say from the first on, and from each of the next three."""
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    size = len(bare)
    # Behind letters in fours, one more says nothing; of the signs that fill up four, two suffice.
    every = [bare[start : size - ((size - start) % 4 == 1)] + "==" for start in range(4)]
    try:
        return [a2b_base64(letters) for letters in every]
    except (NoBase64, ValueError):
        return []


class Lines:
    """Lines that were seen, two that follow one another at a time: files have most in common."""

    def __init__(self) -> None:
        """Have seen none."""
        self._seen: set[tuple[str, str]] = set()

    def unseen(self, lines: Iterable[str]) -> str:
        """Return lines without those between two that were there before in the same order."""
        kept: list[str] = []
        last, seen = -1, self._seen
        pairs = [*pairwise(["", *lines, ""])]
        for number in compress(count(), [pair not in seen for pair in pairs]):
            pair = pairs[number]
            if pair not in seen:  # a moment ago in these lines
                seen.add(pair)
                kept += pair[1:] if kept and (last == number - 1 or not pair[0]) else pair
                last = number
        return "\n".join(kept)


def sentences_of(text: str) -> Iterable[str]:
    """Return a text in its lines, and these in sentences and what stands between quotes."""
    for end in ('"', " \u00b7 "):
        text = text.replace(end, "\n")
    for end in ".!?":  # which stay, as they part what may be read as a name
        text = text.replace(f"{end} ", f"{end}\n")
    return filter(None, map(str.strip, text.split("\n")))
