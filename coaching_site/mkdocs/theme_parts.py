"""What Material writes around its blocks, for an interface that portals do not have.

Its menu and its search begin with checkboxes without a name, and its dialog is empty: nothing of
them may be left for a reader, or for a checker of HTML. What it skips to is the first heading that
it knows of, which is seldom the title: `overrides/partials/header.html` leads there.
"""

from __future__ import annotations

import re
from typing import Final

from coaching_site.rendering.tag_space import without_tag_space

_PARTS: Final = re.compile(
    r"""
    <input\ class="md-toggle"[^<>]*>
    | <label\ class="md-overlay"[^<>]*></label>
    | <div\ data-md-component="announce">\s*</div>
    | <div\ data-md-component="skip">\s*
      (?:<a\ href="[^"<>]*"\ class="md-skip">[^<>]*</a>\s*)?</div>
    | <div\ class="md-dialog"[^<>]*>\s*<div[^<>]*>\s*</div>\s*</div>
    """,
    re.VERBOSE,
)


def without_theme_parts(html: str) -> str:
    """Return a page without these parts, which stand before what it says and behind its footer.

    Between tags no empty line is left and no indentation, of which templates leave a twentieth.
    """
    before, main, rest = html.partition("<main")
    middle, footer, after = rest.rpartition("</footer>")
    if not main or not footer:
        return html
    page = "".join((_without_parts(before), main, middle, footer, _without_parts(after)))
    return without_tag_space(page)


def _without_parts(html: str) -> str:
    """Return a part of a page without these parts, and the space before each."""
    *pieces, last = _PARTS.split(html)
    return "".join((*(piece.rstrip() for piece in pieces), last))
