"""What goals show of a part of the programme, and what they lack of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from coaching_site.model.programme import Criterion, Evidence
from coaching_site.view.evidence import Facts
from coaching_site.view.goal_course import GoalState
from coaching_site.view.goals import GoalView
from coaching_site.view.prompts import AskedPrompt


@dataclass(frozen=True)
class GoalLacks:
    """What one goal lacks: letters of SMART, and questions without an answer.

    The letters are those that the page of the goal says are missing. A question that supports one
    of them is not named again. `moves` is whether not one of the moves has an answer.
    """

    letters: tuple[Criterion, ...] = ()
    questions: tuple[AskedPrompt, ...] = ()
    moves: bool = False

    def __bool__(self) -> bool:
        """Whether anything is lacking."""
        return bool(self.letters or self.questions or self.moves)


Lacks = Mapping[str, GoalLacks]
"""What goals lack, by the ids of those that do."""


def facts_of_goals(name: Evidence, goals: Iterable[GoalView]) -> Facts:
    """Return for each goal that counts whether it has what one word of a part's `evidence` asks.

    A goal that was given up does not count; nothing more is asked of one that was reached, nor of
    one on hold, which counts if it lacks nothing.
    """
    return [*_facts(name, goals)]


def lacks_of(names: Collection[str], goals: Iterable[GoalView]) -> Lacks:
    """Return what open goals lack of what the words of a part's `evidence`, or of several, ask."""
    asked = [name for name in GOAL_EVIDENCE if name in names]
    found = {goal.id: _lacks_of(goal, asked) for goal in goals if goal.state is GoalState.OPEN}
    return {key: lacks for key, lacks in found.items() if lacks}


def _facts(name: Evidence, goals: Iterable[GoalView]) -> Iterator[bool]:
    for goal in goals:
        has_all = not _lacks_of(goal, [name])
        if goal.state is GoalState.OPEN:
            yield has_all
        elif goal.state is GoalState.REACHED or (goal.state is GoalState.ON_HOLD and has_all):
            yield True


def _lacks_of(goal: GoalView, names: Collection[Evidence]) -> GoalLacks:
    unmet = tuple(letter.criterion for letter in goal.smart if not letter.met)
    asked = {key for name in names for key in _QUESTIONS.get(name, ())}
    letters = tuple(
        letter
        for letter in unmet
        if Evidence.GOAL_PLANS in names or asked.intersection(letter.supported_by)
    )
    # What a metric tells needs no measure in words.
    told = {"measure"} if goal.metrics else set()
    told.update(key for letter in letters for key in letter.supported_by)
    paths = {(key,) for key in asked - told}
    return GoalLacks(
        letters,
        tuple(one for one in goal.prompts if not one.answered and one.key.path in paths)
        if paths
        else (),
        moves=Evidence.GOAL_MOVES in names and not any(one.answered for one in goal.moves),
    )


# Which questions of a goal each word is about, by their ids.
_QUESTIONS: Final[Mapping[Evidence, frozenset[str]]] = {
    Evidence.GOAL_REASONS: frozenset({"why"}),
    Evidence.GOAL_OUTCOMES: frozenset({"goal", "benefits", "pain"}),
    Evidence.GOAL_MEASURES: frozenset({"measure"}),
}
GOAL_EVIDENCE: Final = (*_QUESTIONS, Evidence.GOAL_PLANS, Evidence.GOAL_MOVES)
"""The words of a part's `evidence` that ask something of each goal."""
