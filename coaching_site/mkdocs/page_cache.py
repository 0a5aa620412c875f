"""Pages in HTML, kept between builds, since converting them from Markdown takes long.

What is kept has placeholders where typed text goes, so it holds no client's words, and
pages of the same shape share it, whoever they are of.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

_MOST: Final = 1000
_LETTERS: Final = 32
# Extensions of Markdown whose HTML follows from the page alone. Others may read files or the clock.
_PURE: Final = frozenset(("attr_list", "fenced_code", "md_in_html", "tables", "toc"))
# MkDocs checks where these lead to each time, and may have to warn.
_LINKS: Final = ("](", "]:", "][")


@dataclass(frozen=True)
class Conversion:
    """A page in HTML, its headings as Python-Markdown tells them, and the ids on it."""

    html: str
    headings: list[dict[str, Any]]
    ids: list[str]


class Conversions:
    """Keeps conversions in a folder, by what was converted and how."""

    def __init__(self, folder: Path, extensions: Collection[str], how: str) -> None:
        """Keep files in `folder`, which need not exist.

        `extensions` are those of Markdown that are used, `how` names whatever else shapes the
        HTML. Nothing is kept where an extension is not known to heed the page alone.
        """
        self._folder = folder
        self._how = repr((*extensions, how))
        self._is_pure = _PURE.issuperset(extensions)

    def find(self, markdown: str) -> Conversion | None:
        """Return what a page was converted to before; a damaged file counts as none."""
        with suppress(OSError, ValueError, TypeError):
            return Conversion(**json.loads(self._path(markdown).read_bytes()))
        return None

    def keep(self, markdown: str, conversion: Conversion) -> None:
        """Keep what a page was converted to, unless its links want to be checked again."""
        if not self._is_pure or any(sign in markdown for sign in _LINKS):
            return
        path = self._path(markdown)
        fresh = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                fresh.write_text(json.dumps(asdict(conversion)), "ascii")
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)
            self._forget_oldest()

    def _path(self, markdown: str) -> Path:
        key = "\0".join((self._how, markdown)).encode("utf-8", "surrogatepass")
        return self._folder / f"{sha256(key).hexdigest()[:_LETTERS]}.json"

    def _forget_oldest(self) -> None:
        kept = list(self._folder.glob(f"{'[0-9a-f]' * _LETTERS}.json"))
        if len(kept) > _MOST:
            for path in sorted(kept, key=lambda one: one.stat().st_mtime)[: _MOST // 2]:
                path.unlink(missing_ok=True)


class PageConversions:
    """Lets MkDocs convert only those pages of a build that were not converted before.

    MkDocs has no hook by which a plugin could supply the HTML of a page. So a page that is known
    is handed to it as an empty text, whose conversion costs nothing; then what was kept takes the
    place of the empty result: HTML, table of contents, and the ids that links may lead to.
    """

    def __init__(self, kept: Conversions) -> None:
        """Look up pages in `kept`, and keep new ones there."""
        self._kept = kept
        self._found: dict[str, Conversion] = {}
        self._markdown: dict[str, str] = {}

    def markdown_to_convert(self, page: Page, markdown: str) -> str:
        """Return what MkDocs is to convert: the page, or nothing if it is known."""
        name = page.file.src_uri
        if found := self._kept.find(markdown):
            self._found[name] = found
            return ""
        self._markdown[name] = markdown
        return markdown

    def converted(self, page: Page, html: str) -> str:
        """Return the HTML of a page, given what MkDocs has made; set its headings if needed."""
        name = page.file.src_uri
        if found := self._found.get(name):
            page.toc = get_toc(found.headings)  # type: ignore[arg-type]
            page.present_anchor_ids = set(found.ids)
            return found.html
        ids = sorted(page.present_anchor_ids or ())
        self._kept.keep(self._markdown[name], Conversion(html, headings_of(page.toc), ids))
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
