"""Evidence of a part of the programme: facts of an engagement that show how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from coaching_site.model import Engagement
from coaching_site.model.activities import Dated
from coaching_site.model.placed_actions import PlacedAction, placed_actions
from coaching_site.model.programme import Evidence
from coaching_site.view.actions import ActionState, state_of
from coaching_site.view.repeats import repeat_of
from coaching_site.view.sessions import is_cancelled, is_held, is_missed

Facts = list[bool]
"""Facts that hold or not: none of them is no evidence, all of them are full evidence."""


def facts_of(name: str, engagement: Engagement, as_of: date) -> Facts:
    """Return the facts that one word of a part's `evidence` stands for, as of a day.

    It is an `Evidence` that is not about each goal (of those: `view.goal_evidence`), or the key of
    a prompt about the situation, such as `situation/context`.
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


def _held(engagement: Engagement, as_of: date) -> Facts:
    # What was cancelled is no session that is still missing.
    sessions = (s for s in engagement.sessions if not is_cancelled(s, as_of))
    return [is_held(session, as_of) for session in sessions if not is_missed(session, as_of)]


def _is_past(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


def actions_of_goals(engagement: Engagement, as_of: date) -> Iterator[PlacedAction]:
    """Yield each action of a goal that was not given up; none that was dropped or rests, undone.

    What belongs to no goal, such as the homework of a first session, is no sign of a plan.
    """
    for one in placed_actions(engagement):
        if (
            not one.goal
            or _is_past(one.goal.given_up, as_of)
            or _is_past(one.action.dropped, as_of)
        ):
            continue
        is_at_rest = _is_past(one.goal.on_hold, as_of) or _is_past(one.action.on_hold, as_of)
        if _is_done(one, as_of) or not is_at_rest:
            yield one


def _is_done(placed: PlacedAction, as_of: date) -> bool:
    repeat = repeat_of(placed.action, placed.deadline, as_of)
    return state_of(placed.action, as_of, repeat) is ActionState.DONE


def _has_answered(engagement: Engagement, as_of: date) -> bool:
    """Return whether anything is said about the executive, or rated by the day."""
    party, values = engagement.party, engagement.values
    said = (engagement.situation, party.today, party.wished, values, engagement.starters)
    return any(said) or any(_past(engagement.ratings, as_of))


def _impact(engagement: Engagement, _: date) -> Facts:
    impact = engagement.follow_up.impact
    return [bool(impact), len(impact) >= len(engagement.goals) > 0]


# An agreement that both have signed without stakeholders is one between the two of them.
# What goes on through the whole coaching counts as complete when the coaching is over.
_FACTS: Final[dict[Evidence, Callable[[Engagement, date], Facts]]] = {
    Evidence.STAKEHOLDERS: lambda e, day: [bool(e.stakeholders) or all(_signatures(e, day))],
    Evidence.SIGNATURES: _signatures,
    Evidence.ANSWERS: lambda e, day: [_has_answered(e, day)],
    Evidence.SESSIONS: lambda e, _: [bool(e.sessions)],
    Evidence.SESSIONS_HELD: _held,
    Evidence.ACTIONS_DONE: lambda e, day: [_is_done(one, day) for one in actions_of_goals(e, day)],
    Evidence.ACTIONS_DATED: lambda e, day: [
        bool(one.action.target or one.action.until or one.action.every)
        for one in actions_of_goals(e, day)
    ],
    Evidence.CHECK_INS: lambda e, day: [any(_past(e.check_ins, day))],
    Evidence.LEARNING: lambda e, day: _past(e.learning, day),
    Evidence.REVIEWS: lambda e, day: _past(e.reviews, day),
    Evidence.FEEDBACK: lambda e, day: [
        one.shown_from <= day for one in e.feedback if one.kind != "coaching"
    ],
    Evidence.IMPACT: _impact,
    Evidence.RETURN_ON_INVESTMENT: lambda e, day: [
        is_over(e, day) and e.follow_up.return_on_investment is not None
    ],
    Evidence.COACHING_FEEDBACK: lambda e, day: [
        bool(e.follow_up.coaching_feedback)
        or any(one.kind == "coaching" and one.shown_from <= day for one in e.feedback)
    ],
    Evidence.SUSTAINING: lambda e, _: [bool(e.follow_up.sustaining)],
    Evidence.END: lambda e, day: [is_over(e, day)],
}
