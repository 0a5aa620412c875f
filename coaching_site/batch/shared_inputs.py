"""What all portals of a workspace are made from, whoever they are of, as one digest.

That is its words and looks, the shipped ones below them, the settings with what they inherit and
the hooks that they name, this program, and which versions of which packages there are. All packages
count: MkDocs may load extensions, plugins and hooks from any of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site import shipped
from coaching_site.batch.snapshot import Snapshot, snapshot_of
from coaching_site.cache import CACHE, Cache

_PACKAGE: Final = Path(shipped.__file__).parent


@dataclass(frozen=True)
class SharedInputs:
    """What portals share: a `digest` of it, and snapshots, each with the folder that it is of."""

    digest: str
    snapshots: tuple[tuple[Path, Snapshot], ...]

    def still_hold(self) -> bool:
        """Tell whether nobody has written to any of it since."""
        return all(snapshot.still_holds(folder) for folder, snapshot in self.snapshots)


def shared_inputs(settings: Path, places: Sequence[Path], versions: str) -> SharedInputs:
    """Return what portals share: `places`, of the workspace, and what the program brings.

    What was read before, and nobody has written to since, is not read again.
    """
    cache = Cache(settings.parent / CACHE / "shared")
    tops = (*places, shipped.CONTENT, shipped.OVERRIDES, _PACKAGE)
    paths = [*dict.fromkeys(Path(os.path.realpath(path)) for path in tops)]
    snapshots = tuple(_snapshot(path, cache, versions) for path in paths)
    digests = [snapshot.contents for _, snapshot in snapshots]
    return SharedInputs(sha256(repr((versions, *digests)).encode()).hexdigest(), snapshots)


def _snapshot(path: Path, cache: Cache, versions: str) -> tuple[Path, Snapshot]:
    """Return a folder and its snapshot: of all in it, or of the one file that is asked for."""
    folder, tops = (path, ("",)) if path.is_dir() else (path.parent, (path.name,))
    key = f"{versions} {path}"
    kept = cache.get(key)
    known = Snapshot.from_json(json.loads(kept)) if kept else None
    if known and known.still_holds(folder):
        return folder, known
    now = snapshot_of(folder, tops)
    cache.put(key, json.dumps(now.renewed(folder, now).to_json()).encode())
    return folder, now
