"""A round of feedback: what raters are asked and what they answered, as a file in `feedback/`.

Raw answers are for the coach alone. `view` sees a round as `AnsweredRound`, and shows means of it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated, Final

from pydantic import Field

from coaching_site.model.activities import FeedbackRound, Statement
from coaching_site.model.engagement import Engagement
from coaching_site.model.formats import SCALE, Digest, RaterKind, RoundKind, ScaleText, ScoreText
from coaching_site.model.metadata import ItemName
from coaching_site.model.programme import FeedbackRules
from coaching_site.model.types import Day, Id, OneLine, OptionalProse, PositiveInt, Record, Text

CANNOT_SAY: Final = "cannot say"
"""What a rater answers who has no opinion on a statement; it counts in no mean."""


class RaterItem(Record):
    """A statement that every rater scores, or a question answered in the rater's own words."""

    id: Id = Field(description="A short name for it, by which answers know it, such as: calm")
    text: OneLine = Field(description="What raters read.")


class RaterGroup(Record):
    """Who is asked: one person who is known by name, or a group in which nobody is."""

    name: OneLine = Field(description="What the group is called in the portal, such as: Peers")
    who: RaterKind = Field(
        default="group",
        description="One person (`self`, `coach` or `manager`), or without it a `group`.",
    )
    smallest: PositiveInt | None = Field(
        default=None, description="How many must have answered before its scores are shown."
    )
    smallest_for_comments: PositiveInt | None = Field(
        default=None, description="How many must have answered before its comments are shown."
    )

    @property
    def is_one_person(self) -> bool:
        """Whether its one answer is shown as that of a person."""
        return self.who != "group"

    def minimums(self, rules: FeedbackRules) -> tuple[int, int]:
        """Return how many answers it takes to show its scores, and its comments."""
        if self.is_one_person:
            return 1, 1
        smallest = self.smallest or rules.smallest_group
        least = max(smallest, rules.smallest_group_for_comments)
        return smallest, self.smallest_for_comments or least


class RaterAnswer(Record):
    """What one rater gave to the statements; nothing says who, or when."""

    group: OneLine = Field(description="The group of the rater.")
    scores: dict[Id, ScoreText] = Field(
        default_factory=dict, description="For each statement a score, or: cannot say"
    )


class Comment(Record):
    """What one rater wrote; it is kept apart from the scores of the same rater."""

    group: OneLine = Field(description="The group of the rater.")
    question: Id | None = Field(default=None, description="The id of the question.")
    text: Text = Field(description="What was written.")


class Freeze(Record):
    """Digests of what raters were promised, taken at the first answer."""

    statements: Digest = Field(description="Of the statements, the questions and the kind.")
    scale: Digest = Field(description="Of the scale.")
    groups: Digest = Field(description="Of the groups, with how many each must have.")
    days: Digest = Field(description="Of the days on which it opens and closes.")


class Round(Record):
    """One round: its instrument, its window of days, and the answers so far."""

    kind: RoundKind = Field(
        default="review",
        description=(
            "`review` for 360-degree feedback, `pulse` for a few statements asked again and again, "
            "`coaching` for feedback on the coaching itself. Without it, review."
        ),
    )
    title: OneLine | None = Field(default=None, description="What you call the round.")
    opens: Day | None = Field(default=None, description="The first day for answers.")
    closes: Day = Field(
        description="The last day for answers; the portal shows the round from the day after."
    )
    scale: ScaleText = Field(
        default="7", description="The highest score, such as 7; or from where to where: -3 to 3"
    )
    low: OneLine | None = Field(default=None, description="What the lowest score means.")
    high: OneLine | None = Field(default=None, description="What the highest score means.")
    statements: tuple[RaterItem, ...] = Field(default=(), description="What is rated.")
    questions: tuple[RaterItem, ...] = Field(default=(), description="What is answered in words.")
    groups: tuple[RaterGroup, ...] = Field(default=(), description="Who is asked.")
    summary: OptionalProse = Field(default=None, description="What you make of it together.")
    frozen: Freeze | None = Field(
        default=None, description="What was promised at the first answer; the program writes it."
    )
    codes: tuple[Digest, ...] = Field(
        default=(), description="Digests of codes that were used; the program writes them."
    )
    answers: Annotated[tuple[RaterAnswer, ...], ItemName("answer")] = Field(
        default=(), description="The answers, in no order that tells anything."
    )
    comments: tuple[Comment, ...] = Field(
        default=(), description="The comments, in no order that tells anything."
    )

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and the highest score."""
        low, high = re.findall(SCALE, self.scale.replace("−", "-"))[0]
        return int(low or 1), int(high)

    def freeze(self, rules: FeedbackRules) -> Freeze:
        """Return digests of what raters are promised, with minimums as they are by the rules."""
        asked = [[one.id, one.text] for one in (*self.statements, *self.questions)]
        groups = [[one.name, one.who, *one.minimums(rules)] for one in self.groups]
        return Freeze(
            statements=_digest([self.kind, len(self.statements), *asked]),
            scale=_digest([*self.bounds, self.low, self.high]),
            groups=_digest(groups),
            days=_digest([self.opens and str(self.opens), str(self.closes)]),
        )


def score_of(text: str) -> int | None:
    """Return the number of a score as it is typed; None for `cannot say`."""
    return None if text == CANNOT_SAY else int(text.replace("−", "-"))


def _digest(value: object) -> str:
    canonical = json.dumps(value, ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()[:16]


class AnsweredRound(FeedbackRound):
    """A round as `view` reads it, in the form of one that stands in an engagement.

    `minimums` says for each name how many answers it takes to show its scores, and its comments;
    `sizes` how many answers groups and managers gave, and `told` has the comments by question and
    name; `ends` are what the lowest and the highest score mean, if it says so. It is built from a
    `Round`, and never typed.
    """

    kind_of_round: str
    lowest_score: int
    minimums: Mapping[str, tuple[int, int]]
    sizes: Mapping[str, int]
    told: Mapping[str | None, Mapping[str, tuple[str, ...]]]
    ends: tuple[str | None, str | None]

    @property
    def kind(self) -> str:
        """What it is about: `review`, `pulse` or `coaching`."""
        return self.kind_of_round

    @property
    def lowest(self) -> int:
        """The lowest score."""
        return self.lowest_score

    @property
    def shown_from(self) -> date:
        """The day after the last one for answers: what is still coming in shows who came last."""
        return self.on + timedelta(days=1)


def answered_round(asked: Round, rules: FeedbackRules) -> AnsweredRound:
    """Return a round as `view` reads it, without anything that tells one rater from another."""
    low, high = asked.bounds
    told: dict[str | None, dict[str, tuple[str, ...]]] = defaultdict(dict)
    questions = {question.id: question.text for question in asked.questions}
    for one in asked.comments:
        by_group = told[questions.get(one.question or "")]
        by_group[one.group] = (*by_group.get(one.group, ()), one.text)
    return AnsweredRound.model_construct(
        on=asked.closes,
        title=asked.title,
        scale=high,
        lowest_score=low,
        kind_of_round=asked.kind,
        statements=tuple(_statement(one, asked) for one in asked.statements),
        comments=_by_group(asked),
        told=dict(told),
        ends=(asked.low, asked.high),
        summary=asked.summary,
        minimums={group.name: group.minimums(rules) for group in asked.groups},
        sizes={name: sum(one.group == name for one in asked.answers) for name in _others(asked)},
    )


def with_rounds(
    engagement: Engagement, rounds: Iterable[Round], rules: FeedbackRules
) -> Engagement:
    """Return an engagement with rounds that are files, behind those that stand in it."""
    answered = tuple(answered_round(asked, rules) for asked in rounds)
    return engagement.model_copy(update={"feedback": (*engagement.feedback, *answered)})


def as_typed(engagement: Engagement) -> Engagement:
    """Return an engagement as its own file says it, without rounds that are files."""
    typed = tuple(one for one in engagement.feedback if not isinstance(one, AnsweredRound))
    return engagement.model_copy(update={"feedback": typed})


def _by_group(asked: Round) -> dict[str, tuple[str, ...]]:
    groups = dict.fromkeys(comment.group for comment in asked.comments)
    return {name: tuple(c.text for c in asked.comments if c.group == name) for name in groups}


def _others(asked: Round) -> tuple[str, ...]:
    """Return the names of all but the executive and the coach."""
    return tuple(group.name for group in asked.groups if group.who in ("manager", "group"))


def _statement(statement: RaterItem, asked: Round) -> Statement:
    scores: dict[str, tuple[int, ...]] = {}
    for answer in asked.answers:
        score = score_of(answer.scores.get(statement.id, CANNOT_SAY))
        own = () if score is None else (score,)
        scores[answer.group] = (*scores.get(answer.group, ()), *own)
    who = {group.name: group.who for group in asked.groups}
    single = {who[name]: given[0] for name, given in scores.items() if given}
    return Statement.model_construct(
        text=statement.text,
        self=single.get("self"),
        coach=single.get("coach"),
        groups={name: scores.get(name, ()) for name in _others(asked)},
    )
