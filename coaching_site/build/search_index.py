"""The index of a portal's search: what its pages say, heading by heading, in one script.

For a page that is opened as a file a browser fetches no data, but it runs scripts: so the index is
one, and pages load it once their reader searches. It says nothing that pages do not show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from coaching_site.privacy.html import Tag, first_values
from coaching_site.privacy.site_pages import SitePages, pages_in

_NAME: Final = "search/index"
_ASKED: Final = re.compile(rf'(<dialog [^<>]*\bdata-index="[^"<>]*{_NAME})(?:\.[0-9a-f]+)?(\.js")')
_ARTICLE: Final = re.compile(r"<article\b.*</article>", re.DOTALL)
_TITLE: Final = re.compile(r"<title[^<>]*>([^<]*)</title>")
_SITE: Final = re.compile(r'<meta name="application-name" content="([^"<]*)"')
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_UNREAD: Final = frozenset(
    {"button", "dialog", "nav", "option", "script", "select", "style", "svg", "template"}
    | {"textarea"}
)
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
# Between all other elements a word ends.
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "mark", "q", "s", "small"}
    | {"span", "strong", "sub", "sup", "time", "u", "wbr"}
)
_ENDS: Final = (*".!?…:;,·", "。", "！", "？")
_BREAK: Final = "\x1e"  # between blocks of text, until their lines are joined
_ISOLATES: Final = re.compile("[\u2066-\u2069]")
_TAG: Final = re.compile(
    r"""(</?[a-z][\w-]*[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>|<!--[^<>]*-->)""", re.IGNORECASE
)
_PARTS: Final = re.compile(r"<(/?)([a-z][\w-]*)(.*)>", re.IGNORECASE | re.DOTALL)
_MOST_TAGS: Final = 4000  # what portals share, and some ten of them have of their own


class Section(NamedTuple):
    """What a page says from one heading on; `anchor` is the id that leads there, "" the top."""

    anchor: str
    heading: str
    text: str


class _TagKind(Enum):
    """What a tag means for a search: between blocks a word ends, what is unread is left out."""

    INLINE = "inline"
    BLOCK = "block"
    HEADING = "heading"
    UNREAD = "unread"


class IndexedPage(NamedTuple):
    """A page by its address in the portal, its title, and what it says."""

    address: str
    title: str
    sections: tuple[Section, ...]


def add_search_index(site: Path | SitePages) -> str | None:
    """Write the index of a site's pages, which then ask for it by its name; return its path.

    The name follows from the content, so that browsers keep no older one. Where no page asks for
    an index none is written, and None comes back.
    """
    with pages_in(site) as pages:
        return _add_index_of(pages)


def _add_index_of(pages: SitePages) -> str | None:
    site = pages.site
    if not any(_ASKED.search(html) for html in pages.texts.values()):
        return None
    index = [
        indexed_page(html, path.relative_to(site).as_posix())
        for path, html in pages.texts.items()
        if _ARTICLE.search(html)
    ]
    script = f"var searchIndex={json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"
    raw = script.encode("utf-8", "replace")
    name = f"{_NAME}.{sha256(raw).hexdigest()[:8]}.js"
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_bytes(raw)
    ending = name.removeprefix(_NAME).removesuffix(".js")
    for path, html in pages.texts.items():
        pages.texts[path] = _ASKED.sub(lambda found: f"{found[1]}{ending}{found[2]}", html)
    return name


def indexed_page(html: str, path: str) -> IndexedPage:
    """Return what a page at a path in its site says, without what it hides or excludes."""
    title, site = _TITLE.search(html), _SITE.search(html)
    name = unescape(title[1]) if title else ""
    brand = unescape(site[1]) if site else ""
    article = _ARTICLE.search(html)
    sections = _sections(article[0]) if article else ()
    return IndexedPage(quote(path), _plain(name.removesuffix(f" · {brand}")), tuple(sections))


def _sections(html: str) -> Iterator[Section]:
    anchor, heading, text = "", list[str](), list[str]()
    said = text  # by the heading that is being read, or by what is below it
    within = unread = ""  # the element that is read as a heading, or not at all
    depth = 0
    parts = iter(_TAG.split(html))
    # At the end is a text without a tag.
    for piece, raw in zip_longest(parts, parts, fillvalue=""):
        kind, name, element, attributes = _tag(raw)
        if unread:
            if element == unread:
                depth += 1 if name == element else -1
                unread = unread if depth else ""
            continue
        said.append(piece)
        if kind is _TagKind.UNREAD:
            unread, depth = element, 1
        elif kind is _TagKind.HEADING:
            section = Section(anchor, _plain("".join(heading)), _joined("".join(text)))
            if section.heading or section.text:
                yield section
            anchor = first_values(Tag(name, attributes)).get("id", anchor)
            heading, text, within = [], [], name
            said = heading
        elif element == within:
            said, within = text, ""
        elif kind is _TagKind.BLOCK:
            said.append(" " if within else _BREAK)
    yield Section(anchor, _plain("".join(heading)), _joined("".join(text)))


@lru_cache(maxsize=_MOST_TAGS)
def _tag(raw: str) -> tuple[_TagKind, str, str, str]:
    """Return what a tag is: its kind, name, element and attributes.

    The name of an end has a slash before that of its element. All of it follows from the tag
    alone: pages repeat most of theirs.
    """
    found = _PARTS.match(raw)
    if not found:  # a comment, or the end of the text
        return _TagKind.BLOCK, "", "", ""
    element, attributes = found[2].lower(), found[3]
    is_start = not found[1]
    if is_start and _is_unread(Tag(element, attributes)):
        kind = _TagKind.UNREAD
    elif is_start and element in _HEADINGS:
        kind = _TagKind.HEADING
    else:
        kind = _TagKind.INLINE if element in _INLINE else _TagKind.BLOCK
    return kind, found[1] + element, element, attributes


def _is_unread(tag: Tag) -> bool:
    if tag.name in _UNREAD:
        return True
    plain = tag.attributes.lower()
    if tag.name in _VOID or ("hidden" not in plain and "data-search-exclude" not in plain):
        return False
    given = first_values(tag)
    is_left_out = "hidden" in given or "data-search-exclude" in given
    return is_left_out or given.get("aria-hidden", "").lower() == "true"


def _plain(text: str) -> str:
    """Return text as it reads, without signs of direction, on one line."""
    return " ".join(_bare(text).split())


def _joined(text: str) -> str:
    """Return the lines of a text as one, told apart where no full stop or the like does."""
    lines = [" ".join(line.split()) for line in _bare(text).split(_BREAK)]
    lines = [line for line in lines if line]
    return " ".join(
        line if line.endswith(_ENDS) or n == len(lines) else f"{line} ·"
        for n, line in enumerate(lines, 1)
    )


def _bare(text: str) -> str:
    return _ISOLATES.sub("", unescape(text))
