"""The journey: which of the steps is here, and what the engagement shows of each part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import Goal
from coaching_site.model.programme import Part, Step


class Progress(StrEnum):
    """How far a part or a step has come, by what the engagement itself holds."""

    DONE = "done"
    UNDER_WAY = "under_way"
    AHEAD = "ahead"


@dataclass(frozen=True)
class PartView:
    """A part of a step; `progress` is None where a coach added a part of their own."""

    part: Part
    progress: Progress | None


@dataclass(frozen=True)
class StepView:
    """A step of the journey; `here` marks the one that the executive is on."""

    number: int
    step: Step
    parts: tuple[PartView, ...]
    progress: Progress
    here: bool


def journey_of(engagement: Engagement, programme: Programme, as_of: date) -> tuple[StepView, ...]:
    """Return the steps with their progress; the step that the coach names is "here".

    Without a name it is the first step that is not done.
    """
    past = _as_of(engagement, as_of)
    parts = [
        tuple(PartView(part, _progress_of_part(part.id, past)) for part in step.parts)
        for step in programme.steps
    ]
    progress = [_together(part.progress for part in group) for group in parts]
    here = engagement.step or _first_open(progress)
    return tuple(
        StepView(number, step, parts[number - 1], progress[number - 1], number == here)
        for number, step in enumerate(programme.steps, 1)
    )


def _as_of(engagement: Engagement, as_of: date) -> Engagement:
    """Return the engagement without what is dated after the day."""
    dated = ("sessions", "check_ins", "learning", "reviews", "feedback")
    past = {
        name: tuple(item for item in getattr(engagement, name) if item.on <= as_of)
        for name in dated
    }
    return engagement.model_copy(update=past)


def _progress_of_part(part: str, engagement: Engagement) -> Progress | None:
    if part not in _EVIDENCE:
        return None
    facts = list(_EVIDENCE[part](engagement))
    if facts and all(facts):
        return Progress.DONE
    return Progress.UNDER_WAY if any(facts) else Progress.AHEAD


def _together(parts: Iterable[Progress | None]) -> Progress:
    known = {progress for progress in parts if progress is not None}
    if known == {Progress.DONE}:
        return Progress.DONE
    return Progress.UNDER_WAY if known - {Progress.AHEAD} else Progress.AHEAD


def _first_open(progress: list[Progress]) -> int:
    still_open = (n for n, value in enumerate(progress, 1) if value is not Progress.DONE)
    return next(still_open, len(progress))


def _answered(prompts: Mapping[str, tuple[str, ...]], *ids: str) -> list[bool]:
    return [bool(prompts.get(key)) for key in ids]


def _of_each_goal(fact: Callable[[Goal], object]) -> Callable[[Engagement], list[bool]]:
    return lambda engagement: [bool(fact(goal)) for goal in engagement.goals]


def _signatures(engagement: Engagement) -> list[bool]:
    signed = engagement.agreement.signed
    return [signed.executive is not None, signed.coach is not None]


_EVIDENCE: dict[str, Callable[[Engagement], list[bool]]] = {
    "responsibilities": lambda e: [bool(e.stakeholders), *_signatures(e)],
    "confidentiality": _signatures,
    "rules": lambda e: [*_signatures(e), bool(e.sessions)],
    "situation": lambda e: _answered(e.situation, "context"),
    "assessment": lambda e: _answered(e.situation, "organisation", "leader", "team"),
    "strengths-and-gaps": lambda e: _answered(
        e.situation, "strengths", "gaps", "pain_points", "challenges"
    ),
    "why": _of_each_goal(lambda goal: goal.why),
    "outcomes": _of_each_goal(lambda goal: goal.goal and goal.benefits and goal.pain),
    "smart-plans": _of_each_goal(lambda goal: goal.measure and goal.actions and goal.deadline),
    "key-actions": lambda e: [a.done is not None for goal in e.goals for a in goal.actions],
    "timelines": lambda e: [a.target is not None for goal in e.goals for a in goal.actions],
    "measures": _of_each_goal(lambda goal: goal.measure),
    "active-learning": lambda e: [bool(e.sessions), bool(e.learning)],
    "accountability": lambda e: [bool(e.check_ins)],
    "self-management": _of_each_goal(lambda goal: goal.moves),
    "progressive-review": lambda e: [bool(e.reviews)],
    "feedback-360": lambda e: [bool(e.feedback)],
    "results": lambda e: [bool(e.reviews), bool(e.feedback), any(r.change for r in e.reviews)],
    "impact": lambda e: [
        bool(e.follow_up.impact) and len(e.follow_up.impact) >= len(e.goals),
        bool(e.follow_up.impact),
        e.follow_up.return_on_investment is not None,
    ],
    "anonymous-feedback": lambda e: [bool(e.follow_up.coaching_feedback)],
    "sustaining": lambda e: [bool(e.follow_up.sustaining), bool(e.follow_up.corrections)],
}
