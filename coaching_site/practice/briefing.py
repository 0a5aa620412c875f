"""What a coach needs to know before a session: what was agreed, and what has come of it since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coaching_site.model.activities import CheckIn, Learning
from coaching_site.model.metrics import MetricReading
from coaching_site.view import PortalView
from coaching_site.view.actions import ActionState, ActionView
from coaching_site.view.goals import GoalView
from coaching_site.view.metrics import MetricView
from coaching_site.view.prompts import AskedPrompt
from coaching_site.view.reviews import ReviewView
from coaching_site.view.sessions import SessionState, SessionView
from coaching_site.view.today import PROMISE_AHEAD, REVIEW_AHEAD


@dataclass(frozen=True)
class NewScore:
    """A score that was given since, and the one before it, if there was one."""

    text: str
    before: int | None
    score: int


@dataclass(frozen=True)
class Briefing:
    """A client before a session, as of a day.

    `since` is the day of the `last` session that was held, or else the first day of the coaching;
    what is of that day itself is told, too. `done` and `missed` are the executive's and others'
    alike. `due` is what falls due by the next session, or within a week where none is planned.
    `reviews` are those without a word that are due in a week or were.
    `agenda` are the questions of preparation that the executive answered, `unanswered` the others.
    """

    since: date
    last: SessionView | None
    next: SessionView | None
    unconfirmed: tuple[SessionView, ...]
    done: tuple[ActionView, ...]
    late: tuple[ActionView, ...]
    due: tuple[ActionView, ...]
    awaited: tuple[ActionView, ...]
    readings: tuple[tuple[MetricView, tuple[MetricReading, ...]], ...]
    ratings: tuple[NewScore, ...]
    answers: tuple[AskedPrompt, ...]
    check_ins: tuple[CheckIn, ...]
    learning: tuple[Learning, ...]
    agenda: tuple[AskedPrompt, ...]
    unanswered: tuple[AskedPrompt, ...]
    open_prompts: tuple[AskedPrompt, ...]
    reviews: tuple[ReviewView, ...]
    goals: tuple[GoalView, ...]


def briefing_of(portal: PortalView) -> Briefing:
    """Return what to know before the next session of a client, as of the day of the portal."""
    held = [one for one in portal.sessions if one.state is SessionState.HELD]
    last = held[-1] if held else None
    since = last.session.on if last else portal.start
    return Briefing(
        since=since,
        last=last,
        next=portal.next_session,
        unconfirmed=tuple(s for s in portal.sessions if s.state is SessionState.UNCONFIRMED),
        done=tuple(action for action in portal.actions if _is_done(action, since)),
        late=portal.promise_tally.open,
        due=tuple(_due(portal)),
        awaited=tuple(portal.open_awaited),
        readings=tuple(_readings(portal, since)),
        ratings=tuple(_ratings(portal, since)),
        answers=tuple(one for one in _prompts(portal) if one.since and one.since >= since),
        check_ins=tuple(one for one in portal.check_ins if one.on >= since),
        learning=tuple(one for one in portal.learning if one.on >= since),
        agenda=tuple(one for one in portal.preparation if one.answered),
        unanswered=tuple(one for one in portal.preparation if not one.answered),
        open_prompts=portal.open_prompts,
        reviews=tuple(_reviews(portal)),
        goals=tuple(one for one in portal.goals if not one.is_over),
    )


def days_since(action: ActionView, since: date) -> tuple[date, ...]:
    """Return the days on which a repeated action was done since a day."""
    return tuple(day for day in action.repeat.days if day >= since) if action.repeat else ()


def _is_done(action: ActionView, since: date) -> bool:
    if action.repeat:
        return bool(days_since(action, since))
    return action.state is ActionState.DONE and bool(action.done and action.done >= since)


def _reviews(portal: PortalView) -> Iterator[ReviewView]:
    for one in reversed(portal.reviews):
        if not one.is_written and one.review.on <= portal.as_of + REVIEW_AHEAD:
            yield one


def _due(portal: PortalView) -> Iterator[ActionView]:
    following = portal.next_session
    until = following.session.on if following else portal.as_of + PROMISE_AHEAD
    for action in portal.open_promises:
        if action.day and portal.as_of <= action.day <= until:
            yield action


def _readings(
    portal: PortalView, since: date
) -> Iterator[tuple[MetricView, tuple[MetricReading, ...]]]:
    for goal in portal.goals:
        for metric in goal.metrics:
            if new := tuple(reading for reading in metric.readings if reading.on >= since):
                yield metric, new


def _ratings(portal: PortalView, since: date) -> Iterator[NewScore]:
    """Yield the last score of each scale that was rated since, beside the one before it."""
    rounds = portal.ratings.rounds
    for scale in portal.ratings.scales:
        given = [
            (rated.on, score)
            for rated, score in zip(rounds, scale.scores, strict=True)
            if score is not None
        ]
        if given and given[-1][0] >= since:
            yield NewScore(scale.scale.text, given[-2][1] if given[1:] else None, given[-1][1])


def _prompts(portal: PortalView) -> Iterator[AskedPrompt]:
    yield from portal.all_prompts
    for goal in portal.goals:
        yield from goal.prompts
