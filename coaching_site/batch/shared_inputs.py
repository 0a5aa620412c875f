"""What all portals of a workspace are made from, whoever they are of, as one digest.

That is its words and looks, the shipped ones below them, the settings with what they inherit and
the hooks that they name, this program, and which versions of which packages there are. All packages
count: MkDocs may load extensions, plugins and hooks from any of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site import shipped
from coaching_site.batch.records import CACHE
from coaching_site.batch.snapshot import Snapshot, snapshot_of
from coaching_site.files import write_atomically

_PACKAGE: Final = Path(shipped.__file__).parent
_MAX_KEPT: Final = 20


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
    kept = _Kept(settings.parent / CACHE / "shared.json")
    tops = (*places, shipped.CONTENT, shipped.OVERRIDES, _PACKAGE)
    paths = [*dict.fromkeys(Path(os.path.realpath(path)) for path in tops)]
    snapshots = tuple(map(kept.snapshot, paths))
    kept.write()
    digests = [snapshot.contents for _, snapshot in snapshots]
    return SharedInputs(sha256(repr((versions, *digests)).encode()).hexdigest(), snapshots)


class _Kept:
    """Snapshots of files and folders by their paths, kept between builds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._snapshots: dict[str, Snapshot] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            for path, (names, contents, state) in json.loads(file.read_bytes()).items():
                self._snapshots[path] = Snapshot(tuple(names), contents, state)
        self._is_changed = False

    def snapshot(self, path: Path) -> tuple[Path, Snapshot]:
        """Return the snapshot of a file, or of all in a folder, and the folder that it is of."""
        folder, tops = (path, ("",)) if path.is_dir() else (path.parent, (path.name,))
        known = self._snapshots.get(str(path))
        if known and known.still_holds(folder):
            return folder, known
        self._is_changed = True
        now = snapshot_of(folder, tops)
        self._snapshots.pop(str(path), None)
        self._snapshots[str(path)] = now.renewed(folder, now)
        return folder, now

    def write(self) -> None:
        """Keep the newest."""
        if self._is_changed:
            newest = [*self._snapshots.items()][-_MAX_KEPT:]
            kept = {path: [one.names, one.contents, one.state] for path, one in newest}
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._file, json.dumps(kept).encode(), durable=False)
