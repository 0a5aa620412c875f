"""One thing that a reply would change: what stands there now, what would, and how to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from coaching_site.editing import Append, Change, Put
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.prompt_key import PromptKey

Lines = tuple[str, ...]

CHANGED: Final = "it differs from what the portal showed"
ELSEWHERE: Final = "its words stand in another place now"
LATER: Final = "it was written before what stands here, which came by a reply too"
TAKEN_OUT: Final = "you have had it before, and it is not in your file any more"
GONE: Final = "it is not there any more"
UNASKED: Final = "the programme does not ask it any more"
TOO_MANY: Final = "it is more than the programme asks for"
TAKEN_BACK: Final = "taken back"


class ProposalState(StrEnum):
    """Whether a proposal applies cleanly, conflicts, is orphaned, or is in the file already."""

    NEW = "new"
    CONFLICT = "conflict"
    ORPHANED = "cannot be taken"
    SAME = "already so"
    RECEIVED_BEFORE = "received before"


@dataclass(frozen=True)
class Proposal:
    """What one item of a reply would change; `reason` says why it is not simply taken.

    `both` are the changes that keep the one and add the other, where that makes sense;
    `declined` are those that remember that nothing of it was taken.
    """

    label: str
    before: Lines
    after: Lines
    state: ProposalState
    changes: tuple[Change, ...] = ()
    both: tuple[Change, ...] = ()
    reason: str = ""
    declined: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Rewriter:
    """Makes the changes by which an answer is replaced and its earlier wording kept.

    `on` is the day of the answer; a clock that lies before the coaching is not believed.
    """

    engagement: Engagement
    on: date

    def answer(self, key: PromptKey, place: Location, old: Lines, new: Lines) -> tuple[Change, ...]:
        """Return the changes that put an answer in place of another."""
        return Put(place, one_or_many(new)), self.earlier(key, old)

    def earlier(self, key: PromptKey, old: Lines) -> Append:
        """Return the change that notes what something was until now."""
        earlier = (answer.on for answer in self.engagement.history if answer.prompt == key)
        record: dict[str, date | str | Lines] = {
            # The history of a prompt is in the order of its days, also after a clock that was slow.
            "on": max((self.on, self.engagement.start, *earlier)),
            "prompt": str(key),
        }
        if old:
            record["was"] = one_or_many(old)
        return Append(("history",), record)


def one_or_many(texts: Iterable[str]) -> str | Lines:
    """Return one text alone, and several as they are: so they are typed."""
    texts = tuple(texts)
    # A coach types one answer without a dash, so a reply does not turn it into a list.
    return texts[0] if len(texts) == 1 else texts


def state_of(*, same: bool, base_matches: bool) -> ProposalState:
    """Return how something stands that is there already, or was changed since it was seen."""
    if same:
        return ProposalState.SAME
    return ProposalState.NEW if base_matches else ProposalState.CONFLICT


def orphaned(label: str, after: Lines, reason: str) -> Proposal:
    """Return the proposal of what has no place any more; what says nothing is done with."""
    state = ProposalState.ORPHANED if after else ProposalState.SAME
    return Proposal(label, (), after, state, reason=reason)
