"""The one file of a locked portal: a page that asks for a passphrase, and what it opens.

The page is written first, without header and content: it is the same for the same portal, so that
one can tell whether a locked portal is what it would be.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site import shipped
from coaching_site.brand.palette import stylesheet_of
from coaching_site.brand.typefaces import typefaces
from coaching_site.build.bundle_scripts import bundle_scripts
from coaching_site.build.minify_scripts import minified_scripts
from coaching_site.build.workspace import Workspace
from coaching_site.crypto.lock_container import Container, DamagedLock
from coaching_site.languages import nearest_language
from coaching_site.loading import read_words
from coaching_site.model.brand import Brand
from coaching_site.parsing.source import read_template
from coaching_site.privacy.policy import hash_of
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import component_of

MOST_PAGE_BYTES: Final = 500_000_000
"""The most bytes of the file of a locked portal."""

_ENTRY: Final = "lock/unlock.js"
# Scripts by their hashes alone. Pictures and typefaces stand in the file itself, as `data:`.
_POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src {style}; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_CHARSET: Final = '<meta charset="utf-8">'
_HEADER: Final = '<script type="application/json" id="lock-header">'
_CONTENT: Final = '<script type="text/plain" id="lock-content">'
_END: Final = "</script>"
_FACES: Final = (
    ("Portal Serif", "assets/fonts/letter.woff2", 400),
    ("Portal Sans", "assets/fonts/letter-sans.woff2", 400),
    ("Portal Sans", "assets/fonts/letter-semibold.woff2", 600),
)
_WORDS: Final = (
    *("lock_open", "lock_opening", "lock_wrong", "lock_damaged", "lock_insecure"),
    *("lock_old_browser", "lock_lock", "lock_idle", "lock_device_title", "lock_device_keep"),
    *("lock_device_kept", "lock_device_failed", "lock_device_stale"),
)
# A script of data is no code: the page reads it, and its hash would tell what it says.
_DATA: Final = re.compile(rb"var \w+=.*;\s*", re.DOTALL)
_ATTACHED: Final = "files/"
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]*={0,2}")


@dataclass(frozen=True)
class UnlockPage:
    """Writes the page of locked portals in the language and the colours of one."""

    workspace: Workspace
    language: str
    brand: Brand

    def text(self, files: Mapping[str, bytes]) -> str:
        """Return the page for a portal of these files, without header and content.

        Raises `InvalidInput` about a template that does not work, `ScriptBundleError`.
        """
        environment = self._environment()
        page = component_of(environment, "lock/unlock.html")
        style, script = self._style(), self._script()
        scripts = dict.fromkeys([hash_of(script), *sorted(script_hashes(files))])
        policy = _POLICY.format(scripts=" ".join(scripts), style=hash_of(style))
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        for place, whole in (
            (_CHARSET, f"{_CHARSET}\n{meta}"),
            ("<style></style>", f"<style>{style}</style>"),
            ('id="told"></script>', f'id="told">{self._told(environment)}</script>'),
            ("<script></script>", f"<script>{script}</script>"),
        ):
            page = page.replace(place, whole, 1)
        return page

    def _environment(self) -> PageEnvironment:
        words = read_words(self.workspace.layers("words", self.language))
        found = words.language or "en"
        spoken = self.language if nearest_language(self.language, [found]) else found
        folders, cache_dir = self.workspace.template_folders, self.workspace.cache_dir
        environment = PageEnvironment(folders, spoken, words.content, cache_dir)
        environment.globals.update(
            language=str(environment.speech).replace("_", "-"),
            direction=environment.speech.text_direction,
        )
        return environment

    def _told(self, environment: PageEnvironment) -> str:
        words = {name: environment.word(name) for name in _WORDS}
        told = {"words": words, "styles": self._file("lock/notice.css") or ""}
        # No text may end the element that it stands in.
        return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")

    def _style(self) -> str:
        known = typefaces()
        faces = "\n".join(
            f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: '
            f"url(data:font/woff2;base64,{b64encode(known[path]).decode()}) }}"
            for name, path, weight in _FACES
            if path in known
        )
        styles = self._file("lock/unlock.css") or ""
        return f"{faces}\n{stylesheet_of(self.brand.colours)}\n{styles}"

    def _script(self) -> str:
        (script,) = minified_scripts([bundle_scripts(_ENTRY, self._file)])
        if isinstance(script, Exception):
            raise script
        return script.text.replace("</", "<\\/")

    def _file(self, path: str) -> str | None:
        file: Path | None = shipped.first_with(path, self.workspace.override_layers)
        return read_template(file) if file else None


def script_hashes(files: Mapping[str, bytes]) -> Iterable[str]:
    """Yield by which hash a policy names each script of a portal that is code."""
    for path, raw in files.items():
        is_script = path.endswith(".js") and not path.startswith(_ATTACHED)
        if is_script and not _DATA.fullmatch(raw):
            yield hash_of(raw.decode("utf-8", "surrogateescape"))


def complete_page(page: str, container: Container) -> str:
    """Return the page with the header and the content of a container."""
    content = b64encode(container.ciphertext).decode("ascii")
    filled = page.replace(_HEADER, _HEADER + container.header, 1)
    return filled.replace(_CONTENT, _CONTENT + content, 1)


def is_locked_page(raw: bytes) -> bool:
    """Tell whether the bytes of a file are those of a locked portal, whole or not."""
    return _HEADER.encode() in raw or _CONTENT.encode() in raw


def parts_of(text: str) -> tuple[str, Container]:
    """Return the page without header and content, and these; raise `DamagedLock`."""
    page, header = _taken_out(text, _HEADER)
    page, content = _taken_out(page, _CONTENT)
    if not _BASE64.fullmatch(content):
        raise DamagedLock
    try:
        return page, Container(header, b64decode(content, validate=True))
    except ValueError:
        raise DamagedLock from None


def _taken_out(text: str, start: str) -> tuple[str, str]:
    before, found, rest = text.partition(start)
    inside, end, after = rest.partition(_END)
    if not found or not end or start in after:
        raise DamagedLock
    return before + found + end + after, inside
