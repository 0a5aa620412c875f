"""White space between the tags of a page, which no reader sees and templates leave much of."""

from __future__ import annotations

import re
from typing import Final

# A line between two tags is shown like a space, but in text whose lines are kept as they are.
_BETWEEN_TAGS: Final = re.compile(r">[ \t]*\n[ \t\n]*<")
_KEPT: Final = re.compile(r"(<pre\b.*?</pre)", re.DOTALL)


def without_tag_space(html: str) -> str:
    """Return HTML in which between tags no empty line is left and no indentation.

    Text in `pre` stays as it is. A second time nothing changes.
    """
    parts = _KEPT.split(html)
    parts[::2] = (_BETWEEN_TAGS.sub(">\n<", part) for part in parts[::2])
    return "".join(parts)
