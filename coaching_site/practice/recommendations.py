"""What would make an engagement better coaching: nothing that is wrong, and nothing that is odd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile
from typing import Final

from coaching_site.checks import Findings
from coaching_site.model import Engagement
from coaching_site.model.agreement import Agreement
from coaching_site.problems import listed
from coaching_site.view import PortalView
from coaching_site.view.actions import ActionView
from coaching_site.view.goal_course import GoalState
from coaching_site.view.goals import GoalView
from coaching_site.view.prompts import AskedPrompt
from coaching_site.view.rhythm import MonthState

_SESSIONS_TO_ASK: Final = 3
"""After how many sessions it is told that prompts have no answer yet."""

_MAX_NAMED: Final = 3

# What a coaching agreement usually speaks of, by the core competencies of the ICF (3.01 to 3.11)
# and its code of ethics, and how its texts show it in the languages of the words that ship.
_TOPICS: Final = {
    "what coaching is not": r"therap|counsel|consult|medic|\badvi[cs]|berat|medizin",
    "fees": r"\bfees?\b|\bpric|\bcosts?\b|invoic|\bpa(?:y|ys|id)\b|honorar|vergüt|rechnung|kosten"
    r"|preis",
    "moving or cancelling sessions": r"cancel|reschedul|postpone|\bmov(?:e|ed|ing)\b|absag|abgesagt"
    r"|storn|verschieb|verschob|verleg",
    "ending the coaching early": r"terminat|withdraw|\bend(?:s|ed|ing)? (?:it|the|this|our|early)\b"
    r"|\bstop|kündig|beend|vorzeitig|abbruch|abbrech",
    "how notes are kept": r"\bnotes\b|\brecord|delet|destroy|\bstor(?:e|ed|age|ing)\b|notiz"
    r"|aufzeich|lösch|aufbewahr|speicher",
    "ethics, or complaints": r"ethic|complain|code of|professional guideline|ethik|beschwer"
    r"|berufs",
}
_LANGUAGES: Final = ("en", "de")


def recommendations_of(engagement: Engagement, portal: PortalView) -> Findings:
    """Yield what is recommended, each with its location in the file of the engagement.

    It is about what has begun: nothing is said of what is not there yet, nor after the end.
    """
    if portal.over or portal.week == 0:
        return
    for index, goal in enumerate(portal.goals):
        if goal.state is GoalState.OPEN:
            is_measured = engagement.goals[index].is_measured
            yield from ((("goals", index), text) for text in _of_goal(goal, is_measured))
    yield from _of_sessions(portal)
    yield from _of_prompts(portal)
    if engagement.agreement != Agreement():
        yield from ((("agreement",), text) for text in _of_agreement(portal))


def _of_goal(goal: GoalView, is_measured: bool) -> Iterator[str]:
    if not is_measured:
        yield "say how you will both know that it is reached, in `measure` or `metrics`"
    if not goal.deadline:
        yield "give it a `deadline`"
    if not goal.actions:
        yield "agree on a first action"
    if undated := [one.what for one in goal.actions if _is_undated(one)]:
        yield f"agree on a day (`target`) for {listed(undated, _MAX_NAMED)}"


def _is_undated(action: ActionView) -> bool:
    return action.is_open and not action.target and not action.repeat


def _of_sessions(portal: PortalView) -> Findings:
    """Yield how many sessions are missing in the months that were too short, up to the last one."""
    months = portal.rhythm.months if portal.rhythm else ()
    over = [month for month in reversed(months) if month.state is MonthState.OVER]
    short = [*takewhile(lambda month: month.missing, over)]
    if short:
        missing = sum(month.missing for month in short)
        since = "in the last month" if len(short) == 1 else f"in the last {len(short)} months"
        few = "one session fewer was" if missing == 1 else f"{missing} sessions fewer were"
        yield (
            ("sessions",),
            f"{few} held {since} than agreed: plan more, or agree on another rhythm",
        )


def _of_prompts(portal: PortalView) -> Findings:
    if portal.held < _SESSIONS_TO_ASK:
        return
    of_values = chain.from_iterable(asked for one in portal.values for _, asked in one.audiences)
    sections: dict[str, Iterable[AskedPrompt]] = {
        "situation": portal.situation,
        "party": (*portal.party_today, *portal.party_wished),
        "values": of_values,
        "starters": portal.starters,
    }
    for name, asked in sections.items():
        every = [*asked]
        still_open = sum(not prompt.answered for prompt in every)
        if still_open:
            have = "has" if still_open == 1 else "have"
            message = f"{still_open} of {len(every)} prompts {have} no answer after "
            yield (name,), f"{message}{portal.held} sessions: ask, or take out what you do not ask"


def _of_agreement(portal: PortalView) -> Iterator[str]:
    if not portal.agreement.purpose:
        yield "say what the coaching is for, in `purpose`"
    if not portal.end:
        yield "agree on the last day, in `end`"
    if portal.language.partition("-")[0] not in _LANGUAGES:
        return
    said = "\n".join(_texts_of_agreement(portal))
    if lacking := [t for t, words in _TOPICS.items() if not re.search(words, said, re.IGNORECASE)]:
        yield f"say something of {_or(lacking)}, or where that is agreed, in `sections`"


def _texts_of_agreement(portal: PortalView) -> Iterator[str]:
    agreement = portal.agreement
    yield from (*agreement.purpose, *agreement.rules)
    yield from (agreement.between_us, agreement.sponsor_sees, agreement.exceptions)
    yield from (item.text for items in agreement.items.values() for item in items)
    for section in agreement.sections:
        yield from (section.title, section.text or "", *section.points)


def _or(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
