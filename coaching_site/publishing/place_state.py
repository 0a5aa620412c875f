"""What a place holds before a publish: whose it is, and whether that can be relied on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from coaching_site.problems import joined
from coaching_site.publishing.manifest import Claim, DamagedControl, Pending, PublishManifest
from coaching_site.publishing.names import (
    CLAIM,
    MANIFEST,
    PENDING,
    is_left_over,
    is_of_a_system,
    is_own,
    whole_name,
)
from coaching_site.publishing.record import PlaceRecord
from coaching_site.publishing.refusals import PublishRefused
from coaching_site.publishing.stores import Store

_MOST_NAMES: Final = 5
_RENEW: Final = "make sure that nobody else writes there, then say --renew, which sends all anew"


@dataclass(frozen=True)
class PlaceState:
    """The names at a place, and what publishes of ours say of them.

    `pending` is what a publish that was broken off was about to write.
    """

    there: frozenset[str]
    is_claimed: bool
    manifest: PublishManifest = field(default_factory=PublishManifest)
    pending: Pending | None = None

    @property
    def known(self) -> dict[str, str | None]:
        """What publishes have put there, with its digest where that is certain."""
        broken_off = self.pending.names if self.pending else ()
        return {**self.manifest.files, **dict.fromkeys(broken_off)}

    @property
    def left_over(self) -> list[str]:
        """What publishes that were broken off have left there: probes, and parts of files."""
        known = self.known
        return [name for name in self.there if is_left_over(name) or whole_name(name) in known]


def read_state(store: Store, record: PlaceRecord, slug: str, *, renews: bool) -> PlaceState:
    """Return what a place holds; raise `PublishRefused` where it cannot be relied on.

    That is where it has the claim of another engagement or workspace, or where what we keep there
    was changed, taken away, or replaced by an older one. If a publish `renews` it, only another
    engagement is refused, and nothing else there is relied on. Raises `StoreFailed`.
    """
    there = frozenset(store.names())
    is_claimed = _is_claimed(store, there, record, slug, renews=renews)
    if renews:
        return PlaceState(there, is_claimed)
    try:
        manifest = _manifest(store, there, record)
        raw = store.read(PENDING) if PENDING in there else None
        pending = Pending.read(raw, record) if raw is not None else None
    except DamagedControl:
        message = f"{store.name}: others have changed what publishes keep there: {_RENEW}"
        raise PublishRefused(message) from None
    if manifest.generation < record.generation:
        found = "an older one" if manifest.generation else "none"
        raise PublishRefused(
            f"{store.name}: expected the manifest of publish number {record.generation}, found "
            f"{found}: somebody has put back a copy or taken it away; {_RENEW}"
        )
    # One that is not newer was done but for taking this away, or is put back by somebody.
    is_open = pending is not None and pending.generation > manifest.generation
    return PlaceState(there, is_claimed, manifest, pending if is_open else None)


def foreign_names(
    state: PlaceState, kept: Collection[str], taken: Collection[str] = ()
) -> list[str]:
    """Return what is at a place that no publish has put there, but for what is `kept` or `taken`.

    Each path that is kept stands for all below it, too.
    """
    ours = {*state.known, *taken}
    return sorted(
        name
        for name in state.there
        if name not in ours
        and not is_own(name)
        and whole_name(name) not in ours
        and not is_of_a_system(name)
        and not any(name == one or name.startswith(f"{one}/") for one in kept)
    )


def refuse_foreign(store: Store, names: Iterable[str]) -> None:
    """Raise `PublishRefused` about names that no publish has put there, if there are any."""
    if found := [*names]:
        raise PublishRefused(
            f"{store.name}: expected an empty place or this portal, found "
            f"{joined(found, _MOST_NAMES)}, which no publish has put there: take it away, choose "
            "another place, or name what belongs to the host as `keep` in mkdocs.yml"
        )


def _is_claimed(
    store: Store, there: Collection[str], record: PlaceRecord, slug: str, *, renews: bool
) -> bool:
    """Tell whether a place is ours already; raise `PublishRefused` if it is somebody else's."""
    raw = store.read(CLAIM) if CLAIM in there else None
    if raw is None:
        return False
    try:
        claim = Claim.read(raw)
    except DamagedControl:
        claim = Claim("", "")
    if claim == Claim.of(record, slug):
        return True
    if not claim.is_of(slug):
        raise PublishRefused(
            f"{store.name}: this is the place of another client: choose one for {slug} alone"
        )
    if not renews:
        raise PublishRefused(
            f"{store.name}: this is the place of {slug} in another workspace, or of one whose file "
            f"published.json is lost: put that file back; or {_RENEW}"
        )
    return False


def _manifest(store: Store, there: Collection[str], record: PlaceRecord) -> PublishManifest:
    raw = store.read(MANIFEST) if MANIFEST in there else None
    return PublishManifest() if raw is None else PublishManifest.read(raw, record)
