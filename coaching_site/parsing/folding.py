"""Texts on several lines that YAML folds into one: their lists and paragraphs stay as typed."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from coaching_site.prose.lists import has_signs

_WRAPPED: Final = re.compile(r"(?<=\S) ?\n(?=\S)")
_OTHER_BREAKS: Final = re.compile("[\x85\u2028\u2029]")


def unfolded(event: yaml.ScalarEvent, text: str) -> str:
    """Return a value as it would be below `|`, but for lines that are no more than wrapped.

    `text` is the file's.
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
        typed = _below_sign(value, written)
    else:
        typed = _beside_key(
            event.style or "", written, text[text.rfind("\n", 0, start) + 1 : start]
        )
    return typed if has_signs(typed) else _WRAPPED.sub(" ", typed)


def _below_sign(value: str, written: str) -> str:
    """Return the lines below a `>`, without the comments that may follow them."""
    lines = written.split("\n")[1:]
    first = next((line for line in value.split("\n") if line.strip()), "")
    indent = _indent(next((line for line in lines if line.strip()), "")) - _indent(first)
    kept = []
    for line in lines:
        if line.strip() and _indent(line) < indent:
            break
        kept.append(line[indent:])
    return "\n".join(kept).strip("\n")


def _beside_key(style: str, written: str, before: str) -> str:
    """Return the lines of a text with or without quotes, indented among each other as typed."""
    first, *rest = (written[1:-1] if style else written).split("\n")
    if not before.strip():
        first, rest = "", [before + first, *rest]
    least = min((_indent(line) for line in rest if line.strip()), default=0)
    lines = [first.rstrip(" \t"), *(line.rstrip(" \t")[least:] for line in rest)]
    typed = _unquoted("\n".join(lines), style)
    return typed if has_signs(typed) else _unquoted("\n".join(map(str.strip, lines)), style)


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
