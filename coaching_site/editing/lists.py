"""The texts of a list, changed one by one, so that what stands beside the others stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from coaching_site.editing.document_text import DocumentText
from coaching_site.editing.snippets import item_lines
from coaching_site.editing.source import Splices
from coaching_site.editing.spans import CannotEdit, Span
from coaching_site.editing.values import replace_value

_BLANK: Final = re.compile(r"\n[ \t]*\n")


def edit_texts(doc: DocumentText, splices: Splices, old: Span, texts: Sequence[str]) -> None:
    """Let a list in a block hold these texts; items that stay are not touched."""
    if any(item.kind != "text" for item in old.items):
        raise CannotEdit("a list of texts holds something else")
    before = [_as_read(doc, item, texts) for item in old.items]
    # Items that stay keep their place, style and comments; only the others are touched.
    matcher = SequenceMatcher(None, before, list(texts), autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        both = min(last - first, end - start)
        if texts[start:end] == before[first:last]:
            continue
        for offset in range(both):
            _replace(doc, splices, old, first + offset, texts[start + offset])
        for index in range(first + both, last):
            _delete(doc, splices, old, index)
        if new := texts[start + both : end]:
            _insert(doc, splices, old, first + both, new)


def _as_read(doc: DocumentText, item: Span, texts: Sequence[str]) -> str:
    """Return an item as one of some texts that differ only in lines and blank lines it has."""
    text, written = item.text.strip(), doc.text[item.start : item.end].strip()
    # A text that was folded over several lines reads with other breaks than the record has.
    if item.style == "|" or "\n" not in written:
        return text
    alike = (
        one
        for one in texts
        if one.split() == text.split() and "\\\n" not in one and _blanks(one) == _blanks(written)
    )
    return next(alike, text)


def _blanks(text: str) -> int:
    return len(_BLANK.findall(text))


def insert_below(doc: DocumentText, splices: Splices, end: int, lines: str, column: int) -> None:
    """Put lines at a column below what ends at a position, and below comments that belong to it."""
    if doc.text[end - 1 : end] == "\n":  # the blank lines before it belong to a text
        splices.insert(end, f"{lines}\n")
    else:
        splices.insert(doc.end_of_comments(end, column), f"\n{lines}")


def _replace(doc: DocumentText, splices: Splices, old: Span, index: int, text: str) -> None:
    dash = old.dashes[index]
    first, *below = item_lines(text, doc.layout)
    new = (first.removeprefix("-"), below)
    replace_value(doc, splices, old.items[index], dash + 1, doc.column(dash), new)


def _delete(doc: DocumentText, splices: Splices, old: Span, index: int) -> None:
    """Take an item out, but for a comment on its first or its last line."""
    dash, item = old.dashes[index], old.items[index]
    if not doc.is_first(dash):
        raise CannotEdit("an item that shares its line would be taken out")
    start, end = doc.line_start(dash), doc.line_end(item.bare_end)
    kept = _comment_beside(doc, item)
    # A comment beside an item says something of the list too: it stays, on a line of its own.
    if kept:
        splices.replace(dash, end, kept)
    elif end < len(doc.text):
        splices.replace(start, end + 1, "")
    else:
        splices.replace(max(start - 1, 0), end, "")


def _comment_beside(doc: DocumentText, item: Span) -> str:
    if item.style in ("|", ">"):
        line = doc.text[item.start : doc.line_end(item.start)]
        return line[line.index("#") :] if "#" in line else ""
    return doc.text[item.end : doc.line_end(item.end)].strip()


def _insert(
    doc: DocumentText, splices: Splices, old: Span, index: int, texts: Sequence[str]
) -> None:
    """Put new items before the item at an index, or behind the last one."""
    lines = [line for text in texts for line in item_lines(text, doc.layout)]
    if index:
        column = doc.column(old.dashes[index - 1])
        insert_below(
            doc,
            splices,
            old.items[index - 1].end,
            doc.indented(lines, column),
            column,
        )
        return
    dash = old.dashes[0]
    if not doc.is_first(dash):
        raise CannotEdit("an item would be put where another line begins")
    text = doc.indented(lines, doc.column(dash))
    splices.insert(doc.line_start(dash), f"{text}\n")
