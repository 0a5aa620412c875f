"""The journey: the current step, and the progress of each step and part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from coaching_site.model import Engagement, Programme
from coaching_site.model.programme import Part, Step
from coaching_site.view.evidence import facts_of


class StepProgress(StrEnum):
    """How far a part or a step has come, by the evidence in the engagement."""

    DONE = "done"
    UNDER_WAY = "under_way"
    AHEAD = "ahead"


@dataclass(frozen=True)
class PartView:
    """A part of a step; `progress` is None where its programme names no evidence."""

    part: Part
    progress: StepProgress | None


@dataclass(frozen=True)
class StepView:
    """A step of the journey; `here` says that the executive is on it."""

    number: int
    step: Step
    parts: tuple[PartView, ...]
    progress: StepProgress
    here: bool


def journey_of(engagement: Engagement, programme: Programme, as_of: date) -> tuple[StepView, ...]:
    """Return the steps with their progress; the step that the coach names is "here".

    Without a name it is the first step that is not done.
    """
    parts = [
        tuple(PartView(part, _progress_of(part, engagement, as_of)) for part in step.parts)
        for step in programme.steps
    ]
    progress = [_together(part.progress for part in group) for group in parts]
    here = engagement.step or _first_open(progress)
    return tuple(
        StepView(number, step, parts[number - 1], progress[number - 1], number == here)
        for number, step in enumerate(programme.steps, 1)
    )


def _progress_of(part: Part, engagement: Engagement, as_of: date) -> StepProgress | None:
    if not part.evidence:
        return None
    facts = [*chain.from_iterable(facts_of(name, engagement, as_of) for name in part.evidence)]
    # Without a goal there are no facts about goals, and `all` of none would be done.
    if facts and all(facts):
        return StepProgress.DONE
    return StepProgress.UNDER_WAY if any(facts) else StepProgress.AHEAD


def _together(parts: Iterable[StepProgress | None]) -> StepProgress:
    # A part without evidence must not hold its step back for ever.
    known = {progress for progress in parts if progress is not None}
    if known == {StepProgress.DONE}:
        return StepProgress.DONE
    return StepProgress.UNDER_WAY if known - {StepProgress.AHEAD} else StepProgress.AHEAD


def _first_open(progress: list[StepProgress]) -> int:
    # A portal that is opened when all is done is at the last step: it always is at one.
    still_open = (n for n, value in enumerate(progress, 1) if value is not StepProgress.DONE)
    return next(still_open, len(progress))
