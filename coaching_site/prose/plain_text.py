"""Conversion between the plain text of a form field and prose that renders as that text.

In prose, which a coach types, lines may be wrapped and asterisks are emphasis. In a form field a
line break is a line break and an asterisk is literal, so in prose both need a backslash.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import accumulate
from typing import Final

from coaching_site.model.types import MAX_TEXT_LENGTH
from coaching_site.prose.escapes import PATH, escape_offsets, escaped, unescaped
from coaching_site.prose.html import prose_to_html
from coaching_site.prose.lists import lines_of
from coaching_site.prose.points import LIST_MARKER, indent_of

_BREAK: Final = re.compile(r"(?<=\S)([ \t]*)\n(?=[ \t]*\S)")
_SPACES: Final = re.compile(r"[ \t\r\n]+")  # a no-break space stays
_TAG: Final = re.compile(r"<[^<>]*>")
_PART: Final = re.compile(r"(?:<(li|p|br)\b[^>]*>)?((?:(?!<(?:li|p|br)\b).)+)", re.DOTALL)
_SENTENCE_END: Final = re.compile(
    r"(?:(?<=[^\W\d_]{3})\.|[!?…])[\"”’»)]*(?=\s{1,3}\W{0,4}(\w))|[。！？]"
)
_PATH_BROKEN: Final = re.compile(rf"(?:{PATH})(?<!\\)\\\n")
_UNDONE: Final = re.compile(
    rf"{PATH}|\\(?P<hard>\n)(?=[ \t]*\S)|\\(?P<escaped>[^\n])"
    r"|(?P<soft>(?<=\S)[ \t]*\n[ \t]*(?=\S))"
)


def plain_to_prose(typed: str) -> str:
    """Return prose that renders as a plain text, with its characters and line breaks escaped.

    A text that would be too long with its backslashes is returned unchanged.
    """
    prose = _broken(typed)
    # Most texts show as they were typed; only the others get a backslash before such characters.
    if not _shows(prose, typed) or prose_to_plain(prose) != typed:
        prose = _broken("\n".join(map(_without_point, escaped(typed).split("\n"))))
    return prose if len(prose) <= MAX_TEXT_LENGTH else typed


def prose_to_plain(prose: str) -> str:
    """Return the plain text of prose: without escapes, each paragraph on one line."""
    if "\\" not in prose and "\n" not in prose:  # as most are: nothing is to be undone
        return prose
    begins, escapes = _begins_of_points(prose), escape_offsets(prose)

    def undone(found: re.Match[str]) -> str:
        if found["soft"]:
            return found[0] if found.end() in begins else " "
        if found["escaped"] and found.start() not in escapes:
            return found[0]
        return found["escaped"] or found["hard"] or found[0]

    return _UNDONE.sub(undone, prose)


def prose_to_line(prose: str) -> str:
    """Return what is read of prose in one line: its items behind commas, without their marks."""
    line, is_item = "", False
    for tag, html in _PART.findall(prose_to_html(prose)):
        is_item = is_item or tag == "li"
        if not (text := _SPACES.sub(" ", unescape(_TAG.sub("", html))).strip(" ")):
            continue
        comma = "," if is_item and line and line[-1] not in ".,:;!?…" else ""
        line, is_item = f"{line}{comma} {text}".lstrip(" "), False
    return line


def first_sentence(line: str) -> str:
    """Return the first sentence of a line; all of it where no end of a sentence is sure.

    A full stop ends one after a word of three letters, not after "Dr." or "z. B.", and only before
    a capital letter or a number.
    """
    ends = (e.end() for e in _SENTENCE_END.finditer(line) if not (e[1] and e[1].islower()))
    return line[: next(ends, len(line))]


def hides_backslash(prose: str) -> bool:
    """Return whether a typed backslash is not shown, though it may be meant as text."""
    if _PATH_BROKEN.search(prose):
        return True
    if not escape_offsets(prose) or plain_to_prose(prose_to_plain(prose)) == prose:
        return False
    lines = (line for line in prose.split("\n") if escape_offsets(line))
    return any(prose_to_html(line) == prose_to_html(unescaped(line)) for line in lines)


def _begins_of_points(prose: str) -> set[int]:
    """Return the offsets of the lines that are items of a list, and so are not joined."""
    lines = prose.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    shown = (line.number for line in lines_of(prose) if line.shown and not line.is_inner)
    return {starts[number] + indent_of(lines[number]) for number in shown}


def _without_point(line: str) -> str:
    """Return a line with a backslash before its list marker, or behind its number."""
    indent = indent_of(line)
    found = LIST_MARKER.match(line[indent:])
    if not found or found.lastgroup in ("label", "other"):
        return line
    offset = indent + found.end("number") if found.lastgroup == "number" else indent
    return f"{line[:offset]}\\{line[offset:]}"


def _shows(prose: str, typed: str) -> bool:
    """Return whether prose renders each letter and line break of a text, and no list."""
    html = prose_to_html(prose)
    same = _letters(unescape(_TAG.sub("", html))) == _letters(typed) and "<li>" not in html
    return same and html.count("<br>") == len(_BREAK.findall(typed))


def _broken(text: str) -> str:
    return _BREAK.sub("\\1\\\\\n", text)


def _letters(text: str) -> str:
    return "".join(text.split())
