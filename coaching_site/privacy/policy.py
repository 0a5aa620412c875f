"""What a site gives away is taken out of it, and a strict policy put into each page."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.privacy.html import (
    SCRIPT,
    TOKEN,
    Tag,
    first_values,
    is_inline_code,
    read_site_file,
)
from coaching_site.privacy.site_pages import SitePages, pages_in

_SOURCE_MAP: Final = re.compile(
    r"^//[#@][ \t]*sourceMappingURL=\S*[ \t]*(?:\r?\n|\Z)|/\*[#@]\s*sourceMappingURL=[^*]*\*/",
    re.MULTILINE,
)

# Nothing is allowed but what the portal itself holds. Images and the typefaces may stand
# in a style sheet as `data:`. Over file:// a browser takes any file for 'self': that is why
# `verify` looks at each address besides.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'{}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src {}; base-uri 'none'; form-action 'none'; "
    "object-src 'none'"
)
CSP: Final = "content-security-policy"
REQUIRED_META: Final = {
    "referrer": "no-referrer",
    "robots": "noindex, nofollow, noarchive, nosnippet",
}
_LINKS_TO_DROP: Final = frozenset({"prev", "next", "canonical", "sitemap"})


def harden(site: Path | SitePages, *, preview: bool = False) -> None:
    """Take out what a site gives away and put a strict policy into each page, in place.

    A second run changes nothing. `preview` admits the inline script that `mkdocs serve` adds.
    """
    with pages_in(site) as pages:
        for path, text in pages.texts.items():
            pages.texts[path] = _harden_page(text, preview)
        for path in pages.site.rglob("*"):
            if path.suffix in {".css", ".js"}:
                _drop_source_map(path)


def _drop_source_map(path: Path) -> None:
    if b"sourceMappingURL=" in path.read_bytes():
        text = _SOURCE_MAP.sub("", read_site_file(path))
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def _harden_page(text: str, preview: bool) -> str:
    head, end, body = text.partition("</head>")
    head = TOKEN.sub(_without_unwanted, head)
    offset = _meta_insertion_point(head)
    code = [code for raw, code in SCRIPT.findall(text) if is_inline_code(raw)]
    return head[:offset] + _metas(policy_for(code, preview)) + head[offset:] + end + body


def _without_unwanted(token: re.Match[str]) -> str:
    name = token["name"]
    return "" if name and _is_unwanted(Tag(name.lower(), token["attributes"])) else token[0]


def _is_unwanted(tag: Tag) -> bool:
    given = first_values(tag)
    if tag.name == "link":
        return not _LINKS_TO_DROP.isdisjoint(given.get("rel", "").lower().split())
    named = given.get("name", "").lower()
    replaced = named in {"generator", *REQUIRED_META} or given.get("http-equiv", "").lower() == CSP
    return tag.name == "meta" and replaced


def _meta_insertion_point(head: str) -> int:
    """Return the index behind the tag that names the charset, else behind `<head>`, else 0.

    A browser obeys a policy from its tag on, so it stands as far up as it can; but it looks for
    the charset in the first 1024 bytes alone, and a policy with many hashes is longer.
    """
    offset = 0
    for token in TOKEN.finditer(head):
        name = (token["name"] or "").lower()
        if name == "meta" and "charset" in first_values(Tag(name, token["attributes"])):
            return token.end()
        offset = token.end() if name == "head" else offset
    return offset


def _metas(policy: str) -> str:
    named = (f'<meta name="{name}" content="{value}">' for name, value in REQUIRED_META.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">' + "".join(named)


def policy_for(scripts: Iterable[str], preview: bool) -> str:
    """Return the policy of a page that has inline scripts.

    `preview` admits any such script instead, since `mkdocs serve` adds one, which asks its server
    for news. A portal asks nobody for anything.
    """
    if preview:
        return _POLICY.format(" 'unsafe-inline'", "'self'")
    hashes = dict.fromkeys(hash_of(code) for code in scripts)
    return _POLICY.format("".join(f" {digest}" for digest in hashes), "'none'")


def hash_of(code: str) -> str:
    """Return the hash by which a policy names an inline script."""
    # Browsers hash the code as they read it, with plain line ends.
    as_browsers_read = code.replace("\r\n", "\n").replace("\r", "\n")
    digest = sha256(as_browsers_read.encode("utf-8", "surrogateescape")).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
