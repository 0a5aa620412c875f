"""What matters most on a day: one matter, by rules that a browser can apply on a later day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Protocol

from coaching_site.view.actions import ActionView
from coaching_site.view.first_steps import BeginningSource, FirstStep, first_steps_of
from coaching_site.view.prompts import AskedPrompt
from coaching_site.view.question_groups import QuestionGroup, question_groups
from coaching_site.view.reviews import ReviewView
from coaching_site.view.sessions import SessionState, SessionView
from coaching_site.view.weeks import week_on

REVIEW_AHEAD: Final = timedelta(days=7)
"""How long before its day a review is due."""
PROMISE_AHEAD: Final = timedelta(days=7)
"""How long before its target a promise is due."""
_ONE_DAY: Final = timedelta(days=1)
# How long it is asked for what was agreed where no next session has a day.
_AGREED_FOR: Final = timedelta(days=14)
# How many promises a browser can choose from, if some are kept before the next build.
_MOST_PROMISES: Final = 5
# How many of them stand below a session of the day.
_MOST_DUE: Final = 3


class MatterKind(StrEnum):
    """What may matter, in the order of its weight.

    A meeting is a session on its day, which leads: its hour is a fact of the day. The day before it
    is a session among the rest.
    """

    OVER = "over"
    MEETING = "meeting"
    PROMISE = "promise"
    AGREED = "agreed"
    SESSION = "session"
    SIGNATURE = "signature"
    REVIEW = "review"
    SOON = "soon"
    PREPARATION = "preparation"
    REST = "rest"


# What has a place below a session of the day; the others can wait until the day after.
_BELOW: Final = (
    MatterKind.PROMISE,
    MatterKind.AGREED,
    MatterKind.SIGNATURE,
    MatterKind.REVIEW,
)


@dataclass(frozen=True)
class Matter:
    """Something that may matter from its `first` to its `last` day; None for no bound.

    It is about an action, a session or a review, or about none of them. `before` is the session
    that took place before the one it is about.
    """

    kind: MatterKind
    first: date | None = None
    last: date | None = None
    action: ActionView | None = None
    session: SessionView | None = None
    review: ReviewView | None = None
    before: SessionView | None = None

    @property
    def weight(self) -> int:
        """Its place in the order of kinds, from 0 for the weightiest."""
        return list(MatterKind).index(self.kind)

    @property
    def window(self) -> str:
        """Its weight and its days, as `matters.js` reads them: `1 2026-11-18/` has no last day."""
        return f"{self.weight} {self.first or ''}/{self.last or ''}"

    @property
    def is_close(self) -> bool:
        """Whether it is a session, on its day or the day before."""
        return self.kind in (MatterKind.MEETING, MatterKind.SESSION)

    def holds_on(self, day: date) -> bool:
        """Return whether a day is one of its days."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class HomeView:
    """What matters most on the as-of day, of all that may matter then or later.

    `below` is what stands below a session of that day, None for nothing that cannot wait.
    `first_steps` are those of the beginning, as long as one of them is open. `weeks` is how many
    the coaching lasts, None where its end is open. `also` are further promises that are due or
    late below a session of that day, `rest` the open promises that are not shown with either.
    `due_by_section` has, by the section of their questions, the most urgent of the promises that
    are kept by answering them and are due soon; `questions` are all without an answer, first these.
    """

    matter: Matter
    below: Matter | None
    also: tuple[ActionView, ...]
    rest: tuple[ActionView, ...]
    matters: tuple[Matter, ...]
    first_steps: tuple[FirstStep, ...]
    weeks: int | None
    due_by_section: Mapping[str, ActionView]
    questions: tuple[QuestionGroup, ...]

    @property
    def action(self) -> ActionView | None:
        """The promise that is asked for today, above or below a session."""
        return (self.below or self.matter).action

    @property
    def to_read(self) -> tuple[FirstStep, ...]:
        """The first steps that ask for reading, such as an agreement that cannot be signed yet."""
        return tuple(step for step in self.first_steps if step.kind == "read" and not step.done)


class TodaySource(BeginningSource, Protocol):
    """The parts of a portal that may matter on a day."""

    @property
    def as_of(self) -> date:
        """The as-of day."""

    @property
    def start(self) -> date:
        """The first day of the coaching."""

    @property
    def end(self) -> date | None:
        """The last day of the coaching."""

    @property
    def days_to_prepare(self) -> int:
        """How many days before a session its preparation is asked for."""

    @property
    def open_promises(self) -> list[ActionView]:
        """What the executive has not done yet, the earliest target first."""

    @property
    def open_prompts(self) -> tuple[AskedPrompt, ...]:
        """Every prompt without an answer."""

    @property
    def sessions(self) -> tuple[SessionView, ...]:
        """Sessions by day."""

    @property
    def reviews(self) -> tuple[ReviewView, ...]:
        """Reviews, the newest first."""


def home_of(portal: TodaySource) -> HomeView:
    """Return what a portal asks for on its as-of day, and what it may ask for later."""
    matters = matters_of(portal)
    weeks = week_on(portal.end, portal.start) if portal.end else None
    matter, below = matter_on(matters, portal.as_of), below_on(matters, portal.as_of)
    also = also_on(matters, portal.as_of)
    shown = ((below or matter).action, *also)
    rest = tuple(one for one in portal.open_promises if one not in shown)
    due = _due_by_section(portal)
    return HomeView(
        matter,
        below,
        also,
        rest,
        matters,
        first_steps_of(portal),
        weeks,
        due,
        question_groups(portal.open_prompts, due),
    )


def _due_by_section(portal: TodaySource) -> Mapping[str, ActionView]:
    latest = portal.as_of + PROMISE_AHEAD
    due = (one for one in portal.open_promises if one.day and one.day <= latest)
    found: dict[str, ActionView] = {}
    for action in due:
        for prompt in action.open_prompts:
            found.setdefault(prompt.key.section, action)
    return found


def matters_of(portal: TodaySource) -> tuple[Matter, ...]:
    """Return all that may matter on the as-of day or later, the weightiest first.

    The last matter holds on every day.
    """
    found = [*_promises(portal), *_sessions(portal), *_papers(portal), Matter(MatterKind.REST)]
    if portal.end:
        found.append(Matter(MatterKind.OVER, first=portal.end + _ONE_DAY))
    return tuple(sorted(found, key=lambda matter: matter.weight))


def matter_on(matters: Sequence[Matter], day: date) -> Matter:
    """Return the weightiest matter of a day, and of equals the first."""
    holding = (matter for matter in matters if matter.holds_on(day))
    return min(holding, key=lambda matter: matter.weight)


def below_on(matters: Sequence[Matter], day: date) -> Matter | None:
    """Return the weightiest of what stands below a session of a day; None without one."""
    if matter_on(matters, day).kind is not MatterKind.MEETING:
        return None
    holding = (one for one in matters if one.kind in _BELOW and one.holds_on(day))
    return min(holding, key=lambda matter: matter.weight, default=None)


def also_on(matters: Sequence[Matter], day: date) -> tuple[ActionView, ...]:
    """Return the promises beside the one below a session of a day that are due or late, too."""
    below = below_on(matters, day)
    if below is None or below.kind is not MatterKind.PROMISE:
        return ()
    due = (one.action for one in matters if one.kind is below.kind and one.holds_on(day))
    others = [action for action in due if action and action is not below.action]
    return tuple(others[: _MOST_DUE - 1])


def _promises(portal: TodaySource) -> Iterator[Matter]:
    """Yield each promise twice: for the days before its target, and from it on."""
    # What is repeated has no day after which it is late.
    once = (one for one in portal.open_promises if not one.repeat)
    dated = ((one, one.target) for one in once if one.target)
    for action, target in [*dated][:_MOST_PROMISES]:
        yield Matter(MatterKind.PROMISE, first=target, action=action)
        first, last = target - PROMISE_AHEAD, target - _ONE_DAY
        yield Matter(MatterKind.SOON, first=first, last=last, action=action)


def _sessions(portal: TodaySource) -> Iterator[Matter]:
    ahead = [one for one in portal.sessions if one.is_ahead]
    begun = [one for one in portal.sessions if one.session.on <= portal.as_of and _took_place(one)]
    if begun:
        yield from _agreed(begun[-1], [one.session.on for one in ahead])
    for one in ahead:
        day = one.session.on
        before = [
            other for other in portal.sessions if other.session.on < day and _took_place(other)
        ]
        previous = before[-1] if before else None
        meeting = Matter(MatterKind.MEETING, first=day, last=day, session=one, before=previous)
        eve = day - _ONE_DAY
        yield from (meeting, replace(meeting, kind=MatterKind.SESSION, first=eve, last=eve))
        if one.preparation and not any(prompt.answered for prompt in one.preparation):
            first, last = day - timedelta(days=portal.days_to_prepare), day - _ONE_DAY
            yield Matter(MatterKind.PREPARATION, first=first, last=last, session=one)


def _took_place(one: SessionView) -> bool:
    return one.state not in (SessionState.CANCELLED, SessionState.MISSED)


def _agreed(last: SessionView, days: Iterable[date]) -> Iterator[Matter]:
    """Yield what the last session asked for, until the day before the next one."""
    day = last.session.on
    until = min((after - _ONE_DAY for after in days if after > day), default=day + _AGREED_FOR)
    agreed = Matter(MatterKind.AGREED, first=day, last=until, session=last)
    yield from (replace(agreed, action=one) for one in last.promised if one.own and one.is_open)
    if last.agreed:
        yield agreed


def _papers(portal: TodaySource) -> Iterator[Matter]:
    agreement = portal.agreement
    signed = all(one.on for one in agreement.signatures if one.party == "executive")
    # A text that has changed since is to be signed again.
    if agreement.ready and (agreement.changed or not signed):
        yield Matter(MatterKind.SIGNATURE)
    for one in reversed(portal.reviews):
        day = one.review.on
        # A review of today is prepared until something is written down in it.
        if day >= portal.as_of and not one.is_written:
            yield Matter(MatterKind.REVIEW, first=day - REVIEW_AHEAD, last=day, review=one)
