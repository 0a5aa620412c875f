"""Addresses of pages and files; links to pages that a coach has taken out become plain text."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Final

REMOVED: Final = "about:removed-page"
"""What stands for the address of a page that was taken out, until the page is written."""

_TAG: Final = re.compile(rf'<a\b([^<>]*?)\s+href="{REMOVED}[^"]*"([^<>]*)>(.*?)</a>', re.DOTALL)
_MARKDOWN: Final = re.compile(rf"\[([^\[\]]*)\]\({REMOVED}\)")


def address_from(page: str, path: str, anchor: str = "") -> str:
    """Return the address of a file of a portal, relative to the path of a page."""
    address = _address_in(posixpath.dirname(page) or ".", path)
    return f"{address}#{anchor}" if anchor else address


@lru_cache(maxsize=10_000)  # portals have most of their pages in common, and pages their folders
def _address_in(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder)


def without_removed_links(markdown: str) -> str:
    """Return a page in which text that is linked to a page taken out stands by itself."""
    if REMOVED not in markdown:
        return markdown
    # A link in HTML becomes a span, so that its class and its other attributes stay.
    return _MARKDOWN.sub(r"\1", _TAG.sub(r"<span\1\2>\3</span>", markdown))
