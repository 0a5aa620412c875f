"""What an executive says at a review, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coaching_site.drafts import GoalProgressUpdate, ReviewDraft
from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Value
from coaching_site.locations import Location
from coaching_site.model.activities import Review
from coaching_site.model.prompt_key import name_by_place
from coaching_site.notation.plain import as_read
from coaching_site.replies.compare_rounds import outside
from coaching_site.replies.finder import Finder
from coaching_site.replies.proposal import (
    GONE,
    TAKEN_BACK,
    Lines,
    Proposal,
    ProposalState,
    one_or_many,
    orphaned,
    state_of,
)
from coaching_site.replies.receipts import Receipts, Stamp
from coaching_site.replies.wording import Wording
from coaching_site.view.revisions import revision_of_review

_CHANGED = "the review differs from what the portal showed"


def review_proposals(
    item: ReviewDraft, stamp: Stamp, finder: Finder, receipts: Receipts, wording: Wording
) -> Iterator[Proposal]:
    """Yield each part of a review that a reply fills in or changes."""
    day = item.key.name
    label = wording.word("reply_review", day=day)
    reviews = finder.engagement.reviews
    numbers = [n for n, review in enumerate(reviews) if review.on.isoformat() == day]
    sound = [n for n in numbers if item.base == revision_of_review(reviews[n])]
    # There may be two reviews on one day: the one that reads as the portal showed it is meant.
    number = next(iter(sound or numbers), None)
    if number is None:
        # Shown although there is nowhere to put it: the coach may type it elsewhere.
        scales = {scale.id: scale.short for scale in wording.programme.ratings}
        said = tuple(_all_said(item, scales))
        reason = "there is no review on this day any more"
        lost = orphaned(label, said, reason)
        yield receipts.noted(lost, stamp, item.key, item.value.model_dump())
        return
    parts = _Parts(item, stamp, finder, receipts, wording, number, label, bool(sound))
    for part, said_here, proposal in parts.proposals():
        yield receipts.noted(proposal, stamp, f"{item.key}/{part}", said_here, part)


@dataclass(frozen=True)
class _Parts:
    """The parts of what is said at a review, beside the review with a `number`."""

    item: ReviewDraft
    stamp: Stamp
    finder: Finder
    receipts: Receipts
    wording: Wording
    number: int
    label: str
    base_matches: bool

    @property
    def _review(self) -> Review:
        return self.finder.engagement.reviews[self.number]

    @property
    def _at(self) -> Location:
        return ("reviews", self.number)

    def proposals(self) -> Iterator[tuple[str, object, Proposal]]:
        """Yield each part by its name, what is said in it, and what that would change."""
        value = self.item.value
        if value.scores:
            yield "scores", value.scores, self._scores(value.scores)
        for name, progress in value.goals.items():
            # A form says nothing of most goals: only what was filled in, or emptied, is a change.
            if progress.score or progress.progress or self._is_back(name, progress):
                yield self._part(name), progress.model_dump(), self._progress(name, progress)
        for key in ("works", "change"):
            texts = getattr(value, key)
            # Portals before drafts had ids sent each empty part: there it took nothing back.
            is_told = self.item.id or getattr(self._review, key)
            if texts or (key in value.model_fields_set and is_told):
                yield key, texts, self._texts(key, texts)

    def _part(self, name: str) -> str:
        """Return the name of what is said of a goal: by its id, where the goal is there."""
        index = self._index(name)
        return f"goals/{name if index is None else self.finder.ids.named.goals[index].id}"

    def _is_own(self, part: str, *said: object) -> bool:
        """Whether one of these wordings of a part came by an earlier reply."""
        key = f"{self.item.key}/{part}"
        return any(self.receipts.is_earlier(key, wording, self.stamp) for wording in said)

    def _is_back(self, name: str, progress: GoalProgressUpdate) -> bool:
        """Whether what was said of a goal is taken back."""
        number = self._progress_index(name)
        back = "progress" in progress.model_fields_set and progress.progress is None
        stands = number is not None and self._review.goals[number].progress is not None
        return back and (stands or (self.item.id is not None and self._index(name) is not None))

    def _index(self, name: str) -> int | None:
        return self.finder.goal_called(name, self.item.about.goals.get(name, ""))

    def _progress_index(self, name: str) -> int | None:
        """Return which of the review's goals is the one that a reply names."""
        index = self._index(name)
        if index is None:
            return None
        goal = self.finder.engagement.goals[index]
        # A review may name its goal by id, by title, or by its place in an older file.
        names = (goal.id, name_by_place("goals", index + 1), as_read(goal.title))
        goals = self._review.goals
        return next(
            (n for n, progress in enumerate(goals) if as_read(progress.goal) in names), None
        )

    def _texts(self, key: str, texts: Lines) -> Proposal:
        old: Lines = getattr(self._review, key)
        base_matches = self.base_matches or not old or self._is_own(key, old)
        state = state_of(same=old == texts, base_matches=base_matches)
        added = (*old, *(text for text in texts if text not in old))
        return Proposal(
            f"{self.label}: {self.wording.word(f'review_{key}')}",
            old,
            texts,
            state,
            (Put((*self._at, key), one_or_many(texts)),),
            (Put((*self._at, key), one_or_many(added)),) if old and texts else (),
            _CHANGED if state is ProposalState.CONFLICT else "" if texts else TAKEN_BACK,
        )

    def _scores(self, scores: Mapping[str, int]) -> Proposal:
        """Return the ratings of a review: they fill it, or else they need a decision."""
        now, engagement, on = self._review.scores, self.finder.engagement, self.stamp.on
        scales = {scale.id: scale.short for scale in self.wording.programme.ratings}
        before, after = (
            tuple(f"{scales.get(key, key)}: {score}" for key, score in given.items())
            for given in (now, scores)
        )
        at: Location = (*self._at, "scores")
        changes = tuple(Put((*at, k), v) for k, v in scores.items() if now.get(k) != v)
        base_matches = not now or self._is_own("scores", now)
        state = state_of(same=scores.items() <= now.items(), base_matches=base_matches)
        # Both can be kept where the day is free: the later ratings become a round of their own.
        free = not outside(engagement, on) and all(known.on != on for known in engagement.ratings)
        record: Mapping[str, Value] = {"on": on, "scores": dict(scores)}
        both: tuple[Change, ...] = (Append(("ratings",), record),) if free else ()
        reason = "the review has ratings already" if state is ProposalState.CONFLICT else ""
        label = f"{self.label}: {self.wording.word('reply_ratings')}"
        return Proposal(label, before, after, state, changes, both, reason)

    def _progress(self, name: str, new: GoalProgressUpdate) -> Proposal:
        after, title = _said(new.score, new.progress), self.item.about.goals.get(name, "")
        index = self._index(name)
        if index is None:
            label = f"{self.label}: {title or name}"
            return Proposal(label, (), after, ProposalState.ORPHANED, reason=GONE)
        goal, named = self.finder.engagement.goals[index], self.finder.ids.named.goals[index]
        label = f"{self.label}: {goal.title}"
        number = self._progress_index(name)
        if number is None and not after:
            return Proposal(label, (), (), ProposalState.SAME)
        if number is None:
            record: dict[str, Value] = {"goal": str(named.id)}
            record |= {"progress": new.progress} if new.progress else {}
            record |= {"score": new.score} if new.score else {}
            given = self.finder.ids.given(("goals", index))
            changes: tuple[Change, ...] = (*given, Append((*self._at, "goals"), record))
            return Proposal(label, (), after, ProposalState.NEW, changes)
        return self._again(label, number, new, self._part(name))

    def _again(self, label: str, number: int, new: GoalProgressUpdate, part: str) -> Proposal:
        old = self._review.goals[number]
        pairs = [("progress", old.progress, new.progress), ("score", old.score, new.score)]
        given = new.model_fields_set
        different = [
            (key, value)
            for key, was, value in pairs
            # A score cannot be emptied in a form, so one that is missing says nothing.
            if value != was and (value or (key == "progress" and key in given))
        ]
        changes = tuple(Put((*self._at, "goals", number, key), value) for key, value in different)
        # A part that came by an earlier draft is known by its receipt, whichever half it had then.
        had = [
            {"score": score, "progress": progress}
            for score in (old.score, None)
            for progress in (old.progress, None)
        ]
        state = state_of(
            same=not changes, base_matches=self.base_matches or self._is_own(part, *had)
        )
        reason = _CHANGED if state is ProposalState.CONFLICT else ""
        before, after = _said(old.score, old.progress), _said(new.score, new.progress)
        return Proposal(label, before, after, state, changes, (), reason)


def _said(score: int | None, progress: str | None) -> Lines:
    return (*([f"{score} of 10"] if score else []), *([progress] if progress else []))


def _all_said(item: ReviewDraft, scales: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{scales.get(key, key)}: {score}" for key, score in item.value.scores.items())
    for name, progress in item.value.goals.items():
        yield from (f"{name}: {text}" for text in _said(progress.score, progress.progress))
    yield from (*item.value.works, *item.value.change)
