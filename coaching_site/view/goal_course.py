"""How a goal stands, in one word."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

from coaching_site.view.pace import Pace


class GoalState(StrEnum):
    """How a goal stands on the as-of day."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    REACHED = "reached"
    GIVEN_UP = "given_up"


class GoalCourse(StrEnum):
    """The one thing to say of a goal.

    `MET`: all its metrics are at their targets. `STATED`: it is measured in words alone. `UNREAD`:
    no metric has a number that still holds. `BEGUN`: nothing can be compared yet.
    """

    REACHED = "reached"
    MET = "met"
    AHEAD = "ahead"
    EVEN = "even"
    BEHIND = "behind"
    STATED = "stated"
    BEGUN = "begun"
    UNMEASURED = "unmeasured"
    UNREAD = "unread"
    UNDATED = "undated"
    ON_HOLD = "on_hold"
    GIVEN_UP = "given_up"


_BEHIND: Final = frozenset((Pace.AWAY, Pace.MISSED, Pace.BEHIND))
_UNREAD: Final = frozenset((Pace.OLD, Pace.UNREAD))
_MET: Final = frozenset((Pace.HELD, Pace.REACHED))


def course_of(
    state: GoalState, paces: AbstractSet[Pace], *, is_stated: bool, is_dated: bool
) -> GoalCourse:
    """Return how a goal stands; what is behind comes first, and then what the goal lacks.

    `is_stated` says whether a measure is given in words, `is_dated` whether there is a deadline.
    """
    if state is not GoalState.OPEN:
        return GoalCourse(state.value)
    if paces & _BEHIND:
        return GoalCourse.BEHIND
    if not paces and not is_stated:
        return GoalCourse.UNMEASURED
    if paces and paces <= _UNREAD:
        return GoalCourse.UNREAD
    if not is_dated:
        return GoalCourse.UNDATED
    return _compared(paces) if paces else GoalCourse.STATED


def _compared(paces: AbstractSet[Pace]) -> GoalCourse:
    if paces <= _MET:
        return GoalCourse.MET
    if Pace.EVEN in paces:
        return GoalCourse.EVEN
    return GoalCourse.AHEAD if Pace.AHEAD in paces else GoalCourse.BEGUN
