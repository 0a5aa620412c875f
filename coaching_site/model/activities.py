"""Sessions, check-ins, learning, reviews and 360 feedback (sections G and H)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, time
from typing import Annotated, Final, Protocol

from pydantic import Field

from coaching_site.model.attachment import Attachments
from coaching_site.model.types import (
    Answers,
    Day,
    Id,
    OneLine,
    OptionalProse,
    PositiveInt,
    Prose,
    Rating,
    Record,
    StrictBool,
    TimeOfDay,
)

USUAL_MINUTES: Final = 60
"""How long a session takes of which nothing else is said."""


class Dated(Protocol):
    """Anything that is of one day."""

    @property
    def on(self) -> date:
        """The day."""


class RatingRound(Record):
    """The scales of the programme, each rated from 1 to 10, on one day.

    `id` is that of the item of a reply from which it came, as in a check-in.
    """

    on: Day = Field(description="The day of the ratings, such as 2026-10-15.")
    id: Id | None = Field(
        default=None,
        description="The id of the reply that brought it; `coaching-site receive` writes it.",
    )
    scores: dict[Id, Rating] = Field(description="Each rating from 1 to 10.")


class Session(Record):
    """A meeting of executive and coach; `minutes` is its length, `id` outlives a change of day.

    `by` and `reason` are those of the cancellation, or else of the move.
    """

    on: Day = Field(description="The day, such as 2026-10-15.")
    id: Id | None = Field(
        default=None,
        description=(
            "A short name, unique in the file, such as: closing. By it a calendar "
            "knows the session again, wherever you move it."
        ),
    )
    at: TimeOfDay | None = Field(default=None, description="The time of day, such as 09:30.")
    minutes: PositiveInt | None = Field(
        default=None, description="How long it takes; 60 in calendars unless you say otherwise."
    )
    paid: StrictBool | None = Field(
        default=None,
        description=(
            "Whether it is paid for, by whomever: true or false. Without it, as the `paid` of the "
            "whole coaching says."
        ),
    )
    where: OneLine | None = Field(
        default=None, description="The place, or the address of the call."
    )
    held: StrictBool | None = Field(
        default=None,
        description=(
            "true if it was held, false if it was not. What was agreed, or notes, say as much as "
            "true."
        ),
    )
    moved_from: Day | None = Field(
        default=None, description="The day for which it was first planned, if it was moved."
    )
    told: Day | None = Field(default=None, description="The day on which the move was announced.")
    cancelled: Day | None = Field(
        default=None, description="The day on which it was cancelled, such as 2026-10-15."
    )
    by: OneLine | None = Field(
        default=None, description="Who moved or cancelled it: executive, coach, or a name."
    )
    reason: OptionalProse = Field(default=None, description="Why it was moved or cancelled.")
    preparation: dict[Id, Answers] = Field(
        default_factory=dict, description="What the executive wrote to prepare it."
    )
    agenda: Answers = Field(default=(), description="What you will talk about.")
    follow_up: Answers = Field(
        default=(), description="What became of the last session's promises."
    )
    agreed: Answers = Field(default=(), description="What you agreed on.")
    notes: OptionalProse = Field(
        default=None, description="Notes that both of you read: they are in the portal."
    )
    files: Attachments = Field(default=(), description="Files for the session: a name or a list.")


def session_names(sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return what replies call each session: its id, else the day for which it was planned first.

    Of several with one day the first keeps the day as its name, and the others have a number
    behind it, from 2. What was moved away is earlier than what took its place, and what was
    cancelled, of which nothing is asked, comes last.
    """
    order = sorted(range(len(sessions)), key=lambda number: _name_order(sessions[number]))
    names, seen = [session.id or "" for session in sessions], Counter[str]()
    for number in order:
        if not names[number]:
            day = first_day(sessions[number])
            seen[day] += 1
            names[number] = day if seen[day] == 1 else f"{day}-{seen[day]}"
    return tuple(names)


def _name_order(session: Session) -> tuple[bool, bool, time]:
    return session.cancelled is not None, session.moved_from is None, session.at or time.min


def first_day(session: Session) -> str:
    """Return the day for which a session was planned first, such as `2026-10-15`."""
    return (session.moved_from or session.on).isoformat()


class CheckIn(Record):
    """A short word between sessions."""

    on: Day = Field(description="The day, such as 2026-10-15.")
    id: Id | None = Field(
        default=None,
        description="The id of the reply that brought it; `coaching-site receive` writes it.",
    )
    tried: Answers = Field(default=(), description="What was tried.")
    learned: Answers = Field(default=(), description="What was learned.")
    need: Answers = Field(default=(), description="What would help now.")


class Learning(Record):
    """Something tried in practice, and what it taught."""

    on: Day = Field(description="The day, such as 2026-10-15.")
    tried: Prose = Field(description="What was tried.")
    learned: Prose = Field(description="What was learned.")


class GoalProgress(Record):
    """How far a goal has come, at a review; `goal` is the goal's title or id."""

    goal: OneLine = Field(description="The title or the id of the goal.")
    progress: OptionalProse = Field(default=None, description="How far it has come, in words.")
    score: Rating | None = Field(default=None, description="How far it has come, from 1 to 10.")


class Review(Record):
    """A review of progress; one with a date alone is a review to come."""

    on: Day = Field(description="The day; a future day announces the review.")
    title: OneLine | None = Field(default=None, description="What you call it.")
    scores: dict[Id, Rating] = Field(
        default_factory=dict, description="The ratings again, each from 1 to 10."
    )
    goals: tuple[GoalProgress, ...] = Field(default=(), description="How far each goal has come.")
    works: Answers = Field(default=(), description="What works.")
    change: Answers = Field(default=(), description="What to change.")
    summary: OptionalProse = Field(default=None, description="The review in a few sentences.")


class Statement(Record):
    """A statement of the 360 feedback with its scores; `groups` has one for each person."""

    text: OneLine = Field(description="The statement that was rated.")
    self: PositiveInt | None = Field(default=None, description="The executive's own score.")
    coach: PositiveInt | None = Field(default=None, description="Your score.")
    groups: dict[OneLine, tuple[PositiveInt, ...]] = Field(
        default_factory=dict,
        description="For each group a list of scores, one a person: Peers: [5, 6, 4]",
    )


class FeedbackRound(Record):
    """One round of 360 feedback, rated from 1 to `scale`."""

    on: Day = Field(description="The day of the round, such as 2026-10-15.")
    title: OneLine | None = Field(default=None, description="What you call the round.")
    scale: Annotated[PositiveInt, Field(ge=2)] = Field(
        default=7, description="The highest score; without it, 7."
    )
    statements: tuple[Statement, ...] = Field(description="The statements, with everyone's scores.")
    comments: dict[OneLine, Answers] = Field(
        default_factory=dict, description="Comments by group; shown only for a group large enough."
    )
    summary: OptionalProse = Field(default=None, description="What you make of it together.")

    @property
    def kind(self) -> str:
        """What it is about: the executive, unless it is feedback on the coaching."""
        return "review"

    @property
    def lowest(self) -> int:
        """The lowest score."""
        return 1

    @property
    def shown_from(self) -> date:
        """The first day on which a portal shows it."""
        return self.on
