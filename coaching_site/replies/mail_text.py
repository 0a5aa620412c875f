"""The replies in a text that mail programs wrapped, quoted, encoded or dressed as HTML.

A locked reply is one line of ASCII, an open one a line of JSON, so that what was added can be told
from what was written.
"""

from __future__ import annotations

import json
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice, pairwise
from typing import Final

from coaching_site.crypto.envelope import COMPACT

_MAX_BEGINNINGS: Final = 20
_START: Final = re.compile(r"(?<![\w-])eyJ")
_MAX_ENVELOPE_CHARACTERS: Final = 4_000_000
_BLANK: Final = re.compile(r"[\s\u200b\u2060\ufeff]+")
_STRING: Final = re.compile(r'("(?:[^"\\]|\\.)*")|[\s\u200b\u2060\ufeff]+', re.DOTALL)
_BEGINNING: Final = re.compile(r'\{\s*"format"\s*:')
_QUOTE: Final = re.compile(r"(?:[>|] ?)*")
_TAG: Final = re.compile(r"<[^<>]*>")
_MARKS: Final = ">|"
_QUOTED: Final = re.compile(r"^[>|][>| ]*(?:\{|eyJ)", re.MULTILINE)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")


def replies_in(text: str) -> list[bytes]:
    """Return each reply in a text, locked or open, without what is around it."""
    # An open reply may quote a locked one in its text; a locked one holds nothing but itself.
    ways = (_locked_in, _open_in)
    for way in reversed(ways) if text.startswith("{") else ways:
        if replies := [*way(text)]:
            return replies
    return []


def of_base64(text: str) -> bytes | None:
    """Return what a text is in base64, None if it is not."""
    plain = _BLANK.sub("", text)
    if not _BASE64.fullmatch(plain):
        return None
    try:
        return b64decode(plain)
    except ValueError:
        return None


def _readings(text: str) -> list[str]:
    """Return a text, and what it was before a mail program encoded, dressed or quoted it.

    Each is told by signs that a reply itself would not have at such a place.
    """
    readings = [text]
    if 2 * len(re.findall(r"=\r?$", text, re.MULTILINE)) > text.count("\n") > 0:
        raw = quopri.decodestring(text.encode(errors="surrogateescape"))
        readings.append(raw.decode(errors="surrogateescape"))
    # Signs of HTML count before the reply alone: within it a reader may have typed them.
    before = text.partition("format")[0]
    if "<" in before or "&" in before:
        readings.append(unescape(_TAG.sub("", text)))
    if _QUOTED.search(text):
        readings.append(_unquoted(text))
    return readings


def _unquoted(text: str) -> str:
    """Return a text without the marks that each of its quoted lines begins with."""
    lines = text.split("\n")
    marks = [_QUOTE.match(line[:100]) for line in lines if line[:1] in tuple(_MARKS)]
    levels = min((sum(map(mark[0].count, _MARKS)) for mark in marks if mark), default=0)
    quoted = re.compile(rf"(?:[>|] ?){{{levels}}}")
    return "\n".join(
        quoted.sub("", line, count=1) if quoted.match(line) else line for line in lines
    )


def _locked_in(text: str) -> Iterator[bytes]:
    """Yield each envelope in a text, on one line."""
    for reading in _readings(text):
        envelopes = [*_envelopes(reading)]
        if envelopes:
            yield from envelopes
            return


def _envelopes(text: str) -> Iterator[bytes]:
    whole = _BLANK.sub("", text)
    if COMPACT.fullmatch(whole):
        yield whole.encode()
        return
    for beginning in islice(_START.finditer(text), _MAX_BEGINNINGS):
        at = beginning.start()
        if envelope := COMPACT.match(_BLANK.sub("", text[at : at + _MAX_ENVELOPE_CHARACTERS])):
            yield envelope[0].encode()


def _open_in(text: str) -> Iterator[bytes]:
    """Yield each open reply in a text, to the letter."""
    readings = _readings(text)
    tidy = (_STRING.sub(lambda gap: gap[1] or " ", reading) for reading in readings)
    # Only then what a wrapping may have changed: at its breaks there may have been spaces.
    for whole in chain(readings, tidy, map(_joined, reversed(readings))):
        if replies := [*_objects(whole)]:
            yield from replies
            return


def _objects(text: str) -> Iterator[bytes]:
    at = 0
    for beginning in islice(_BEGINNING.finditer(text), _MAX_BEGINNINGS):
        if beginning.start() < at:
            continue
        try:
            _, at = json.JSONDecoder().raw_decode(text, beginning.start())
        except (ValueError, RecursionError):
            continue
        yield text[beginning.start() : at].encode(errors="surrogateescape")


def _joined(text: str) -> str:
    """Return a text of one line that was wrapped, on one line again.

    A break stands for the space at which a line was broken, but for nothing behind a space that
    stayed, in the middle of a word that is longer than a line, and where all lines are as long.
    """
    lines = [line.rstrip("\r") for line in text.split("\n")]
    width = max(map(len, lines))
    alike = len(lines) > 2 and {*map(len, lines[:-1])} == {width}
    parts = [lines[0]]
    for line, following in pairwise(lines):
        word = len(line) - line.rfind(" ") - 1 + len(following.partition(" ")[0])
        in_a_word = len(line) == width and word > width
        parts += ["" if alike or line.endswith(" ") or in_a_word else " ", following]
    return "".join(parts)
