"""Pages in HTML, kept between builds, since converting them from Markdown takes long.

What is kept has placeholders where typed text goes, so it holds no client's words, and
pages of the same shape share it, whoever they are of.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from coaching_site.cache import Cache

# Extensions of Markdown whose HTML follows from the page alone. Others may read files or the clock.
_PURE_EXTENSIONS: Final = frozenset(("attr_list", "fenced_code", "md_in_html", "tables", "toc"))
# MkDocs checks where these lead to as it converts a page, and may have to warn each time.
_LINKS: Final = ("](", "]:", "][")


@dataclass(frozen=True)
class ConvertedPage:
    """A page in HTML, its headings as Python-Markdown tells them, and the ids on it."""

    html: str
    headings: list[dict[str, Any]]
    ids: list[str]


class PageCache:
    """Keeps converted pages by what was converted and how."""

    def __init__(self, cache_dir: Path, extensions: Collection[str], how: str) -> None:
        """Keep them below `cache_dir`, which need not exist.

        `extensions` are those of Markdown that are used, `how` names whatever else shapes the
        HTML. Nothing is kept where an extension is not known to heed the page alone.
        """
        self._cache = Cache(cache_dir / "pages")
        # The names of the fields too: a record kept by an older version would not fit.
        self._how = repr((*extensions, how, *(field.name for field in fields(ConvertedPage))))
        self._is_pure = _PURE_EXTENSIONS.issuperset(extensions)

    def get(self, markdown: str) -> ConvertedPage | None:
        """Return what a page was converted to before."""
        record = self._cache.get(self._key(markdown))
        return ConvertedPage(**json.loads(record)) if record else None

    def put(self, markdown: str, page: ConvertedPage) -> None:
        """Keep what a page was converted to, unless its links want to be checked again."""
        if self._is_pure and not any(sign in markdown for sign in _LINKS):
            self._cache.put(self._key(markdown), json.dumps(asdict(page)).encode())

    def _key(self, markdown: str) -> str:
        return f"{self._how}\0{markdown}"


class PageConversions:
    """Lets MkDocs convert only those pages of a build that were not converted before.

    MkDocs has no hook by which a plugin could supply the HTML of a page. So a page that is known
    is handed to it as an empty text, whose conversion costs nothing; then what was kept takes the
    place of the empty result: HTML, table of contents, and the ids that links may lead to.
    """

    def __init__(self, cache: PageCache) -> None:
        """Look up pages in a cache, and keep new ones there."""
        self._cache = cache
        self._known: dict[str, ConvertedPage] = {}
        self._markdown: dict[str, str] = {}

    def markdown_to_convert(self, page: Page, markdown: str) -> str:
        """Return what MkDocs is to convert: the page, or nothing if it is known."""
        name = page.file.src_uri
        if known := self._cache.get(markdown):
            self._known[name] = known
            return ""
        self._markdown[name] = markdown
        return markdown

    def converted(self, page: Page, html: str) -> str:
        """Return the HTML of a page, given what MkDocs has made; set its headings if needed."""
        name = page.file.src_uri
        if known := self._known.get(name):
            page.toc = get_toc(known.headings)  # type: ignore[arg-type]
            page.present_anchor_ids = set(known.ids)
            return known.html
        ids = sorted(page.present_anchor_ids or ())
        converted = ConvertedPage(html, headings_of(page.toc), ids)
        self._cache.put(self._markdown[name], converted)
        return html


def headings_of(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the entries of a table of contents as Python-Markdown tells them."""
    return [
        {
            "name": item.title,
            "id": item.id,
            "level": item.level,
            "children": headings_of(item.children),
        }
        for item in items
    ]


def fill_headings(items: Iterable[Any], fill_text: Callable[[str], str]) -> None:
    """Put typed text back into the entries of a table of contents."""
    for item in items:
        item.title, item.id = fill_text(item.title), fill_text(item.id)
        fill_headings(item.children, fill_text)
