"""Actions where they stand in an engagement: each in the list of its goal, or in that of none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coaching_site.model.engagement import Engagement
from coaching_site.model.goals import Action, Goal, action_key, goal_id
from coaching_site.model.prompt_key import PromptKey


@dataclass(frozen=True)
class PlacedAction:
    """An action with its place in the file, such as `("goals", 0, "actions", 2)`.

    `goal` and its `goal_name` are None and "" where it belongs to no goal.
    """

    action: Action
    place: tuple[str | int, ...]
    goal: Goal | None = None
    goal_name: str = ""

    @property
    def number(self) -> int:
        """Its number in its list, from 1."""
        return int(self.place[-1]) + 1

    @property
    def key(self) -> PromptKey:
        """What replies and the history call it."""
        return action_key(self.goal_name, self.action, self.number)

    @property
    def deadline(self) -> date | None:
        """The deadline of its goal."""
        return self.goal.deadline if self.goal else None


def placed_actions(engagement: Engagement) -> tuple[PlacedAction, ...]:
    """Return all actions in the order of the goals, and those that belong to no goal last."""
    return (*_of_goals(engagement), *_of_none(engagement))


def _of_goals(engagement: Engagement) -> Iterator[PlacedAction]:
    for number, goal in enumerate(engagement.goals):
        yield from actions_of_goal(goal, number)


def actions_of_goal(goal: Goal, index: int) -> Iterator[PlacedAction]:
    """Yield the actions of a goal that has an index in its list."""
    name = goal_id(goal, index + 1)
    for at, action in enumerate(goal.actions):
        yield PlacedAction(action, ("goals", index, "actions", at), goal, name)


def _of_none(engagement: Engagement) -> Iterator[PlacedAction]:
    for at, action in enumerate(engagement.actions):
        yield PlacedAction(action, ("actions", at))
