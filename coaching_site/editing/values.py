"""One value in place of another, with the comments around it and inside it kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coaching_site.editing.document_text import DocumentText
from coaching_site.editing.source import Splices
from coaching_site.editing.spans import CannotEdit, Span

_HEADER: Final = re.compile(r"[|>][0-9+-]*")
_BLOCK: Final = re.compile(r"(?:^|[-:] |^ )[|>][-+0-9]*$", re.MULTILINE)
_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t\n,\[\]{}]))#[^\n]*")


def replace_value(
    doc: DocumentText,
    splices: Splices,
    old: Span,
    indicator_end: int,
    column: int,
    new: tuple[str, list[str]],
) -> None:
    """Replace a value in a block by what follows its key or dash, and the lines below.

    `indicator_end` is the offset behind the colon or the dash, `column` that of key or dash.
    """
    head, lines = new
    comments = [*comments_in(doc, old)]
    block = _BLOCK.search("\n".join([head, *lines]))
    # Between the sign of a block and its text a comment would be part of the text.
    after = [f"{' ' * column}{comment}" for comment in comments] if block else []
    lines = lines if block else [*comments, *lines]
    text = "\n".join([doc.indented(lines, column), *after]) if lines else ""
    # Comments and styles within a block have no counterpart in the new value.
    if old.kind != "text" and not old.flow:
        raise CannotEdit("a list or mapping would be replaced")
    head_end = _head_end(doc, old)
    _replace_head(doc, splices, old, indicator_end, head_end, head)
    line_end = doc.line_end(head_end)
    end = max(line_end, old.bare_end)
    splices.replace(line_end, end, f"\n{text}" if text else "")
    if block:
        _keep_out(doc, splices, end, column)


def _keep_out(doc: DocumentText, splices: Splices, end: int, column: int) -> None:
    """Move comments below a value to its column: further in they would be part of its text."""
    at = doc.line_end(end)
    while at < doc.end_of_comments(end, column):
        first = at + 1
        at = doc.line_end(first)
        line = doc.text[first:at]
        if line.strip():
            splices.replace(first, first + len(line) - len(line.lstrip()), " " * column)


def has_comment_beside(doc: DocumentText, old: Span, indicator_end: int) -> bool:
    """Whether a comment stands on the line on which a value begins or, on one line, ends."""
    end = _head_end(doc, old)
    return "#" in doc.text[indicator_end : old.start] + doc.text[end : doc.line_end(end)]


def comments_in(doc: DocumentText, old: Span) -> Iterator[str]:
    """Yield the comments between the brackets or braces of a value, which would be lost."""
    if not old.flow:
        return
    at = old.start
    for text in sorted(_texts(old), key=lambda span: span.start):
        yield from _COMMENT.findall(doc.text[at : text.start])
        at = max(at, text.end)
    yield from _COMMENT.findall(doc.text[at : old.end])


def _texts(span: Span) -> Iterator[Span]:
    if span.kind == "text":
        yield span
    for inner in (*span.items, *(entry.value for entry in span.entries.values())):
        yield from _texts(inner)


def _head_end(doc: DocumentText, old: Span) -> int:
    if old.style in ("|", ">") and (header := _HEADER.match(doc.text, old.start)):
        return header.end()
    return old.end


def _replace_head(
    doc: DocumentText, splices: Splices, old: Span, indicator_end: int, end: int, head: str
) -> None:
    if old.start == old.end:
        splices.insert(indicator_end, head)
    elif head:
        splices.replace(old.start, end, head.lstrip(" "))
    elif doc.is_first(old.start):
        splices.replace(doc.line_start(old.start) - 1, end, "")
    else:
        splices.replace(indicator_end, end, "")
