"""What a portal may tell of where it was made: folders of a machine, and hosts of others."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from coaching_site.leaks.sources import Sources
from coaching_site.leaks.words import words_of

_HOST: Final = re.compile(r"://(?:[^\s/@<>\"']*@)?([\w-]+(?:\.[\w-]+)+)")
_OF_A_DISK: Final = re.compile(r"file://[^\s<>\"')]*")
# Names of kinds of data, which nobody visits.
_NAMESPACES: Final = frozenset(
    {"www.w3.org", "ns.adobe.com", "purl.org", "www.aiim.org", "www.adobe.com"}
    | {"schemas.openxmlformats.org", "schemas.microsoft.com"}
    | {"www.inkscape.org", "sodipodi.sourceforge.net", "scripts.sil.org"}
)
_LEAST_FOLDERS: Final = 2


class Surroundings:
    """Where a portal is made: `folders` of this machine, each with all that lies above it."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Note the folders, those of this program and of the system, and the home of its user."""
        known = [*folders, Path(tempfile.gettempdir()), Path(sys.prefix), Path(__file__).parents[1]]
        with suppress(RuntimeError, OSError):
            known.append(Path.home())
        paths = {path for one in known for path in (one.absolute(), one.resolve())}
        # The name of a folder at the top, such as /site, may well stand in an address.
        deep = {path for path in paths if len(path.parts) > _LEAST_FOLDERS}
        self._paths = tuple(f"{path.as_posix().lower()}/" for path in deep)

    def faults(self, text: str, sources: Sources, *, attached: bool) -> Iterator[str]:
        """Yield what a text tells of a machine and, unless it is `attached`, of hosts."""
        plain = text.lower().replace("\\", "/")
        found = [path for path in self._paths if path in plain] + _OF_A_DISK.findall(plain)
        # What is typed on purpose, such as a place on a disk, is no leak.
        if any(not sources.say(words_of(path)) for path in found):
            yield "holds the path of a folder on this machine"
        if not attached and any(
            host not in _NAMESPACES and not sources.say(words_of(host))
            for host in dict.fromkeys(_HOST.findall(plain))
        ):
            yield "holds the address of a host that neither the engagement nor content/ names"
