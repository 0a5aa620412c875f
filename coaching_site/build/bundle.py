"""Style sheets are bundled into two: one for all pages, and one of what else a page can need.

A page that links twenty sheets shows late over a slow line, and so does one that waits for the
rules of all others. Sheets are put together in their order, since it decides between equal rules:
the first ones are those of all pages. Comments and space, for those who read the source, are left
out.
"""

from __future__ import annotations

import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from coaching_site import shipped
from coaching_site.brand.typefaces import EMBEDDED
from coaching_site.build.portal_source import DATA_SCRIPT
from coaching_site.build.prune_styles import (
    classes_of_page,
    classes_of_script,
    needed,
    words_of_script,
)
from coaching_site.cache import Cache
from coaching_site.parsing.source import read_template
from coaching_site.privacy.site_pages import SitePages, pages_in

_FOLDER: Final = "assets/stylesheets"
# What comes first of the sheets, in this order, is of all pages.
_SHARED: Final = ("brand", "tokens", "base", "frame", "type")
_SCRIPT_END: Final = re.compile(r"""\.m?js(?=["'?#])""")
_SCRIPT: Final = re.compile(r"""[^"'<>:?#\s]{1,200}""")
_HASH: Final = re.compile(r"\.[0-9a-f]{8}(?=\.js$)")
_SUFFIXES: Final = (".js", ".mjs")
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SHEET: Final = re.compile(r'[ \t]*<link rel="stylesheet" href="([^":?#]+)">[ \t]*\n?')
# Before comments, what may look like one without being one.
_COMMENT: Final = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))|/\*.*?\*/[ \t]*\n?""", re.DOTALL
)
_ADDRESS: Final = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)""")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)
_CHARSET: Final = re.compile(r'\A@charset "[^"]*";\s*')
# Space around what parts rules and declarations; it stays in strings, addresses and after escapes.
_SPACE: Final = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)|\\.)"""
    r"""|\s*;?\s*(\})\s*|\s*([{;])\s*|(,)\s+|(?<=[\w-])(:)[ ]+"""
)
_INDENT: Final = re.compile(r"\n\s+")
_IMPORT: Final = re.compile(r"@import\b", re.IGNORECASE)


class BundleError(Exception):
    """A style sheet cannot be put together with others."""


@dataclass(frozen=True)
class BundledFiles:
    """The paths of files that a site no longer has, and of those that it has in their place."""

    gone: frozenset[str]
    added: frozenset[str]


def bundle_styles(site: Path | SitePages, cache_dir: Path | None = None) -> BundledFiles:
    """Let each page link two sheets in place of all, and take those away.

    The typefaces stand in the first, which is the same for all pages: from files of their own they
    would come too late for the first page, and over file:// for each. What was made of the same
    sheets before is found below `cache_dir`, if given. Raises `BundleError`.
    """
    with pages_in(site) as pages:
        return _bundle_styles(pages, cache_dir)


def _bundle_styles(pages: SitePages, cache_dir: Path | None) -> BundledFiles:
    site, texts = pages.site, pages.texts
    is_there = cache(lambda sheet: (site / sheet).is_file())
    linked = {path: _sheets(html, _name(path, site), is_there) for path, html in texts.items()}
    parts = dict.fromkeys(part for order in linked.values() for part in order)
    lean = _lean_parts(site, parts, Cache(cache_dir / "styles") if cache_dir else None)
    added = set()
    for order in dict.fromkeys(filter(None, linked.values())):
        alike = [path for path, parts in linked.items() if parts == order]
        styles = _Styles(site, tuple(lean[part] for part in order), _count_shared(order), cache_dir)
        added |= styles.bundle(texts, alike)
    for part in lean:
        (site / part).unlink()
    return BundledFiles(frozenset(lean), frozenset(added))


def _count_shared(order: Sequence[str]) -> int:
    """Return how many of the sheets, from the first, are of all pages."""
    return len([*takewhile(lambda part: Path(part).stem in _SHARED, order)])


class _Styles:
    """The sheets that some pages of a site link, of which the first ones are shared by all."""

    def __init__(
        self, site: Path, parts: tuple[str, ...], shared: int, cache_dir: Path | None
    ) -> None:
        """Find what was left of the same parts before below `cache_dir`, if given."""
        self._site, self._cache_dir = site, cache_dir
        self._shared, self._own = parts[:shared], parts[shared:]

    def bundle(self, pages: dict[Path, str], alike: Sequence[Path]) -> set[str]:
        """Let those of the pages that are alike link what they need of the sheets; return these."""
        site, of_script = self._site, cache(partial(_classes_of_file, self._site))
        classes = {path: _classes(_name(path, site), pages[path], of_script) for path in alike}
        first = self._write("portal", self._shared, frozenset().union(*classes.values()))
        added = set()
        for path in alike:
            own = self._write("page", self._own, classes[path])
            sheets = [sheet for sheet in (first, own) if sheet]
            added.update(sheets)
            pages[path] = _relinked(pages[path], _name(path, site), sheets)
        return added

    def _write(self, name: str, parts: tuple[str, ...], classes: frozenset[str]) -> str:
        return _write(self._site, name, needed(parts, classes, self._cache_dir))


def _classes(page: str, html: str, of_script: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """Return the classes that a page has, or may have by its scripts."""
    folder = posixpath.dirname(page)
    addresses = {posixpath.join(folder, unquote(script)) for script in _scripts(html)}
    inline = map(words_of_script, _INLINE.findall(html))
    of_files = map(of_script, map(posixpath.normpath, addresses))
    return classes_of_page(html).union(*of_files, *inline)


def _scripts(html: str) -> Iterator[str]:
    """Yield the addresses of scripts in any attribute: names of some take longer to look for."""
    for found in _SCRIPT_END.finditer(html):
        end = found.start()
        start = max(html.rfind('="', 0, end), html.rfind("='", 0, end)) + 2
        if start > 1 and _SCRIPT.fullmatch(html, start, end):
            yield html[start : found.end()]


def _classes_of_file(site: Path, script: str) -> frozenset[str]:
    """Return the classes of the script at a path in a site, of none if there is no such file.

    A script of the coach's own may load any other of them.
    """
    if script.startswith(("/", "..", DATA_SCRIPT)) or not (site / script).is_file():
        return frozenset()
    if _is_shipped(script):
        return classes_of_script((site / script).read_text("utf-8", "replace"))
    found = (path for path in site.rglob("*js") if path.suffix in _SUFFIXES)
    own = (path for path in found if not _is_ours(_name(path, site)))
    words = (words_of_script(path.read_text("utf-8", "replace")) for path in own)
    return frozenset().union(*words)


def _is_ours(script: str) -> bool:
    return script.startswith(DATA_SCRIPT) or _is_shipped(script)


def _is_shipped(script: str) -> bool:
    return (shipped.OVERRIDES / _HASH.sub("", script)).is_file()


def _name(path: Path, site: Path) -> str:
    return path.relative_to(site).as_posix()


def _sheets(html: str, page: str, is_there: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the paths in the site of the sheets that a page links; none if it links others too."""
    folder, head = posixpath.dirname(page), html.partition("</head>")[0]
    paths = [posixpath.join(folder, unquote(link)) for link in _SHEET.findall(head)]
    sheets = tuple(posixpath.normpath(sheet) for sheet in paths)
    inside = (not sheet.startswith(("/", "..")) and is_there(sheet) for sheet in sheets)
    return sheets if all(inside) else ()


def _relinked(html: str, page: str, sheets: Sequence[str]) -> str:
    """Return a page with these links where the first of its links stood, and plain line ends."""
    html = html.replace("\r\n", "\n").replace("\r", "\n") if "\r" in html else html
    head, end, body = html.partition("</head>")
    folder = posixpath.dirname(page) or "."
    addresses = (quote(posixpath.relpath(sheet, folder)) for sheet in sheets)
    links = "".join(f'<link rel="stylesheet" href="{address}">\n' for address in addresses)
    match = _SHEET.search(head)
    before, after = (head[: match.start()], head[match.end() :]) if match else (head, "")
    return before + links + _SHEET.sub("", after) + end + body


def fault_of_sheet(css: str) -> str | None:
    """Return why a sheet cannot stand in the common one, None where it can."""
    return _NO_IMPORT if _IMPORT.search(_without_comments(css)) else None


def _without_comments(css: str) -> str:
    return _COMMENT.sub(lambda found: found[1] or "", css) if "/*" in css else css


_NO_IMPORT: Final = "expected no @import; name the file in mkdocs.yml, extra_css"


def _lean_parts(site: Path, parts: Iterable[str], cache: Cache | None) -> dict[str, str]:
    """Return sheets as they stand in the common one, each by its path."""
    texts = {part: (site / part).read_text("utf-8-sig") for part in parts}
    typefaces = [site / name for name in EMBEDDED]
    faces = [sha256(one.read_bytes()).hexdigest() for one in typefaces if one.is_file()]
    key = f"{read_template(Path(__file__))} {faces} {texts}"
    if cache and (kept := cache.get(key)):
        return dict(json.loads(kept))
    lean = {part: _part(site, part, css) for part, css in texts.items()}
    if cache:
        cache.put(key, json.dumps(lean).encode())
    return lean


def _part(site: Path, part: str, css: str) -> str:
    """Return the text of a sheet as it stands in the common one."""
    # @charset counts only at the very start of a file, and the common sheet is UTF-8.
    css = _CHARSET.sub("", css)
    css = _without_comments(css)
    # An @import counts only before all rules, so in the common sheet browsers would ignore it.
    if _IMPORT.search(css):
        raise BundleError(f"{part}: {_NO_IMPORT}")
    folder = posixpath.dirname(part)
    css = _ADDRESS.sub(lambda found: _with_typeface(found, site, folder), css)
    if folder != _FOLDER:
        css = _ADDRESS.sub(lambda found: _moved(found, folder), css)
    css = _SPACE.sub(lambda found: "".join(filter(None, found.groups())), css)
    return _INDENT.sub("\n", css).strip() + "\n"


def _with_typeface(found: re.Match[str], site: Path, folder: str) -> str:
    """Return an address in a sheet, or a typeface itself if it leads there."""
    name = posixpath.normpath(posixpath.join(folder, found[1] or found[2] or found[3] or ""))
    if name not in EMBEDDED or not (site / name).is_file():
        return found[0]
    return f'url("data:font/woff2;base64,{b64encode((site / name).read_bytes()).decode()}")'


def _moved(found: re.Match[str], folder: str) -> str:
    """Return an address in a sheet as it leads from the common sheet."""
    address = found[1] or found[2] or found[3] or ""
    if _ELSEWHERE.match(address):
        return found[0]
    return f'url("{posixpath.relpath(posixpath.join(folder, address), _FOLDER)}")'


def _write(site: Path, name: str, text: str) -> str:
    """Write a common sheet, named by its content, so that browsers keep no older one.

    Returns its path, or nothing if nothing is in it.
    """
    if not text:
        return ""
    content = text.encode()
    path = f"{_FOLDER}/{name}.{sha256(content).hexdigest()[:8]}.css"
    (site / _FOLDER).mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(content)
    return path
