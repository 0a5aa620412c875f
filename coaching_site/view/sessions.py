"""Sessions in order: which were held, which is next, which are planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from coaching_site.model import Engagement
from coaching_site.model.activities import Session
from coaching_site.view.contact import Place, place_of


class SessionState(StrEnum):
    """How a session stands on the as-of day."""

    HELD = "held"
    NEXT = "next"
    PLANNED = "planned"


@dataclass(frozen=True)
class SessionView:
    """A session with its number in the order of the days, from 1."""

    number: int
    session: Session
    state: SessionState

    @property
    def key(self) -> str:
        """What the session is known by in calendars: its id, else its number."""
        return self.session.id or str(self.number)

    @property
    def place(self) -> Place:
        """Where it is, the link of a call apart from the words."""
        return place_of(self.session.where)


def sessions_of(engagement: Engagement, as_of: date) -> tuple[SessionView, ...]:
    """Return the sessions by day; the next one is the first that is not before the day."""
    ordered = sorted(engagement.sessions, key=lambda s: (s.on, s.at or time.min))
    following = next((s for s in ordered if s.on >= as_of), None)
    return tuple(
        SessionView(number, session, _state(session, following, as_of))
        for number, session in enumerate(ordered, 1)
    )


def _state(session: Session, following: Session | None, as_of: date) -> SessionState:
    if session is following:
        return SessionState.NEXT
    return SessionState.HELD if session.on < as_of else SessionState.PLANNED
