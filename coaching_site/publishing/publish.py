"""The steps of a publish, in their order, at whichever place."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coaching_site.publishing.exposure import Exposure, PrivacyFinding, exposed_page, probed
from coaching_site.publishing.manifest import Claim, Pending, PublishManifest
from coaching_site.publishing.names import CLAIM, MANIFEST, PENDING, is_left_over
from coaching_site.publishing.place_state import (
    PlaceState,
    foreign_names,
    read_state,
    refuse_foreign,
)
from coaching_site.publishing.plan import INDEX, PublishPlan, plan_of, steps_of
from coaching_site.publishing.portal_files import PortalFile
from coaching_site.publishing.record import PlaceRecord
from coaching_site.publishing.refusals import PublishRefused, StoreFailed
from coaching_site.publishing.stores import PublicAddress, Store

MAX_DELETIONS: Final = 20

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and of how much."""


@dataclass(frozen=True)
class PublishOrder:
    """What is to be published, and what the coach has said about it.

    `kept` are the paths of a host's own files; `addresses` begin what readers open. With
    `is_confirmed` a place may be one of which nobody can tell whether it is private. `renews`
    relies on nothing that is at the place. `may_delete` is how many files at most.
    """

    slug: str
    files: Mapping[str, PortalFile]
    kept: Collection[str] = ()
    addresses: Sequence[PublicAddress] = ()
    is_confirmed: bool = False
    renews: bool = False
    may_delete: int = MAX_DELETIONS


@dataclass(frozen=True)
class Published:
    """What a publish has done: its plan, what it sent again, how private the place is, its number.

    What was `mended` had been sent before, and was changed or taken away by others.
    """

    plan: PublishPlan
    mended: tuple[str, ...]
    finding: PrivacyFinding
    generation: int


def _silent(_what: str, _done: int, _all: int) -> None:
    """Tell nothing."""


def _keep_nothing() -> None:
    """Do nothing before a place is claimed."""


class Publication:
    """One publish of a portal to a place that the workspace knows by a record."""

    def __init__(
        self,
        store: Store,
        order: PublishOrder,
        record: PlaceRecord,
        progress: Progress = _silent,
    ) -> None:
        """Ask the place for nothing yet."""
        self._store, self._order, self._record = store, order, record
        self._progress = progress

    def plan(self) -> PublishPlan:
        """Return what a publish would do; write nothing.

        Raises `PublishRefused` where the place is not that of this portal, holds what no publish
        has put there, or was changed by others, or where too much would be deleted; `StoreFailed`.
        """
        return self._planned(self._state())

    def run(self, before_claim: Callable[[], None] = _keep_nothing) -> Published:
        """Publish, in an order in which the place always holds a portal that works.

        `before_claim` is called once nothing is refused any more, before the place is made ours.
        Raises `PublishRefused` as `plan` does, and where the place is not private, with nothing
        changed there; `StoreFailed` at any point. The next publish then completes it.
        """
        state = self._state()
        plan = self._planned(state)
        finding = self._proven()
        before_claim()
        self._claim(state)
        if plan.is_empty and not state.pending and state.manifest.files == self._digests:
            mended = self._mended()
            self._remove_leftovers(state)
            self._refuse_exposed()
            return Published(plan, mended, finding, state.manifest.generation)
        generation = max(state.manifest.generation, self._record.generation) + 1
        pending = self._begun(plan, state, generation)
        self._send("sending", plan.steps)
        mended = self._mended()
        self._refuse_another(pending)
        self._delete(plan.deletion_steps)
        self._mended_names()
        manifest = PublishManifest(generation, self._digests).written(self._record)
        self._store.write(MANIFEST, manifest)
        self._remove_leftovers(state, PENDING)
        if self._store.read(MANIFEST) != manifest:
            raise StoreFailed(f"{self._store.name}: its manifest cannot be read back")
        self._refuse_exposed()
        sent = {file.name for file in plan.sent}
        return Published(plan, tuple(one for one in mended if one not in sent), finding, generation)

    @property
    def _digests(self) -> dict[str, str]:
        return {name: file.digest for name, file in sorted(self._order.files.items())}

    def _state(self) -> PlaceState:
        order = self._order
        return read_state(self._store, self._record, order.slug, renews=order.renews)

    def _planned(self, state: PlaceState) -> PublishPlan:
        order = self._order
        taken = order.files if order.renews else ()
        refuse_foreign(self._store, foreign_names(state, order.kept, taken))
        plan = plan_of(order.files, state.known, state.there)
        if len(plan.deletions) > order.may_delete:
            raise PublishRefused(
                f"{self._store.name}: {len(plan.deletions)} files would be deleted there, more "
                f"than {order.may_delete}: if that is right, say --deletions {len(plan.deletions)}"
            )
        return plan

    def _proven(self) -> PrivacyFinding:
        """Return how private the place is; raise `PublishRefused` unless that will do."""
        found = probed(self._store, self._order.addresses)
        name = self._store.name
        if found.exposure is Exposure.PUBLIC:
            raise PublishRefused(f"{name}: this place is not private: {found.reason}")
        if found.exposure is Exposure.UNKNOWN and not self._order.is_confirmed:
            raise PublishRefused(
                f"{name}: that this place is private cannot be proven: {found.reason}; name the "
                "`address` that your client opens, or `confirm` in mkdocs.yml that it is private"
            )
        return found

    def _claim(self, state: PlaceState) -> None:
        claim = Claim.of(self._record, self._order.slug).written()
        if state.is_claimed:
            return
        if self._order.renews and CLAIM in state.there:
            self._store.write(CLAIM, claim)
        elif not self._store.create(CLAIM, claim) and self._store.read(CLAIM) != claim:
            raise PublishRefused(f"{self._store.name}: another publish has just taken this place")
        # Not every place heeds that a claim is to be created alone.
        if fresh := {*self._store.names()} - state.there - {CLAIM}:
            names = [name for name in fresh if not is_left_over(name)]
            refuse_foreign(self._store, sorted(names))

    def _begun(self, plan: PublishPlan, state: PlaceState, generation: int) -> Pending:
        """Note at the place which names may be written from now on."""
        names = {file.name for file in plan.sent}
        names |= state.pending.names if state.pending else set()
        pending = Pending(generation, secrets.token_hex(8), frozenset(names))
        self._store.write(PENDING, pending.written(self._record))
        return pending

    def _send(self, what: str, steps: Sequence[Sequence[PortalFile]]) -> None:
        total, done = sum(map(len, steps)), 0
        for step in steps:
            for _ in self._store.send(step):
                done += 1
                self._progress(what, done, total)

    def _mended(self) -> tuple[str, ...]:
        """Read all files back; send those again that are not what they should be, and read again.

        Returns their names.
        """
        if wrong := self._wrong([*self._order.files]):
            self._send("mending", steps_of(map(self._order.files.__getitem__, wrong), wrong))
            if still := self._wrong(wrong):
                raise StoreFailed(f"{self._store.name}: {still[0]} is not what was sent there")
        return tuple(wrong)

    def _wrong(self, names: Sequence[str]) -> list[str]:
        right = set()
        for done, (name, digest) in enumerate(self._store.digests(names)):
            self._progress("reading back", done + 1, len(names))
            if self._order.files[name].digest == digest:
                right.add(name)
        return [name for name in names if name not in right]

    def _refuse_another(self, pending: Pending) -> None:
        """Raise `StoreFailed` where another publish has begun meanwhile."""
        claim = Claim.of(self._record, self._order.slug).written()
        found = self._store.read(PENDING), self._store.read(CLAIM)
        if found != (pending.written(self._record), claim):
            raise StoreFailed(f"{self._store.name}: another publish is at work there")

    def _delete(self, steps: Sequence[Sequence[str]]) -> None:
        total, done = sum(map(len, steps)), 0
        for step in steps:
            for _ in self._store.delete(step):
                done += 1
                self._progress("deleting", done, total)

    def _mended_names(self) -> None:
        """Send again what went with a file of another spelling, where capitals do not count."""
        if gone := sorted(self._order.files.keys() - {*self._store.names()}):
            self._send("mending", steps_of(map(self._order.files.__getitem__, gone), ()))
            if missing := sorted(self._order.files.keys() - {*self._store.names()}):
                raise StoreFailed(
                    f"{self._store.name}: {missing[0]} is not there after it was sent"
                )

    def _remove_leftovers(self, state: PlaceState, *names: str) -> None:
        left = {PENDING} & state.there
        if gone := sorted({*state.left_over, *left, *names}):
            [*self._store.delete(gone)]

    def _refuse_exposed(self) -> None:
        """Raise `StoreFailed` where a stranger can read the first page all the same."""
        content = self._order.files[INDEX].content()
        if url := exposed_page(self._store, self._order.addresses, content):
            raise StoreFailed(
                f"{self._store.name}: anybody can read the portal at {url}: close that place now"
            )
