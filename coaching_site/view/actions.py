"""Actions as of a day: done, under way, planned or overdue, and which promises were kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from coaching_site.model.goals import Action
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.prompts import PastAnswer


class ActionState(StrEnum):
    """The state of an action, in the order of lists."""

    OVERDUE = "overdue"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    DONE = "done"


@dataclass(frozen=True)
class ActionView:
    """An action of one goal, as it stands on the as-of day.

    `draft_key` is what a reply calls it, `revision` what a reply says it was written on top of.
    `own` says that it is a promise of the executive, rather than awaited of others.
    `since` is the day of the present note, if another stood there; `earlier` holds those, the
    newest first.
    """

    key: str
    draft_key: PromptKey
    what: str
    owner: str
    own: bool
    note: str | None
    goal_title: str
    goal_page: str
    started: date | None
    target: date | None
    done: date | None
    state: ActionState
    revision: str
    since: date | None = None
    earlier: tuple[PastAnswer, ...] = ()

    @property
    def month(self) -> date | None:
        """The first day of the month in which the action was done or is due."""
        day = self.done or self.target
        return day.replace(day=1) if day else None

    @property
    def fulfilled_late(self) -> bool:
        """Whether it was done after its target date."""
        return bool(self.done and self.target and self.done > self.target)


@dataclass(frozen=True)
class ActionsByMonth:
    """Actions of one state and one month; `month` is its first day, None without a date."""

    month: date | None
    actions: tuple[ActionView, ...]


@dataclass(frozen=True)
class ActionsByState:
    """All actions of one state, by month."""

    state: ActionState
    months: tuple[ActionsByMonth, ...]

    @property
    def count(self) -> int:
        """The number of actions."""
        return sum(len(month.actions) for month in self.months)


@dataclass(frozen=True)
class PromiseTally:
    """How many of some actions were due by the as-of day, and how many of these were done.

    `targets` are the days by which all that are not done are promised, so that a browser can count
    on a later day how many are late.
    """

    due: int
    fulfilled: int
    fulfilled_late: int
    open: tuple[ActionView, ...]
    targets: tuple[date, ...]


def state_of(action: Action, as_of: date) -> ActionState:
    """Return the state of an action on a day; later dates have not happened yet."""
    if action.done and action.done <= as_of:
        return ActionState.DONE
    if action.target and action.target < as_of:
        return ActionState.OVERDUE
    if action.started and action.started <= as_of:
        return ActionState.UNDER_WAY
    return ActionState.PLANNED


def by_state_and_month(actions: Iterable[ActionView]) -> tuple[ActionsByState, ...]:
    """Return the actions grouped for reading; states without any are left out."""
    actions = tuple(actions)
    return tuple(
        ActionsByState(state, _by_month(action for action in actions if action.state is state))
        for state in ActionState
        if any(action.state is state for action in actions)
    )


def promises_in(actions: Iterable[ActionView]) -> tuple[ActionView, ...]:
    """Return what the executive promised."""
    return tuple(action for action in actions if action.own)


def awaited_in(actions: Iterable[ActionView]) -> tuple[ActionView, ...]:
    """Return what is awaited of others."""
    return tuple(action for action in actions if not action.own)


def tally_of(actions: Iterable[ActionView], as_of: date) -> PromiseTally:
    """Return how many actions were due by the day, and how many of them were done."""
    actions = tuple(actions)
    # A promise that was kept before its day, or that had none, counts as kept.
    due = [a for a in actions if a.done or (a.target is not None and a.target < as_of)]
    fulfilled = [action for action in due if action.done]
    late = sum(action.fulfilled_late for action in fulfilled)
    still_open = tuple(sorted((a for a in due if not a.done), key=_by_date))
    targets = tuple(sorted(a.target for a in actions if a.target and not a.done))
    return PromiseTally(len(due), len(fulfilled), late, still_open, targets)


def most_urgent(actions: Iterable[ActionView]) -> list[ActionView]:
    """Return what is not done yet, the earliest target first."""
    return sorted((a for a in actions if a.state is not ActionState.DONE), key=_by_date)


def _by_month(actions: Iterable[ActionView]) -> tuple[ActionsByMonth, ...]:
    # By the day that decides the month, so that each month is one group.
    ordered = sorted(actions, key=_by_date)
    months = groupby(ordered, key=lambda action: action.month)
    return tuple(ActionsByMonth(month, tuple(group)) for month, group in months)


def _by_date(action: ActionView) -> date:
    return action.done or action.target or date.max
