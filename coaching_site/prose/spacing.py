"""White space of prose as it was typed: runs of spaces, tabs, indented lines, more blank lines.

Markdown drops white space where a line begins, and all blank lines but one. A text that has such
white space is rendered with signs in its place that Markdown takes for text, and no input may hold.
"""

from __future__ import annotations

import re
from typing import Final

# The first keeps Markdown from dropping what follows; the second stands for a blank line, and is
# white space to Markdown, so that emphasis may begin behind it.
GUARD: Final = "\x01"
"""Stands before white space that begins a line."""

_BLANK: Final = "\x0c"

_SPACED: Final = re.compile(r"[ \t]{2}|\t|\\\n[ \t]|\n[ \t]*\n(?:[ \t]|[ \t]*\n)")
_LIST: Final = re.compile(r"^(?<!\\\n)[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
_BREAK: Final = re.compile(r"(\\?\n)((?:[ \t]*\n)*)([ \t]*)")
_WRAPPED: Final = re.compile(r"(?<!</p>)\n")


def is_spaced(prose: str) -> bool:
    """Whether prose has white space that HTML would run together; in lists it lays them out."""
    return bool(_SPACED.search(prose)) and not _LIST.search(prose)


def guarded(prose: str) -> str:
    """Return spaced prose with signs in place of what Markdown would drop."""
    return _BREAK.sub(_guarded_break, prose)


def released(html: str) -> str:
    """Return the HTML of guarded prose, to be shown with all of its white space."""
    html = _WRAPPED.sub(" ", html.replace("<br>\n", "<br>"))
    html = html.replace(GUARD, "").replace(_BLANK, "\n")
    return html.replace("<p>", '<p class="spaced">')


def _guarded_break(found: re.Match[str]) -> str:
    first, blank, indent = found.groups()
    if found.end() == len(found.string):
        return found[0]
    if not blank:
        return f"{first}{GUARD}{indent}" if indent and first != "\n" else first
    more = _BLANK * (blank.count("\n") - 1) + indent
    return f"{first}\n{GUARD}{more}" if more else f"{first}\n"
