"""What tests read of pages."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

Page = Callable[..., BeautifulSoup]
"""What makes a page: its name, the day and the fields of an engagement in, the page out."""


def texts(soup: Tag, selector: str) -> list[str]:
    """Return the texts of all that a selector finds, with single spaces."""
    return [" ".join(one.get_text().split()) for one in soup.select(selector)]
