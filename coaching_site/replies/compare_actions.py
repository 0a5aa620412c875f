"""An action as an executive sees it: done or not, and what came of it."""

from __future__ import annotations

from datetime import date

from coaching_site.drafts import ActionDraft, ActionUpdate
from coaching_site.editing import Change, Put
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.goals import Action
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
from coaching_site.view.revisions import revision_of_action


def action_proposal(
    item: ActionDraft, stamp: Stamp, sent: date, finder: Finder, receipts: Receipts
) -> Proposal:
    """Return what an item would change of its action; `sent` is the day of the reply."""
    at = finder.action_of(item)
    said = _said(item.value.done, item.value.note)
    if at is None:
        label = f"{item.about.of or item.key.owner}: {item.about.what or item.key.name}"
        after = _told(item.value.done, item.value.note)
        lost = orphaned(label, after, GONE)
        return receipts.noted(lost, stamp, item.key, said)
    named = finder.ids.named.goals[at[0]]
    key = PromptKey.of("actions", str(named.id), str(named.actions[at[1]].id))
    one = _at(item, at, key, stamp, sent, finder, receipts)
    return receipts.noted(one, stamp, key, said)


def _at(
    item: ActionDraft,
    at: tuple[int, int],
    key: PromptKey,
    stamp: Stamp,
    sent: date,
    finder: Finder,
    receipts: Receipts,
) -> Proposal:
    goal = finder.engagement.goals[at[0]]
    action, new = goal.actions[at[1]], item.value
    label = f"{goal.title}: {action.what}"
    before, after = _told(action.done, action.note), _told(new.done, new.note)
    if reason := _wrong_day(new.done, action.started, sent, finder.engagement):
        return Proposal(label, before, after, ProposalState.ORPHANED, reason=reason)
    place: Location = ("goals", at[0], "actions", at[1])
    writer = receipts.writer_of(key, _said(action.done, action.note))
    seen = {revision_of_action(w, action.done, action.note) for w in (action.what, item.about.what)}
    # What an earlier draft of the executive wrote may be replaced by their later one.
    base_matches = item.base in seen or (writer is not None and writer.at < stamp.at)
    # Words that stand here, under an id that stands elsewhere: either may be meant.
    sure = not finder.is_unsure(item, place)
    state = state_of(same=before == after, base_matches=base_matches and sure)
    late = writer is not None and writer.at > stamp.at
    reason = ELSEWHERE if not sure else LATER if late else CHANGED
    changes = _changes(action, new, place, key, Rewriter(finder.engagement, stamp.on))
    both = _both(action, new, place, changes)
    given = finder.ids.given(place)
    changed, joined = ((*given, *some) if some else () for some in (changes, both))
    reason = reason if state is ProposalState.CONFLICT else ""
    return Proposal(label, before, after, state, changed, joined, reason)


def _both(
    action: Action, new: ActionUpdate, place: Location, changes: tuple[Change, ...]
) -> tuple[Change, ...]:
    """Return the changes that keep both notes, if there are two."""
    if not action.note or not new.note or action.note == new.note:
        return ()
    note = Put((*place, "note"), f"{action.note}\n\n{new.note}")
    return (*(one for one in changes if one.location != note.location), note)


def _changes(
    action: Action, new: ActionUpdate, place: Location, key: PromptKey, rewriter: Rewriter
) -> tuple[Change, ...]:
    pairs = [("done", action.done, new.done), ("note", action.note, new.note)]
    changes: list[Change] = [Put((*place, name), said) for name, was, said in pairs if was != said]
    if action.note and action.note != new.note:
        changes.append(rewriter.earlier(key, (action.note,)))
    return tuple(changes)


def _wrong_day(done: date | None, started: date | None, sent: date, known: Engagement) -> str:
    if done and done > sent:
        return f"{done} is later than the reply itself"
    if done and done < known.start:
        return f"{done} is before the start of the coaching"
    if done and started and done < started:
        return f"{done} is before it was started, {started}"
    return ""


def _said(done: date | None, note: str | None) -> Lines:
    return (str(done or ""), note or "")


def _told(done: date | None, note: str | None) -> Lines:
    return (f"done {done}" if done else "not done", *([note] if note else []))
