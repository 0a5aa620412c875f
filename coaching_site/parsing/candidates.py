"""Candidate repairs of a line with a mistake in its syntax, the likeliest first.

None of them is sure: `syntax` keeps the first that lets the parser get further into the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coaching_site.parsing.flow import flow_repairs
from coaching_site.parsing.lines import BLOCK, KEY, before, indent, key_indent, spaces, value_of
from coaching_site.parsing.look_alikes import is_indented_oddly, look_alike, odd_indentation
from coaching_site.parsing.quotes import needs_quotes, quoting, single_quoted, without_quotes
from coaching_site.parsing.repair import Repair
from coaching_site.problems import shortened

_COLON_WITHOUT_SPACE = re.compile(r"[ ]*(?:-[ ]+)*[A-Za-z_][\w-]*:(?=[^ \t:/])")
_DASH_WITHOUT_SPACE = re.compile(r"[ ]*-(?=[^ \t-])")
_STAR_AS_DASH = re.compile(r"[ ]*\*(?=[ ]+\S)")
_STRAY_COMMA = re.compile(r"(?<=[\[{,])(?:[ ]*,)+")
_NEITHER_KEY_NOR_ITEM = re.compile(r"[ ]*(?=[<>/=~^$%+(\\][^:]*$|<)")
_KEY_WITHOUT_COLON = re.compile(r"[ ]*(?:-[ ]+)*(?P<word>[A-Za-z_][\w-]*)")
_CLOSED_QUOTE = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"\s*(?:#.*)?'),
    "'": re.compile(r"'(?:[^']|'')*'\s*(?:#.*)?"),
}
_MAX_LINES_BACK: Final = 300


def candidate_repairs(lines: list[str], index: int, context: int) -> Iterator[Repair]:
    """Yield repairs of a mistake that the parser noticed in line `index`.

    `context` is the line in which it began what it could not parse. The mistake is in one of the
    two, or in the line before. Lines nearer to it, and repairs that change less, come first.
    """
    nearby = dict.fromkeys((index, context, before(lines, index)))
    for number in nearby:
        for line_repairs in _LINE_REPAIRS:
            yield from line_repairs(lines[number], number)
        yield from flow_repairs(lines, number)
        yield from _closing_quote(lines[number], number)
        # After all smaller repairs: almost any line parses once its value is in quotes.
        yield from _quotes(lines[number], number)
    # A missing colon is noticed in a later line, so the line where the parser began comes first.
    for number in dict.fromkeys((context, *nearby)):
        yield from _missing_colon(lines[number], number)
    # Last what changes the structure, and so the meaning, of the lines around.
    for number in nearby:
        yield from _comment_out(lines[number], number)
        yield from _first_key(lines, number)
        yield from _indentation(lines, number)


def unclosed_quotes(lines: list[str], index: int) -> Iterator[Repair]:
    """Yield repairs of texts at or before line `index` whose quote is not closed in their line.

    The parser notices an open quote only where the next one ends it, many lines further on.
    """
    for number in range(index, max(-1, index - _MAX_LINES_BACK), -1):
        yield from _closing_quote(lines[number], number)


def odd_indentations(lines: list[str], index: int, _: int) -> Iterator[Repair]:
    """Yield repairs of all lines from the one before `index` on that are indented with tabs."""
    first = before(lines, index)
    if any(map(is_indented_oddly, lines[first : index + 1])):
        yield from odd_indentation(lines, first)


def _space_after_dash(line: str, index: int) -> Iterator[Repair]:
    if found := _DASH_WITHOUT_SPACE.match(line):
        end = found.end()
        message = "put a space after the dash"
        yield Repair(index, f"{line[:end]} {line[end:]}", end, message, shift=(end, 1))


def _space_after_colon(line: str, index: int) -> Iterator[Repair]:
    if found := _COLON_WITHOUT_SPACE.match(line):
        end = found.end()
        message = f"put a space after the colon: `{shortened(found[0].lstrip('- '))} …`"
        yield Repair(index, f"{line[:end]} {line[end:]}", end, message, shift=(end, 1))


def _star_as_dash(line: str, index: int) -> Iterator[Repair]:
    if found := _STAR_AS_DASH.match(line):
        end = found.end()
        message = "the items of a list begin with a dash: write - in place of *"
        yield Repair(index, f"{line[: end - 1]}-{line[end:]}", end, message)


def _stray_comma(line: str, index: int) -> Iterator[Repair]:
    if found := _STRAY_COMMA.search(line):
        column = line.index(",", found.start()) + 1
        is_one = found[0].count(",") == 1
        it = "this comma: delete it" if is_one else "these commas: delete them"
        message = f"nothing stands before {it}"
        yield Repair(index, _STRAY_COMMA.sub("", line), column, message, guess=column)


def _comment_out(line: str, index: int) -> Iterator[Repair]:
    if found := _NEITHER_KEY_NOR_ITEM.match(line):
        column = found.end() + 1
        message = (
            "this line is neither a key nor an item of a list: put # and a space before it if it "
            "is a comment, or indent it further if it goes on with the text above"
        )
        yield Repair(index, f"{found[0]}# {line[found.end() :]}", column, message, guess=1)


def _quotes(line: str, index: int) -> Iterator[Repair]:
    start, value = value_of(line)
    if value[:2] == "- " and line[:start].rstrip().endswith(":"):
        message = (
            "begin the list on a line of its own, below its key (or, if this is one text, take "
            "the dash away)"
        )
        yield Repair(index, line[:start], start + 1, message, guess=start + 1)
    elif message := _why_quotes(value, is_value=bool(line[:start].strip())):
        text = line[:start] + single_quoted(value)
        yield Repair(index, text, start + 1, message, guess=start + 1, is_text=True)


def _why_quotes(value: str, *, is_value: bool) -> str:
    character = value[:1]
    if character == ":":
        return needs_quotes(value) if is_value else "expected a key before the colon"
    if character in _CLOSED_QUOTE:
        return _why_other_quotes(value)
    if (
        character in tuple("*&!@%`[{,]}")
        or value == "?"
        or value.startswith("? ")
        or (character in ("|", ">") and not BLOCK.fullmatch(value))
    ):
        return needs_quotes(value)
    if ": " in value or value.endswith(":"):
        return f"text with a colon needs quotes: {quoting(value)}"
    return ""


def _why_other_quotes(value: str) -> str:
    character = value[0]
    if not _has_second_quote(value):
        return ""
    if not _CLOSED_QUOTE[character].fullmatch(value):
        text = without_quotes(value)
        return f"the text goes on after its closing {character}, and needs quotes: {quoting(text)}"
    return ""


def _has_second_quote(value: str) -> bool:
    return value[0] in value[1:].replace("''", "") or value == "''"


def _quote_closed(line: str, index: int, start: int) -> Repair:
    character, text = line[start], line[start + 1 :].rstrip()
    message = f"the quote that begins here is not closed: add {character} where the text ends"
    repaired = line[:start] + single_quoted(text)
    return Repair(index, repaired, start + 1, message, guess=start + 1)


def _backslashes(line: str, index: int) -> Iterator[Repair]:
    opens, column = line.find('"'), line.find("\\")
    if 0 <= opens < column:
        message = (
            "between \" and \" a backslash has a meaning of its own: put the text between ' and ' "
            "in their place"
        )
        yield Repair(index, line.replace("\\", "/"), column + 1, message, guess=opens + 1)


def _closing_quote(line: str, index: int) -> Iterator[Repair]:
    start, value = value_of(line)
    if value[:1] in _CLOSED_QUOTE and not _has_second_quote(value):
        yield _quote_closed(line, index, start)


_LINE_REPAIRS: Final = (
    look_alike,
    _space_after_dash,
    _space_after_colon,
    _star_as_dash,
    _stray_comma,
    _backslashes,
)


def _missing_colon(line: str, index: int) -> Iterator[Repair]:
    found = _KEY_WITHOUT_COLON.match(line)
    if found and ": " not in line and not line.rstrip().endswith(":"):
        word = shortened(found["word"])
        message = (
            f"expected a key with a colon, such as `{word}: …` (or, if this line goes on with the "
            "text above it, indent it further)"
        )
        text = f"{line[: found.end()]}:{line[found.end() :]}"
        yield Repair(index, text, found.start("word") + 1, message, guess=1)


def _first_key(lines: list[str], index: int) -> Iterator[Repair]:
    """Yield the repair of the first key of a record that is indented further than the others."""
    first = before(lines, index)
    around = before(lines, first)
    if not (around < first < index and KEY.match(lines[first]) and KEY.match(lines[index])):
        return
    here = indent(lines[index])
    is_usual = here == key_indent(lines[around]) + 2 and not value_of(lines[around])[1]
    if is_usual and here < indent(lines[first]):
        yield _indented(lines[first], first, here)


def _indentation(lines: list[str], index: int) -> Iterator[Repair]:
    here = indent(lines[index])
    levels = _levels(lines, index) - {here}
    for level in sorted(levels, key=lambda level: (abs(level - here), -level)):
        yield _indented(lines[index], index, level)


def _indented(line: str, index: int, level: int) -> Repair:
    here = indent(line)
    message = (
        f"this line is indented by {spaces(here)}, expected {level}: what belongs together "
        "begins in the same column"
    )
    shift = min(here, level), level - here
    return Repair(index, " " * level + line.lstrip(), level + 1, message, shift=shift, guess=1)


def _levels(lines: list[str], index: int) -> set[int]:
    """Return the indentations that are valid for a line, by the lines before it."""
    levels = {0}
    least = 1_000  # more than any indentation
    number = index
    while (above := before(lines, number)) != number and least:
        number, line = above, lines[above]
        here = indent(line)
        if here < least:
            inner = key_indent(line)
            levels |= {here, inner}
            if least == 1_000:
                levels.add(inner + 2)
            least = here
    return levels
