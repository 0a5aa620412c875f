"""What an executive adds: an action for a goal, a goal, a value. Nothing there is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from coaching_site.checks.days import may_be_at
from coaching_site.drafts import AddedActionDraft, AddedDraft, AddedGoalDraft
from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Value
from coaching_site.locations import Location
from coaching_site.model.engagement import Value as NamedValue
from coaching_site.model.goals import Action, Goal
from coaching_site.replies.finder import Finder
from coaching_site.replies.proposal import (
    CHANGED,
    GONE,
    TAKEN_OUT,
    Proposal,
    ProposalState,
    one_or_many,
    orphaned,
    state_of,
)
from coaching_site.replies.receipts import Receipts, Stamp
from coaching_site.replies.wording import Wording
from coaching_site.view.people import owners_of

_Record = Mapping[str, Value | None]
"""What can be said of something that is added, what it is called first."""

_DAYS: Final = ("target", "deadline")


@dataclass(frozen=True)
class Additions:
    """Compares what a reply adds with what an engagement has; ids are given once in a reply."""

    finder: Finder
    receipts: Receipts
    wording: Wording
    _given: set[str] = field(default_factory=set)

    def proposal(self, item: AddedDraft, stamp: Stamp) -> Proposal:
        """Return what an item would add; what came by an earlier wording of it is corrected."""
        record: _Record = item.value.model_dump()
        label = self.wording.word(f"reply_{item.kind.replace('-', '_')}")
        location = self._list_of(item)
        if location is None:
            lost = orphaned(f"{item.about.of} · {label}", _shown(record), GONE)
            return self._noted(lost, item, stamp, record)
        if isinstance(item, AddedActionDraft):
            label = f"{self.finder.engagement.goals[int(location[1])].title}: {label}"
        proposal = self._compared(label, record, location, item, stamp)
        return self._noted(proposal, item, stamp, record)

    def _noted(
        self, proposal: Proposal, item: AddedDraft, stamp: Stamp, record: _Record
    ) -> Proposal:
        return self.receipts.noted(proposal, stamp, item.kind, _said(record))

    def _list_of(self, item: AddedDraft) -> Location | None:
        """Return the list that an item is added to; None if its goal is gone."""
        if not isinstance(item, AddedActionDraft):
            return ("goals",) if isinstance(item, AddedGoalDraft) else ("values",)
        number = self.finder.goal_called(item.key.names[1], item.about.of)
        return None if number is None else ("goals", number, "actions")

    def _compared(
        self, label: str, record: _Record, location: Location, item: AddedDraft, stamp: Stamp
    ) -> Proposal:
        after = _shown(record)
        if reason := self._wrong_day(record, location):
            return Proposal(label, (), after, ProposalState.ORPHANED, reason=reason)
        known = [*self._records(location)]
        receipt = self.receipts.of(stamp.id)
        text = receipt.text if receipt and not receipt.mine else None
        is_own = partial(self.receipts.is_text, text, item.kind)
        number = next((n for n, one in enumerate(known) if is_own(_said(one))), None)
        if number is not None:
            return _corrected(label, (*location, number), known[number], record)
        alike = (n for n, one in enumerate(known) if _is_called_alike(one, record))
        number = next((n for n in alike if self._is_same((*location, n))), None)
        if number is not None and (reason := self._why_closed((*location, number))):
            reason = f"there is one with this title, and {reason}"
            return Proposal(label, (), after, ProposalState.ORPHANED, reason=reason)
        if number is not None:
            return _beside(label, (*location, number), known[number], record)
        reason = TAKEN_OUT if receipt else self._why_closed(location)
        state = ProposalState.CONFLICT if reason else ProposalState.NEW
        added = Append(location, self._with_id(record, item))
        changes: tuple[Change, ...] = (*self.finder.ids.given(location), added)
        return Proposal(label, (), after, state, changes, (), reason)

    def _is_same(self, location: Location) -> bool:
        """Whether what is called as something new may be the same: no action of somebody else's,
        and none that is over, since it may be promised again."""
        match location:
            case ("goals", int(number), "actions", int(index)):
                action = self.finder.engagement.goals[number].actions[index]
                own = owners_of(self.finder.engagement).is_executive(action.owner)
                return own and not (action.done or action.dropped)
        return True

    def _why_closed(self, location: Location) -> str:
        """Return what has become of a goal, or of that to whose list something is added."""
        match location:
            case ("goals", int(number), *_):
                goal = self.finder.engagement.goals[number]
                if goal.given_up:
                    return f"the goal was given up on {goal.given_up}"
                return f"the goal was reached on {goal.reached}" if goal.reached else ""
        return ""

    def _with_id(self, record: _Record, item: AddedDraft) -> dict[str, Value]:
        """Return a record with an id behind what it is called, and without what is not said."""
        name, *rest = record.items()
        own = self.finder.ids.id_for(str(name[1]), item.kind.removeprefix("new-"), self._given)
        self._given.add(own)
        said = [name, ("id", own), *rest]
        return {key: value for key, value in said if value is not None}

    def _wrong_day(self, record: _Record, location: Location) -> str:
        """Return why a day cannot be one of the coaching, or nothing."""
        known = self.finder.engagement
        for key in _DAYS:
            day = record.get(key)
            at = (*location, 0, key)
            if isinstance(day, date) and not may_be_at(at, day, known.start, known.end):
                return f"{day} lies outside of the coaching: correct the year"
        return ""

    def _records(self, location: Location) -> Iterator[_Record]:
        known = self.finder.engagement
        match location:
            case ("goals", int(number), _):
                yield from map(_of_action, known.goals[number].actions)
            case ("goals",):
                yield from map(_of_goal, known.goals)
            case _:
                yield from map(_of_value, known.values)


def _of_action(action: Action) -> _Record:
    return {"what": action.what, "target": action.target}


def _of_goal(goal: Goal) -> _Record:
    why = one_or_many(goal.why) if goal.why else None
    return {"title": goal.title, "why": why, "deadline": goal.deadline}


def _of_value(value: NamedValue) -> _Record:
    return {"name": value.name, "meaning": value.meaning}


def _corrected(label: str, location: Location, now: _Record, record: _Record) -> Proposal:
    """Return the proposal of a later wording of what is there by an earlier one."""
    changes = tuple(_puts(location, now, record))
    state = state_of(same=not changes, base_matches=True)
    return Proposal(label, _shown(now), _shown(record), state, changes)


def _beside(label: str, location: Location, now: _Record, record: _Record) -> Proposal:
    """Return the proposal of something that is called as another that is there: what that does not
    say is added to it."""
    said = {key: value for key, value in record.items() if value is not None}
    # It is called alike already: capitals and spaces are the coach's.
    said.pop(next(iter(record)))
    changes = tuple(_puts(location, now, said))
    fills = all(now[str(change.location[-1])] is None for change in changes)
    state = state_of(same=not changes, base_matches=fills)
    reason = CHANGED if state is ProposalState.CONFLICT else ""
    return Proposal(label, _shown(now), _shown(record), state, changes, (), reason)


def _puts(location: Location, now: _Record, record: _Record) -> Iterator[Put]:
    for key, value in record.items():
        if now[key] != value:
            yield Put((*location, key), value)


def _is_called_alike(one: _Record, other: _Record) -> bool:
    first, second = (str(next(iter(record.values()))) for record in (one, other))
    return first.casefold().split() == second.casefold().split()


def _said(record: _Record) -> list[str]:
    return ["" if value is None else str(value) for value in record.values()]


def _shown(record: _Record) -> tuple[str, ...]:
    return tuple(str(value) for value in record.values() if value is not None)


def added_names(changes: Sequence[Change]) -> Iterator[Location]:
    """Yield, for each record that changes add, its list and what it is called there."""
    for change in changes:
        if not isinstance(change, Append) or not isinstance(change.record, Mapping):
            continue
        for key in ("what", "title", "name"):
            if key in change.record:
                called = " ".join(str(change.record[key]).casefold().split())
                yield (*change.location, called)
