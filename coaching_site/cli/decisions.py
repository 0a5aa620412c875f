"""What a coach decides on the items of a reply: asked on the terminal, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import click

from coaching_site.cli.showing import Row, show
from coaching_site.cli.terminal import visible
from coaching_site.editing import Change
from coaching_site.prose.plain_text import prose_to_plain
from coaching_site.replies.apply import Decided
from coaching_site.replies.proposal import Proposal, ProposalState


def rows_of(proposals: Iterable[Proposal]) -> list[Row]:
    """Return proposals as they are shown: label, text before and after, and its state."""
    return [
        Row(
            proposal.label,
            tuple(map(prose_to_plain, proposal.before)),
            tuple(map(prose_to_plain, proposal.after)),
            f"{proposal.state}: {proposal.reason}" if proposal.reason else str(proposal.state),
        )
        for proposal in proposals
    ]


def say(text: str) -> None:
    """Print text, without control characters for the terminal."""
    click.echo(visible(text))


@dataclass
class Decisions:
    """What was decided; how many items are `left`; whether the coach `refused` every new one."""

    yes: bool
    items: list[Decided] = field(default_factory=list)
    left: int = 0
    refused: bool = False

    def decide(self, proposals: Sequence[Proposal]) -> Decisions:
        """Ask about whatever needs a decision."""
        numbered = list(enumerate(proposals, 1))
        # What is there already needs no question, but its receipt is noted.
        same = [proposal for proposal in proposals if proposal.state is ProposalState.SAME]
        self.items += [Decided(proposal.label, proposal.changes, taken=False) for proposal in same]
        new = [
            (number, proposal)
            for number, proposal in numbered
            if proposal.state is ProposalState.NEW
        ]
        if new:
            self._decide_new(new, len(proposals))
        for number, proposal in numbered:
            if proposal.state is ProposalState.CONFLICT:
                self._decide_conflict(proposal, number, len(proposals))
        lost = sum(proposal.state is ProposalState.ORPHANED for proposal in proposals)
        if lost:
            self.left += lost
            say(f"{lost} cannot be taken; type what you want of it by hand.")
            self._close_lost(
                [proposal for proposal in proposals if proposal.state is ProposalState.ORPHANED]
            )
        return self

    def _decide_new(self, new: Sequence[tuple[int, Proposal]], of_all: int) -> None:
        answer = "a" if self.yes else asked(f"Take {len(new)} new: [a]ll, [e]ach, [n]one", "aen")
        for number, proposal in new:
            if answer == "e":
                show(rows_of([proposal]), number, of_all)
            if answer == "a" or (answer == "e" and asked("Take it: [y]es, [n]o", "yn") == "y"):
                self._take(proposal, proposal.changes)
            elif answer == "e":
                self._decline(proposal)
        self.refused = answer == "n"

    def _decide_conflict(self, proposal: Proposal, number: int, of_all: int) -> None:
        if self.yes:
            self.left += 1
            return
        show(rows_of([proposal]), number, of_all)
        choices = {"m": "[m]ine", "t": "[t]heirs", "b": "[b]oth", "s": "[s]kip for now"}
        # Some things exclude one another, such as two scores for one scale.
        if not proposal.both:
            del choices["b"]
        answer = asked(f"Keep: {', '.join(choices.values())}", "".join(choices))
        if answer == "s":
            self.left += 1
        elif answer == "m":
            self._decline(proposal)
        else:
            self._take(proposal, proposal.changes if answer == "t" else proposal.both)

    def _close_lost(self, lost: Sequence[Proposal]) -> None:
        """Let a reply count as received though part of it has no place, if the coach says so."""
        if not self.yes and asked("Done with it: [y]es, or keep it [o]pen", "yo") == "y":
            self.left -= len(lost)
            for proposal in lost:
                self._decline(proposal)

    @property
    def taken(self) -> int:
        """How many items are taken."""
        return sum(item.taken for item in self.items)

    def leave(self, some: Sequence[Decided]) -> None:
        """Leave items that could not be put."""
        self.items = [item for item in self.items if item not in some]
        self.left += len(some)

    def _take(self, proposal: Proposal, changes: tuple[Change, ...]) -> None:
        self.items.append(Decided(proposal.label, changes))

    def _decline(self, proposal: Proposal) -> None:
        if proposal.declined:
            self.items.append(Decided(proposal.label, proposal.declined, taken=False))


def asked(text: str, letters: str) -> str:
    """Return which of some letters the coach types in answer to a text."""
    chosen: str = click.prompt(
        visible(text),
        type=click.Choice(list(letters), case_sensitive=False),
        default=letters[0] if letters[0] in "a" else None,
        show_choices=False,
    )
    return chosen
