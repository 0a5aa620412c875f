"""What the executive shares with the sponsor: the ticks of a reply beside those in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coaching_site.drafts import AnswerDraft
from coaching_site.editing import Put
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.prose.plain_text import plain_to_prose
from coaching_site.replies.proposal import CHANGED, Proposal, ProposalState, orphaned, state_of
from coaching_site.replies.receipts import Receipts, Stamp
from coaching_site.replies.wording import Wording
from coaching_site.view.revisions import revision_of
from coaching_site.view.sharing import Shareable, shareable_in, shared_lines

_NO_REPORT: Final = "the agreement provides for no report to a sponsor"
_RENAMED: Final = "some of it is not there any more, or is called otherwise"


def sharing_proposal(
    item: AnswerDraft,
    stamp: Stamp,
    engagement: Engagement,
    receipts: Receipts,
    wording: Wording,
) -> Proposal:
    """Return what the ticks of an item would change; what is not ticked is shared no more."""
    label = wording.word("reply_sharing")
    proposal = (
        _proposal(item, stamp, label, engagement, receipts)
        if engagement.agreement.sponsor_report
        else orphaned(label, item.value, _NO_REPORT)
    )
    return receipts.noted(proposal, stamp, item.key, item.value)


def _proposal(
    item: AnswerDraft, stamp: Stamp, label: str, engagement: Engagement, receipts: Receipts
) -> Proposal:
    choices = shareable_in(engagement)
    before, ticked = shared_lines(choices), {*item.value}
    goals = {one.goal for one in choices if one.metric is None and _is_in(one, ticked)}
    wanted = [one for one in choices if one.goal in goals and _is_in(one, ticked)]
    after = tuple(one.line for one in wanted)
    # A goal that has another title now was ticked by a line that nobody can find: the coach looks.
    is_whole = len(ticked) == sum(_is_in(one, ticked) for one in choices)
    is_seen = item.base == revision_of("", before)
    sure = is_whole and (is_seen or receipts.is_earlier(item.key, _typed(before), stamp))
    state = state_of(same=is_whole and after == before, base_matches=sure)
    reason = CHANGED if is_whole else _RENAMED
    changes = tuple(_changes(choices, wanted))
    if state is ProposalState.CONFLICT and not changes:
        return Proposal(label, before, item.value, ProposalState.ORPHANED, reason=reason)
    return Proposal(
        label, before, after, state, changes, (), reason if state is ProposalState.CONFLICT else ""
    )


def _is_in(one: Shareable, ticked: set[str]) -> bool:
    return _typed((one.line,))[0] in ticked


def _typed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines as a reply is read, which takes signs of markup for what they are."""
    return tuple(map(plain_to_prose, lines))


def _changes(choices: tuple[Shareable, ...], wanted: list[Shareable]) -> Iterator[Put]:
    for one in choices:
        if one.shared != (one in wanted):
            metric = () if one.metric is None else ("metrics", one.metric)
            place: Location = ("goals", one.goal, *metric, "shared")
            yield Put(place, one in wanted)
