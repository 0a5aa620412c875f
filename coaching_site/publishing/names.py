"""Which names a file may have at the place of a portal, and which are our own there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import normalize

from coaching_site.characters import CONTROLS, SURROGATES
from coaching_site.notation.names import is_windows_device

OWN_FOLDER: Final = ".coaching-site/"
"""The folder in which a publish keeps what it knows of a place."""

CLAIM: Final = f"{OWN_FOLDER}claim.json"
MANIFEST: Final = f"{OWN_FOLDER}manifest.json"
PENDING: Final = f"{OWN_FOLDER}pending.json"

_PROBE: Final = re.compile(r"probe-[0-9a-f]{32}\.html")
_HALF_WRITTEN: Final = re.compile(rf"{re.escape(OWN_FOLDER)}[0-9a-f]{{16}}\.new")
# As rclone calls what it has not sent wholly.
_PARTIAL: Final = re.compile(r"(.+)\.[0-9a-z]{8}\.partial", re.DOTALL)
_OF_SYSTEMS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_MAX_BYTES: Final = 900  # S3 takes keys of 1024 bytes, with the place before the name
_ODD: Final = re.compile(rf"[{CONTROLS}{SURROGATES}\t\n\r\x85\u2028\u2029\\:*?\"<>|]")


def is_own(name: str) -> bool:
    """Tell whether a name is one that a publish gives to what it keeps, or probes with."""
    return name in (CLAIM, MANIFEST, PENDING) or is_left_over(name)


def is_left_over(name: str) -> bool:
    """Tell whether a name is that of a probe, or of what a folder had half written: a kill leaves
    them."""
    return _PROBE.fullmatch(name) is not None or _HALF_WRITTEN.fullmatch(name) is not None


def half_written_name(digits: str) -> str:
    """Return the name of what a folder writes before it is whole; of 16 hexadecimal digits."""
    return f"{OWN_FOLDER}{digits}.new"


def whole_name(name: str) -> str | None:
    """Return the name of the file of which a part was sent under a name; None if it is whole."""
    found = _PARTIAL.fullmatch(name)
    return found[1] if found else None


def is_of_a_system(name: str) -> bool:
    """Tell whether a file is one that systems put into any folder that is looked at."""
    last = name.rpartition("/")[2]
    return last in _OF_SYSTEMS or last.startswith("._")


def probe_name(digits: str) -> str:
    """Return the name of a probe made of 32 random hexadecimal digits.

    It ends as pages do, since some places give away files of some endings alone.
    """
    return f"probe-{digits}.html"


def fault_of_name(name: str) -> str | None:
    """Return why no file of a portal may have a name, a path with `/`; None if one may."""
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "leads out of the portal"
    if _ODD.search(name):
        return "has a sign that not every place can store"
    if any(part[-1] in ". " or part[0] == " " for part in parts):
        return "begins or ends with a space or a dot, which Windows drops"
    if is_windows_device(name):
        return "is a device on Windows"
    if parts[0].casefold() == OWN_FOLDER.rstrip("/") or _PROBE.fullmatch(name.casefold()):
        return "is a name that a publish uses itself"
    return "is too long" if len(name.encode()) > _MAX_BYTES else None


def faults_of_names(names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each name that no file may have, or that another one is taken for."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        if fault := fault_of_name(name):
            yield f"{name}: {fault}"
        other = seen.setdefault(_folded(name), name)
        if other != name:
            yield f"{name}: is taken for {other} where capitals and forms of signs do not count"


def _folded(name: str) -> str:
    return normalize("NFKC", normalize("NFKC", name).casefold())
