"""Proof that a built site says and fetches nothing that it must not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Final

from coaching_site.privacy.html import (
    ParsedPage,
    Tag,
    attributes_of,
    first_values,
    parse_page,
    read_site_file,
    site_text,
)
from coaching_site.privacy.policy import CSP, REQUIRED_META, hash_of, policy_for

_CSS_ADDRESS: Final = re.compile(
    r"""url\(\s*["']?([^)"']*)|@import\s+["']([^"']*)""", re.IGNORECASE
)
# A browser drops these around and inside an address, and takes a backslash for a slash.
_TRIMMED: Final = "".join(map(chr, range(0x21)))
_AS_BROWSERS_READ: Final = str.maketrans({"\t": None, "\n": None, "\r": None, "\\": "/"})
_SCHEME: Final = re.compile(r"//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_METAS_TO_REFUSE: Final = frozenset({("name", "generator"), ("http-equiv", "refresh")})
_ADDRESSES: Final = frozenset(
    {"action", "background", "cite", "formaction", "href", "imagesrcset", "longdesc", "manifest"}
    | {"ping", "poster", "src", "srcset", "xlink:href"}
)
_LINK_SCHEMES: Final = frozenset({"", "http:", "https:", "mailto:", "tel:"})
_AMBIGUOUS: Final = "has markup that browsers may read differently"
_MOST_TAGS: Final = 4000  # what portals share, and some ten of them have of their own
_MOST_SHEETS: Final = 40
_PICTURES: Final = frozenset({"image", "img", "link", "source"})


class Leak(Exception):
    """A built site holds, or would fetch, what it must not; `findings` has a line for each."""

    def __init__(self, findings: Iterable[str]) -> None:
        """Keep the findings."""
        self.findings = tuple(findings)
        super().__init__(
            "\n".join(["This site is not private:", *(f"  {one}" for one in self.findings)])
        )


Search = Callable[[Mapping[str, bytes]], Iterable[str]]
"""What yields a line for each thing that files must not say, given their contents by their paths.

The paths are those in the site, with `/`.
"""


def verify(
    site: Path,
    expected: Collection[str],
    *,
    preview: bool = False,
    search: Search = lambda _: (),
) -> None:
    """Raise Leak with all findings in a site, also with those of a `search` in all of its files.

    `expected` names each file that the site must have: its path in the site, with `/`.
    """
    files = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    findings = [f"{path}: was not meant to be built" for path in sorted(files - set(expected))]
    findings += [f"{path}: is missing" for path in sorted(set(expected) - files)]
    linked = {path for path in files if (site / path).is_symlink()}
    contents = {path: (site / path).read_bytes() for path in sorted(files - linked)}
    for path in sorted(files):
        faults = _file_faults(site / path, contents.get(path), preview)
        findings += [f"{path}: {fault}" for fault in dict.fromkeys(faults)]
    findings += search(contents)
    if findings:
        raise Leak(findings)


def faults_of_markup(html: str) -> Iterator[str]:
    """Yield what a part of a page holds, or would fetch, that no portal must."""
    page = parse_page(html)
    if page.is_ambiguous:
        yield _AMBIGUOUS
    for tag in page.tags:
        yield from _tag_faults(tag)


def _file_faults(path: Path, content: bytes | None, preview: bool) -> Iterator[str]:
    def text() -> str:
        return read_site_file(path) if content is None else site_text(content)

    if path.suffix == ".map":
        yield "is a source map"
    elif path.name.startswith("sitemap.xml"):
        yield "lists the pages for search engines"
    elif path.suffix == ".html":
        page = parse_page(text())
        for tag in page.tags:
            yield from _tag_faults(tag)
        yield from _page_faults(page, preview)
    elif path.suffix == ".css":
        yield from faults_of_styles(text())


def _page_faults(page: ParsedPage, preview: bool) -> Iterator[str]:
    if page.is_ambiguous:
        yield _AMBIGUOUS
    metas = [first_values(tag) for tag in page.tags if tag.name == "meta"]
    for name, content in REQUIRED_META.items():
        if not any(meta.get("name") == name and meta.get("content") == content for meta in metas):
            yield f'lacks <meta name="{name}" content="{content}">'
    if not (given := [meta.get("content", "") for meta in metas if _is_policy(meta)]):
        yield "lacks a Content-Security-Policy"
    elif any(hash_of(code) not in given[0] for code in page.scripts) and not preview:
        yield "has an inline script that its Content-Security-Policy does not name"
    elif given != [policy_for(page.scripts, preview)]:
        yield "has another Content-Security-Policy than ours"
    elif _policy_is_late(page):
        yield "has its Content-Security-Policy behind what it should govern"


def _is_policy(meta: Mapping[str, str]) -> bool:
    return meta.get("http-equiv", "").lower() == CSP


def _policy_is_late(page: ParsedPage) -> bool:
    before = takewhile(lambda tag: not _is_policy(first_values(tag)), page.tags)
    return any(tag.name not in {"html", "head", "meta"} for tag in before)


@lru_cache(maxsize=_MOST_TAGS)
def _tag_faults(tag: Tag) -> tuple[str, ...]:
    """Return what is wrong with a tag, which follows from the tag alone: pages share most."""
    return tuple(_faults_of_tag(tag))


def _faults_of_tag(tag: Tag) -> Iterator[str]:
    if tag.name in {"base", "style"}:
        yield f"<{tag.name}> is not allowed"
    for name, value in attributes_of(tag):
        if tag.name == "meta" and (name, value.lower()) in _METAS_TO_REFUSE:
            yield f"<meta {name}={value}> is not allowed"
        elif name.startswith("on") or name in {"style", "srcdoc"}:
            yield f"<{tag.name} {name}> is not allowed"
        elif name in _ADDRESSES or (tag.name, name) == ("object", "data"):
            yield from _address_faults(tag.name, name, value)


def _address_faults(tag: str, name: str, value: str) -> Iterator[str]:
    link = tag in {"a", "area"} and name in {"href", "xlink:href"}
    for address in value.split(",") if name.endswith("srcset") else [value]:
        scheme = _scheme(address)
        picture = tag in _PICTURES and address.strip().lower().startswith("data:image/")
        if scheme not in (_LINK_SCHEMES if link else {""}) and not picture:
            yield f"<{tag} {name}> leads out of the portal: {address.strip()}"


def _scheme(address: str) -> str:
    """Return `https:` and the like, `//` for another host, or nothing, as a browser reads it."""
    bare = address.strip(_TRIMMED).translate(_AS_BROWSERS_READ)
    found = _SCHEME.match(bare)
    return found[0].lower() if found else ""


@lru_cache(maxsize=_MOST_SHEETS)
def faults_of_styles(text: str) -> tuple[str, ...]:
    """Return what a stylesheet would fetch from elsewhere; many portals have the same ones."""
    addresses = (url or imported for url, imported in _CSS_ADDRESS.findall(text))
    return tuple(f"loads {one}" for one in addresses if _scheme(one) not in {"", "data:"})
