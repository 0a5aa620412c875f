"""What raters wrote in a round of feedback, where enough of their group answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaching_site.model.activities import FeedbackRound
from coaching_site.model.feedback import AnsweredRound
from coaching_site.model.programme import FeedbackRules


@dataclass(frozen=True)
class GroupComments:
    """What groups wrote, each by its name, in answer to a `question` if they were asked one."""

    question: str | None
    by_group: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        """How many comments they are."""
        return sum(len(texts) for _, texts in self.by_group)


def minimums_of(feedback: FeedbackRound, group: str, rules: FeedbackRules) -> tuple[int, int]:
    """Return how many answers it takes to show a group's scores, and its comments."""
    if isinstance(feedback, AnsweredRound):
        return feedback.minimums[group]
    return rules.smallest_group, rules.smallest_group_for_comments


def comments_of(feedback: FeedbackRound, rules: FeedbackRules) -> Iterator[GroupComments]:
    """Yield the comments of groups that are large enough, in alphabetical order."""
    told = feedback.told if isinstance(feedback, AnsweredRound) else {None: feedback.comments}
    for question, by_group in told.items():
        shown = tuple(
            (group, tuple(sorted(comments)))
            for group, comments in by_group.items()
            if _size(feedback, group) >= minimums_of(feedback, group, rules)[1]
        )
        if shown:
            yield GroupComments(question, shown)


def _size(feedback: FeedbackRound, group: str) -> int:
    """Return how many people of a group answered, at least as many as are certain."""
    if isinstance(feedback, AnsweredRound):
        # The executive and the coach are no group: what they say is theirs by name.
        return feedback.sizes.get(group, 1)
    # By the fewest scores that it gave: nobody is counted twice.
    return min((len(s.groups[group]) for s in feedback.statements if group in s.groups), default=0)
