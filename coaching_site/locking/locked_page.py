"""The one file of a locked portal: a page that asks for a passphrase, and what it opens.

The page is written first, without header and content: it is the same for the same portal, so that
one can tell whether a locked portal is what it would be.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from coaching_site.brand.typefaces import typefaces
from coaching_site.build.single_file import SingleFile, page_environment
from coaching_site.build.workspace import Workspace
from coaching_site.crypto.lock_container import Container, DamagedLock
from coaching_site.model.brand import Brand
from coaching_site.privacy.policy import hash_of

MOST_PAGE_BYTES: Final = 500_000_000
"""The most bytes of the file of a locked portal."""

# Pictures and typefaces stand in the file itself.
_ALLOWS: Final = "img-src data:; font-src data:; "
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
    *("lock_device_kept", "lock_device_failed", "lock_device_stale", "lock_device_lead"),
    "lock_lead",
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
        environment = page_environment(self.workspace, self.language)
        single = SingleFile(self.workspace, self.brand, "lock/unlock.js", "lock/unlock.css")
        words = {name: environment.word(name) for name in _WORDS}
        words["lock_older"] = environment.word("lock_older", day="{day}")  # which a script fills
        data = {"told": {"words": words, "styles": single.file("lock/notice.css") or ""}}
        return single.page(
            environment,
            "lock/unlock.html",
            data,
            faces=_faces(),
            hashes=sorted(script_hashes(files)),
            allows=_ALLOWS,
        )


def _faces() -> str:
    known = typefaces()
    return "\n".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: '
        f"url(data:font/woff2;base64,{b64encode(known[path]).decode()}) }}"
        for name, path, weight in _FACES
        if path in known
    )


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
