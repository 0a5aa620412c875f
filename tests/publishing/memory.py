"""A place in memory, which counts what is asked of it and can fail at any point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from coaching_site.publishing.portal_files import PortalFile
from coaching_site.publishing.record import PlaceRecord
from coaching_site.publishing.refusals import StoreFailed
from coaching_site.publishing.stores import PublicAddress

RECORD = PlaceRecord("c" * 32, "a" * 64)
"""A place that is known."""


class MemoryStore:
    """A place that is private unless `addresses` lead to it.

    `asked` has each operation; `fails_at` is the number of the one before which the connection
    breaks, counted from 0. With an `order` of -1 the files of a step are sent backwards.
    """

    name = "memory"

    def __init__(self, content: dict[str, bytes] | None = None) -> None:
        """Hold what is given, or nothing."""
        self.content = {} if content is None else content
        self.asked: list[str] = []
        self.fails_at: int | None = None
        self.order = 1
        self.is_closed: bool | None = True
        self.addresses: Sequence[PublicAddress] = ()

    @property
    def writes(self) -> list[str]:
        """The operations that change something."""
        return [
            one for one in self.asked if one.split()[0] in ("create", "write", "send", "delete")
        ]

    def names(self) -> list[str]:
        """Return the names."""
        self._ask("names")
        return [*self.content]

    def read(self, name: str) -> bytes | None:
        """Return a file."""
        self._ask(f"read {name}")
        return self.content.get(name)

    def create(self, name: str, content: bytes) -> bool:
        """Write a file unless there is one."""
        self._ask(f"create {name}")
        if name in self.content:
            return False
        self.content[name] = content
        return True

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""
        self._ask(f"write {name}")
        self.content[name] = content

    def send(self, files: Sequence[PortalFile]) -> Iterator[str]:
        """Write files."""
        for file in files[:: self.order]:
            self._ask(f"send {file.name}")
            self.content[file.name] = file.content()
            yield file.name

    def delete(self, names: Sequence[str]) -> Iterator[str]:
        """Delete files."""
        for name in names[:: self.order]:
            self._ask(f"delete {name}")
            self.content.pop(name, None)
            yield name

    def digests(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield digests."""
        for name in names:
            self._ask(f"digest {name}")
            if name in self.content:
                yield name, sha256(self.content[name]).hexdigest()

    def public_addresses(self, name: str) -> Sequence[PublicAddress]:
        """Return what it was told."""
        return self.addresses

    def _ask(self, what: str) -> None:
        if self.fails_at == len(self.asked):
            raise StoreFailed("memory: the connection is broken")
        self.asked.append(what)


def write_portal(folder: Path, pages: dict[str, str]) -> dict[str, PortalFile]:
    """Write files of a portal and return them as they are sent."""
    found = {}
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        path.write_bytes(content)
        found[name] = PortalFile(name, path, len(content), sha256(content).hexdigest())
    return found
