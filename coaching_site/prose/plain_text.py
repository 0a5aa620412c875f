"""What people type in a field, and the prose that shows it letter for letter.

A coach writes prose with a little Markdown, wrapped at will. In a field a line break is a line
break and a star is a star: as prose they stand behind a backslash.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import accumulate
from typing import Final

from coaching_site.model.types import MAX_TEXT_LENGTH
from coaching_site.prose.escapes import PATH, kept, kept_signs, unkept
from coaching_site.prose.html import prose_to_html
from coaching_site.prose.lists import lines_of
from coaching_site.prose.points import POINT, indent_of

_BREAK: Final = re.compile(r"(?<=\S)([ \t]*)\n(?=[ \t]*\S)")
_TAG: Final = re.compile(r"<[^<>]*>")
_PATH_BROKEN: Final = re.compile(rf"(?:{PATH})(?<!\\)\\\n")
_UNDONE: Final = re.compile(
    rf"{PATH}|\\(?P<hard>\n)(?=[ \t]*\S)|\\(?P<sign>[^\n])"
    r"|(?P<soft>(?<=\S)[ \t]*\n[ \t]*(?=\S))"
)


def plain_to_prose(typed: str) -> str:
    """Return prose that shows a text as it was typed: its signs, and its line breaks."""
    prose = _broken(typed)
    if not _shows(prose, typed) or prose_to_plain(prose) != typed:
        prose = _broken("\n".join(map(_without_point, kept(typed).split("\n"))))
    return prose if len(prose) <= MAX_TEXT_LENGTH else typed


def prose_to_plain(prose: str) -> str:
    """Return prose as a field shows it: without backslashes, each paragraph on one line."""
    begins, signs = _begins_of_points(prose), kept_signs(prose)

    def undone(found: re.Match[str]) -> str:
        if found["soft"]:
            return found[0] if found.end() in begins else " "
        if found["sign"] and found.start() not in signs:
            return found[0]
        return found["sign"] or found["hard"] or found[0]

    return _UNDONE.sub(undone, prose)


def hides_backslash(prose: str) -> bool:
    """Whether a backslash that a coach has typed is not shown, and may have been meant."""
    if _PATH_BROKEN.search(prose):
        return True
    if not kept_signs(prose) or plain_to_prose(prose_to_plain(prose)) == prose:
        return False
    lines = (line for line in prose.split("\n") if kept_signs(line))
    return any(prose_to_html(line) == prose_to_html(unkept(line)) for line in lines)


def _begins_of_points(prose: str) -> set[int]:
    """Return where lines begin that are not joined to the one before."""
    lines = prose.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    shown = (line.number for line in lines_of(prose) if line.shown and not line.is_inner)
    return {starts[number] + indent_of(lines[number]) for number in shown}


def _without_point(line: str) -> str:
    """Return a line with a backslash before the sign of a point, or behind its number."""
    indent = indent_of(line)
    found = POINT.match(line[indent:])
    if not found or found.lastgroup in ("label", "other"):
        return line
    place = indent + found.end("number") if found.lastgroup == "number" else indent
    return f"{line[:place]}\\{line[place:]}"


def _shows(prose: str, typed: str) -> bool:
    """Whether each letter and each line break is there; signs that were taken as marks are not."""
    html = prose_to_html(prose)
    same = _letters(unescape(_TAG.sub("", html))) == _letters(typed) and "<li>" not in html
    return same and html.count("<br>") == len(_BREAK.findall(typed))


def _broken(text: str) -> str:
    return _BREAK.sub("\\1\\\\\n", text)


def _letters(text: str) -> str:
    return "".join(text.split())
