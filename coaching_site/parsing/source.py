"""The text of a file, or plain words about a file that cannot be read as text."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Final

from coaching_site.parsing.report import Position, Report
from coaching_site.problems import InvalidInput, Problem, quoted, shown

LARGEST: Final = 2_000_000
"""The most bytes that a file may hold."""

_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ENDS_A_LINE_FOR_YAML_ALONE = re.compile("[\x85\u2028\u2029]")


def read_text(path: Path, report: Report) -> str:
    """Return the text of a file with plain line ends; raise InvalidInput if there is none."""
    raw = read_bytes(path)
    text = _decoded(raw.removeprefix(b"\xef\xbb\xbf"), report)
    if not text.strip():
        raise _useless(path, "the file is empty", line=1)
    return _readable(_ENDS_A_LINE_FOR_YAML_ALONE.sub(" ", text), report)


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return what is in a file of at most `largest` bytes; raise InvalidInput if it is none.

    A pipe or a device may never end, so nothing but a file is opened.
    """
    if message := unfit(path):
        raise _useless(path, message)
    try:
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except OSError as error:
        raise _useless(path, f"the file cannot be read: {error.strerror}") from None
    if len(raw) > largest:
        raise _useless(path, _too_large(path.stat().st_size, largest), line=1)
    return raw


def read_template(path: Path) -> str:
    """Return the text of a template, which may be empty; raise InvalidInput if it is no text."""
    report = Report(path)
    text = _decoded(read_bytes(path).removeprefix(b"\xef\xbb\xbf"), report)
    if report:
        report.raise_all()
    return text


def unfit(path: Path) -> str | None:
    """Return why there is no file to read at a path, None if there is one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            return f"this link leads to no file: {quoted(str(path.readlink()))}"
        return "there is no such file"
    except (OSError, ValueError) as error:
        return f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
    if stat.S_ISREG(mode):
        return None
    kind = _KINDS.get(stat.S_IFMT(mode), "a device")
    return f"expected a file, found {kind}"


_KINDS: Final = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


def _too_large(size: int, largest: int) -> str:
    if largest < LARGEST:
        return f"the file is too large: expected at most {largest // 1000} KB"
    return (
        f"the file has {size / 1e6:.1f} MB, expected at most {largest / 1e6:.0f} MB: "
        "keep pictures and other attachments in files of their own"
    )


def _useless(path: Path, message: str, line: int = 0) -> InvalidInput:
    return InvalidInput([Problem(shown(path), line, line, "", message)])


def _decoded(raw: bytes, report: Report) -> str:
    try:
        text = raw.decode()
        first = raw.find(b"\0")
    except UnicodeDecodeError as error:
        # Reading on finds the other mistakes too.
        text = raw.decode(errors="replace")
        first = error.start
    if first >= 0:
        before = _with_plain_ends(raw[:first].decode()).split("\n")
        position = Position(len(before), len(before[-1]) + 1)
        report.add(
            position, f"the text is not UTF-8 (found the byte {raw[first]:02X}): {_SAVE_AGAIN}"
        )
        if b"\0" in raw:
            report.raise_all()
    return _with_plain_ends(text)


_SAVE_AGAIN: Final = "open the file in your editor and save it again with the encoding UTF-8"


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _readable(text: str, report: Report) -> str:
    for found in _UNREADABLE.finditer(text):
        if report.is_full:
            break
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        name = f"U+{ord(found[0]):04X}"
        report.add(Position(line, column), f"the character {name} cannot be read: delete it here")
    return _UNREADABLE.sub(" ", text)
