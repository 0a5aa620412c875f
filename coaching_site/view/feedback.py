"""360 feedback as a portal may show it: means of groups that are large enough, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from coaching_site.model.activities import FeedbackRound, Statement
from coaching_site.model.feedback import AnsweredRound
from coaching_site.model.programme import FeedbackRules
from coaching_site.view.chart_layout import ScoreScale
from coaching_site.view.extremes import farthest
from coaching_site.view.feedback_changes import FeedbackComparison, Scores, changes_between
from coaching_site.view.feedback_comments import GroupComments, comments_of, minimums_of
from coaching_site.view.feedback_gaps import Gap, ScoreBeside, beside, gap_between

_MAX_TICKS: Final = 11
_FIRST: Final = 4  # statements that a reader sees before asking for more


@dataclass(frozen=True)
class GroupMean:
    """The mean score of one group, rounded to one decimal; None where too few answered."""

    group: str
    mean: Decimal | None


@dataclass(frozen=True)
class Tick:
    """A value of the scale that has a tick, `percent` of the scale from its start."""

    value: int
    percent: float


@dataclass(frozen=True)
class StatementView:
    """One statement with the scores of executive and coach, and the means of groups."""

    text: str
    self: int | None
    coach: int | None
    groups: tuple[GroupMean, ...]

    @property
    def means(self) -> tuple[Decimal, ...]:
        """The means that are shown."""
        return tuple(group.mean for group in self.groups if group.mean is not None)

    @property
    def shown_groups(self) -> tuple[str, ...]:
        """The names of the groups whose means are shown."""
        return tuple(group.group for group in self.groups if group.mean is not None)

    @property
    def gap(self) -> Gap | None:
        """How far groups are from the executive's own score; None without either."""
        return gap_between(self.self, self.means)

    @property
    def scores(self) -> Scores:
        """All that is shown of it, by whom."""
        given: list[tuple[tuple[str, str], int | Decimal | None]] = [
            (("self", ""), self.self),
            (("coach", ""), self.coach),
            *((("group", group.group), group.mean) for group in self.groups),
        ]
        return {of: Decimal(score) for of, score in given if score is not None}

    @property
    def beside(self) -> tuple[ScoreBeside, ...]:
        """How each group compares with the executive's own score."""
        return tuple(beside(self.self, group.group, group.mean) for group in self.groups)

    @property
    def beside_coach(self) -> ScoreBeside | None:
        """How the coach's score compares with the executive's own; None without one."""
        return beside(self.self, "", Decimal(self.coach)) if self.coach is not None else None


@dataclass(frozen=True)
class FeedbackView:
    """One round of feedback; `withheld` names the groups too small to be shown at all.

    `kind` is `review`, `pulse` or `coaching`, `ends` are what the ends of the scale mean if the
    round says so, and `smallest` is how many of a group must have answered. `ordinal` counts the
    rounds of one day, from 1; `compared` is the round beside an earlier one.
    """

    on: date
    kind: str
    title: str | None
    scale: ScoreScale
    summary: str | None
    statements: tuple[StatementView, ...]
    groups: tuple[str, ...]
    withheld: tuple[str, ...]
    comments: tuple[GroupComments, ...]
    ends: tuple[str | None, str | None]
    smallest: int
    ordinal: int = 1
    compared: FeedbackComparison | None = None

    @property
    def scores(self) -> dict[str, Scores]:
        """What is shown of each statement, by its text."""
        return {statement.text: statement.scores for statement in self.statements}

    @property
    def anchor(self) -> str:
        """Its anchor on the page of reviews."""
        return f"feedback-{self.on}" + (f"-{self.ordinal}" if self.ordinal > 1 else "")

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """A tick for each value of the scale, or only for its ends where it has many."""
        low, high = self.scale.lowest, self.scale.highest
        values = range(low, high + 1) if high - low < _MAX_TICKS else (low, high)
        return tuple(Tick(value, self.scale.percent(value)) for value in values)

    @property
    def has_own_scores(self) -> bool:
        """Whether the executive has scored any statement."""
        return any(statement.self is not None for statement in self.statements)

    @property
    def has_coach_scores(self) -> bool:
        """Whether the coach has scored any statement."""
        return any(statement.coach is not None for statement in self.statements)

    @property
    def comparable(self) -> bool:
        """Whether any statement has a score of the executive and the mean of a group."""
        return any(s.self is not None and s.means for s in self.statements)

    @property
    def by_gap(self) -> tuple[StatementView, ...]:
        """The statements, first those on which all groups are farthest from the executive."""
        apart = {id(s): s.gap.apart if s.gap else Decimal(-1) for s in self.statements}
        return tuple(sorted(self.statements, key=lambda s: apart[id(s)], reverse=True))

    @property
    def widest(self) -> tuple[StatementView, ...]:
        """The first of these: those that are equally far; none where nothing stands out."""
        return farthest((s, s.gap.apart) for s in self.by_gap if s.gap)

    @property
    def first(self) -> tuple[StatementView, ...]:
        """What a reader sees first: four with the largest gaps, or all where one more is left."""
        return self.by_gap if len(self.statements) == _FIRST + 1 else self.by_gap[:_FIRST]

    @property
    def others(self) -> tuple[StatementView, ...]:
        """The statements that follow these, in the same order."""
        return self.by_gap[len(self.first) :]

    @property
    def told_groups(self) -> tuple[str, ...]:
        """The groups of which `higher` and `lower` tell; none where statements have other groups.

        The coach is no group, and may say otherwise.
        """
        told = {s.shown_groups for s in self.statements if s.self is not None and s.means}
        return told.pop() if len(told) == 1 else ()

    @property
    def higher(self) -> int:
        """How many statements every group that is shown scores higher than the executive does."""
        return sum(
            s.self is not None and bool(s.means) and s.self < min(s.means) for s in self.statements
        )

    @property
    def lower(self) -> int:
        """How many statements every group that is shown scores lower."""
        return sum(
            s.self is not None and bool(s.means) and s.self > max(s.means) for s in self.statements
        )


def views_of_feedback(
    rounds: Iterable[FeedbackRound], rules: FeedbackRules, as_of: date
) -> tuple[FeedbackView, ...]:
    """Return the rounds shown on a day, the newest first, with ordinals among those of one day.

    Each is beside the latest earlier one with a statement of the same text, if there is one.
    """
    ordinals: Counter[date] = Counter()
    views = []
    shown = (one for one in rounds if one.shown_from <= as_of)
    for feedback in sorted(shown, key=lambda one: one.on, reverse=True):
        ordinals[feedback.on] += 1
        view = view_of_feedback(feedback, rules)
        views.append(replace(view, ordinal=ordinals[feedback.on]))
    return tuple(
        replace(view, compared=_comparison(view, views[number:]))
        for number, view in enumerate(views, 1)
    )


def _comparison(now: FeedbackView, earlier: Iterable[FeedbackView]) -> FeedbackComparison | None:
    for then in earlier:
        # A score says nothing beside one on another scale.
        is_alike = (then.on < now.on) and (then.kind, then.scale) == (now.kind, now.scale)
        if is_alike and (changes := changes_between(then.scores, now.scores, now.scale)):
            return FeedbackComparison(then.on, changes)
    return None


def view_of_feedback(feedback: FeedbackRound, rules: FeedbackRules) -> FeedbackView:
    """Return the round without any single person's score.

    A group shows where at least `rules.smallest_group` people scored that statement. No mean
    over all groups is formed, so a withheld group cannot be found by subtraction. Comments
    need `rules.smallest_group_for_comments` people and are put in alphabetical order, so that
    the order in which they were typed reveals nobody.
    """
    statements = tuple(_view_of_statement(s, feedback, rules) for s in feedback.statements)
    shown = {mean.group for s in statements for mean in s.groups if mean.mean is not None}
    names = _names(feedback)
    return FeedbackView(
        on=feedback.on,
        title=feedback.title,
        kind=feedback.kind,
        scale=ScoreScale(feedback.lowest, feedback.scale),
        summary=feedback.summary,
        # A withheld group has no column either: its gaps would show what it was asked.
        statements=tuple(_only(statement, shown) for statement in statements),
        groups=tuple(name for name in names if name in shown),
        withheld=tuple(name for name in names if name not in shown),
        comments=tuple(comments_of(feedback, rules)),
        ends=feedback.ends if isinstance(feedback, AnsweredRound) else (None, None),
        smallest=_smallest(feedback, shown, rules),
    )


def _smallest(feedback: FeedbackRound, shown: Iterable[str], rules: FeedbackRules) -> int:
    """Return the least that a group needs which is shown; one person by name is no group."""
    needed = (minimums_of(feedback, name, rules)[0] for name in shown)
    return min((number for number in needed if number > 1), default=rules.smallest_group)


def _view_of_statement(
    statement: Statement, feedback: FeedbackRound, rules: FeedbackRules
) -> StatementView:
    # Each statement has all groups of the round: points and columns know them by their number.
    means = tuple(
        GroupMean(
            name, _mean(statement.groups.get(name, ()), minimums_of(feedback, name, rules)[0])
        )
        for name in _names(feedback)
    )
    return StatementView(statement.text, statement.self, statement.coach, means)


def _mean(scores: tuple[int, ...], smallest: int) -> Decimal | None:
    # Counted for each statement: in a group of five, two alone may have answered one of them.
    if len(scores) < smallest:
        return None
    # As people round: Decimal's own way makes 1.2 of 1.25, and 2.2 of 2.25.
    mean = (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return mean + 0  # which makes 0 of -0


def _only(statement: StatementView, shown: set[str]) -> StatementView:
    groups = tuple(mean for mean in statement.groups if mean.group in shown)
    return StatementView(statement.text, statement.self, statement.coach, groups)


def _names(feedback: FeedbackRound) -> tuple[str, ...]:
    if isinstance(feedback, AnsweredRound):
        return tuple(feedback.sizes)
    return tuple(dict.fromkeys(name for one in feedback.statements for name in one.groups))
