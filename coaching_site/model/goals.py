"""Goals in depth, their actions and their preparation (sections E and F of the programme)."""

from __future__ import annotations

from pydantic import Field

from coaching_site.model.types import Answers, Day, Id, Line, MaybeProse, Record


class Action(Record):
    """Something promised; `owner` is the executive unless another name is given."""

    what: Line
    id: Id | None = None
    owner: Line | None = None
    started: Day | None = None
    target: Day | None = None
    done: Day | None = None
    note: MaybeProse = None


class Goal(Record):
    """One goal. Each key but `title` may wait; `answers` holds what a coach added to the form."""

    title: Line
    id: Id | None = None
    deadline: Day | None = None
    goal: Answers = ()
    difference: Answers = ()
    why: Answers = ()
    benefits: Answers = ()
    others: Answers = ()
    big_benefit_for_me: Answers = ()
    big_benefit_for_others: Answers = ()
    pain: Answers = ()
    measure: Answers = ()
    actions: tuple[Action, ...] = ()
    resources_have: Answers = ()
    resources_need: Answers = ()
    moves: dict[Id, Answers] = Field(default_factory=dict)
    success_for_me: Answers = ()
    success_for_company: Answers = ()
    preparation: dict[Id, Answers] = Field(default_factory=dict)
    answers: dict[Id, Answers] = Field(default_factory=dict)


def goal_id(goal: Goal, number: int) -> str:
    """Return the id that a goal was given, or one from its place in the list, from 1."""
    return goal.id or f"goal-{number}"


def action_id(action: Action, number: int) -> str:
    """Return the id that an action was given, or one from its place in the list, from 1."""
    return action.id or f"action-{number}"


def is_of_action(key: str, action: Action) -> bool:
    """Whether a key of the history is of an action, whichever goal it stood in then."""
    section, _, rest = key.partition("/")
    return section == "actions" and action.id is not None and rest.endswith(f"/{action.id}")


def action_key(goal_name: str, action: Action, number: int) -> str:
    """Return what replies and the history call an action of the goal with an id."""
    return f"actions/{goal_name}/{action_id(action, number)}"
