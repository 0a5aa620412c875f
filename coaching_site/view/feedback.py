"""360 feedback as a portal may show it: groups as means, and only where nobody stands out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coaching_site.model.programme import FeedbackRules
from coaching_site.model.work import FeedbackRound, Statement


@dataclass(frozen=True)
class GroupMean:
    """The mean mark of one group, rounded to one decimal; None where too few answered."""

    group: str
    mean: Decimal | None


@dataclass(frozen=True)
class StatementView:
    """One statement with everybody's marks."""

    text: str
    self: int | None
    coach: int | None
    groups: tuple[GroupMean, ...]


@dataclass(frozen=True)
class FeedbackView:
    """One round of feedback; `withheld` names the groups too small to be shown at all."""

    on: date
    title: str | None
    scale: int
    summary: str | None
    statements: tuple[StatementView, ...]
    groups: tuple[str, ...]
    withheld: tuple[str, ...]
    comments: tuple[tuple[str, tuple[str, ...]], ...]


def view_of_feedback(feedback: FeedbackRound, rules: FeedbackRules) -> FeedbackView:
    """Return the round without any single person's mark.

    A group shows where at least `rules.smallest_group` people marked that statement. No mean
    over all groups is formed, so a withheld group cannot be found by subtraction. Comments
    need `rules.smallest_group_for_comments` people and are put in alphabetical order, so that
    their place tells nothing.
    """
    statements = tuple(_view_of_statement(s, feedback, rules) for s in feedback.statements)
    shown = {mean.group for s in statements for mean in s.groups if mean.mean is not None}
    names = _names(feedback.statements)
    return FeedbackView(
        on=feedback.on,
        title=feedback.title,
        scale=feedback.scale,
        summary=feedback.summary,
        statements=tuple(_only(statement, shown) for statement in statements),
        groups=tuple(name for name in names if name in shown),
        withheld=tuple(name for name in names if name not in shown),
        comments=tuple(_comments(feedback, rules)),
    )


def _view_of_statement(
    statement: Statement, feedback: FeedbackRound, rules: FeedbackRules
) -> StatementView:
    means = tuple(
        GroupMean(name, _mean(statement.groups.get(name, ()), rules.smallest_group))
        for name in _names(feedback.statements)
    )
    return StatementView(statement.text, statement.self, statement.coach, means)


def _mean(marks: tuple[int, ...], smallest: int) -> Decimal | None:
    if len(marks) < smallest:
        return None
    return (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _only(statement: StatementView, shown: set[str]) -> StatementView:
    groups = tuple(mean for mean in statement.groups if mean.group in shown)
    return StatementView(statement.text, statement.self, statement.coach, groups)


def _names(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for statement in statements for name in statement.groups))


def _comments(
    feedback: FeedbackRound, rules: FeedbackRules
) -> Iterable[tuple[str, tuple[str, ...]]]:
    for group, comments in feedback.comments.items():
        # A group is as large as the fewest marks that it gave: nobody is counted twice.
        sizes = [len(s.groups[group]) for s in feedback.statements if group in s.groups]
        if sizes and min(sizes) >= rules.smallest_group_for_comments:
            yield group, tuple(sorted(comments))
