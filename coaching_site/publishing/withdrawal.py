"""A portal taken away from its place: all that publishes of ours have put there, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.publishing.manifest import Claim
from coaching_site.publishing.names import CLAIM, MANIFEST, PENDING, is_of_a_system
from coaching_site.publishing.place_state import read_state
from coaching_site.publishing.record import PlaceRecord
from coaching_site.publishing.refusals import StoreFailed
from coaching_site.publishing.stores import Store
from coaching_site.publishing.zip_file import former_zip, remove_halves

_OURS: Final = (PENDING, CLAIM, MANIFEST)
"""What we keep there, in the order in which it goes: either of the last two shows that it is ours,
so that a withdrawal that was broken off can go on."""


@dataclass(frozen=True)
class Withdrawn:
    """How many files were deleted at a place, and which were left there: those of others."""

    deleted: int
    left: tuple[str, ...] = ()


def withdraw(store: Store, record: PlaceRecord, slug: str) -> Withdrawn:
    """Delete at a place what publishes of the portal of an engagement have put there.

    Raises `PublishRefused` where it is the place of another engagement, or where others have
    changed what shows which files are ours; then nothing is deleted. Raises `StoreFailed`.
    """
    there = {*store.names()}
    if there.isdisjoint(_OURS):
        return Withdrawn(0, _of_others(there))
    state = read_state(store, record, slug, renews=False)
    ours = sorted({*(there & state.known.keys()), *state.left_over})
    [*store.delete(ours)]
    for name in _OURS:
        if name in there:
            [*store.delete([name])]
    left = {*store.names()}
    if again := sorted(left & {*ours, *_OURS}):
        raise StoreFailed(f"{store.name}: {again[0]} is there after it was deleted")
    return Withdrawn(len(ours), _of_others(left))


def withdraw_zip(path: Path, record: PlaceRecord, slug: str) -> Withdrawn:
    """Delete the zip of a portal, and what a kill has left of one; raise `OSError`.

    Raises `PublishRefused` where it is not the zip of that portal.
    """
    remove_halves(path)
    if former_zip(path, Claim.of(record, slug)) is None:
        return Withdrawn(0)
    path.unlink()
    return Withdrawn(1)


def _of_others(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if not is_of_a_system(name)))
