"""What a place of a portal can do, whichever kind it is, and how it fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from coaching_site.publishing.portal_files import PortalFile

MAX_NAMES: Final = 20_000
"""How many files a place may have; one with more is no place of a portal."""


class Asked(Enum):
    """What an address gives to whoever asks: one file, or the names of files."""

    FILE = auto()
    LISTING = auto()


@dataclass(frozen=True)
class PublicAddress:
    """An address at which a place may be read by anybody.

    `is_certain` says that it is the address of this very place, as its protocol defines it; that of
    a web server is as the coach has typed it.
    """

    url: str
    asked: Asked
    is_certain: bool
    method: str = "GET"


class Store(Protocol):
    """The place of one portal. Names are paths in it, with `/`.

    Each method raises `StoreFailed` if the place does not answer as it should.
    """

    @property
    def name(self) -> str:
        """How the place is called in messages and records: without credentials."""

    @property
    def is_closed(self) -> bool | None:
        """Whether the place itself says that nobody else can read it; None if it cannot say."""

    def names(self) -> list[str]:
        """Return the names of all that is there; a folder that is a link has a name, too."""

    def read(self, name: str) -> bytes | None:
        """Return a small file of ours; None if there is none."""

    def create(self, name: str, content: bytes) -> bool:
        """Write a small file unless there is one, and return whether it was written."""

    def write(self, name: str, content: bytes) -> None:
        """Write a small file, over a former one."""

    def send(self, files: Sequence[PortalFile]) -> Iterator[str]:
        """Write files over former ones; yield the name of each that is there."""

    def delete(self, names: Sequence[str]) -> Iterator[str]:
        """Delete files; yield the name of each that is gone."""

    def digests(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield name and SHA-256 of what is read of each file; of those that are missing none."""

    def public_addresses(self, name: str) -> Sequence[PublicAddress]:
        """Return where a file may be read, or be listed, by those who have no credentials."""
