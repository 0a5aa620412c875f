"""The phrases of all engagements, read before a batch by as many processes as build portals.

Each build searches for them. What has changed since the last one is read once, and a process that
is forked has it in memory from its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from coaching_site.batch.pool import Pool
from coaching_site.leaks.entries import packed_in_turn, packed_phrases
from coaching_site.leaks.index import index_of

_FEW_FOLDERS: Final = 50


def read_phrases(engagements: Path, cache_dir: Path, processes: int, run: str = "") -> None:
    """Read what is not known yet of engagements for a run, and keep it below `cache_dir`."""
    index_of(engagements, cache_dir, partial(_packed, processes), run)


def _packed(processes: int, folders: Sequence[Path]) -> Iterable[bytes]:
    """Return the phrases of each folder of an engagement, in their order."""
    if processes == 1 or len(folders) < _FEW_FOLDERS:
        return packed_in_turn(folders)
    found = dict(_found(processes, folders))
    return (found[folder] for folder in folders)


def _found(processes: int, folders: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    yield from filter(None, Pool(_packed_beside, _lost, processes).results(folders))


def _packed_beside(folder: Path) -> tuple[Path, bytes]:
    return folder, packed_phrases(folder)


def _lost(folder: Path) -> tuple[Path, bytes]:
    """Return nothing of a file whose process died, such as for want of memory."""
    return folder, b""
