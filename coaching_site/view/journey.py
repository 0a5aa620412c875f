"""The journey: one current step, those before it done or left open, and those to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Final

from coaching_site.model import Engagement, Programme
from coaching_site.model.programme import Evidence, Part, Step
from coaching_site.view.evidence import Facts, facts_of, is_over
from coaching_site.view.goal_evidence import GOAL_EVIDENCE, Lacks, facts_of_goals, lacks_of
from coaching_site.view.goals import GoalView
from coaching_site.view.step_days import StepDays, StepTerm, days_of_step, term_of

_SESSIONS: Final = (Evidence.SESSIONS, Evidence.SESSIONS_HELD)
# Of these each fact is about one of several, so that a number says what is missing.
_COUNTED: Final = frozenset(
    {
        *(Evidence.GOAL_REASONS, Evidence.GOAL_OUTCOMES, Evidence.GOAL_PLANS),
        *(Evidence.GOAL_MEASURES, Evidence.GOAL_MOVES, Evidence.REVIEWS),
        *(Evidence.ACTIONS_DONE, Evidence.ACTIONS_DATED),
    }
)
_PROMPTS: Final = "prompts"


class PartProgress(StrEnum):
    """How far a part has come, by the evidence in the engagement."""

    DONE = "done"
    UNDER_WAY = "under_way"
    AHEAD = "ahead"


class StepState(StrEnum):
    """How a step stands: evidence decides about those before the current one and after it."""

    DONE = "done"
    LEFT_OPEN = "left_open"
    HERE = "here"
    BEGUN = "begun"
    AHEAD = "ahead"


_GOING_ON: Final = (StepState.LEFT_OPEN, StepState.BEGUN)


@dataclass(frozen=True)
class PartView:
    """A part of a step; `progress` is None where its programme names no evidence.

    `has_begun` is whether anything but sessions shows that it began, and `to_sign` whether it
    waits for a signature under the agreement. `missing` is how many of what can be counted are
    not there yet, by what selects the words for them: an `Evidence`, or `prompts`. `lacks` is what
    open goals lack of it, by the id of the goal.
    """

    part: Part
    progress: PartProgress | None
    has_begun: bool = False
    to_sign: bool = False
    missing: Mapping[str, int] = field(default_factory=dict)
    lacks: Lacks = field(default_factory=dict)

    @property
    def is_signed(self) -> bool:
        """Whether signatures are evidence of it."""
        return Evidence.SIGNATURES in self.part.evidence


@dataclass(frozen=True)
class StepView:
    """A step of the journey with its place in it, from 1.

    `days` are from when to when it is, if that is known, and `term` is how they are told.
    """

    number: int
    step: Step
    parts: tuple[PartView, ...]
    state: StepState
    days: StepDays | None = None
    term: StepTerm | None = None

    @property
    def here(self) -> bool:
        """Whether the executive is on it."""
        return self.state is StepState.HERE

    @property
    def to_sign(self) -> bool:
        """Whether it waits for a signature, and is not one of those to come."""
        is_open = self.state in (StepState.HERE, StepState.LEFT_OPEN)
        return is_open and any(part.to_sign for part in self.parts)

    @property
    def missing(self) -> Mapping[str, int]:
        """What its parts say is missing, each kind once: what two of them say is the same."""
        found: dict[str, int] = {}
        for part in self.parts:
            for kind, count in part.missing.items():
                # No two parts ask the same questions, but they may be about the same goals.
                found[kind] = found.get(kind, 0) + count if kind == _PROMPTS else count
        return found


def journey_of(
    engagement: Engagement, programme: Programme, as_of: date, goals: Sequence[GoalView] = ()
) -> tuple[StepView, ...]:
    """Return the steps with their states, of which one is the current step.

    It is the step that the coach names, or else the first that is not done. A coaching that is
    over is at its last step. `goals` are those of the engagement as the portal shows them.
    """
    parts = [
        tuple(_part_of(part, engagement, as_of, goals) for part in step.parts)
        for step in programme.steps
    ]
    over = is_over(engagement, as_of)
    here = len(parts) if over else engagement.step or _first_open(parts)
    steps = []
    for number, step in enumerate(programme.steps, 1):
        state = _state_of(number, here, parts[number - 1])
        days = days_of_step(step, engagement, as_of)
        goes_on = state in _GOING_ON or (state is StepState.HERE and not over)
        term = term_of(days, as_of, goes_on=goes_on) if days else None
        steps.append(StepView(number, step, parts[number - 1], state, days, term))
    return tuple(steps)


def _state_of(number: int, here: int, parts: Sequence[PartView]) -> StepState:
    if number == here:
        return StepState.HERE
    if number > here:
        return StepState.BEGUN if any(part.has_begun for part in parts) else StepState.AHEAD
    return StepState.LEFT_OPEN if any(map(_is_open, parts)) else StepState.DONE


def _is_open(view: PartView) -> bool:
    # A part without evidence must not hold its step back for ever.
    return view.progress not in (PartProgress.DONE, None)


def _part_of(
    part: Part, engagement: Engagement, as_of: date, goals: Sequence[GoalView]
) -> PartView:
    facts = {
        name: facts_of_goals(Evidence(name), goals)
        if name in GOAL_EVIDENCE
        else facts_of(name, engagement, as_of)
        for name in part.evidence
    }
    # Sessions go on through all steps: they begin none.
    telling = [facts[name] for name in facts if name not in _SESSIONS]
    # That anything was answered begins a step, but says nothing of the questions of a part.
    own = [facts[name] for name in facts if name != Evidence.ANSWERS] or [*facts.values()]
    return PartView(
        part,
        _progress_of([*chain.from_iterable(own)]) if facts else None,
        has_begun=any(map(any, telling)),
        to_sign=not all(facts.get(Evidence.SIGNATURES, ())),
        missing=_missing_in(facts),
        lacks=lacks_of(part.evidence, goals),
    )


def _missing_in(facts: Mapping[str, Facts]) -> Mapping[str, int]:
    prompts = sum(of.count(False) for name, of in facts.items() if "/" in name)
    told = {name: of.count(False) for name, of in facts.items() if name in _COUNTED}
    counts = {_PROMPTS: prompts} | told
    return {str(kind): count for kind, count in counts.items() if count}


def _progress_of(facts: Sequence[bool]) -> PartProgress:
    # Without a goal there are no facts about goals, and `all` of none would be done.
    if facts and all(facts):
        return PartProgress.DONE
    return PartProgress.UNDER_WAY if any(facts) else PartProgress.AHEAD


def _first_open(steps: list[tuple[PartView, ...]]) -> int:
    # A portal that is opened when all is done is at the last step: it always is at one.
    # A step of parts without any evidence is one that nothing would ever show to be done.
    still_open = (
        number
        for number, parts in enumerate(steps, 1)
        if any(map(_is_open, parts)) or not any(part.progress for part in parts)
    )
    return next(still_open, len(steps))
