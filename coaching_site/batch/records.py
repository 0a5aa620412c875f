"""What is kept of each portal that was built, so that it is built again only after a change."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from coaching_site.batch.snapshot import Snapshot
from coaching_site.cache import CACHE
from coaching_site.files import write_atomically

_FORM: Final = 2


@dataclass(frozen=True)
class PortalRecord:
    """What a portal was made from, and what it was when it was made.

    `shared` is a digest of what all portals are made from, `day` the one that the portal speaks
    of; `inputs` are the files of its engagement, `outputs` those of the portal, and `report` those
    of the report for its sponsor, if there is one.
    """

    shared: str
    day: str
    inputs: Snapshot
    outputs: Snapshot
    report: Snapshot | None = None

    @classmethod
    def from_json(cls, value: list[Any]) -> Self:
        """Return a record from what `to_json` has given; raise `ValueError` or `TypeError`."""
        shared, day, *snapshots = value
        inputs, outputs, report = (one and Snapshot.from_json(one) for one in snapshots)
        return cls(shared, day, inputs, outputs, report)

    def to_json(self) -> list[Any]:
        """Return the record as JSON can hold it."""
        snapshots = (self.inputs, self.outputs, self.report)
        return [self.shared, self.day, *(one and one.to_json() for one in snapshots)]


class Records:
    """The records of portals, one file each, in a workspace's cache.

    Whatever is wrong with one counts as none: the portal is then built anew.
    """

    def __init__(self, settings: Path) -> None:
        """Keep records in the folder of the `mkdocs.yml`, where nothing need be yet."""
        self._folder = settings.parent / CACHE / "portals"

    def get(self, slug: str) -> PortalRecord | None:
        """Return the record of a portal."""
        try:
            form, *record = json.loads((self._folder / slug).read_bytes())
            if form == _FORM:
                return PortalRecord.from_json(record)
        except (OSError, ValueError, TypeError):
            pass
        return None

    def put(self, slug: str, record: PortalRecord) -> None:
        """Keep the record of a portal in place of an earlier one."""
        content = json.dumps([_FORM, *record.to_json()]).encode()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / slug, content, durable=False)

    def remove(self, slug: str) -> None:
        """Let nothing be known of a portal, so that it is built again."""
        with suppress(OSError):
            (self._folder / slug).unlink(missing_ok=True)
