"""What a built site must not say or fetch: `harden` takes it out, `verify` proves it is gone.

Pages are read by a strict grammar instead of a forgiving parser: every `<` must begin a piece of
markup that all browsers read alike, anything else is a finding. So nothing can hide from
`verify` in a place where a browser and a parser disagree, and it is several times as fast.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

_SPACE: Final = r"[ \t\n\f\r]"
_NAME: Final = r"[a-z][\w:.-]*"
_VALUE: Final = r"\"[^\"<]*\"|'[^'<]*'|[\w.,:;/?#&%+~!$*()-]+"
_ATTRIBUTES: Final = rf"(?:{_SPACE}+{_NAME}(?:{_SPACE}*={_SPACE}*(?:{_VALUE}))?)*{_SPACE}*"
_ATTRIBUTE: Final = re.compile(
    rf"{_SPACE}+({_NAME})(?:{_SPACE}*={_SPACE}*({_VALUE}))?", re.IGNORECASE | re.ASCII
)
# Inside a script, `<` before a letter, `/`, `!` or `?` ends it or not, depending on what stands
# around it: such code belongs into a file.
_SCRIPT: Final = rf"<script({_ATTRIBUTES})>([^<]*(?:<(?![a-z/!?])[^<]*)*)</script>"
_INLINE: Final = re.compile(_SCRIPT, re.IGNORECASE | re.ASCII)
_TOKEN: Final = re.compile(
    rf"<!doctype html>|<!--[^<>]*-->|</[a-z][a-z0-9-]*{_SPACE}*>"
    rf"|{_SCRIPT}|<([a-z][a-z0-9-]*)({_ATTRIBUTES})/?>|(<)",
    re.IGNORECASE | re.ASCII,
)
_SOURCE_MAP: Final = re.compile(
    r"^//[#@][ \t]*sourceMappingURL=\S*[ \t]*(?:\r?\n|\Z)|/\*[#@]\s*sourceMappingURL=[^*]*\*/",
    re.MULTILINE,
)
_CSS_ADDRESS: Final = re.compile(
    r"""url\(\s*["']?([^)"']*)|@import\s+["']([^"']*)""", re.IGNORECASE
)
# A browser drops these around and inside an address, and takes a backslash for a slash.
_TRIMMED: Final = "".join(map(chr, range(0x21)))
_AS_BROWSERS_READ: Final = str.maketrans({"\t": None, "\n": None, "\r": None, "\\": "/"})
_SCHEME: Final = re.compile(r"//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_POLICY: Final = (
    "default-src 'none'; script-src 'self'{}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'"
)
_CSP: Final = "content-security-policy"
_PROMISES: Final = {
    "referrer": "no-referrer",
    "robots": "noindex, nofollow, noarchive, nosnippet",
}
_METAS_TO_REFUSE: Final = frozenset({("name", "generator"), ("http-equiv", "refresh")})
_LINKS_TO_DROP: Final = frozenset({"prev", "next", "canonical", "sitemap"})
_ADDRESSES: Final = frozenset(
    {"action", "background", "cite", "formaction", "href", "imagesrcset", "longdesc", "manifest"}
    | {"ping", "poster", "src", "srcset", "xlink:href"}
)
_LINK_SCHEMES: Final = frozenset({"", "http:", "https:", "mailto:", "tel:"})
_UNCLEAR: Final = "has markup that browsers may read differently"
_PICTURES: Final = frozenset({"image", "img", "link", "source"})


class Leak(Exception):
    """A built site holds, or would fetch, what it must not."""


class _Tag(NamedTuple):
    name: str
    attributes: str


class _Page(NamedTuple):
    tags: Collection[_Tag]  # in their order; of equal ones the first
    scripts: Collection[str]  # the code of executable inline scripts
    unclear: bool  # whether any `<` begins what browsers may read differently


def harden(site: Path, *, preview: bool = False) -> None:
    """Take out what a site gives away and put a strict policy into each page, in place.

    A second run changes nothing. `preview` admits the inline script that `mkdocs serve` adds.
    """
    for path in sorted(site.rglob("*")):
        if path.suffix == ".html":
            _rewrite(path, lambda text: _harden_page(text, preview))
        elif path.suffix in {".css", ".js"}:
            _rewrite(path, _drop_source_map)


def verify(site: Path, expected: Collection[str], *, preview: bool = False) -> None:
    """Raise Leak with all findings in a site.

    `expected` names each file that the site must have: its path in the site, with `/`.
    """
    found = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    findings = [f"{path}: was not meant to be built" for path in sorted(found - set(expected))]
    findings += [f"{path}: is missing" for path in sorted(set(expected) - found)]
    # One memory for this site alone: pages share most of their tags.
    tag_faults = cache(lambda tag: tuple(_tag_faults(tag)))
    for path in sorted(found):
        faults = _file_faults(site / path, tag_faults, preview)
        findings += [f"{path}: {fault}" for fault in dict.fromkeys(faults)]
    if findings:
        raise Leak("\n".join(["This site is not private:", *(f"  {line}" for line in findings)]))


def faults_of_markup(html: str) -> Iterator[str]:
    """Yield what a part of a page holds, or would fetch, that no portal must."""
    page = _page(html)
    if page.unclear:
        yield _UNCLEAR
    for tag in page.tags:
        yield from _tag_faults(tag)


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    before = _read(path)
    if (after := change(before)) != before:
        path.write_bytes(after.encode("utf-8", "surrogateescape"))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _drop_source_map(text: str) -> str:
    return _SOURCE_MAP.sub("", text) if "sourceMappingURL=" in text else text


def _harden_page(text: str, preview: bool) -> str:
    head, end, body = text.partition("</head>")
    head = _TOKEN.sub(_kept, head)
    place = _place_for_promises(head)
    code = [code for raw, code in _INLINE.findall(text) if _runs(raw)]
    return head[:place] + _promises(_policy(code, preview)) + head[place:] + end + body


def _kept(token: re.Match[str]) -> str:
    return "" if token[3] and _unwanted(_Tag(token[3].lower(), token[4])) else token[0]


def _unwanted(tag: _Tag) -> bool:
    given = _first_values(tag)
    if tag.name == "link":
        return not _LINKS_TO_DROP.isdisjoint(given.get("rel", "").lower().split())
    named = given.get("name", "").lower()
    replaced = named in {"generator", *_PROMISES} or given.get("http-equiv", "").lower() == _CSP
    return tag.name == "meta" and replaced


def _place_for_promises(head: str) -> int:
    """Return the index behind the tag that names the charset, else behind `<head>`, else 0."""
    place = 0
    for token in _TOKEN.finditer(head):
        name = (token[3] or "").lower()
        if name == "meta" and "charset" in _first_values(_Tag(name, token[4])):
            return token.end()
        place = token.end() if name == "head" else place
    return place


def _promises(policy: str) -> str:
    named = (f'<meta name="{name}" content="{value}">' for name, value in _PROMISES.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">' + "".join(named)


def _policy(scripts: Iterable[str], preview: bool) -> str:
    hashes = dict.fromkeys(_hash(code) for code in scripts)
    return _POLICY.format(" 'unsafe-inline'" if preview else "".join(f" {one}" for one in hashes))


def _hash(code: str) -> str:
    as_browsers_read = code.replace("\r\n", "\n").replace("\r", "\n")
    digest = sha256(as_browsers_read.encode("utf-8", "surrogateescape")).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def _runs(raw_attributes: str) -> bool:
    """Tell whether a script with these attributes is inline code, not data and not a file."""
    given = _first_values(_Tag("script", raw_attributes))
    return "src" not in given and not given.get("type", "").lower().endswith("json")


def _first_values(tag: _Tag) -> Mapping[str, str]:
    """Return the attributes as browsers keep them: of two with one name, the first."""
    return dict(reversed(list(_attributes(tag))))


def _attributes(tag: _Tag) -> Iterator[tuple[str, str]]:
    for name, value in _ATTRIBUTE.findall(tag.attributes):
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        yield name.lower(), unescape(bare) if "&" in bare else bare


def _file_faults(
    path: Path, tag_faults: Callable[[_Tag], Iterable[str]], preview: bool
) -> Iterator[str]:
    if path.suffix == ".map":
        yield "is a source map"
    elif path.name.startswith("sitemap.xml"):
        yield "lists the pages for search engines"
    elif path.suffix == ".html":
        page = _page(_read(path))
        for tag in page.tags:
            yield from tag_faults(tag)
        yield from _page_faults(page, preview)
    elif path.suffix == ".css":
        yield from faults_of_styles(_read(path))


def _page(text: str) -> _Page:
    tags, scripts, unclear = [], [], False
    for of_script, code, name, attributes, stray in dict.fromkeys(_TOKEN.findall(text)):
        if stray or name.lower() == "script":
            unclear = True
        elif name:
            tags.append(_Tag(name.lower(), attributes))
        elif of_script or code:
            tags.append(_Tag("script", of_script))
            if _runs(of_script):
                scripts.append(code)
    return _Page(tags, scripts, unclear)


def _page_faults(page: _Page, preview: bool) -> Iterator[str]:
    if page.unclear:
        yield _UNCLEAR
    metas = [_first_values(tag) for tag in page.tags if tag.name == "meta"]
    for name, content in _PROMISES.items():
        if not any(meta.get("name") == name and meta.get("content") == content for meta in metas):
            yield f'lacks <meta name="{name}" content="{content}">'
    if not (given := [meta.get("content", "") for meta in metas if _is_policy(meta)]):
        yield "lacks a Content-Security-Policy"
    elif any(_hash(code) not in given[0] for code in page.scripts) and not preview:
        yield "has an inline script that its Content-Security-Policy does not name"
    elif given != [_policy(page.scripts, preview)]:
        yield "has another Content-Security-Policy than ours"
    elif _comes_late(page):
        yield "has its Content-Security-Policy behind what it should govern"


def _is_policy(meta: Mapping[str, str]) -> bool:
    return meta.get("http-equiv", "").lower() == _CSP


def _comes_late(page: _Page) -> bool:
    before = takewhile(lambda tag: not _is_policy(_first_values(tag)), page.tags)
    return any(tag.name not in {"html", "head", "meta"} for tag in before)


def _tag_faults(tag: _Tag) -> Iterator[str]:
    if tag.name in {"base", "style"}:
        yield f"<{tag.name}> is not allowed"
    for name, value in _attributes(tag):
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


def faults_of_styles(text: str) -> Iterator[str]:
    """Yield what a stylesheet would fetch from elsewhere."""
    for url, imported in _CSS_ADDRESS.findall(text):
        if _scheme(url or imported) not in {"", "data:"}:
            yield f"loads {url or imported}"
