"""Evidence of a part of the programme: facts of an engagement that show how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from coaching_site.model import Engagement
from coaching_site.model.activities import Dated
from coaching_site.model.programme import Evidence

Facts = list[bool]
"""Facts that hold or not: none of them is no evidence, all of them are full evidence."""


def facts_of(name: str, engagement: Engagement, as_of: date) -> Facts:
    """Return the facts that one word of a part's `evidence` stands for, as of a day.

    It is an `Evidence`, or the key of a prompt about the situation, such as `situation/context`.
    """
    section, _, prompt = name.partition("/")
    if prompt:
        return [bool(getattr(engagement, section).get(prompt))]
    return _FACTS[Evidence(name)](engagement, as_of)


def _past(items: Iterable[Dated], as_of: date) -> Facts:
    return [item.on <= as_of for item in items]


def _signatures(engagement: Engagement, as_of: date) -> Facts:
    signed = engagement.agreement.signed
    return [day is not None and day <= as_of for day in (signed.executive, signed.coach)]


def is_over(engagement: Engagement, as_of: date) -> bool:
    """Return whether the last day of a coaching is past."""
    return engagement.end is not None and engagement.end < as_of


def _impact(engagement: Engagement, _: date) -> Facts:
    impact = engagement.follow_up.impact
    return [bool(impact), len(impact) >= len(engagement.goals) > 0]


# What goes on through the whole coaching counts as complete when the coaching is over.
_FACTS: Final[dict[Evidence, Callable[[Engagement, date], Facts]]] = {
    Evidence.STAKEHOLDERS: lambda e, _: [bool(e.stakeholders)],
    Evidence.SIGNATURES: _signatures,
    Evidence.SESSIONS: lambda e, _: [bool(e.sessions)],
    Evidence.SESSIONS_HELD: lambda e, day: _past(e.sessions, day),
    Evidence.GOAL_REASONS: lambda e, _: [bool(g.why) for g in e.goals],
    Evidence.GOAL_OUTCOMES: lambda e, _: [bool(g.goal and g.benefits and g.pain) for g in e.goals],
    Evidence.GOAL_PLANS: lambda e, _: [
        bool(g.is_measured and g.actions and g.deadline) for g in e.goals
    ],
    Evidence.GOAL_MEASURES: lambda e, _: [g.is_measured for g in e.goals],
    Evidence.GOAL_MOVES: lambda e, _: [bool(g.moves) for g in e.goals],
    Evidence.ACTIONS_DONE: lambda e, day: [
        a.done is not None and a.done <= day for g in e.goals for a in g.actions
    ],
    Evidence.ACTIONS_DATED: lambda e, _: [a.target is not None for g in e.goals for a in g.actions],
    Evidence.CHECK_INS: lambda e, day: [any(_past(e.check_ins, day))],
    Evidence.LEARNING: lambda e, day: _past(e.learning, day),
    Evidence.REVIEWS: lambda e, day: _past(e.reviews, day),
    Evidence.FEEDBACK: lambda e, day: _past(e.feedback, day),
    Evidence.IMPACT: _impact,
    Evidence.RETURN_ON_INVESTMENT: lambda e, day: [
        is_over(e, day) and e.follow_up.return_on_investment is not None
    ],
    Evidence.COACHING_FEEDBACK: lambda e, _: [bool(e.follow_up.coaching_feedback)],
    Evidence.SUSTAINING: lambda e, _: [bool(e.follow_up.sustaining)],
    Evidence.END: lambda e, day: [is_over(e, day)],
}
