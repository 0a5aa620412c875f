"""Two rounds of 360 feedback side by side: the same statements, then and now.

They are compared as they are shown, so that nothing is told which neither round tells by itself:
a group is there only where both rounds show its mean, which is rounded in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coaching_site.notation.plain import as_read
from coaching_site.view.chart_layout import ScoreScale
from coaching_site.view.extremes import farthest
from coaching_site.view.feedback_gaps import Gap, gap_between

Scores = Mapping[tuple[str, str], Decimal]
"""What is shown of a statement: by `self`, `coach` or `group`, and the name of the group."""


@dataclass(frozen=True)
class ScoreChange:
    """What one party gave a statement in two rounds; `of` is `self`, `coach` or `group`.

    `from_percent` and `to_percent` are the distances from the scale's start.
    """

    of: str
    name: str
    then: Decimal
    now: Decimal
    from_percent: float
    to_percent: float


@dataclass(frozen=True)
class StatementChange:
    """A statement of both rounds, with those who scored it in both."""

    text: str
    scores: tuple[ScoreChange, ...]

    @property
    def gap(self) -> Gap | None:
        """How far groups have moved; None where none is in both rounds."""
        moves = [score.now - score.then for score in self.scores if score.of == "group"]
        return gap_between(0, moves)


@dataclass(frozen=True)
class FeedbackComparison:
    """A round beside an earlier one, of the day `since`."""

    since: date
    statements: tuple[StatementChange, ...]

    @property
    def moved(self) -> tuple[Gap, ...]:
        """How far groups have moved, of each statement that a group has scored twice."""
        return tuple(statement.gap for statement in self.statements if statement.gap)

    @property
    def raised(self) -> int:
        """How many statements every group scores higher than before."""
        return sum(gap.lowest > 0 for gap in self.moved)

    @property
    def lowered(self) -> int:
        """How many statements every group scores lower than before."""
        return sum(gap.highest < 0 for gap in self.moved)

    @property
    def largest(self) -> tuple[StatementChange, ...]:
        """The statements on which all groups have moved most; none where nothing stands out."""
        return farthest((s, s.gap.apart) for s in self.statements if s.gap)


def changes_between(
    then: Mapping[str, Scores], now: Mapping[str, Scores], scale: ScoreScale
) -> tuple[StatementChange, ...]:
    """Return the statements of two rounds on one scale, in the order of the later one.

    A statement is known by its text, as it is read.
    """
    earlier = {as_read(text): scores for text, scores in then.items()}
    changes = (
        StatementChange(text, tuple(_changes(earlier.get(as_read(text), {}), scores, scale)))
        for text, scores in now.items()
    )
    return tuple(change for change in changes if change.scores)


def _changes(then: Scores, now: Scores, scale: ScoreScale) -> Iterator[ScoreChange]:
    for (of, name), after in now.items():
        if (before := then.get((of, name))) is not None:
            first, last = (scale.percent(float(score)) for score in (before, after))
            yield ScoreChange(of, name, before, after, first, last)
