"""The journey: which of the steps is here, and what the engagement shows of each part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from coaching_site.model import Engagement, Programme
from coaching_site.model.programme import Part, Step


class StepProgress(StrEnum):
    """How far a part or a step has come, by what the engagement itself holds."""

    DONE = "done"
    UNDER_WAY = "under_way"
    AHEAD = "ahead"


@dataclass(frozen=True)
class PartView:
    """A part of a step; `progress` is None where a coach added a part of their own."""

    part: Part
    progress: StepProgress | None


@dataclass(frozen=True)
class StepView:
    """A step of the journey; `here` marks the one that the executive is on."""

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
        tuple(PartView(part, _progress_of(part.id, engagement, as_of)) for part in step.parts)
        for step in programme.steps
    ]
    progress = [_together(part.progress for part in group) for group in parts]
    here = engagement.step or _first_open(progress)
    return tuple(
        StepView(number, step, parts[number - 1], progress[number - 1], number == here)
        for number, step in enumerate(programme.steps, 1)
    )


def _progress_of(part: str, engagement: Engagement, as_of: date) -> StepProgress | None:
    if part not in _EVIDENCE:
        return None
    facts = _EVIDENCE[part](engagement, as_of)
    if facts and all(facts):
        return StepProgress.DONE
    return StepProgress.UNDER_WAY if any(facts) else StepProgress.AHEAD


def _together(parts: Iterable[StepProgress | None]) -> StepProgress:
    known = {progress for progress in parts if progress is not None}
    if known == {StepProgress.DONE}:
        return StepProgress.DONE
    return StepProgress.UNDER_WAY if known - {StepProgress.AHEAD} else StepProgress.AHEAD


def _first_open(progress: list[StepProgress]) -> int:
    still_open = (n for n, value in enumerate(progress, 1) if value is not StepProgress.DONE)
    return next(still_open, len(progress))


def _answered(prompts: Mapping[str, tuple[str, ...]], *ids: str) -> list[bool]:
    return [bool(prompts.get(key)) for key in ids]


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


def _past(items: Iterable[_Dated], as_of: date) -> list[bool]:
    return [item.on <= as_of for item in items]


def _signatures(engagement: Engagement, as_of: date) -> list[bool]:
    signed = engagement.agreement.signed
    return [day is not None and day <= as_of for day in (signed.executive, signed.coach)]


def _is_over(engagement: Engagement, as_of: date) -> bool:
    return engagement.end is not None and engagement.end < as_of


# What goes on through the whole coaching is done when the coaching is over, and not before.
_EVIDENCE: dict[str, Callable[[Engagement, date], list[bool]]] = {
    "responsibilities": lambda e, day: [bool(e.stakeholders), *_signatures(e, day)],
    "confidentiality": _signatures,
    "rules": lambda e, day: [*_signatures(e, day), bool(e.sessions)],
    "situation": lambda e, _: _answered(e.situation, "context"),
    "assessment": lambda e, _: _answered(e.situation, "organisation", "leader", "team"),
    "strengths-and-gaps": lambda e, _: _answered(
        e.situation, "strengths", "gaps", "pain_points", "challenges"
    ),
    "why": lambda e, _: [bool(g.why) for g in e.goals],
    "outcomes": lambda e, _: [bool(g.goal and g.benefits and g.pain) for g in e.goals],
    "smart-plans": lambda e, _: [bool(g.measure and g.actions and g.deadline) for g in e.goals],
    "key-actions": lambda e, day: [
        a.done is not None and a.done <= day for g in e.goals for a in g.actions
    ],
    "timelines": lambda e, _: [a.target is not None for g in e.goals for a in g.actions],
    "measures": lambda e, _: [bool(g.measure) for g in e.goals],
    "active-learning": lambda e, day: [*_past(e.sessions, day), *_past(e.learning, day)],
    "accountability": lambda e, day: [any(_past(e.check_ins, day)), _is_over(e, day)],
    "self-management": lambda e, _: [bool(g.moves) for g in e.goals],
    "progressive-review": lambda e, day: _past(e.reviews, day),
    "feedback-360": lambda e, day: _past(e.feedback, day),
    "results": lambda e, day: [*_past(e.reviews, day), *_past(e.feedback, day)],
    "impact": lambda e, day: [
        bool(e.follow_up.impact),
        len(e.follow_up.impact) >= len(e.goals) > 0,
        _is_over(e, day) and e.follow_up.return_on_investment is not None,
    ],
    "anonymous-feedback": lambda e, _: [bool(e.follow_up.coaching_feedback)],
    "sustaining": lambda e, day: [bool(e.follow_up.sustaining), _is_over(e, day)],
}
