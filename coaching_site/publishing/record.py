"""What a workspace knows of the places of a portal: that they are its own, and what was sent last.

It is kept beside the engagement, so that it goes where the engagement goes. Whoever has it can
change what is published without being noticed, as can whoever has the engagement itself.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from coaching_site.files import read_limited, write_atomically
from coaching_site.publishing.refusals import PublishRefused

RECORD: Final = "published.json"
"""The name of the file in the folder of an engagement."""

_KIND: Final = "coaching-site published 1"
_MAX_BYTES: Final = 1_000_000
_HEX: Final = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True)
class PlaceRecord:
    """What is known of one place.

    `claim` is what marks it as ours, and `key` signs what is kept there; `generation` counts what
    was published, 0 before the first time.
    """

    claim: str
    key: str = field(repr=False)
    generation: int = 0

    @classmethod
    def new(cls) -> PlaceRecord:
        """Return the record of a place to which nothing was sent yet."""
        return cls(secrets.token_hex(16), secrets.token_hex(32))


class PublishRecords:
    """The records of the places of one portal, in the folder of its engagement."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self._path = folder / RECORD

    def places(self) -> dict[str, PlaceRecord]:
        """Return the record of each place by its name.

        Raises `PublishRefused` where the file is there and cannot be read as one: a place that is
        ours would be taken for somebody else's.
        """
        try:
            raw = read_limited(self._path, _MAX_BYTES)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise PublishRefused(f"{self._path}: cannot be read: {error.strerror}") from None
        try:
            kind, places = json.loads(raw)
            found = {str(name): _record(told) for name, told in places.items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            message = "is damaged: put back an earlier copy, or delete it and say --renew"
            raise PublishRefused(f"{self._path}: {message}") from None
        if kind != _KIND:
            raise PublishRefused(f"{self._path}: is of another version of coaching-site")
        return found

    def keep(self, place: str, record: PlaceRecord) -> None:
        """Keep the record of a place in place of an earlier one; raise `OSError`."""
        told = {name: asdict(one) for name, one in (self.places() | {place: record}).items()}
        write_atomically(self._path, f"{json.dumps([_KIND, told], indent=1)}\n".encode())


def _record(told: dict[str, Any]) -> PlaceRecord:
    record = PlaceRecord(told["claim"], told["key"], told.get("generation", 0))
    texts = (record.claim, record.key)
    if not all(isinstance(one, str) and _HEX.fullmatch(one) for one in texts):
        raise ValueError(record.claim)
    if type(record.generation) is not int:
        raise TypeError(record.generation)
    return record
