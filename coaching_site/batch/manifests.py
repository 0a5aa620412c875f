"""What a shard says of its portals, in a file from which a merge knows what has become of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.batch.records import PortalRecord
from coaching_site.batch.shards import Shard
from coaching_site.batch.snapshot import Snapshot
from coaching_site.cache import CACHE
from coaching_site.files import read_limited, write_atomically

MANIFESTS: Final = CACHE / "shards"
"""The folder of manifests in a workspace, unless another one is named."""

_FORM: Final = 2
_MAX_BYTES: Final = 2_000_000_000
_NAME: Final = re.compile(r"shard-([0-9]{1,9})-of-([0-9]{1,9})\.json")


class DamagedManifest(Exception):
    """A manifest that cannot be read as one."""


@dataclass(frozen=True)
class Manifest:
    """What has become of the portals of a shard.

    `shared` and `day` are those of a `PortalRecord`, and the same for all of them. A portal that is
    not among the `outcomes` was not tried.
    """

    shard: Shard
    shared: str
    day: str
    outcomes: tuple[Outcome, ...]

    def record_of(self, outcome: Outcome) -> PortalRecord | None:
        """Return the record of a portal; None if it failed, or was written to meanwhile."""
        if outcome.inputs is None or outcome.outputs is None:
            return None
        return PortalRecord(self.shared, self.day, outcome.inputs, outcome.outputs, outcome.report)


def begin_manifest(folder: Path, shard: Shard) -> None:
    """Make the folder of manifests, without an earlier one of this shard in it.

    Those of a division into another number of shards go, too: they say nothing about this one.
    Raises `OSError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, found in manifests_in(folder).items():
        if found == shard or found.count != shard.count:
            path.unlink(missing_ok=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a shard, whole or not at all; raise `OSError`."""
    shard = manifest.shard
    outcomes = [_to_json(one) for one in manifest.outcomes]
    head = [_FORM, shard.index, shard.count, manifest.shared, manifest.day]
    path = folder / f"shard-{shard.index}-of-{shard.count}.json"
    write_atomically(path, json.dumps([*head, outcomes]).encode(), mode=0o666)


def manifests_in(folder: Path) -> Mapping[Path, Shard]:
    """Return the shard of each manifest in a folder, by its name; of none if there is no folder."""
    found: dict[Path, Shard] = {}
    with suppress(OSError):
        for path in folder.iterdir():
            if name := _NAME.fullmatch(path.name):
                with suppress(ValueError):
                    found[path] = Shard.from_text("/".join(name.groups()))
    return dict(sorted(found.items(), key=lambda item: item[1]))


def read_manifest(path: Path, shard: Shard) -> Manifest:
    """Return the manifest of a shard; raise `DamagedManifest` and `OSError`."""
    raw = read_limited(path, _MAX_BYTES)
    try:
        form, index, count, shared, day, outcomes = json.loads(raw)
        if (form, index, count) != (_FORM, shard.index, shard.count):
            raise DamagedManifest(path)
        return Manifest(shard, shared, day, tuple(_from_json(outcomes)))
    except (KeyError, TypeError, ValueError, RecursionError):
        raise DamagedManifest(path) from None


def _to_json(outcome: Outcome) -> list[Any]:
    snapshots = [one and one.to_json() for one in outcome.snapshots]
    return [outcome.slug, outcome.status, outcome.lines, outcome.exit_code, *snapshots]


def _from_json(values: Iterable[list[Any]]) -> Iterator[Outcome]:
    for slug, status, lines, code, *snapshots in values:
        inputs, outputs, report = (one and _snapshot(one) for one in snapshots)
        told = tuple(map(str, lines))
        yield Outcome(
            str(slug), PortalStatus(status), told, int(code), 0.0, inputs, outputs, report
        )


def _snapshot(value: list[Any]) -> Snapshot:
    """Return a snapshot that a manifest holds, which may come from anywhere."""
    names, contents, state = value
    return Snapshot(tuple(map(str, names)), str(contents), str(state))
