"""Proposals of one reply that would be taken at one location: no two are without a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coaching_site.editing import Append, Change, Put
from coaching_site.locations import Location
from coaching_site.replies.compare_added import added_names
from coaching_site.replies.proposal import Proposal, ProposalState


def one_at_a_location(proposals: list[Proposal]) -> list[Proposal]:
    """Return proposals of which no two would be taken at one location without a question."""
    used: set[Location] = set()
    checked = []
    for proposal in proposals:
        # An id may be given by several items: it is the same one each time.
        puts = {
            change.location
            for change in proposal.changes
            if isinstance(change, Put) and change.location[-1] != "id"
        }
        begun = {location for change in proposal.changes for location in _begun(change)}
        begun |= {*added_names(proposal.changes)}
        is_new = proposal.state is ProposalState.NEW
        # Both would append the same round: the second can only follow when the first is there.
        if is_new and begun & used:
            reason = f"{_OTHER}: receive the file again"
            checked.append(_without_changes(proposal, reason))
            continue
        if is_new and puts & used:
            proposal = replace(proposal, state=ProposalState.CONFLICT, reason=_OTHER)
        elif is_new:
            used |= puts | begun
        checked.append(proposal)
    return checked


def _without_changes(proposal: Proposal, reason: str) -> Proposal:
    orphaned = ProposalState.ORPHANED
    return replace(proposal, state=orphaned, changes=(), both=(), reason=reason)


_OTHER = "another item of this reply is for it"


def _begun(change: Change) -> Iterator[Location]:
    """Yield the ratings or the reading of a day, or the goal of a review, that a change begins."""
    if isinstance(change, Append) and isinstance(change.record, Mapping):
        if change.location == ("ratings",):
            yield ("ratings", str(change.record["on"]))
        elif change.location[-1] == "readings":
            yield (*change.location, str(change.record["on"]))
        elif change.location[-1] == "goals" and "goal" in change.record:
            yield (*change.location, str(change.record["goal"]))
