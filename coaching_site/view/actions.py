"""Actions as of a day: their states, and which promises were kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coaching_site.model.goals import Action
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.months import months_after
from coaching_site.view.prompts import AskedPrompt, PastAnswer
from coaching_site.view.repeats import RepeatView


class ActionState(StrEnum):
    """The state of an action, in the order of lists.

    What is repeated is `ENDED` after its last day, where it was not done as often as planned.
    """

    OVERDUE = "overdue"
    UNDER_WAY = "under_way"
    REPEATED = "repeated"
    PLANNED = "planned"
    ON_HOLD = "on_hold"
    DONE = "done"
    ENDED = "ended"
    DROPPED = "dropped"


OPEN_STATES: Final = (
    *(ActionState.OVERDUE, ActionState.UNDER_WAY, ActionState.REPEATED, ActionState.PLANNED),
)
"""The states of what is still to be done."""

_LONG_LIST: Final = 6


@dataclass(frozen=True)
class ActionView:
    """An action as it stands on the as-of day; `goal_title` and `goal_page` are "" without a goal.

    `draft_key` is what a reply calls it, `revision` what a reply says it was written on top of.
    `own` says that it is a promise of the executive, rather than awaited of others.
    `changed` is the day since which it is on hold, or on which it was dropped, and `reason` why.
    `since` is the day of the present note, if another stood there; `earlier` holds those, the
    newest first. `prompts` are the questions by which it is done.
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
    changed: date | None = None
    reason: str | None = None
    repeat: RepeatView | None = None
    prompts: tuple[AskedPrompt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done; what is on hold or dropped is not."""
        return self.state in OPEN_STATES

    @property
    def open_prompts(self) -> tuple[AskedPrompt, ...]:
        """Which of its questions have no answer."""
        return tuple(prompt for prompt in self.prompts if not prompt.answered)

    @property
    def day(self) -> date | None:
        """The day on which it was done or dropped, or by which it is due."""
        dropped = self.changed if self.state is ActionState.DROPPED else None
        # By the end of what is repeated where nothing is due any more, as while it rests.
        repeated = self.repeat and ((self.is_open and self.repeat.due) or self.repeat.last)
        return self.done or dropped or repeated or self.target

    @property
    def days(self) -> tuple[date, ...]:
        """The days that a picture of it shows: when it was begun, is due, and was done."""
        return tuple(day for day in (self.started, self.target, self.day) if day)

    @property
    def fulfilled_late(self) -> bool:
        """Whether it was done after its target date."""
        is_late = self.done and self.target and self.done > self.target
        return bool(is_late and not self.repeat)


@dataclass(frozen=True)
class PromiseTally:
    """How many of some actions were due by the as-of day, and how many of these were done.

    What is on hold or dropped is not due. What is repeated is due when it is over, and kept if it
    was done in every period; each of the `missed` ones was not, and is not late.

    `targets` are the days by which all that are not done are promised, so that a browser can count
    on a later day how many are late; `today` of them are due on the as-of day itself.
    """

    due: int
    fulfilled: int
    open: tuple[ActionView, ...]
    targets: tuple[date, ...]
    missed: int = 0
    today: int = 0


@dataclass(frozen=True)
class DueGroup:
    """Actions of a long list that are due at about the same time.

    They are `overdue`, or due up to the day `until`; with neither they are due later, or on no day.
    """

    actions: tuple[ActionView, ...]
    overdue: bool = False
    until: date | None = None


def state_of(action: Action, as_of: date, repeat: RepeatView | None = None) -> ActionState:
    """Return the state of an action on a day; later dates have not happened yet.

    `repeat` says how it is repeated, if it is.
    """
    if action.dropped and action.dropped <= as_of:
        return ActionState.DROPPED
    if action.done and action.done <= as_of:
        return ActionState.DONE
    if action.on_hold and action.on_hold <= as_of:
        return ActionState.ON_HOLD
    if repeat:
        return _state_of_repeated(repeat)
    if action.target and action.target < as_of:
        return ActionState.OVERDUE
    if action.started and action.started <= as_of:
        return ActionState.UNDER_WAY
    return ActionState.PLANNED


def promises_in(actions: Iterable[ActionView]) -> tuple[ActionView, ...]:
    """Return what the executive promised, without what was dropped."""
    return tuple(action for action in actions if action.own and not _is_dropped(action))


def awaited_in(actions: Iterable[ActionView]) -> tuple[ActionView, ...]:
    """Return what is awaited of others, without what was dropped."""
    return tuple(action for action in actions if not action.own and not _is_dropped(action))


def tally_of(actions: Iterable[ActionView], as_of: date) -> PromiseTally:
    """Return how many actions were due by the day, and how many of them were done."""
    actions = tuple(actions)
    # A promise that was kept before its day, or that had none, counts as kept.
    fulfilled = [action for action in actions if action.state is ActionState.DONE]
    missed = sum(action.state is ActionState.ENDED for action in actions)
    once = [action for action in actions if action.is_open and not action.repeat]
    overdue = (action for action in once if action.target and action.target < as_of)
    still_open = tuple(sorted(overdue, key=_by_date))
    targets = tuple(sorted(action.target for action in once if action.target))
    due = len(fulfilled) + len(still_open) + missed
    return PromiseTally(
        due, len(fulfilled), still_open, targets, missed, today=targets.count(as_of)
    )


def due_groups(actions: Sequence[ActionView], as_of: date) -> tuple[DueGroup, ...]:
    """Return what is still to be done in groups: overdue, by the end of the month, and later.

    A list of few is one group, and so is one that falls into a single one.
    """
    whole = (DueGroup(tuple(actions)),) if actions else ()
    if len(actions) < _LONG_LIST:
        return whole
    overdue = [action for action in actions if action.state is ActionState.OVERDUE]
    end = months_after(as_of.replace(day=1), 1) - timedelta(days=1)
    waiting = [action for action in actions if action not in overdue]
    by_then = [action for action in waiting if action.day and action.day <= end]
    groups = (
        DueGroup(tuple(overdue), overdue=True),
        DueGroup(tuple(by_then), until=end),
        DueGroup(tuple(action for action in waiting if action not in by_then)),
    )
    filled = tuple(group for group in groups if group.actions)
    return filled if len(filled) > 1 else whole


def most_urgent(actions: Iterable[ActionView]) -> list[ActionView]:
    """Return what is still to be done, the earliest day first."""
    return sorted((action for action in actions if action.is_open), key=_by_date)


def closed_in(actions: Iterable[ActionView]) -> list[ActionView]:
    """Return what does not wait any more: in the order of states, the newest of each first."""
    closed = (action for action in actions if not action.is_open)
    newest_first = sorted(closed, key=lambda action: action.day or date.min, reverse=True)
    order = list(ActionState)
    return sorted(newest_first, key=lambda action: order.index(action.state))


def _state_of_repeated(repeat: RepeatView) -> ActionState:
    if not repeat.over:
        return ActionState.REPEATED if repeat.first <= repeat.as_of else ActionState.PLANNED
    is_kept = repeat.planned and repeat.done == repeat.planned
    return ActionState.DONE if is_kept else ActionState.ENDED


def _is_dropped(action: ActionView) -> bool:
    return action.state is ActionState.DROPPED


def _by_date(action: ActionView) -> date:
    return action.day or date.max
