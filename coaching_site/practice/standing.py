"""How a client stands on a day, and which client needs the coach first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from coaching_site.view import PortalView
from coaching_site.view.goal_course import GoalState
from coaching_site.view.metrics import Course, MetricView
from coaching_site.view.sessions import SessionState, SessionView
from coaching_site.view.today import PROMISE_AHEAD, REVIEW_AHEAD


class NeedKind(StrEnum):
    """Why a client needs the coach, the most urgent first; the order of a list of clients."""

    PROBLEMS = "problems"
    SESSION = "session"
    UNCONFIRMED = "unconfirmed"
    LATE = "late"
    REVIEW = "review"
    AGREEMENT = "agreement"
    UNPLANNED = "unplanned"
    AWAITED = "awaited"
    DUE = "due"
    METRICS = "metrics"


class Signing(StrEnum):
    """How an agreement stands.

    `OPEN` is one that nobody is asked to sign, since its purpose is still to be found; a text that
    was changed after it was signed is `CHANGED`.
    """

    OPEN = "open"
    SIGNED = "signed"
    UNSIGNED = "unsigned"
    CHANGED = "changed"


@dataclass(frozen=True)
class Need:
    """A reason, and the day by which clients with the same reason are ordered."""

    kind: NeedKind
    on: date = date.max
    at: time = time.min


@dataclass(frozen=True)
class Standing:
    """A client on the as-of day, in figures that a list of clients shows.

    `late`, `due` and `open_promises` count what the executive owns, `late_of_others` the rest.
    `review` is the day of the first review that nothing is written in. `needs` begin with the most
    urgent one.
    """

    step: int
    steps: int
    step_title: str
    week: int
    over: bool
    last: SessionView | None
    next: SessionView | None
    unconfirmed: tuple[date, ...]
    late: int
    due: int
    open_promises: int
    late_of_others: int
    open_prompts: int
    review: date | None
    agreement: Signing
    unsigned: tuple[str, ...]
    metrics_off: tuple[str, ...]
    needs: tuple[Need, ...]


def standing_of(portal: PortalView) -> Standing:
    """Return how a client stands on the as-of day of the portal."""
    held = [one for one in portal.sessions if one.state is SessionState.HELD]
    day, targets = portal.as_of, portal.promise_tally.targets
    return Standing(
        step=portal.here.number,
        steps=len(portal.steps),
        step_title=portal.here.step.title,
        week=portal.week,
        over=portal.over,
        last=held[-1] if held else None,
        next=portal.next_session,
        unconfirmed=_unconfirmed(portal),
        late=len(portal.promise_tally.open),
        due=sum(day <= target <= day + PROMISE_AHEAD for target in targets),
        open_promises=len(portal.open_promises),
        late_of_others=len(portal.awaited_tally.open),
        open_prompts=len(portal.open_prompts),
        review=_review(portal),
        agreement=_signing(portal),
        unsigned=portal.agreement.unsigned,
        metrics_off=tuple(_metrics_off(portal)),
        needs=tuple(_needs(portal)),
    )


def is_off_course(metric: MetricView) -> bool:
    """Whether a metric moves away from its target, or missed it on its day."""
    if metric.course in (Course.AWAY_UP, Course.AWAY_DOWN):
        return True
    is_past = metric.by is not None and metric.by < metric.as_of
    return is_past and metric.share is not None and metric.share < 100


def _needs(portal: PortalView) -> Iterator[Need]:
    """Yield the needs of a client, in the order of their kinds; after the end there are few."""
    for matter in portal.home.matters:
        if matter.is_close and matter.holds_on(portal.as_of) and matter.session:
            session = matter.session.session
            yield Need(NeedKind.SESSION, session.on, session.at or time.min)
    if unconfirmed := _unconfirmed(portal):
        yield Need(NeedKind.UNCONFIRMED, unconfirmed[0])
    if not portal.over:
        yield from _needs_until_the_end(portal)


def _needs_until_the_end(portal: PortalView) -> Iterator[Need]:
    day, targets = portal.as_of, portal.promise_tally.targets
    if portal.promise_tally.open:
        yield Need(NeedKind.LATE, targets[0])
    review = _review(portal)
    if review and review <= day + REVIEW_AHEAD:
        yield Need(NeedKind.REVIEW, review)
    if _signing(portal) is not Signing.SIGNED:
        yield Need(NeedKind.AGREEMENT, portal.start)
    if not portal.next_session:
        yield Need(NeedKind.UNPLANNED, max((s.session.on for s in portal.sessions), default=day))
    if portal.awaited_tally.open:
        yield Need(NeedKind.AWAITED, portal.awaited_tally.targets[0])
    soon = [target for target in targets if day <= target <= day + PROMISE_AHEAD]
    if soon:
        yield Need(NeedKind.DUE, soon[0])
    if any(_metrics_off(portal)):
        yield Need(NeedKind.METRICS)


def _unconfirmed(portal: PortalView) -> tuple[date, ...]:
    sessions = (one for one in portal.sessions if one.state is SessionState.UNCONFIRMED)
    return tuple(one.session.on for one in sessions)


def _review(portal: PortalView) -> date | None:
    days = (one.review.on for one in portal.reviews if not one.is_written)
    return min(days, default=None)


def _signing(portal: PortalView) -> Signing:
    if portal.agreement.changed:
        return Signing.CHANGED
    if not portal.agreement.ready:
        return Signing.OPEN
    return Signing.SIGNED if portal.agreement.signed else Signing.UNSIGNED


def _metrics_off(portal: PortalView) -> Iterator[str]:
    for goal in portal.goals:
        if goal.state is GoalState.OPEN:
            yield from (metric.name for metric in goal.metrics if is_off_course(metric))


def urgency(standing: Standing) -> tuple[int, date, time]:
    """Return a key by which clients are sorted, the one who needs the coach first in front.

    It is the first need, and of equal ones the earlier day. Without a need the next session
    decides; clients whose coaching is over come last.
    """
    if standing.needs:
        first = standing.needs[0]
        return list(NeedKind).index(first.kind), first.on, first.at
    following = standing.next.session if standing.next else None
    day, at = (following.on, following.at or time.min) if following else (date.max, time.min)
    return len(NeedKind) + standing.over, day, at
