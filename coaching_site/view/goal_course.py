"""How a goal stands, in one word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
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
    """The one thing to say of a goal, in the order of a list: what goes well first.

    `MET`: all its metrics are at their targets. `AHEAD`: they are, or ahead of an even pace.
    `UNMEASURED`: nothing tells how far it has come. `UNREAD`: a metric needs a reading. `UNDATED`:
    it has no deadline. `NEEDS`: something else of it is missing, or several things are.
    """

    REACHED = "reached"
    MET = "met"
    AHEAD = "ahead"
    ON_WAY = "on_way"
    BEHIND = "behind"
    UNMEASURED = "unmeasured"
    UNREAD = "unread"
    UNDATED = "undated"
    NEEDS = "needs"
    ON_HOLD = "on_hold"
    GIVEN_UP = "given_up"


_BEHIND: Final = frozenset((Pace.AWAY, Pace.MISSED, Pace.BEHIND))
_MET: Final = frozenset((Pace.HELD, Pace.REACHED))
_AHEAD: Final = _MET | {Pace.AHEAD}


_LACKS: Final = frozenset(
    (GoalCourse.UNMEASURED, GoalCourse.UNREAD, GoalCourse.UNDATED, GoalCourse.NEEDS)
)


def course_of(
    state: GoalState, paces: AbstractSet[Pace], lacks: Collection[GoalCourse] = ()
) -> GoalCourse:
    """Return how a goal stands; what it `lacks` comes first, as that can be changed today.

    Of several things that it lacks none is told in place of the others: it `NEEDS` something.
    """
    if state is not GoalState.OPEN:
        return GoalCourse(state.value)
    if lacks:
        return _whole(lacks)
    if paces & _BEHIND:
        return GoalCourse.BEHIND
    if paces and paces <= _MET:
        return GoalCourse.MET
    return GoalCourse.AHEAD if paces and paces <= _AHEAD else GoalCourse.ON_WAY


def counts_of(courses: Iterable[GoalCourse]) -> tuple[tuple[GoalCourse, int], ...]:
    """Return how many goals stand how, in the order of a list, without what no goal does.

    Goals that lack different things are counted together, so that nothing is left out.
    """
    counts = Counter(courses)
    if lacks := counts.keys() & _LACKS:
        count = sum(counts.pop(course) for course in lacks)
        counts[_whole(lacks)] = count
    return tuple((course, counts[course]) for course in GoalCourse if counts[course])


def _whole(lacks: Collection[GoalCourse]) -> GoalCourse:
    return next(iter(lacks)) if len(lacks) == 1 else GoalCourse.NEEDS
