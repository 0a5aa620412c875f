"""Style sheets are bundled into one, and scripts deferred.

A page that links twenty sheets shows late over a slow line. They are put together in their order,
since it decides between equal rules. Comments are for those who read the source: they are left
out. Of the theme's own sheets the rules that no page and no script of the portal can use are left
out; that is a third of them.
"""

from __future__ import annotations

import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote, unquote

from coaching_site.brand.heading_font import TYPEFACE
from coaching_site.build.bundle_scripts import lean_script

_FOLDER: Final = "assets/stylesheets"
_SHEET: Final = re.compile(r'[ \t]*<link rel="stylesheet" href="([^":?#]+)">[ \t]*\n?')
_BLOCKING: Final = re.compile(r"<script(?=[^>]* src=)(?![^>]* (?:defer|async)\b)")
_VALUE: Final = re.compile(r"""=["']?([^"'>]*)|<script[^>]*>([^<]+)""")
_WORD: Final = re.compile(r"[\w-]+")
# Before comments, what may look like one without being one.
_COMMENT: Final = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))|/\*.*?\*/[ \t]*\n?""", re.DOTALL
)
_ADDRESS: Final = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)""")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)
_CHARSET: Final = re.compile(r'\A@charset "[^"]*";\s*')
_IMPORT: Final = re.compile(r"@import\b", re.IGNORECASE)


class Prune(Protocol):
    """Leaves out of a sheet what asks for none of the words."""

    def __call__(self, css: str, words: Collection[str]) -> str:
        """Return the rest."""


class BundleError(Exception):
    """A style sheet cannot be put together with others."""


@dataclass(frozen=True)
class BundledFiles:
    """The paths of files that a site no longer has, and of those that it has in their place."""

    gone: frozenset[str]
    added: frozenset[str]


def defer_scripts(html: str) -> str:
    """Return a page whose script files run in their order once the page has been read."""
    return _BLOCKING.sub("<script defer", html)


def bundle_styles(site: Path, theme: Collection[str], prune: Prune) -> BundledFiles:
    """Let each page link one sheet in place of several, and take those away.

    The typeface of headings stands in the sheet: from a file of its own it would come too late
    for the first page, and over file:// for each. Our own scripts lose the lines that are
    comments, and indentation where no text goes over several lines. Of the sheets in `theme`,
    paths in the site, `prune` keeps what the words that it is given can ask for.
    Raises `BundleError`.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    linked = {path: _sheets(html, path, site) for path, html in pages.items()}
    orders = dict.fromkeys(order for order in linked.values() if order)
    # Of all pages together: those with the same links share one sheet.
    words = _words(site, pages.values()) if orders else frozenset()
    lean_for_us = partial(prune, words=words)
    lean = {
        part: _part(site, part, lean_for_us if part in theme else str)
        for part in dict.fromkeys(part for order in orders for part in order)
    }
    names = {order: _write(site, "".join(lean[part] for part in order)) for order in orders}
    for path, order in linked.items():
        if order:
            path.write_text(
                _relinked(pages[path], _name(path, site), names[order]), "utf-8", newline="\n"
            )
    for part in lean:
        (site / part).unlink()
    _strip_comments(site, theme)
    return BundledFiles(frozenset(lean), frozenset(names.values()))


def _strip_comments(site: Path, theme: Collection[str]) -> None:
    for path in sorted(site.glob("assets/javascripts/*.js")):
        if _name(path, site) not in theme:
            path.write_text(lean_script(path.read_text("utf-8")), "utf-8", newline="\n")


def _name(path: Path, site: Path) -> str:
    return path.relative_to(site).as_posix()


def _sheets(html: str, path: Path, site: Path) -> tuple[str, ...]:
    """Return the paths in the site of the sheets that a page links; none if it links others too."""
    folder, head = posixpath.dirname(_name(path, site)), html.partition("</head>")[0]
    paths = [posixpath.join(folder, unquote(link)) for link in _SHEET.findall(head)]
    sheets = tuple(posixpath.normpath(sheet) for sheet in paths)
    inside = (not sheet.startswith(("/", "..")) and (site / sheet).is_file() for sheet in sheets)
    return sheets if all(inside) else ()


def _relinked(html: str, page: str, sheet: str) -> str:
    """Return a page with one link where the first of its links stood."""
    head, end, body = html.partition("</head>")
    address = quote(posixpath.relpath(sheet, posixpath.dirname(page) or "."))
    match = _SHEET.search(head)
    before, after = (head[: match.start()], head[match.end() :]) if match else (head, "")
    link = f'<link rel="stylesheet" href="{address}">\n'
    return before + link + _SHEET.sub("", after) + end + body


def fault_of_sheet(css: str) -> str | None:
    """Return why a sheet cannot stand in the common one, None where it can."""
    return _NO_IMPORT if _IMPORT.search(_without_comments(css)) else None


def _without_comments(css: str) -> str:
    return _COMMENT.sub(lambda found: found[1] or "", css) if "/*" in css else css


_NO_IMPORT: Final = "expected no @import; name the file in mkdocs.yml, extra_css"


def _part(site: Path, part: str, prune: Callable[[str], str]) -> str:
    """Return a sheet as it stands in the common one."""
    # @charset counts only at the very start of a file, and the common sheet is UTF-8.
    css = prune(_CHARSET.sub("", (site / part).read_text("utf-8-sig")))
    css = _without_comments(css)
    # An @import counts only before all rules, so in the common sheet browsers would ignore it.
    if _IMPORT.search(css):
        raise BundleError(f"{part}: {_NO_IMPORT}")
    folder = posixpath.dirname(part)
    css = _ADDRESS.sub(lambda found: _with_typeface(found, site, folder), css)
    if folder != _FOLDER:
        css = _ADDRESS.sub(lambda found: _moved(found, folder), css)
    return css.rstrip() + "\n"


def _with_typeface(found: re.Match[str], site: Path, folder: str) -> str:
    """Return an address in a sheet, or the typeface of headings itself if it leads there."""
    name = posixpath.normpath(posixpath.join(folder, found[1] or found[2] or found[3] or ""))
    if name != TYPEFACE or not (site / name).is_file():
        return found[0]
    return f'url("data:font/woff2;base64,{b64encode((site / name).read_bytes()).decode()}")'


def _moved(found: re.Match[str], folder: str) -> str:
    """Return an address in a sheet as it leads from the common sheet."""
    address = found[1] or found[2] or found[3] or ""
    if _ELSEWHERE.match(address):
        return found[0]
    return f'url("{posixpath.relpath(posixpath.join(folder, address), _FOLDER)}")'


def _write(site: Path, css: str) -> str:
    """Write the common sheet, named by its content, so that browsers keep no older one."""
    content = css.encode()
    name = f"{_FOLDER}/portal.{sha256(content).hexdigest()[:8]}.css"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_bytes(content)
    return name


def _words(site: Path, pages: Iterable[str]) -> frozenset[str]:
    """Return the words in the attributes of all pages, and in the scripts that see a page."""
    values = {value for html in pages for found in _VALUE.findall(html) for value in found}
    # A worker, such as that of the search, sees no page and asks for no class.
    scripts = sorted(path for path in site.rglob("assets/**/*.js") if "workers" not in path.parts)
    text = "\n".join([*values, *(path.read_text("utf-8") for path in scripts)])
    return frozenset(_WORD.findall(text))
