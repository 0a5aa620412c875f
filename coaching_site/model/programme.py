"""The programme: the coaching model, its steps, commitments and prompts, in a coach's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from coaching_site.model.metadata import ItemName
from coaching_site.model.types import (
    Id,
    Ids,
    OneLine,
    PositiveInt,
    Prose,
    Record,
    StrictBool,
    Text,
    as_tuple,
)


class Item(Record):
    """One sentence of the programme, such as a commitment, a promise or a rule."""

    id: Id = Field(description="A short name that answers refer to, unique in its section.")
    text: OneLine = Field(description="The sentence.")
    heading: OneLine | None = Field(
        default=None,
        description="In a long list of commitments, the heading of this one and those that follow.",
    )


class Evidence(StrEnum):
    """What of an engagement can show how far a part of a step has come; `view` says when it does.

    `answers` is any answer or rating outside the goals.
    Beside these, the keys of prompts about the situation, such as `situation/context`, will do.
    """

    STAKEHOLDERS = "stakeholders"
    SIGNATURES = "signatures"
    ANSWERS = "answers"
    SESSIONS = "sessions"
    SESSIONS_HELD = "sessions_held"
    GOAL_REASONS = "goal_reasons"
    GOAL_OUTCOMES = "goal_outcomes"
    GOAL_PLANS = "goal_plans"
    GOAL_MEASURES = "goal_measures"
    GOAL_MOVES = "goal_moves"
    ACTIONS_DONE = "actions_done"
    ACTIONS_DATED = "actions_dated"
    CHECK_INS = "check_ins"
    LEARNING = "learning"
    REVIEWS = "reviews"
    FEEDBACK = "feedback"
    IMPACT = "impact"
    RETURN_ON_INVESTMENT = "return_on_investment"
    COACHING_FEEDBACK = "coaching_feedback"
    SUSTAINING = "sustaining"
    END = "end"


class Part(Record):
    """One of the parts of a step."""

    id: Id = Field(description="A short name, unique over all steps.")
    title: OneLine = Field(description="What the part is called.")
    evidence: Annotated[tuple[OneLine, ...], BeforeValidator(as_tuple)] = Field(
        default=(), description="What in an engagement shows how far the part has come."
    )


class Step(Record):
    """One step of the journey; `short` stands where the full title has no room."""

    id: Id = Field(description="A short name, unique among the steps.")
    title: OneLine = Field(description="What the step is called.")
    short: OneLine = Field(description="One or two words, for where there is little room.")
    summary: Text = Field(description="What happens in the step, in a few sentences.")
    parts: tuple[Part, ...] = Field(description="What the step consists of.")


class Prompt(Record):
    """A question to think about; `count` is the number of answers wanted.

    `exactly` says that more than `count` answers are too many.
    """

    id: Id = Field(
        description="A short name that answers refer to: keep it once clients have answered."
    )
    text: OneLine = Field(description="The question.")
    title: OneLine | None = Field(default=None, description="A heading for it, where it has one.")
    hint: OneLine | None = Field(default=None, description="A line of help below the question.")
    count: PositiveInt | None = Field(default=None, description="How many answers are wanted.")
    exactly: StrictBool = Field(
        default=False, description="Whether more answers than `count` are too many."
    )


class Scale(Record):
    """Something rated from 1 to 10; `short` labels it in pictures."""

    id: Id = Field(description="A short name that ratings refer to.")
    text: OneLine = Field(description="What is rated, as a question.")
    short: OneLine = Field(description="Its label in pictures, a word or two.")
    low: OneLine = Field(description="What 1 means.")
    high: OneLine = Field(description="What 10 means.")


class Criterion(Record):
    """One letter of SMART.

    A goal meets it when any of the keys in `supported_by` is filled in; `missing` says what to do
    when none is. Without such keys the letter is explained, but no goal is checked against it.
    """

    id: Id = Field(description="A short name.")
    letter: OneLine = Field(description="The letter.")
    title: OneLine = Field(description="The word that it stands for.")
    text: OneLine = Field(description="What it asks of a goal.")
    supported_by: Ids = Field(
        default=(), description="The keys of a goal; it is met when any of them is filled in."
    )
    missing: OneLine | None = Field(
        default=None, description="What to do when none of them is filled in."
    )


class Group(Record):
    """Prompts under one heading."""

    id: Id = Field(description="A short name.")
    title: OneLine = Field(description="The heading.")
    prompts: tuple[Prompt, ...] = Field(description="The prompts below it.")


class Commitments(Record):
    """What the executive and the coach each commit to."""

    executive: tuple[Item, ...] = Field(description="What the executive commits to.")
    coach: tuple[Item, ...] = Field(description="What the coach commits to.")


class Confidentiality(Record):
    """Terms of confidentiality for engagements that state none of their own."""

    between_us: Prose = Field(description="What stays between executive and coach.")
    sponsor_sees: Prose = Field(description="What the sponsor is told.")
    exceptions: Prose = Field(description="When confidentiality ends.")


class Rhythm(Record):
    """How many sessions are agreed for the first month, and for each month that follows."""

    first_month: PositiveInt = Field(description="Sessions in the first month.")
    then_at_least: PositiveInt = Field(description="The fewest sessions in each month after it.")
    then_at_most: PositiveInt = Field(description="The most sessions in each month after it.")


class ValueForm(Record):
    """Prompts asked of each value, once for each audience."""

    audiences: tuple[Item, ...] = Field(description="To whom a value is shown in behaviour.")
    prompts: tuple[Prompt, ...] = Field(description="What is asked for each audience.")


class SessionPreparation(Record):
    """What is asked of the executive before a session, and how many days before it."""

    days_before: PositiveInt = Field(
        default=5, description="From how many days before a session the first page asks it."
    )
    prompts: tuple[Prompt, ...] = Field(default=(), description="What is asked.")


class FeedbackRules(Record):
    """How many people must have answered before a group's scores or comments are shown."""

    smallest_group: PositiveInt = Field(
        description="How many people a group must have before its scores are shown."
    )
    smallest_group_for_comments: PositiveInt = Field(
        description="How many people a group must have before its comments are shown."
    )


class Programme(Record):
    """The whole coaching model; see `content/programme.yml`."""

    title: OneLine = Field(description="The name of the programme.")
    steps: tuple[Step, ...] = Field(description="The steps of the journey, in their order.")
    commitments: Commitments = Field(description="What both commit to.")
    promises: tuple[Item, ...] = Field(description="The coach's promise in short: a few sentences.")
    rules: tuple[Item, ...] = Field(description="Rules of the coaching.")
    rhythm: Rhythm | None = Field(
        default=None, description="How many sessions are agreed, if a number is."
    )
    confidentiality: Confidentiality = Field(
        description="Terms for engagements that state none of their own."
    )
    situation: Annotated[tuple[Prompt, ...], ItemName("prompt")] = Field(
        description="Prompts about the present situation."
    )
    party: Annotated[tuple[Prompt, ...], ItemName("prompt")] = Field(
        description="Prompts of the retirement party."
    )
    values: ValueForm = Field(description="What is asked of each value.")
    starters: Annotated[tuple[Prompt, ...], ItemName("thought starter")] = Field(
        description="The thought starters."
    )
    ratings: tuple[Scale, ...] = Field(description="What is rated from 1 to 10.")
    great_goals: Annotated[tuple[Item, ...], ItemName("criterion")] = Field(
        description="What makes a great goal."
    )
    smart: Annotated[tuple[Criterion, ...], ItemName("criterion")] = Field(
        description="The letters of SMART."
    )
    preparation: Annotated[tuple[Group, ...], ItemName("group")] = Field(
        description="Questions that prepare a goal."
    )
    goal_form: Annotated[tuple[Group, ...], ItemName("group")] = Field(
        description="What is asked of each goal."
    )
    moves: tuple[Prompt, ...] = Field(
        description="What to stop, do less of, do more of, continue and start."
    )
    session_preparation: SessionPreparation = Field(
        default=SessionPreparation(), description="Questions that prepare a session."
    )
    feedback: FeedbackRules = Field(
        description="When a group of raters is large enough to be shown."
    )

    @property
    def agreed(self) -> Mapping[str, tuple[Item, ...]]:
        """What an agreement says unless it says otherwise, by the name of the list."""
        commits = self.commitments
        return {
            "rules": self.rules,
            "executive": commits.executive,
            "coach": commits.coach,
            "promises": self.promises,
        }

    @property
    def prompts_by_section(self) -> Mapping[str, tuple[Prompt, ...]]:
        """What is asked outside of goals and sessions, by the section of an engagement."""
        asked = {
            "situation": self.situation,
            "party": self.party,
            "values": self.values.prompts,
            "starters": self.starters,
        }
        return {section: prompts for section, prompts in asked.items() if prompts}

    def keys(self) -> Iterator[str]:
        """Yield the key of every item, such as `starters/changes`, in reading order."""
        for section in type(self).model_fields:
            yield from _keys(section, getattr(self, section))


def _keys(path: str, value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in filter(_has_id, value):
            key = f"{path}/{item.id}"
            yield key
            yield from _keys(key, item)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if isinstance(inner := getattr(value, name), tuple | Record):
                yield from _keys(_joined(path, name), inner)


def _has_id(item: object) -> bool:
    return hasattr(item, "id")


def _joined(path: str, name: str) -> str:
    # Parts, prompts and questions hang below their item without a word of their own.
    return path if name in ("parts", "prompts") and path.count("/") else f"{path}/{name}"
