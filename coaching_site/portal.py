"""One portal on disk: built in a fresh folder, and swapped in at once when it is whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_BUILDING, _FORMER = "building", "former"


class FreshFolder:
    """A new folder beside a portal, in which the next one is built.

    The portal at `target` stays as it is until `swap_in`. What an earlier build left behind
    when it was killed is cleared away, and a portal that it had moved aside is put back.
    """

    def __init__(self, target: Path) -> None:
        """Make the folder, and its parents."""
        self.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        self._mend()
        self.path = self._sibling(_BUILDING)
        self.path.mkdir()

    def swap_in(self) -> None:
        """Put the fresh folder in the portal's place; on failure the former portal stays."""
        former = self._sibling(_FORMER)
        if self.target.exists():
            self.target.rename(former)
        try:
            self.path.rename(self.target)
        except OSError:
            if former.exists():
                former.rename(self.target)
            raise
        shutil.rmtree(former, ignore_errors=True)

    def discard(self) -> None:
        """Remove the fresh folder and what was built in it."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _sibling(self, purpose: str) -> Path:
        return self.target.with_name(f".{self.target.name}.{purpose}-{os.getpid()}")

    def _mend(self) -> None:
        for former in self._left_behind(_FORMER):
            if self.target.exists():
                shutil.rmtree(former)
            else:
                former.rename(self.target)
        for building in self._left_behind(_BUILDING):
            shutil.rmtree(building)

    def _left_behind(self, purpose: str) -> list[Path]:
        pattern = f".{self.target.name}.{purpose}-*"
        siblings = sorted(self.target.parent.glob(pattern))
        return [path for path in siblings if _is_left_by_a_build(path.name.rpartition("-")[2])]


def _is_left_by_a_build(process: str) -> bool:
    return process.isdecimal() and (int(process) == os.getpid() or not _is_running(int(process)))


def _is_running(process: int) -> bool:
    if os.name == "nt":  # where asking would end the process: leave its folder alone
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
