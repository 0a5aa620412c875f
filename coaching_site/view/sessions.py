"""Sessions in order: held, next, planned, not confirmed, cancelled; who moved or cancelled them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from coaching_site.model import Engagement, Programme
from coaching_site.model.activities import Session, session_names
from coaching_site.model.engagement import Rewording
from coaching_site.model.prompt_key import PromptKey
from coaching_site.notation.plain import as_read
from coaching_site.view.actions import ActionView
from coaching_site.view.attachments import FileView, files_of
from coaching_site.view.contact import Place, place_of
from coaching_site.view.people import is_coach, owners_of
from coaching_site.view.prompts import AskedPrompt, ask


class SessionState(StrEnum):
    """How a session stands on the as-of day.

    One that is past is held if the file says so, or what was agreed, noted or followed up.
    """

    HELD = "held"
    NEXT = "next"
    PLANNED = "planned"
    UNCONFIRMED = "unconfirmed"
    MISSED = "missed"
    CANCELLED = "cancelled"


class ChangedBy(StrEnum):
    """Who moved or cancelled a session."""

    EXECUTIVE = "executive"
    COACH = "coach"
    OTHERS = "others"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SessionView:
    """A session with its number in the order of the days, from 1.

    One that did not take place does not count: the next one has its number. `key` is what it is
    known by in calendars and addresses: its id, else its number in the order of the days that were
    planned first, so that a move does not change it. `is_past` holds of one that was held today,
    too. `changed_by` says who moved or cancelled it; `preparation` is what the executive is asked
    before it. `promised` are the actions, which belong to no goal, that were agreed in it word for
    word.
    """

    number: int
    session: Session
    state: SessionState
    key: str
    is_past: bool
    changed_by: ChangedBy = ChangedBy.UNKNOWN
    preparation: tuple[AskedPrompt, ...] = ()
    promised: tuple[ActionView, ...] = ()

    @property
    def outcomes(self) -> tuple[tuple[str, ActionView | None], ...]:
        """What was agreed in it, line by line, each with the action that it is, if it is one."""
        actions = {as_read(action.what): action for action in self.promised}
        return tuple((line, actions.get(as_read(line))) for line in self.session.agreed)

    @property
    def agreed(self) -> tuple[str, ...]:
        """What was agreed in it beside the actions."""
        return tuple(line for line, action in self.outcomes if not action)

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come."""
        return self.state in (SessionState.NEXT, SessionState.PLANNED)

    @property
    def has_record(self) -> bool:
        """Whether it is past, or something was written for it, as what prepares it."""
        said = self.session.agenda or self.session.follow_up or self.session.agreed
        asked = any(prompt.answered or prompt.earlier for prompt in self.preparation)
        return bool(not self.is_ahead or said or asked or self.session.notes)

    @property
    def prepared(self) -> int:
        """How many of the questions that prepare it have an answer, which the coach has then."""
        return sum(prompt.answered for prompt in self.preparation)

    @property
    def near_from(self) -> date:
        """The day from which it is told as tomorrow's, then as today's."""
        return self.session.on - timedelta(1)

    @property
    def far_until(self) -> date:
        """The last day on which it is told by its date."""
        return self.session.on - timedelta(2)

    @property
    def moved_from(self) -> date | None:
        """The day for which it was planned first, if it was moved."""
        return self.session.moved_from

    @property
    def told(self) -> date | None:
        """The day on which it was cancelled, or it was said that it would be moved."""
        return self.session.cancelled or self.session.told

    @property
    def notice(self) -> int | None:
        """How many days before its day it was cancelled or moved; None where that is not known."""
        day = self.session.on if self.session.cancelled else self.session.moved_from
        return (day - self.told).days if day and self.told else None

    @property
    def place(self) -> Place:
        """Where it is, the link of a call apart from the words."""
        return place_of(self.session.where)

    @property
    def files(self) -> tuple[FileView, ...]:
        """The files that belong to it."""
        return files_of(self.session.files)


@dataclass(frozen=True)
class ChangesTally:
    """How many sessions were cancelled by whom, were moved, did not take place, are open.

    `cancelled_unsaid` are those of which nobody said by whom.
    """

    cancelled_by_executive: int
    cancelled_by_coach: int
    cancelled_by_others: int
    cancelled_unsaid: int
    moved: int
    missed: int
    unconfirmed: int

    @property
    def cancelled(self) -> int:
        """How many sessions were cancelled."""
        by_both = self.cancelled_by_executive + self.cancelled_by_coach
        return by_both + self.cancelled_by_others + self.cancelled_unsaid


def sessions_of(
    engagement: Engagement,
    programme: Programme,
    as_of: date,
    history: Sequence[Rewording] = (),
    actions: Sequence[ActionView] = (),
) -> tuple[SessionView, ...]:
    """Return the sessions by day; the next one is the first that is still to come.

    `actions` are those that belong to no goal: sessions may have agreed on them.

    What prepares a session is asked of it while it is to come; later only the answers are shown.
    """
    ordered = sorted(engagement.sessions, key=lambda s: (s.on, s.at or time.min))
    planned = sorted(ordered, key=lambda s: (s.moved_from or s.on, s.at or time.min))
    keys = {id(session): str(number) for number, session in enumerate(planned, 1)}
    names = dict(zip(map(id, engagement.sessions), session_names(engagement.sessions), strict=True))
    prompts = _Preparation(programme, history)
    following = next((s for s in ordered if _is_to_come(s, as_of)), None)
    did_not_happen = [is_cancelled(s, as_of) or is_missed(s, as_of) for s in ordered]
    return tuple(
        SessionView(
            number=place - sum(did_not_happen[: place - 1]),
            session=session,
            state=_state(session, following, as_of),
            key=session.id or keys[id(session)],
            is_past=session.on < as_of or is_held(session, as_of),
            changed_by=_changed_by(session, engagement),
            preparation=prompts.of(session, names[id(session)], is_next=session is following),
            promised=_promised(session, actions),
        )
        for place, session in enumerate(ordered, 1)
    )


def _promised(session: Session, actions: Sequence[ActionView]) -> tuple[ActionView, ...]:
    lines = [as_read(line) for line in session.agreed]
    said = [action for action in actions if as_read(action.what) in lines]
    return tuple(sorted(said, key=lambda action: lines.index(as_read(action.what))))


@dataclass(frozen=True)
class _Preparation:
    """Asks what prepares a session."""

    programme: Programme
    history: Sequence[Rewording]

    def of(self, session: Session, name: str, *, is_next: bool) -> tuple[AskedPrompt, ...]:
        """Return what is asked of a session that replies call by a name."""
        key, prompts = PromptKey.of("sessions", name), self.programme.session_preparation.prompts
        answers = session.preparation
        asked = ask(key, "session_preparation/prompts", prompts, answers, self.history)
        return tuple(prompt for prompt in asked if is_next or prompt.answered)


def changes_in(sessions: Iterable[SessionView]) -> ChangesTally:
    """Return how many of some sessions were changed, and by whom."""
    sessions = tuple(sessions)
    by = [s.changed_by for s in sessions if s.state is SessionState.CANCELLED]
    states = [session.state for session in sessions]
    return ChangesTally(
        cancelled_by_executive=by.count(ChangedBy.EXECUTIVE),
        cancelled_by_coach=by.count(ChangedBy.COACH),
        cancelled_by_others=by.count(ChangedBy.OTHERS),
        cancelled_unsaid=by.count(ChangedBy.UNKNOWN),
        moved=sum(bool(s.moved_from) and s.state is not SessionState.CANCELLED for s in sessions),
        missed=states.count(SessionState.MISSED),
        unconfirmed=states.count(SessionState.UNCONFIRMED),
    )


def is_cancelled(session: Session, as_of: date) -> bool:
    """Return whether a session had been cancelled by a day."""
    return session.cancelled is not None and session.cancelled <= as_of


def is_held(session: Session, as_of: date) -> bool:
    """Return whether a session had been held by a day.

    The file says so, or it holds what was agreed or noted; of a past session what was followed up
    says it as well, which may be typed before the session itself.
    """
    if session.on > as_of or is_missed(session, as_of) or is_cancelled(session, as_of):
        return False
    is_followed_up = bool(session.follow_up) and session.on < as_of
    return bool(session.held or session.agreed or session.notes or is_followed_up)


def is_missed(session: Session, as_of: date) -> bool:
    """Return whether it is known that a session, which nobody had cancelled, did not take place."""
    return session.held is False and session.on <= as_of


def _is_to_come(session: Session, as_of: date) -> bool:
    is_open = not is_missed(session, as_of) and not is_cancelled(session, as_of)
    return is_open and session.on >= as_of and not is_held(session, as_of)


def _state(session: Session, following: Session | None, as_of: date) -> SessionState:
    if session is following:
        return SessionState.NEXT
    if is_cancelled(session, as_of):
        return SessionState.CANCELLED
    if is_held(session, as_of):
        return SessionState.HELD
    if is_missed(session, as_of):
        return SessionState.MISSED
    return SessionState.UNCONFIRMED if session.on < as_of else SessionState.PLANNED


def _changed_by(session: Session, engagement: Engagement) -> ChangedBy:
    """Return who is meant by `by`: one of the two by role or by name, or somebody else."""
    if session.by is None:
        return ChangedBy.UNKNOWN
    who = as_read(session.by).removeprefix("the ")
    is_own = who in _EXECUTIVE or owners_of(engagement).is_executive(session.by)
    if is_own and who != as_read(engagement.coach.name):
        return ChangedBy.EXECUTIVE
    return ChangedBy.COACH if is_coach(who, engagement) else ChangedBy.OTHERS


_EXECUTIVE: Final = ("executive", "client")
