"""An action as an executive sees it: done or not, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coaching_site.checks.days import may_be_at
from coaching_site.drafts import ActionDraft, ActionUpdate
from coaching_site.editing import Change, Put
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.goals import Action
from coaching_site.model.placed_actions import PlacedAction
from coaching_site.model.prompt_key import PromptKey
from coaching_site.replies.finder import Finder
from coaching_site.replies.proposal import (
    CHANGED,
    ELSEWHERE,
    GONE,
    LATER,
    Lines,
    Proposal,
    ProposalState,
    Rewriter,
    orphaned,
    state_of,
)
from coaching_site.replies.receipts import Receipts, Stamp
from coaching_site.view.people import owners_of
from coaching_site.view.revisions import revision_of_action


def action_proposal(
    item: ActionDraft, stamp: Stamp, sent: date, finder: Finder, receipts: Receipts
) -> Proposal:
    """Return what an item would change of its action; `sent` is the day of the reply."""
    placed = finder.action_of(item)
    said = _said(item.value)
    if placed is None:
        label = _labelled(item.about.of or item.key.owner, item.about.what or item.key.name)
        value = item.value
        after = _shown(value.done, value.note, value.days, value.target)
        lost = orphaned(label, after, GONE)
        return receipts.noted(lost, stamp, item.key, said)
    # The receipt is under the ids that the file will have, so that it survives a move.
    key = finder.ids.named_key(placed)
    comparison = _ActionComparison(item, placed, key, stamp, finder, receipts)
    return receipts.noted(comparison.proposal(sent), stamp, key, said)


def _labelled(goal: str, what: str) -> str:
    return f"{goal}: {what}" if goal else what


@dataclass(frozen=True)
class _ActionComparison:
    """An item beside the action that it is about."""

    item: ActionDraft
    placed: PlacedAction
    key: PromptKey
    stamp: Stamp
    finder: Finder
    receipts: Receipts

    @property
    def _action(self) -> Action:
        return self.placed.action

    @property
    def _location(self) -> Location:
        return self.placed.place

    def proposal(self, sent: date) -> Proposal:
        """Return what the item would change; `sent` is the day of the reply."""
        action, new = self._action, _fitting(self.item.value, self._action)
        label = _labelled(self.placed.goal.title if self.placed.goal else "", action.what)
        due = action.target if new.target else None
        before = _shown(action.done, action.note, action.done_on, due)
        days = new.days if action.every else action.done_on
        after = _shown(new.done, new.note, days, new.target)
        # A file with such a day in it would be refused as a whole.
        if reason := self._why_refused(new, sent):
            return Proposal(label, before, after, ProposalState.ORPHANED, reason=reason)
        state, reason = self._state(same=before == after)
        rewriter = Rewriter(self.finder.engagement, self.stamp.on)
        changes = _changes(action, new, self._location, self.key, rewriter)
        both = _both(action, new, self._location, changes)
        if self._is_moved:
            # The day that the coach gave it stays.
            both = tuple(one for one in both if one.location[-1] != "target")
        given = self.finder.ids.given(self._location)
        changed, joined = ((*given, *some) if some else () for some in (changes, both))
        return Proposal(label, before, after, state, changed, joined, reason)

    def _why_refused(self, new: ActionUpdate, sent: date) -> str:
        """Return why a day cannot be taken, or nothing."""
        action = self._action
        added = [day for day in new.days if day not in action.done_on]
        if action.dropped and (new.done or added):
            return f"it was dropped on {action.dropped}: take that out first, if it was done"
        days = [day for day in (*added, new.done) if day]
        known = self.finder.engagement
        reasons = [_wrong_day(day, action.started, sent, known) for day in days]
        last = action.done or action.until
        if action.every and last:
            reasons += [f"{day} is after its last day, {last}" for day in added if day > last]
        if new.target:
            reasons.append(self._why_stays(new.target, sent))
        return next(filter(None, reasons), "")

    def _why_stays(self, target: date, sent: date) -> str:
        """Return why an action cannot get another day, or nothing."""
        action, known = self._action, self.finder.engagement
        if not owners_of(known).is_executive(action.owner):
            return "it is not the executive's own: another day is not for them to suggest"
        if action.every:
            return f"it is repeated: {target} is no day of its own"
        if action.dropped:
            return f"it was dropped on {action.dropped}: take that out first, if it goes on"
        if target < sent:
            return f"{target} had passed on the day of the reply, {sent}"
        if action.started and target < action.started:
            return f"{target} is before it was started, {action.started}"
        if not may_be_at((*self._location, "target"), target, known.start, known.end):
            return f"{target} lies outside of the coaching: correct the year"
        return ""

    @property
    def _is_moved(self) -> bool:
        """Whether it is due on another day than the portal showed, and than is suggested."""
        target, was = self.item.value.target, self.item.value.was
        return target is not None and self._action.target not in (was, target)

    def _state(self, *, same: bool) -> tuple[ProposalState, str]:
        """Return how the item stands to the action, and why, where that needs a decision."""
        action, item = self._action, self.item
        # Not validated, since a note that was validated would be escaped again.
        now = [
            ActionUpdate.model_construct(done=action.done, note=action.note, target=target)
            for target in (None, action.target)
        ]
        writers = (self.receipts.writer_of(self.key, _said(one)) for one in now)
        writer = next(filter(None, writers), None)
        # The action may have been reworded since: the reader's own words count as well.
        seen = {
            revision_of_action(what, action.done, action.note)
            for what in (action.what, item.about.what)
        }
        # What an earlier draft of the executive wrote may be replaced by their later one.
        is_shown = item.base in seen and not self._is_moved
        base_matches = is_shown or (writer is not None and writer.at < self.stamp.at)
        # Words that stand here, under an id that stands elsewhere: either may be meant.
        is_unsure = self.finder.is_unsure(item, self._location)
        state = state_of(same=same, base_matches=base_matches and not is_unsure)
        if state is not ProposalState.CONFLICT:
            return state, ""
        is_late = writer is not None and writer.at > self.stamp.at
        return state, ELSEWHERE if is_unsure else LATER if is_late else CHANGED


def _fitting(new: ActionUpdate, action: Action) -> ActionUpdate:
    """Return an update with the days that the file has, too, of what is repeated.

    A portal may have been built before it was, or was no longer: then a day of it is its end, and
    its end a day of it.
    """
    ticked = tuple(filter(None, (*new.days, new.done)))
    if action.every:
        every = tuple(sorted({*action.done_on, *ticked}))
        return new.model_copy(update={"done": action.done, "days": every})
    done = new.done or max(ticked, default=None)
    # What is done needs no other day.
    target = None if done else new.target
    return new.model_copy(update={"done": done, "days": (), "target": target})


def _both(
    action: Action, new: ActionUpdate, location: Location, changes: tuple[Change, ...]
) -> tuple[Change, ...]:
    """Return the changes that keep both notes, if there are two."""
    if not action.note or not new.note or action.note == new.note:
        return ()
    note = Put((*location, "note"), f"{action.note}\n\n{new.note}")
    return (*(change for change in changes if change.location != note.location), note)


def _changes(
    action: Action, new: ActionUpdate, location: Location, key: PromptKey, rewriter: Rewriter
) -> tuple[Change, ...]:
    due = new.target or action.target
    pairs = [
        ("target", action.target, due),
        ("done", action.done, new.done),
        ("note", action.note, new.note),
    ]
    changes: list[Change] = [
        Put((*location, name), said) for name, was, said in pairs if was != said
    ]
    if added := [day for day in new.days if day not in action.done_on]:
        changes.append(Put((*location, "done_on"), (*action.done_on, *added)))
    # Of an action the history keeps the note alone.
    if action.note and action.note != new.note:
        changes.append(rewriter.earlier(key, (action.note,)))
    return tuple(changes)


def _wrong_day(done: date, started: date | None, sent: date, known: Engagement) -> str:
    if done > sent:
        return f"{done} is later than the reply itself"
    if done < known.start:
        return f"{done} is before the start of the coaching"
    if started and done < started:
        return f"{done} is before it was started, {started}"
    return ""


def _said(value: ActionUpdate) -> Lines:
    due = (f"due {value.target}",) if value.target else ()
    return (str(value.done or ""), value.note or "", *map(str, value.days), *due)


def _shown(
    done: date | None, note: str | None, days: Sequence[date] = (), due: date | None = None
) -> Lines:
    each = f"done on {', '.join(map(str, days))}" if days else "not done"
    when = (f"due {due}",) if due else ()
    return (f"done {done}" if done else each, *when, *([note] if note else []))
