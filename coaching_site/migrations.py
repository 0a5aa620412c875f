"""Files of an older form, brought to the present one with every comment in its place."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coaching_site.editing import CannotEdit, Put, apply_edits
from coaching_site.loading import require_known_version, version_of
from coaching_site.model.engagement import SCHEMA_VERSION
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import InvalidInput, Problem, shown

_KEY: Final = "schema_version"
_COMMENT: Final = re.compile(r"(?:^|\s)#.*", re.MULTILINE)


@dataclass(frozen=True)
class Migration:
    """The step from one form of the file to the next.

    `edit` changes the text, by the room `editing`; `convert` makes the same change in what the
    file says, as lists and mappings of text. Each proves the other.
    """

    edit: Callable[[bytes], bytes]
    convert: Callable[[dict[str, Any]], dict[str, Any]]


MIGRATIONS: Final[Mapping[int, Migration]] = {}
"""Each step by the version that it begins with, up to the one before `SCHEMA_VERSION`."""


def migrated(
    raw: bytes,
    path: Path,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    version: int = SCHEMA_VERSION,
) -> bytes:
    """Return the bytes of an engagement's file in the form of a version, which it names.

    Raises `InvalidInput` for a file that cannot be read, is of a newer form, or is written so that
    it cannot be changed safely.
    """
    root = _root(raw, path)
    _require_number(root, path)
    require_known_version(root, path, version)
    content = root.plain()
    try:
        after = raw
        for step in range(version_of(root), version):
            after, content = migrations[step].edit(after), migrations[step].convert(content)
        if content.get(_KEY) != str(version):
            after = _with_version(after, _root(after, path), version)
    except CannotEdit as error:
        raise InvalidInput([Problem.of_file(path, f"{_BY_HAND} ({error})")]) from None
    # What the text says now is compared with what was to be said; comments are in no tree, so
    # they are counted.
    is_safe = _root(after, path).plain() == content | {_KEY: str(version)}
    if not is_safe or _comments(raw) - _comments(after):
        raise InvalidInput([Problem.of_file(path, _BY_HAND)])
    return after


_BY_HAND: Final = "the file is written in a way in which it cannot be changed safely"


def _with_version(raw: bytes, root: Node, version: int) -> bytes:
    """Return the bytes of a file that names its version, before its first key if it is new."""
    line, column, _ = min(root.keys.values(), default=Position(1, 0))
    if _KEY in root.keys or column != 1:  # between braces, or behind the beginning of a document
        return apply_edits(raw, [Put((_KEY,), version)], lambda _: [])
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    lines = raw.removeprefix(mark).splitlines(keepends=True)
    end = lines[0][len(lines[0].rstrip(b"\r\n")) :] or b"\n"
    is_apart = line > 1 and not lines[line - 2].strip()
    lines.insert(line - 1, b"%s: %d" % (_KEY.encode(), version) + end * (1 + is_apart))
    return mark + b"".join(lines)


def _root(raw: bytes, path: Path) -> Node:
    report = Report(path)
    text = raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    root = read_tree(text, report).root
    if root is None or not isinstance(root.value, dict):
        raise InvalidInput([Problem.of_file(path, "expected an engagement, found none")])
    if report:
        report.raise_all()
    return root


def _require_number(root: Node, path: Path) -> None:
    """Raise `InvalidInput` for a version that is no number, which counts as the first elsewhere."""
    found = root.child(_KEY)
    if found and found.value != str(version_of(root)):
        place = found.position
        message = f"expected a whole number, such as {SCHEMA_VERSION}"
        raise InvalidInput([Problem(shown(path), place.line, place.column, _KEY, message)])


def _comments(raw: bytes) -> Counter[str]:
    """Return each comment, and whatever else looks like one, with how often it is there."""
    return Counter(comment.strip() for comment in _COMMENT.findall(raw.decode(errors="replace")))
