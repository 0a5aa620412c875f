"""A reply beside the engagement as it is now: what is new, what conflicts, what is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import assert_never

from coaching_site.checks import answers_of, locations_of_prompts
from coaching_site.checks.locations import ANY
from coaching_site.drafts import (
    ActionDraft,
    AddedActionDraft,
    AddedGoalDraft,
    AddedValueDraft,
    AnswerDraft,
    AnyDraft,
    CheckInDraft,
    RatingDraft,
    ReadingDraft,
    ReviewDraft,
)
from coaching_site.editing import Change
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import Goal
from coaching_site.model.programme import Prompt
from coaching_site.model.prompt_key import FIRST_VALUE_NAME, PromptKey
from coaching_site.replies.collisions import one_at_a_location
from coaching_site.replies.compare_actions import action_proposal
from coaching_site.replies.compare_added import Additions
from coaching_site.replies.compare_agreement import agreement_proposal
from coaching_site.replies.compare_readings import reading_proposal
from coaching_site.replies.compare_review import review_proposals
from coaching_site.replies.compare_rounds import Rounds
from coaching_site.replies.compare_sharing import sharing_proposal
from coaching_site.replies.finder import Finder
from coaching_site.replies.first_value import (
    answers_without_value,
    first_value,
    is_unnamed,
    name_again,
    name_in,
    other_names,
)
from coaching_site.replies.ids import Ids
from coaching_site.replies.proposal import (
    CHANGED,
    ELSEWHERE,
    GONE,
    LATER,
    TAKEN_BACK,
    TOO_MANY,
    UNASKED,
    Lines,
    Proposal,
    ProposalState,
    Rewriter,
    orphaned,
    state_of,
)
from coaching_site.replies.receipts import Receipts, Stamp, stamp_of
from coaching_site.replies.reply import Reply, ReplyRefused
from coaching_site.replies.wording import Wording
from coaching_site.view.agreement import AGREED_KEY
from coaching_site.view.revisions import revision_of
from coaching_site.view.sharing import SHARING_KEY


def proposals_of(
    reply: Reply,
    engagement: Engagement,
    programme: Programme,
    today: date,
    value_name: str | None = None,
    words: Mapping[str, str] | None = None,
    *,
    may_sign: bool = False,
) -> list[Proposal]:
    """Return what a reply would change; raise `ReplyRefused` if it is no reply to this engagement.

    `value_name` is what the coach calls a first value that the reply gives no name. `words` are
    those of the client's language, for labels. A reply that `may_sign` can sign the agreement.
    """
    # A reader in the far east may be a day ahead of the coach.
    if reply.on > today + timedelta(days=1):
        raise ReplyRefused(f"the reply is of {reply.on}, which is still to come: {_CLOCK}")
    comparing = Comparing(reply, engagement, Wording(programme, words or {}), may_sign=may_sign)
    name = name_in(reply)
    # Answers for a value that has no name yet are taken together with the name, or not at all.
    answers = [a for a in answers_without_value(reply, engagement) if comparing.is_asked(a)]
    items = [_with_name(item, name) for item in reply.items if item.key != FIRST_VALUE_NAME]
    first = []
    if name and engagement.values:
        first = [name_again(name, reply, comparing.finder, comparing.receipts)]
    elif name := name or value_name:
        items = [item for item in items if item.key not in {answer.key for answer in answers}]
        first = [comparing.first_value(answers, name)]
    first += other_names(reply, engagement, comparing.receipts)
    proposals = [*first, *chain.from_iterable(map(comparing.proposals, items))]
    return one_at_a_location(proposals)


def _with_name(item: AnyDraft, name: str | None) -> AnyDraft:
    """Return an item; an answer for a value that had no name gets the one that came along."""
    if name and isinstance(item, AnswerDraft) and is_unnamed(item):
        return item.model_copy(update={"about": item.about.model_copy(update={"of": name})})
    return item


class Comparing:
    """A reply, and what is needed to compare its items with an engagement."""

    def __init__(
        self, reply: Reply, engagement: Engagement, wording: Wording, *, may_sign: bool
    ) -> None:
        """Take what stays the same for all items."""
        self.may_sign = may_sign
        programme = wording.programme
        self.reply = reply
        self.engagement = engagement
        self.programme = programme
        self.wording = wording
        self.ids = Ids(engagement, programme)
        self.finder = Finder(engagement, programme, self.ids)
        self.receipts = Receipts(engagement)
        self._additions = Additions(self.finder, self.receipts, wording)
        self._scales = {scale.id: scale.short for scale in programme.ratings}

    def proposals(self, item: AnyDraft) -> Iterator[Proposal]:
        """Yield what one item would change."""
        stamp = stamp_of(item, self.reply)
        match item:
            case AnswerDraft(key=key) if key == SHARING_KEY:
                yield sharing_proposal(item, stamp, self.engagement, self.receipts, self.wording)
            case AnswerDraft(key=key) if key == AGREED_KEY:
                known = (self.engagement, self.receipts, self.wording)
                yield agreement_proposal(item, stamp, *known, may_sign=self.may_sign)
            case AnswerDraft():
                yield self._answer(item, stamp)
            case ActionDraft():
                yield action_proposal(item, stamp, self.reply.on, self.finder, self.receipts)
            case RatingDraft():
                yield from self._rating(item, stamp)
            case CheckInDraft():
                yield self._rounds.check_in(item, stamp)
            case ReviewDraft():
                yield from self._review(item, stamp)
            case ReadingDraft():
                yield reading_proposal(item, stamp, self.reply.on, self.finder, self.receipts)
            case AddedActionDraft() | AddedGoalDraft() | AddedValueDraft():
                yield self._additions.proposal(item, stamp)
            case _:
                assert_never(item)

    def first_value(self, answers: Sequence[AnswerDraft], name: str) -> Proposal:
        """Return the proposal of a first value of a name, with the answers for it."""
        known = (self.reply, self.finder, self.receipts, self.wording)
        return first_value(answers, name, *known)

    @property
    def _rounds(self) -> Rounds:
        return Rounds(self.engagement, self.receipts, self.wording)

    def _rating(self, item: RatingDraft, stamp: Stamp) -> Iterator[Proposal]:
        yield from self._unasked_scales(item, item.value, stamp)
        if known := self._known_scales(item.value):
            yield self._rounds.rating(item.model_copy(update={"value": known}), stamp)

    def _review(self, item: ReviewDraft, stamp: Stamp) -> Iterator[Proposal]:
        yield from self._unasked_scales(item, item.value.scores, stamp)
        value = item.value.model_copy(update={"scores": self._known_scales(item.value.scores)})
        asked = item.model_copy(update={"value": value})
        yield from review_proposals(asked, stamp, self.finder, self.receipts, self.wording)

    def _unasked_scales(
        self, item: AnyDraft, scores: dict[str, int], stamp: Stamp
    ) -> Iterator[Proposal]:
        if names := [name for name in scores if name not in self._scales]:
            after = tuple(f"{name}: {scores[name]}" for name in names)
            lost = orphaned(item.about.what or item.key, after, UNASKED)
            yield self.receipts.noted(lost, stamp, item.key, names, "unasked")

    def _known_scales(self, scores: dict[str, int]) -> dict[str, int]:
        return {name: score for name, score in scores.items() if name in self._scales}

    def is_asked(self, item: AnswerDraft) -> bool:
        """Whether a prompt is one that some goal, value or page of the programme has."""
        # Any goal or value is asked what a first one would be.
        first = self.engagement.model_copy(update={"goals": (Goal(title="?"),), "values": ()})
        known = locations_of_prompts(first, self.programme)
        return item.key.asked in {key.asked for key in known}

    def _answer(self, item: AnswerDraft, stamp: Stamp) -> Proposal:
        if not self.is_asked(item):
            label = " · ".join(filter(None, (item.about.of, item.about.what or item.key)))
            # The words are shown although they have no place: the coach may type them elsewhere.
            lost = orphaned(label, item.value, UNASKED)
            return self.receipts.noted(lost, stamp, item.key, item.value)
        location = self.finder.location_of(item)
        key = self.finder.key_at(location, item) if location else item.key
        proposal = self._proposal_at(item, stamp, location, key)
        return self.receipts.noted(proposal, stamp, key, item.value)

    def _proposal_at(
        self, item: AnswerDraft, stamp: Stamp, location: Location | None, key: PromptKey
    ) -> Proposal:
        if location is None:
            return orphaned(self.wording.label(item.key, item.about.of), item.value, GONE)
        name = self.finder.name_at(location)
        label = self.wording.label(item.key, name)
        if reason := self._why_orphaned(location, item.value):
            return Proposal(label, (), item.value, ProposalState.ORPHANED, reason=reason)
        old = self.finder.answers_at(location)
        writer = self.receipts.writer_of(key, old) if old else None
        # The portal may have shown the words under a title that was changed since.
        seen = {revision_of(called, old) for called in (name, item.about.of, _UNNAMED)}
        # What an earlier draft of the executive wrote may be replaced by their later one.
        base_matches = item.base in seen or (writer is not None and writer.at < stamp.at)
        sure = not self.finder.is_unsure(item, location)
        state = state_of(same=old == item.value, base_matches=base_matches and sure)
        late = writer is not None and writer.at > stamp.at
        reason = ELSEWHERE if not sure else LATER if late else CHANGED
        if state is not ProposalState.CONFLICT:
            reason = "" if item.value else TAKEN_BACK
        changes, both = self._changes(item.value, old, location, key, stamp)
        return Proposal(label, old, item.value, state, changes, both, reason)

    def _why_orphaned(self, location: Location, answers: Lines) -> str:
        """Return why answers cannot be put at a place, or nothing."""
        if self._too_many(location, answers):
            return TOO_MANY
        if location[0] == "values" and not self.engagement.values:
            return "add the value with its name to your file, and receive the reply again"
        return ""

    def _changes(
        self, new: Lines, old: Lines, location: Location, key: PromptKey, stamp: Stamp
    ) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
        """Return the changes to other answers, and those that keep the old ones beside them."""
        given, rewriter = self.ids.given(location), Rewriter(self.engagement, stamp.on)
        changes = (*given, *rewriter.answer(key, location, old, new))
        added = (*old, *(text for text in new if text not in old))
        if not old or not new or self._too_many(location, added):
            return changes, ()
        return changes, (*given, *rewriter.answer(key, location, old, added))

    def _too_many(self, location: Location, answers: Lines) -> bool:
        path = tuple(ANY if isinstance(part, int) else part for part in location[:-1])
        items = answers_of(self.programme).get(path, ())
        prompt = next((item for item in items if item.id == location[-1]), None)
        exact = isinstance(prompt, Prompt) and prompt.exactly and prompt.count
        return bool(exact and len(answers) > exact)


_CLOCK = "if the clock of the device is wrong, ask for it again once it is right"
_UNNAMED = ""
