"""Parts of a page that most visits never need are taken out of it, into scripts of their own.

Such a part stands in `<template data-late="name">`. Most of the page of the reply is one: it says
what every place of a portal asks and holds, and is read once a draft is kept. For a page that is
opened as a file a browser fetches no HTML, but it runs scripts: so the part is a text in one.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from posixpath import relpath
from typing import Final

from coaching_site.privacy.html import end_of_element
from coaching_site.privacy.site_pages import SitePages, pages_in
from coaching_site.privacy.verify import Leak, faults_of_markup

_PART: Final = re.compile(r'<template data-late="([a-z]+)">')
_FOLDER: Final = "assets/javascripts"


def take_out_late_parts(site: Path | SitePages) -> frozenset[str]:
    """Put the late parts of a site's pages into scripts, which are named in their place.

    Returns the paths of these scripts. Raises `Leak` about a part that no page must hold, since
    nobody looks for it in a script.
    """
    added = set()
    with pages_in(site) as pages:
        for path, html in pages.texts.items():
            while found := _PART.search(html):
                end, _ = end_of_element(html, "template", found.end())
                part = html[found.end() : end]
                if faults := [*dict.fromkeys(faults_of_markup(part))]:
                    raise Leak(f"{path.name}: {found[1]}: {fault}" for fault in faults)
                name = _write(pages.site, found[1], part)
                added.add(name)
                address = relpath(name, path.parent.relative_to(pages.site).as_posix())
                html = f'{html[: found.start()]}<template data-late="{address}">{html[end:]}'
            pages.texts[path] = html
    return frozenset(added)


def _write(site: Path, name: str, part: str) -> str:
    """Write a part as a script named by its content, so that browsers keep no older one."""
    script = f"var latePart={json.dumps(part, ensure_ascii=False)};\n"
    raw = script.encode("utf-8", "replace")
    path = f"{_FOLDER}/{name}.{sha256(raw).hexdigest()[:8]}.js"
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(raw)
    return path
