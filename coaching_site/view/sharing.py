"""What the executive shares with the sponsor, as it is shown, ticked, sent and received.

It is the answer to one question: the lines that are ticked, one for each goal and each metric.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from coaching_site.model import Engagement, Programme
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.people import sponsor_greeting
from coaching_site.view.revisions import revision_of
from coaching_site.view.sponsor import SharedGoal, SponsorView, offered_goals, sponsor_view_of

SHARING_KEY: Final = PromptKey("sharing/goals")
"""What a reply calls the answer."""


@dataclass(frozen=True)
class Shareable:
    """A goal, or a metric of the goal at an index, that can be ticked.

    `line` says which it is, in words that no other line of the engagement has. A metric `counts`
    only if its goal is shared, too.
    """

    line: str
    name: str
    goal: int
    metric: int | None
    shared: bool
    counts: bool


@dataclass(frozen=True)
class SponsorPage:
    """The page of the portal that shows what the sponsor sees, and asks what to share.

    `on_offer` are all goals as the report would show them, with all their metrics; `greeting` is
    what the page calls the sponsor.
    """

    report: SponsorView
    choices: tuple[Shareable, ...]
    on_offer: tuple[SharedGoal, ...]
    greeting: str

    id: ClassVar = "report"
    key: ClassVar = SHARING_KEY

    @property
    def lines(self) -> tuple[str, ...]:
        """What is shared now."""
        return shared_lines(self.choices)

    @property
    def revision(self) -> str:
        """The revision of what is shared now."""
        return revision_of("", self.lines)


def sponsor_pages(
    engagement: Engagement, programme: Programme, as_of: date
) -> tuple[SponsorPage, ...]:
    """Return the page about the sponsor; none where the agreement provides for no report."""
    report = sponsor_view_of(engagement, programme, as_of)
    if not report:
        return ()
    offered = offered_goals(engagement, as_of)
    return (SponsorPage(report, shareable_in(engagement), offered, sponsor_greeting(engagement)),)


def shareable_in(engagement: Engagement) -> tuple[Shareable, ...]:
    """Return all that can be shared: each goal, and behind it its metrics."""
    used: set[str] = set()
    return tuple(_told_apart(one, used) for one in _shareable(engagement))


def shared_lines(choices: tuple[Shareable, ...]) -> tuple[str, ...]:
    """Return the lines of what the sponsor sees by now."""
    return tuple(one.line for one in choices if one.counts)


def _shareable(engagement: Engagement) -> Iterator[Shareable]:
    for index, goal in enumerate(engagement.goals):
        yield Shareable(goal.title, goal.title, index, None, goal.shared, goal.shared)
        for number, metric in enumerate(goal.metrics):
            line = f"{goal.title} · {metric.name}"
            counts = goal.shared and metric.shared
            yield Shareable(line, metric.name, index, number, metric.shared, counts)


def _told_apart(one: Shareable, used: set[str]) -> Shareable:
    """Return it with a line that is not used yet, which it then is."""
    line, number = one.line, 1
    while line in used:
        number += 1
        line = f"{one.line} ({number})"
    used.add(line)
    return Shareable(line, one.name, one.goal, one.metric, one.shared, one.counts)
