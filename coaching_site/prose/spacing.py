"""Typed white space of prose: runs of spaces, tabs, indented lines, several blank lines.

Markdown drops white space at the start of a line, and all blank lines but one. In a text with such
white space it is protected by control characters, which Markdown takes for text and no input holds.
"""

from __future__ import annotations

import re
from typing import Final

# The first keeps Markdown from dropping what follows; the second stands for a blank line: Markdown
# takes it for white space, so that emphasis may begin behind it.
SPACE_GUARD: Final = "\x01"
"""Protects the white space behind it at the start of a line."""

_BLANK: Final = "\x0c"

_SPACED: Final = re.compile(r"[ \t]{2}|\t|\\\n[ \t]|\n[ \t]*\n(?:[ \t]|[ \t]*\n)")
_LIST: Final = re.compile(r"^(?<!\\\n)[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
_BREAK: Final = re.compile(r"(\\?\n)((?:[ \t]*\n)*)([ \t]*)")
_WRAPPED: Final = re.compile(r"(?<!</p>)\n")


def is_spaced(prose: str) -> bool:
    """Return whether prose has white space that HTML would collapse; in lists it is layout."""
    return bool(_SPACED.search(prose)) and not _LIST.search(prose)


def guarded(prose: str) -> str:
    """Return spaced prose with control characters around what Markdown would drop."""
    return _BREAK.sub(_guarded_break, prose)


def released(html: str) -> str:
    """Return the HTML of guarded prose, marked to be shown with all of its white space."""
    html = _WRAPPED.sub(" ", html.replace("<br>\n", "<br>"))
    html = html.replace(SPACE_GUARD, "").replace(_BLANK, "\n")
    return html.replace("<p>", '<p class="spaced">')


def _guarded_break(found: re.Match[str]) -> str:
    first, blank, indent = found.groups()
    if found.end() == len(found.string):
        return found[0]
    if not blank:
        return f"{first}{SPACE_GUARD}{indent}" if indent and first != "\n" else first
    more = _BLANK * (blank.count("\n") - 1) + indent
    return f"{first}\n{SPACE_GUARD}{more}" if more else f"{first}\n"
