"""What is kept of each portal that was built, so that it is built again only after a change."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.batch.snapshot import Snapshot
from coaching_site.cache import CACHE
from coaching_site.files import write_atomically

_FORM: Final = 1


@dataclass(frozen=True)
class PortalRecord:
    """What a portal was made from, and what it was when it was made.

    `shared` is a digest of what all portals are made from, `day` the one that the portal speaks
    of; `inputs` are the files of its engagement, and `outputs` those of the portal.
    """

    shared: str
    day: str
    inputs: Snapshot
    outputs: Snapshot


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
            form, shared, day, inputs, outputs = json.loads((self._folder / slug).read_bytes())
            if form == _FORM:
                snapshots = Snapshot.from_json(inputs), Snapshot.from_json(outputs)
                return PortalRecord(shared, day, *snapshots)
        except (OSError, ValueError, TypeError):
            pass
        return None

    def put(self, slug: str, record: PortalRecord) -> None:
        """Keep the record of a portal in place of an earlier one."""
        snapshots = record.inputs.to_json(), record.outputs.to_json()
        content = json.dumps([_FORM, record.shared, record.day, *snapshots]).encode()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / slug, content, durable=False)
