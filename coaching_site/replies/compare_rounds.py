"""Ratings and check-ins: what is new each time, and has no place of its own before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coaching_site.drafts import CheckInDraft, RatingDraft
from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Value
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.activities import CheckIn, RatingRound
from coaching_site.replies.proposal import (
    CHANGED,
    TAKEN_OUT,
    Proposal,
    ProposalState,
    one_or_many,
    state_of,
)
from coaching_site.replies.receipts import Receipts, Stamp
from coaching_site.replies.wording import Wording

_PARTS = ("tried", "learned", "need")


@dataclass(frozen=True)
class Rounds:
    """Compares rounds of a reply with those of an engagement."""

    engagement: Engagement
    receipts: Receipts
    wording: Wording

    def rating(self, item: RatingDraft, stamp: Stamp) -> Proposal:
        """Return what a round of ratings would change; known by its id, it replaces itself."""
        label = f"{self.wording.word('reply_ratings')} ({stamp.on})"
        after = self._said(item.value)
        scores = dict(item.value)
        if reason := outside(self.engagement, stamp.on):
            proposal = Proposal(label, (), after, ProposalState.ORPHANED, reason=reason)
        # The round may have come by an earlier sending of the same draft: then it is corrected.
        elif (number := _with_id(self.engagement.ratings, stamp.id)) is not None:
            proposal = self._own_rating(label, number, item, stamp)
        elif (number := _on_day(self.engagement.ratings, stamp.on)) is not None:
            proposal = self._second_rating(label, number, item)
        else:
            record: dict[str, Value] = {"on": stamp.on, **_id(item.id), "scores": scores}
            proposal = self._new(
                Proposal(label, (), after, ProposalState.NEW), stamp, "ratings", record
            )
        return self.receipts.noted(proposal, stamp, "ratings", scores)

    def _own_rating(self, label: str, number: int, item: RatingDraft, stamp: Stamp) -> Proposal:
        now = self.engagement.ratings[number].scores
        own = self.receipts.is_earlier("ratings", now, stamp)
        changes = _scores(number, item.value, now)
        state = state_of(same=not changes, base_matches=own)
        reason = CHANGED if state is ProposalState.CONFLICT else ""
        return Proposal(
            label, self._said(now), self._said(item.value), state, changes, (), reason
        )  # fmt: skip

    def _second_rating(self, label: str, number: int, item: RatingDraft) -> Proposal:
        now = self.engagement.ratings[number].scores
        changes = _scores(number, item.value, now)
        # Both can be kept as far as they rate different things.
        both = tuple(change for change in changes if change.location[-1] not in now)
        reason = "there is a round of ratings on this day"
        state = state_of(same=item.value.items() <= now.items(), base_matches=False)
        before = self._said(now)
        return Proposal(label, before, self._said(item.value), state, changes, both, reason)

    def check_in(self, item: CheckInDraft, stamp: Stamp) -> Proposal:
        """Return what a check-in would change; known by its id, it replaces itself."""
        parts = {key: tuple(getattr(item.value, key)) for key in _PARTS}
        label = f"{self.wording.word('reply_check_in')} ({stamp.on})"
        after = self._told(parts)
        if reason := outside(self.engagement, stamp.on):
            proposal = Proposal(label, (), after, ProposalState.ORPHANED, reason=reason)
        elif not any(parts.values()):
            proposal = self._taken_back(label, _with_id(self.engagement.check_ins, stamp.id))
        elif (number := _with_id(self.engagement.check_ins, stamp.id)) is not None:
            proposal = self._own_check_in(label, number, parts, stamp)
        # A portal that gave its drafts no ids sends the same words again with each reply.
        elif any(c.on == stamp.on and _parts(c) == parts for c in self.engagement.check_ins):
            proposal = Proposal(label, (), after, ProposalState.SAME)
        else:
            said = {key: one_or_many(texts) for key, texts in parts.items() if texts}
            record: dict[str, Value] = {"on": stamp.on, **_id(item.id), **said}
            proposal = self._new(
                Proposal(label, (), after, ProposalState.NEW), stamp, "check_ins", record
            )
        return self.receipts.noted(proposal, stamp, "check_ins", parts)

    def _taken_back(self, label: str, number: int | None) -> Proposal:
        if number is None:
            return Proposal(label, (), (), ProposalState.SAME)
        now = self._told(_parts(self.engagement.check_ins[number]))
        reason = "it is taken back: take it out of your file by hand"
        return Proposal(label, now, (), ProposalState.ORPHANED, reason=reason)

    def _own_check_in(
        self, label: str, number: int, parts: Mapping[str, Sequence[str]], stamp: Stamp
    ) -> Proposal:
        now = _parts(self.engagement.check_ins[number])
        own = self.receipts.is_earlier("check_ins", now, stamp)
        changes = tuple(
            Put(("check_ins", number, key), one_or_many(parts[key]))
            for key in _PARTS
            if parts[key] != now[key]
        )
        state = state_of(same=not changes, base_matches=own)
        reason = CHANGED if state is ProposalState.CONFLICT else ""
        return Proposal(label, self._told(now), self._told(parts), state, changes, (), reason)

    def _new(
        self, proposal: Proposal, stamp: Stamp, section: str, record: Mapping[str, Value]
    ) -> Proposal:
        changes: tuple[Change, ...] = (Append((section,), record),)
        # Taken once and gone by now: the coach has taken it out, and is asked before it comes back.
        was_taken = self.receipts.of(stamp.id) is not None
        state, reason = (
            (ProposalState.CONFLICT, TAKEN_OUT) if was_taken else (ProposalState.NEW, "")
        )
        return Proposal(proposal.label, proposal.before, proposal.after, state, changes, (), reason)

    def _said(self, scores: Mapping[str, int]) -> tuple[str, ...]:
        names = {scale.id: scale.short for scale in self.wording.programme.ratings}
        return tuple(f"{names.get(key, key)}: {score}" for key, score in scores.items())

    def _told(self, parts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        words = {key: self.wording.word(f"check_in_{key}") for key in _PARTS}
        return tuple(f"{words[key]}: {text}" for key in _PARTS for text in parts[key])


def outside(engagement: Engagement, day: date) -> str:
    """Return why a day is none of the coaching; nothing if it is one."""
    start, end = engagement.start, engagement.end
    if day < start:
        return f"it is before the start of the coaching, {start}"
    return f"it is after the end of the coaching, {end}" if end and day > end else ""


def _with_id(rounds: Sequence[RatingRound | CheckIn], name: str) -> int | None:
    return next((n for n, known in enumerate(rounds) if known.id == name), None)


def _on_day(rounds: Sequence[RatingRound], day: date) -> int | None:
    return next((n for n, known in enumerate(rounds) if known.on == day), None)


def _id(name: str | None) -> dict[str, Value]:
    return {"id": name} if name else {}


def _scores(number: int, new: Mapping[str, int], now: Mapping[str, int]) -> tuple[Put, ...]:
    at: Location = ("ratings", number, "scores")
    # A scale that a reply does not name was not rated, and keeps its score.
    return tuple(Put((*at, key), score) for key, score in new.items() if now.get(key) != score)


def _parts(check_in: CheckIn) -> dict[str, tuple[str, ...]]:
    return {key: tuple(getattr(check_in, key)) for key in _PARTS}
