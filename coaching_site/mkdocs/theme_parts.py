"""What Material writes around its blocks, for an interface that portals do not have.

Its menu and its search begin with checkboxes without a name, and its dialog is empty: nothing of
them may be left for a reader, or for a checker of HTML. What it skips to is the first heading that
it knows of, which is seldom the title: `overrides/partials/header.html` leads there.
"""

from __future__ import annotations

import re
from typing import Final

_PARTS: Final = re.compile(
    r"""
    \s*<input\ class="md-toggle"[^<>]*>
    | \s*<label\ class="md-overlay"[^<>]*></label>
    | \s*<div\ data-md-component="announce">\s*</div>
    | \s*<div\ data-md-component="skip">\s*
      (?:<a\ href="[^"<>]*"\ class="md-skip">[^<>]*</a>\s*)?</div>
    | \s*<div\ class="md-dialog"[^<>]*>\s*<div[^<>]*>\s*</div>\s*</div>
    """,
    re.VERBOSE,
)


def without_theme_parts(html: str) -> str:
    """Return a page without these parts, which stand before its header and behind its footer."""
    before, header, rest = html.partition("<header")
    middle, footer, after = rest.rpartition("</footer>")
    if not header or not footer:
        return html
    return "".join((_PARTS.sub("", before), header, middle, footer, _PARTS.sub("", after)))
