"""A reading of a metric: added to those that there are, of which it replaces none unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coaching_site.checks.days import may_be_at
from coaching_site.drafts import ReadingDraft, ReadingUpdate
from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Value
from coaching_site.locations import Location
from coaching_site.model.metrics import Metric, MetricReading
from coaching_site.model.prompt_key import PromptKey
from coaching_site.notation.units import SELF_RATING, UnitKind, unit_of
from coaching_site.replies.finder import Finder
from coaching_site.replies.proposal import (
    CHANGED,
    GONE,
    TAKEN_OUT,
    Lines,
    Proposal,
    ProposalState,
    orphaned,
    state_of,
)
from coaching_site.replies.receipts import Receipts, Stamp


def reading_proposal(
    item: ReadingDraft, stamp: Stamp, sent: date, finder: Finder, receipts: Receipts
) -> Proposal:
    """Return what an item would add to the readings of its metric; `sent` is the reply's day."""
    indices = finder.metric_of(item)
    said = _said(Decimal(item.value.value), item.value.on, item.value.note)
    if indices is None:
        label = f"{item.about.of or item.key.owner}: {item.about.what or item.key.name}"
        return receipts.noted(orphaned(label, _shown(said), GONE), stamp, item.key, said)
    # The receipt is under the ids that the file will have, so that it survives a move.
    goal = finder.ids.named.goals[indices[0]]
    key = PromptKey.of("readings", str(goal.id), str(goal.metrics[indices[1]].id))
    comparison = _ReadingComparison(item, indices, key, stamp, finder, receipts)
    return receipts.noted(comparison.proposal(sent), stamp, key, said)


@dataclass(frozen=True)
class _ReadingComparison:
    """An item beside the metric that it is of, at `indices`: of its goal, its own."""

    item: ReadingDraft
    indices: tuple[int, int]
    key: PromptKey
    stamp: Stamp
    finder: Finder
    receipts: Receipts

    @property
    def _metric(self) -> Metric:
        return self.finder.engagement.goals[self.indices[0]].metrics[self.indices[1]]

    @property
    def _location(self) -> Location:
        return ("goals", self.indices[0], "metrics", self.indices[1])

    @property
    def _label(self) -> str:
        return f"{self.finder.engagement.goals[self.indices[0]].title}: {self._metric.name}"

    def proposal(self, sent: date) -> Proposal:
        """Return what the item would change; `sent` is the day of the reply."""
        new, readings = self.item.value, self._metric.readings
        after = _shown(_said(Decimal(new.value), new.on, new.note))
        # A file with such a reading in it would be refused as a whole.
        if reason := self._why_wrong(new, sent):
            return Proposal(self._label, (), after, ProposalState.ORPHANED, reason=reason)
        own = next((n for n, one in enumerate(readings) if one.id == self.stamp.id), None)
        same_day = next((n for n, one in enumerate(readings) if one.on == new.on), None)
        if own is not None and same_day in (None, own):
            return self._beside(own, is_own=True)
        if same_day is not None:
            return self._beside(same_day, is_own=False)
        # Taken once and gone by now: the coach is asked before it comes back.
        was_taken = self.receipts.of(self.stamp.id) is not None
        state = ProposalState.CONFLICT if was_taken else ProposalState.NEW
        append = Append((*self._location, "readings"), _record(new, self.item.id))
        changes: tuple[Change, ...] = (*self.finder.ids.given(self._location), append)
        reason = TAKEN_OUT if was_taken else ""
        return Proposal(self._label, (), after, state, changes, (), reason)

    def _beside(self, number: int, *, is_own: bool) -> Proposal:
        """Return the proposal to correct a reading that is there: its `own`, or another's."""
        now, new = self._metric.readings[number], self.item.value
        was = _said(now.value, now.on, now.note)
        changes = _changes((*self._location, "readings", number), now, new)
        sure = is_own and self.receipts.is_earlier(self.key, was, self.stamp)
        state = state_of(same=not changes, base_matches=sure)
        reason = CHANGED if is_own else "there is a reading of this day"
        after = _shown(_said(Decimal(new.value), new.on, new.note))
        is_asked = state is ProposalState.CONFLICT
        return Proposal(
            self._label, _shown(was), after, state, tuple(changes), (), reason if is_asked else ""
        )

    def _why_wrong(self, new: ReadingUpdate, sent: date) -> str:
        known, metric = self.finder.engagement, self._metric
        begun = metric.start_on or (None if metric.start is None else known.start)
        if new.on > sent:
            return f"{new.on} is later than the reply itself"
        if not may_be_at((*self._location, "on"), new.on, known.start, known.end):
            return f"{new.on} lies outside of the coaching: correct the year"
        if begun and new.on < begun:
            return f"{new.on} is before the start of the metric, {begun}"
        is_rating = unit_of(self._metric.unit).kind is UnitKind.RATING
        if is_rating and not SELF_RATING[0] <= Decimal(new.value) <= SELF_RATING[-1]:
            return f"{new.value} is not a rating from {SELF_RATING[0]} to {SELF_RATING[-1]}"
        return ""


def _changes(place: Location, now: MetricReading, new: ReadingUpdate) -> list[Change]:
    changes: list[Change] = []
    if new.on != now.on:
        changes.append(Put((*place, "on"), new.on))
    if Decimal(new.value) != now.value:
        changes.append(Put((*place, "value"), _number(new.value)))
    # A reading without a note says nothing against the one that is there.
    if new.note and new.note != now.note:
        changes.append(Put((*place, "note"), new.note))
    return changes


def _record(new: ReadingUpdate, name: str | None) -> dict[str, Value]:
    note = {"note": new.note} if new.note else {}
    return {"on": new.on, "value": _number(new.value), **note, **({"id": name} if name else {})}


def _number(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == int(number) else float(number)


def _said(value: Decimal, on: date, note: str | None) -> Lines:
    # Zero has no sign, whatever was typed.
    return (f"{(value + 0).normalize():f}", str(on), note or "")


def _shown(said: Lines) -> Lines:
    value, on, note = said
    return (f"{value} ({on})", *([note] if note else []))
