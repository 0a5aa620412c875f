"""Sessions, check-ins, learning, reviews and 360 feedback (sections G and H)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coaching_site.model.types import (
    Answers,
    Clock,
    Day,
    Id,
    Line,
    MaybeProse,
    Prose,
    Rating,
    Record,
    Whole,
)


class RatingRound(Record):
    """The scales of the programme, each rated from 1 to 10, on one day.

    `id` is that of the item of a reply from which it came, as in a check-in.
    """

    on: Day
    id: Id | None = None
    scores: dict[Id, Rating]


class Session(Record):
    """A meeting of executive and coach; `minutes` is its length, `id` outlives a change of day."""

    on: Day
    id: Id | None = None
    at: Clock | None = None
    minutes: Whole | None = None
    where: Line | None = None
    agenda: Answers = ()
    follow_up: Answers = ()
    agreed: Answers = ()
    notes: MaybeProse = None


class CheckIn(Record):
    """A short word between sessions."""

    on: Day
    id: Id | None = None
    tried: Answers = ()
    learned: Answers = ()
    need: Answers = ()


class Learning(Record):
    """Something tried in practice, and what it taught."""

    on: Day
    tried: Prose
    learned: Prose


class GoalProgress(Record):
    """How far a goal has come, at a review; `goal` is the goal's title or id."""

    goal: Line
    progress: MaybeProse = None
    score: Rating | None = None


class Review(Record):
    """A review of progress; one with a date alone is a review to come."""

    on: Day
    title: Line | None = None
    scores: dict[Id, Rating] = Field(default_factory=dict)
    goals: tuple[GoalProgress, ...] = ()
    works: Answers = ()
    change: Answers = ()
    summary: MaybeProse = None


class Statement(Record):
    """A statement of the 360 feedback with its marks; `groups` has one mark a person."""

    text: Line
    self: Whole | None = None
    coach: Whole | None = None
    groups: dict[Line, tuple[Whole, ...]] = Field(default_factory=dict)


class FeedbackRound(Record):
    """One round of 360 feedback, marked from 1 to `scale`."""

    on: Day
    title: Line | None = None
    scale: Annotated[Whole, Field(ge=2)] = 7
    statements: tuple[Statement, ...]
    comments: dict[Line, Answers] = Field(default_factory=dict)
    summary: MaybeProse = None
