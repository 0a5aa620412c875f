"""Texts on several lines that YAML folds into one line.

A coach who types a list below `>`, or beside a key, means a list. Where a text has list markers,
its lines are kept as typed; all other texts are folded, as YAML does.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from coaching_site.prose.lists import has_list_markers

_WRAPPED: Final = re.compile(r"(?<=\S) ?\n(?=\S)")
_OTHER_BREAKS: Final = re.compile("[\x85\u2028\u2029]")


def unfolded(event: yaml.ScalarEvent, text: str) -> str:
    """Return the value of a scalar with the line breaks of its lists and paragraphs.

    `text` is the text of the whole file. Lines that are merely wrapped are joined.
    """
    value: str = event.value
    begin: Any = event.start_mark
    behind: Any = event.end_mark
    if begin.line == behind.line or event.style == "|":
        return value
    start, end = begin.index, behind.index
    written = text[start:end]
    if _OTHER_BREAKS.search(written):
        return value
    if event.style == ">":
        typed = _below_indicator(value, written)
    else:
        typed = _beside_key(
            event.style or "", written, text[text.rfind("\n", 0, start) + 1 : start]
        )
    return typed if has_list_markers(typed) else _WRAPPED.sub(" ", typed)


def _below_indicator(value: str, written: str) -> str:
    """Return the lines of a folded block, without comments behind it."""
    lines = written.split("\n")[1:]
    first = next((line for line in value.split("\n") if line.strip()), "")
    indent = _indent(next((line for line in lines if line.strip()), "")) - _indent(first)
    unindented = []
    for line in lines:
        if line.strip() and _indent(line) < indent:
            break
        unindented.append(line[indent:])
    return "\n".join(unindented).strip("\n")


def _beside_key(style: str, written: str, before: str) -> str:
    """Return the lines of a plain or quoted text with their indentation relative to each other."""
    first, *rest = (written[1:-1] if style else written).split("\n")
    if not before.strip():
        first, rest = "", [before + first, *rest]
    least = min((_indent(line) for line in rest if line.strip()), default=0)
    lines = [first.rstrip(" \t"), *(line.rstrip(" \t")[least:] for line in rest)]
    typed = _unquoted("\n".join(lines), style)
    return typed if has_list_markers(typed) else _unquoted("\n".join(map(str.strip, lines)), style)


def _unquoted(typed: str, style: str) -> str:
    if style == "'":
        return typed.replace("''", "'")
    if style != '"':
        return typed.strip("\n")
    # A backslash at the end of a line joins it to the next one.
    escaped = re.sub(r"(?<!\\)((?:\\\\)*)\n", r"\1\\n", typed)
    return str(yaml.load(f'"{escaped}"', Loader=yaml.BaseLoader))  # noqa: S506


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
