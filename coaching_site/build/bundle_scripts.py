"""One script of several ES modules: browsers refuse modules in a portal that is opened as a file.

Understood are `import { a, b } from "./other.js"`, `import "./other.js"`, and `export` before a
function, a class or a `const`. Each module becomes a function, after the functions of the modules
that it imports: its names are its own, but for the exported ones, which all of them share. Lines
stay lines, so that what is wrong can be told by its line.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

_NAMES: Final = r"\{((?:\s*[\w$]+\s*(?:,|(?=\})))*\s*)\}"
_IMPORT: Final = re.compile(
    rf'^import[ \t]*(?:{_NAMES}[ \t]*from[ \t]*)?"(\.{{1,2}}/[^"\n]+)"[ \t]*;?[ \t]*$', re.MULTILINE
)
_EXPORT: Final = re.compile(
    r"^export +(?=(?:(?:async +)?function\*? *|class +|const +)([\w$]+))", re.MULTILINE
)
# Any other way to import or export; not a property or a method of one of these names.
_OTHER: Final = re.compile(
    r"^[ \t]*(?:import|export)(?=[ \t]*[\"'{*]|[ \t]+[\w$])|\bimport[ \t]*[(.]", re.MULTILINE
)
# Comments that fill their lines.
_COMMENT: Final = re.compile(
    r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$|^[ \t]*//[^\n]*$", re.MULTILINE | re.DOTALL
)
# What would be taken for an import, an export or a comment, were it not within backticks.
_LOOKS_LIKE_CODE: Final = re.compile(r"[ \t]*(?:import\b|export\b|//|/\*)")


class ScriptBundleError(Exception):
    """Modules cannot be joined: `message` says why, at a `line` from 1 of the module at `path`."""

    def __init__(self, path: str, line: int, message: str) -> None:
        """Tell what is wrong where."""
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


@dataclass(frozen=True)
class Bundle:
    """The text of a script, and by its path the text of each module, without what joins them."""

    text: str
    modules: Mapping[str, str]


@dataclass(frozen=True)
class _Module:
    path: str
    body: str
    exports: tuple[str, ...]


def bundle_scripts(entry: str, read: Callable[[str], str | None]) -> Bundle:
    """Return the module `entry` and all that it imports, as one classic script.

    `read` returns the text of the module at a path, or None where there is none.
    Raises `ScriptBundleError`.
    """
    joined: dict[str, _Module] = {}
    _join(entry, read, joined, ())
    owners: dict[str, str] = {}
    for module in joined.values():
        for name in module.exports:
            if (other := owners.setdefault(name, module.path)) != module.path:
                raise ScriptBundleError(module.path, 1, f"{other} exports {name}, too")
    bodies = "".join(map(_wrapped, joined.values()))
    text = f'(() => {{\n"use strict";\n{bodies}}})();\n'
    return Bundle(text, {module.path: module.body for module in joined.values()})


def _line_of_odd_text(text: str) -> int | None:
    """Return the number of a line of text that this module would take for code."""
    is_within = False
    for number, line in enumerate(text.splitlines(), 1):
        if is_within and _LOOKS_LIKE_CODE.match(line):
            return number
        if not line.lstrip().startswith("//"):  # an odd backtick of a comment begins no text
            is_within ^= line.count("`") % 2 == 1
    return None


def _join(
    path: str, read: Callable[[str], str | None], joined: dict[str, _Module], way: tuple[str, ...]
) -> _Module:
    """Add a module to the joined ones, behind those it imports; `way` led to it."""
    if path in joined:
        return joined[path]
    if (typed := read(path)) is None:
        raise ScriptBundleError(path, 1, "there is no such file")
    if line := _line_of_odd_text(typed):
        message = "within backticks no line may begin like an import, an export or a comment"
        raise ScriptBundleError(path, line, message)
    # Comments may hold what looks like code; their lines stay, since problems name a line.
    text = _COMMENT.sub(_same_lines, typed)
    for found in _IMPORT.finditer(text):
        line = _line(text, found)
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2]))
        if other in (*way, path):
            raise ScriptBundleError(path, line, f"{other} imports this module in turn")
        if read(other) is None:
            raise ScriptBundleError(path, line, f"there is no {other}")
        exports = _join(other, read, joined, (*way, path)).exports
        for name in (found[1] or "").split(","):
            if name.strip() and name.strip() not in exports:
                message = f"expected an export of {name.strip()}, which {path}:{line} imports"
                raise ScriptBundleError(other, 1, message)
    body = _EXPORT.sub("", _IMPORT.sub(_same_lines, text))
    if left := _OTHER.search(body):
        expected = 'expected import { a } from "./b.js", or export before a function or const'
        raise ScriptBundleError(path, _line(body, left), expected)
    joined[path] = _Module(path, body, tuple(_EXPORT.findall(text)))
    return joined[path]


def _same_lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1


def _wrapped(module: _Module) -> str:
    """Return a module as a function that is called at once, and gives what it exports, in order.

    In a list, since the minifier gives names of its own to all but what objects have by name.
    """
    names = ", ".join(module.exports)
    given, last = (f"const [{names}] = ", f"return [{names}];\n") if names else ("", "")
    return f"{given}(() => {{\n{module.body.rstrip()}\n{last}}})();\n"
