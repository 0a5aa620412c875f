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
    """Return proposals as they are shown: label, text before and after, and how it stands."""
    return [
        Row(
            one.label,
            tuple(map(prose_to_plain, one.before)),
            tuple(map(prose_to_plain, one.after)),
            f"{one.state}: {one.reason}" if one.reason else str(one.state),
        )
        for one in proposals
    ]


def say(text: str) -> None:
    """Print text, without characters that would steer the terminal."""
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
        same = [one for one in proposals if one.state is ProposalState.SAME]
        self.items += [Decided(one.label, one.changes, taken=False) for one in same]
        new = [(number, one) for number, one in numbered if one.state is ProposalState.NEW]
        if new:
            self._decide_new(new, len(proposals))
        for number, one in numbered:
            if one.state is ProposalState.CONFLICT:
                self._decide_conflict(one, number, len(proposals))
        lost = sum(one.state is ProposalState.ORPHANED for one in proposals)
        if lost:
            self.left += lost
            say(f"{lost} cannot be taken; type what you want of it by hand.")
            self._close_lost([one for one in proposals if one.state is ProposalState.ORPHANED])
        return self

    def _decide_new(self, new: Sequence[tuple[int, Proposal]], of_all: int) -> None:
        answer = "a" if self.yes else _asked(f"Take {len(new)} new: [a]ll, [e]ach, [n]one", "aen")
        for number, one in new:
            if answer == "e":
                show(rows_of([one]), number, of_all)
            if answer == "a" or (answer == "e" and _asked("Take it: [y]es, [n]o", "yn") == "y"):
                self._take(one, one.changes)
            elif answer == "e":
                self._decline(one)
        self.refused = answer == "n"

    def _decide_conflict(self, one: Proposal, number: int, of_all: int) -> None:
        if self.yes:
            self.left += 1
            return
        show(rows_of([one]), number, of_all)
        choices = {"m": "[m]ine", "t": "[t]heirs", "b": "[b]oth", "s": "[s]kip for now"}
        # Some things exclude one another, such as two scores for one scale.
        if not one.both:
            del choices["b"]
        answer = _asked(f"Keep: {', '.join(choices.values())}", "".join(choices))
        if answer == "s":
            self.left += 1
        elif answer == "m":
            self._decline(one)
        else:
            self._take(one, one.changes if answer == "t" else one.both)

    def _close_lost(self, lost: Sequence[Proposal]) -> None:
        """Let a reply count as received though part of it has no place, if the coach says so."""
        if not self.yes and _asked("Done with it: [y]es, or keep it [o]pen", "yo") == "y":
            self.left -= len(lost)
            for one in lost:
                self._decline(one)

    @property
    def taken(self) -> int:
        """How many items are taken."""
        return sum(one.taken for one in self.items)

    def leave(self, some: Sequence[Decided]) -> None:
        """Leave items that could not be put."""
        self.items = [one for one in self.items if one not in some]
        self.left += len(some)

    def _take(self, one: Proposal, changes: tuple[Change, ...]) -> None:
        self.items.append(Decided(one.label, changes))

    def _decline(self, one: Proposal) -> None:
        if one.declined:
            self.items.append(Decided(one.label, one.declined, taken=False))


def _asked(text: str, letters: str) -> str:
    chosen: str = click.prompt(
        visible(text),
        type=click.Choice(list(letters), case_sensitive=False),
        default=letters[0] if letters[0] in "a" else None,
        show_choices=False,
    )
    return chosen
