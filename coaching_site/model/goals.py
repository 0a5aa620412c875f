"""Goals in depth, their actions and their preparation (sections E and F of the programme)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coaching_site.model.attachment import Attachments
from coaching_site.model.formats import Interval
from coaching_site.model.metadata import FORM_FIELD, ItemName
from coaching_site.model.metrics import Metric
from coaching_site.model.prompt_key import PromptKey, name_by_place
from coaching_site.model.types import (
    Answers,
    Day,
    Days,
    Id,
    OneLine,
    OptionalProse,
    Record,
    StrictBool,
)


class Action(Record):
    """Something promised; `owner` is the executive unless another name is given.

    With `every` it is repeated from `started` until `until`; `done_on` are the days on which it
    was done, and `done` is the day on which it was ended.
    """

    what: OneLine = Field(description="What will be done, in a line.")
    id: Id | None = Field(
        default=None,
        description="A short name, unique in the file, that stays when the action is reworded.",
    )
    owner: OneLine | None = Field(
        default=None, description="Who does it; without a name, the executive."
    )
    started: Day | None = Field(default=None, description="The day on which it was begun.")
    target: Day | None = Field(default=None, description="The day by which it is promised.")
    done: Day | None = Field(default=None, description="The day on which it was done.")
    every: Interval | None = Field(
        default=None, description="How often it is repeated: week, 2 weeks, month …"
    )
    until: Day | None = Field(
        default=None,
        description="The last day of a repeated action; without it, the deadline of the goal.",
    )
    done_on: Annotated[Days, ItemName("day")] = Field(
        default=(), description="The days on which a repeated action was done."
    )
    on_hold: Day | None = Field(
        default=None,
        description="The day since which it is on hold. Take it out when work goes on.",
    )
    dropped: Day | None = Field(
        default=None, description="The day on which you both let it go; it is no longer promised."
    )
    reason: OptionalProse = Field(default=None, description="Why it is on hold, or was dropped.")
    prompts: Id | None = Field(
        default=None,
        description="The questions by which it is done: situation, party, values or starters.",
    )
    note: OptionalProse = Field(default=None, description="What came of it.")


FormAnswers = Annotated[Answers, FORM_FIELD]
"""Answers to the prompt of the goal form that has the field's name as its id.

The prompt explains the field, so it needs no description.
"""


class Goal(Record):
    """One goal. Each key but `title` may wait; `answers` holds what a coach added to the form."""

    title: OneLine = Field(description="The goal in a few words; each goal has its own.")
    id: Id | None = Field(
        default=None,
        description=(
            "A short name that stays when the goal is reworded, and is its page's: listening"
        ),
    )
    deadline: Day | None = Field(
        default=None, description="The day by which it is reached, such as 2026-10-15."
    )
    reached: Day | None = Field(default=None, description="The day on which it was reached.")
    on_hold: Day | None = Field(
        default=None,
        description="The day since which it is on hold. Take it out when work goes on.",
    )
    given_up: Day | None = Field(default=None, description="The day on which it was given up.")
    reason: OptionalProse = Field(default=None, description="Why it is on hold, or was given up.")
    shared: StrictBool = Field(
        default=False,
        description=(
            "Whether the executive lets the sponsor see its title and where it stands: true or "
            "false. `coaching-site receive` writes it."
        ),
    )
    goal: FormAnswers = ()
    difference: FormAnswers = ()
    why: FormAnswers = ()
    benefits: FormAnswers = ()
    others: FormAnswers = ()
    big_benefit_for_me: FormAnswers = ()
    big_benefit_for_others: FormAnswers = ()
    pain: FormAnswers = ()
    measure: FormAnswers = ()
    metrics: tuple[Metric, ...] = Field(
        default=(), description="Numbers that it is measured by: start, target, readings."
    )
    actions: tuple[Action, ...] = Field(
        default=(), description="What will be done. The state follows from the dates."
    )
    resources_have: FormAnswers = ()
    resources_need: FormAnswers = ()
    moves: dict[Id, Answers] = Field(
        default_factory=dict,
        description="What to stop, do less of, do more of, continue and start.",
    )
    success_for_me: FormAnswers = ()
    success_for_company: FormAnswers = ()
    preparation: dict[Id, Answers] = Field(
        default_factory=dict, description="Answers to the questions that prepare a goal."
    )
    answers: dict[Id, Answers] = Field(
        default_factory=dict,
        description="Answers to prompts that you have added to the form of a goal.",
    )
    files: Attachments = Field(default=(), description="Files for the goal: a name or a list.")

    @property
    def is_measured(self) -> bool:
        """Whether one can tell that it is reached: by a measure in words, or a metric."""
        return bool(self.measure or self.metrics)

    @classmethod
    def form_fields(cls) -> frozenset[str]:
        """Return the ids of prompts whose answers have a field of their own.

        Every other field means something else, so no prompt may have its name.
        """
        return frozenset(n for n, field in cls.model_fields.items() if FORM_FIELD in field.metadata)


def goal_id(goal: Goal, number: int) -> str:
    """Return the id that a goal was given, or one from its place in the list, from 1."""
    return goal.id or name_by_place("goals", number)


def action_id(action: Action, number: int) -> str:
    """Return the id that an action was given, or one from its place in the list, from 1."""
    return action.id or name_by_place("actions", number)


def is_of_action(key: PromptKey | None, action: Action) -> bool:
    """Whether a key of the history is of an action, whichever goal it stood in then."""
    return key is not None and key.section == "actions" and key.name == action.id


def action_key(goal_name: str, action: Action, number: int) -> PromptKey:
    """Return what replies and the history call an action of the goal with an id; "" for no goal."""
    names = filter(None, ("actions", goal_name, action_id(action, number)))
    return PromptKey.of(*names)
