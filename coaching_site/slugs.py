"""Which names of folders may be those of engagements."""

from __future__ import annotations

import re
from typing import Final

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


def is_slug(name: str) -> bool:
    """Return whether a name may be that of an engagement."""
    return _SLUG.fullmatch(name) is not None
