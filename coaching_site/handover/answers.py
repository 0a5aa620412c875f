"""What was answered, promised, measured and agreed in a coaching, as data that any program reads.

It is taken from what the portal shows, field by field, so that it holds nothing that is the coach's
alone. Keys are English; texts are in the language in which they were typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Final

from coaching_site.editing import Value, entry_lines
from coaching_site.view import PortalView
from coaching_site.view.actions import ActionView
from coaching_site.view.goals import GoalView
from coaching_site.view.metrics import MetricView
from coaching_site.view.prompts import AskedPrompt, PastAnswer
from coaching_site.view.repeats import RepeatView
from coaching_site.view.reviews import FollowUpView, ReviewView
from coaching_site.view.sessions import SessionView

_HEAD: Final = "# {title}: {executive}, {coach}\n"

Told = dict[str, Value]


def answers_as_yaml(portal: PortalView, title: str) -> bytes:
    """Return all that was answered in a coaching as a file of YAML, which has a title."""
    head = _HEAD.format(
        title=" ".join(title.split()), executive=portal.executive.name, coach=portal.coach.name
    )
    lines = chain.from_iterable(entry_lines(*one) for one in answers_of(portal).items())
    return (head + "".join(f"{line}\n" for line in lines)).encode("utf-8", "surrogateescape")


def answers_of(portal: PortalView) -> Told:
    """Return all that was answered in a coaching, by sections; those without anything are left out.

    Days are dates, numbers are numbers.
    """
    said = follow_up_in(portal.follow_up)
    return _told(
        as_of=portal.as_of,
        executive=portal.executive.name,
        coach=portal.coach.name,
        start=portal.start,
        end=portal.end,
        values=[_told(name=o.name, meaning=o.meaning) for o in portal.values if o.name],
        questions=_questions(portal.all_prompts),
        goals=[_goal(one) for one in portal.goals],
        actions=[_action(one) for one in portal.other_actions],
        sessions=[_session(one) for one in portal.sessions if one.has_record],
        check_ins=[
            _told(day=one.on, tried=[*one.tried], learned=[*one.learned], need=[*one.need])
            for one in portal.check_ins
        ],
        learning=[_told(day=o.on, tried=o.tried, learned=o.learned) for o in portal.learning],
        ratings=[*_ratings(portal)],
        reviews=[_review(one) for one in portal.reviews if one.is_written],
        follow_up=said,
    )


def follow_up_in(follow_up: FollowUpView) -> Told:
    """Return what lasts after the coaching; what others said about it is not among it."""
    return _told(
        impact=[
            _told(goal=goal.title, leader=[*one.leader], company=[*one.company])
            for goal, one in follow_up.impact
            if one
        ],
        sustaining=[*follow_up.sustaining],
        corrections=[
            _told(day=one.on, seen=one.seen, change=one.change) for one in follow_up.corrections
        ],
    )


def _told(**values: Value | None) -> Told:
    """Return what there is of some values; an empty list or mapping is as good as none."""
    return {name: one for name, one in values.items() if one not in (None, "", [], {}, ())}


def _questions(prompts: Iterable[AskedPrompt]) -> list[Value]:
    return [
        _told(
            key=str(one.key),
            of=one.of,
            question=one.prompt.text,
            answers=[*one.answers],
            since=one.since,
            earlier=_earlier(one.earlier),
        )
        for one in prompts
        if one.answered or one.earlier
    ]


def _earlier(answers: Iterable[PastAnswer]) -> list[Value]:
    return [_told(since=one.since, until=one.until, answers=[*one.answers]) for one in answers]


def _goal(goal: GoalView) -> Told:
    return _told(
        title=goal.title,
        state=goal.state.value,
        since=goal.changed,
        reason=goal.reason,
        deadline=goal.deadline,
        questions=_questions(goal.prompts),
        metrics=[_metric(one) for one in goal.metrics],
        actions=[_action(one) for one in goal.actions],
    )


def _metric(metric: MetricView) -> Told:
    return _told(
        name=metric.name,
        unit=metric.unit.name or metric.unit.kind.value,
        start=_number(metric.start),
        start_on=metric.start_on,
        target=_number(metric.target),
        target_on=metric.by,
        readings=[
            _told(day=one.on, value=_number(one.value), note=one.note) for one in metric.readings
        ],
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _action(action: ActionView) -> Told:
    return _told(
        what=action.what,
        owner=action.owner,
        state=action.state.value,
        started=action.started,
        target=action.target,
        done=action.done,
        repeated=_repeat(action.repeat) if action.repeat else None,
        since=action.changed,
        reason=action.reason,
        note=action.note,
        earlier=_earlier(action.earlier),
    )


def _repeat(repeat: RepeatView) -> Told:
    return _told(every=repeat.every, unit=repeat.unit, until=repeat.last, done_on=[*repeat.days])


def _session(view: SessionView) -> Told:
    one = view.session
    return _told(
        day=one.on,
        state=view.state.value,
        preparation=_questions(view.preparation),
        agenda=[*one.agenda],
        since_last_time=[*one.follow_up],
        agreed=[*one.agreed],
        notes=one.notes,
    )


def _ratings(portal: PortalView) -> Iterator[Value]:
    for number, rated in enumerate(portal.ratings.rounds):
        scores: Mapping[str, Value] = {
            one.scale.short: score
            for one in portal.ratings.scales
            if (score := one.scores[number]) is not None
        }
        yield _told(day=rated.on, at_review=rated.at_review, scores=scores)


def _review(view: ReviewView) -> Told:
    one = view.review
    return _told(
        day=one.on,
        title=one.title,
        works=[*one.works],
        change=[*one.change],
        summary=one.summary,
        goals=[
            _told(goal=goal.title, progress=progress, score=score)
            for goal, progress, score in view.goals
        ],
    )
