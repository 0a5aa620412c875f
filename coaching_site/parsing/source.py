"""The text of a file, or the problem of a file that cannot be read as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from coaching_site.characters import CONTROLS, SURROGATES
from coaching_site.files import FileTooLarge, NotAFile, read_limited, require_file
from coaching_site.parsing.report import Position, Report
from coaching_site.problems import InvalidInput, Problem, quoted, shown

MAX_FILE_BYTES: Final = 2_000_000
"""The most bytes that a file of a coach may hold."""

_UNREADABLE_CHARACTER = re.compile(rf"[{CONTROLS}{SURROGATES}\ufeff\ufffe\uffff]")
_ENDS_A_LINE_FOR_YAML_ALONE = re.compile("[\x85\u2028\u2029]")


def read_text(path: Path, report: Report) -> str:
    """Return the text of a file with plain line ends; raise InvalidInput if there is none."""
    return text_of(read_bytes(path), path, report)


def text_of(raw: bytes, path: Path, report: Report) -> str:
    """Return what bytes say as `read_text` does; `path` is what they are called in messages."""
    text = _decoded(raw.removeprefix(b"\xef\xbb\xbf"), report)
    if not text.strip():
        raise _useless(path, "the file is empty", line=1)
    return _readable(_ENDS_A_LINE_FOR_YAML_ALONE.sub(" ", text), report)


def read_bytes(path: Path, max_bytes: int = MAX_FILE_BYTES) -> bytes:
    """Return what is in a file of at most `max_bytes`; raise InvalidInput if there is no such file.

    A pipe or a device may never end, so nothing but a file is opened.
    """
    try:
        return read_limited(path, max_bytes)
    except FileTooLarge as error:
        raise _useless(path, _too_large(error.size, max_bytes), line=1) from None
    except (OSError, ValueError) as error:
        raise _useless(path, _reason(path, error)) from None


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
        require_file(path)
    except (OSError, ValueError) as error:
        return _reason(path, error)
    return None


def _reason(path: Path, error: OSError | ValueError) -> str:
    """Return as a sentence why a file cannot be read; a path with a zero is a `ValueError`."""
    if isinstance(error, NotAFile):
        return str(error.strerror)
    if not isinstance(error, FileNotFoundError):
        return f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
    if path.is_symlink():
        return f"this link leads to no file: {quoted(str(path.readlink()))}"
    return "there is no such file"


def _too_large(size: int, max_bytes: int) -> str:
    if max_bytes < MAX_FILE_BYTES:
        return f"the file is too large: expected at most {max_bytes // 1000} KB"
    return (
        f"the file has {size / 1e6:.1f} MB, expected at most {max_bytes / 1e6:.0f} MB: "
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
    for found in _UNREADABLE_CHARACTER.finditer(text):
        if report.is_full:
            break
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        name = f"U+{ord(found[0]):04X}"
        report.add(Position(line, column), f"the character {name} cannot be read: delete it here")
    return _UNREADABLE_CHARACTER.sub(" ", text)
