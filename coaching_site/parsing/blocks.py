"""Repairs of texts on several lines: block scalars below a `|` or `>`, and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coaching_site.parsing.lines import (
    BLOCK,
    KEY,
    after,
    before,
    goes_on,
    indent,
    is_blank,
    key_indent,
    spaces,
    value_of,
)
from coaching_site.parsing.repair import Repair

_ITEM_OR_KEY: Final = re.compile(r"[ ]*(?:- |[a-z_]+:(?: |$))")
_SENTENCE: Final = re.compile(r"[ ]*(?:-[ ]+)+(?=[A-Z][^:]*: )")
_QUOTED: Final = re.compile(r"\"[^\"\\]*\"|'[^']*'")
_HEADER_DIGIT: Final = re.compile(r"[|>][-+]?[0-9]")
_COMMENT: Final = re.compile(r"[ \t]+#(?:[ \t].*)?$")
_ENDS_TEXT: Final = (
    "this comment ends the text, which goes on below: move it to a line of its own "
    "above the whole text"
)


def blank_lines(lines: list[str], index: int, _: int) -> Iterator[Repair]:
    """Yield repairs of blank lines at the start of a block scalar with more spaces than its text.

    YAML takes the indentation of the block from its first line, even if that is blank.
    """
    header = before(lines, index)
    if header == index or not BLOCK.fullmatch(value_of(lines[header])[1]):
        return
    for number in range(header + 1, index):
        line = lines[number]
        if not line.strip() and len(line) > indent(lines[index]):
            message = (
                f"this line is blank but holds {spaces(len(line))}, more than the text below it: "
                "delete them"
            )
            yield Repair(number, "", 1, message)


def text_beside_header(lines: list[str], index: int, _: int) -> Iterator[Repair]:
    """Yield the repair of a block scalar whose text begins in the line of its `|`."""
    line = lines[index]
    start, value = value_of(line)
    if value[:1] in ("|", ">") and not BLOCK.fullmatch(value) and goes_on(lines, index):
        message = f"move the text behind {value[0]} to the line below, indented as the rest of it"
        if value[0] == ">" and re.match(r">[= ]*[-+]?[0-9]", value):
            message = _move_below_message(line[:start].strip())
        yield Repair(index, f"{line[:start]}|", start + 1, message, guess=start + 1)


def colon_in_long_text(lines: list[str], index: int, context: int) -> Iterator[Repair]:
    """Yield the repair of a text with a colon, or in quotes, that continues in the lines below."""
    for number in dict.fromkeys((index, before(lines, index), before(lines, context))):
        start, value = _text_of(lines[number])
        has_colon = ": " in value or value.endswith(":")
        following = after(lines, number)
        is_plain = value[:1] not in tuple("\"'|>[{&*!%@`")
        has_end = _QUOTED.fullmatch(value) is not None
        if following is not None and ((has_colon and is_plain) or has_end):
            below = lines[following]
            # With a key below, this line is a key of a record, and the mistake is another.
            if goes_on(lines, number) and not KEY.match(below):
                message = _move_below_message(lines[number][:start].strip())
                text = f"{lines[number][:start]}|"
                yield Repair(number, text, start + 1, message, guess=start + 1)
                return


def _text_of(line: str) -> tuple[int, str]:
    """Return the value of a line and its offset; of an item with a sentence before a colon, all."""
    if found := _SENTENCE.match(line):
        return found.end(), line[found.end() :]
    return value_of(line)


def digit_in_header(lines: list[str], index: int, context: int) -> Iterator[Repair]:
    """Yield the repair of a digit that YAML takes for the indentation of the block below it."""
    for number in dict.fromkeys((before(lines, index), index, context)):
        line = lines[number]
        start, value = value_of(line)
        if (
            (found := _HEADER_DIGIT.match(value))
            and BLOCK.fullmatch(value)
            and goes_on(lines, number)
        ):
            text = f"{line[:start]}{value[0]}{value[found.end() :]}"
            message = digit_message(found[0][-1], value[0])
            yield Repair(number, text, start + 1, message, guess=start + 1)
            return


def unindented_block(lines: list[str], index: int, context: int) -> Iterator[Repair]:
    """Yield repairs of text below a `|` that is not indented and begins near line `index`."""
    for first in dict.fromkeys((context, index, before(lines, index))):
        header = before(lines, first)
        _, value = value_of(lines[header])
        level = key_indent(lines[header]) + 2
        if first != header and BLOCK.fullmatch(value) and indent(lines[first]) < level:
            message = f"text below {value[0]} must be indented: put {spaces(level)} before it"
            # One message for all lines up to the next key: the others belong to the first.
            for number in range(first, len(lines)):
                if is_blank(lines[number]) or (_ITEM_OR_KEY.match(lines[number])):
                    return
                text = " " * level + lines[number].lstrip()
                shift = 0, level - indent(lines[number])
                yield Repair(number, text, level + 1, message, shift=shift, guess=1)
                message = ""


def digit_message(digit: str, indicator: str) -> str:
    """Return the message for a digit behind `|` or `>`, which YAML would not keep as text."""
    return (
        f"the {digit} after {indicator} would be lost: take it away, or move it to the line below"
    )


def _move_below_message(key: str) -> str:
    return f"write `{key} |` here, and all of the text on the lines below it, indented further"


def comment_in_text(lines: list[str], index: int, _: int) -> Iterator[Repair]:
    """Yield repairs of comments that end a plain text which continues in line `index`."""
    line, above = lines[index], before(lines, index)
    if is_blank(line) or _ITEM_OR_KEY.match(line) or ": " in line or line.rstrip().endswith(":"):
        return
    start, value = value_of(lines[above])
    is_text = not _ITEM_OR_KEY.match(lines[above]) and indent(lines[above]) == indent(line)
    if above == index or value[:1] in tuple("\"'[{") or not (is_text or goes_on(lines, above)):
        return
    comments = [n for n in range(above + 1, index) if lines[n].strip()]
    for number in comments:
        message = _ENDS_TEXT if number == comments[0] else ""
        yield Repair(number, "", indent(lines[number]) + 1, message)
    if not comments and (found := _COMMENT.search(value)):
        end = start + found.start()
        yield Repair(
            above, lines[above][:end], start + value.index("#", found.start()) + 1, _ENDS_TEXT
        )
