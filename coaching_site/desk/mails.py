"""Drafts of mails to clients, where one is due: the words of the client's language, filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from coaching_site.practice.clients import Client
from coaching_site.prose.plain_text import prose_to_line
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.view import PortalView
from coaching_site.view.actions import ActionView
from coaching_site.view.sessions import SessionState, SessionView
from coaching_site.view.today import REVIEW_AHEAD

FOLLOW_UP_AFTER: Final = timedelta(days=90)
"""How long after the end of a coaching it is asked how it goes."""
FOLLOW_UP_FOR: Final = timedelta(days=14)
"""For how long that is offered."""
_THANKS_FOR: Final = timedelta(days=2)
# Mail programs take some 2,000 characters in an address.
_MOST_LINES: Final = 5
_LONGEST_LINE: Final = 100
_ISOLATES: Final = re.compile("[\u2066-\u2069]")


class MailKind(StrEnum):
    """What a mail is about, in the order in which drafts are offered."""

    SESSION = "session"
    AGREED = "agreed"
    LATE = "late"
    REVIEW = "review"
    SIGN = "sign"
    PLAN = "plan"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class MailDraft:
    """A mail that is ready to be sent; `to` is "" where the address is not known."""

    kind: MailKind
    to: str
    subject: str
    body: str

    @property
    def address(self) -> str:
        """What opens it in a mail program: an address of `mailto:`."""
        subject, body = (quote(text, safe="") for text in (self.subject, _with_crlf(self.body)))
        return f"mailto:{quote(self.to, safe='@')}?subject={subject}&body={body}"


def mails_of(client: Client, environment: PageEnvironment) -> tuple[MailDraft, ...]:
    """Return the drafts that are due for a client on the as-of day of its portal.

    `environment` has the words, and writes days and times.
    """
    writer = _Writer(client.portal, environment)
    return tuple(
        draft for kind in MailKind for draft in [_WRITERS[kind](writer)] if draft is not None
    )


@dataclass(frozen=True)
class _Writer:
    """Writes the mails to one client; a method returns None where its mail is not due."""

    portal: PortalView
    environment: PageEnvironment

    def session(self) -> MailDraft | None:
        """Remind of a session of today or tomorrow, with what there is to prepare."""
        found = (m for m in self.portal.home.matters if m.is_close)
        matter = next((m for m in found if m.holds_on(self.portal.as_of)), None)
        if matter is None or matter.session is None:
            return None
        one = matter.session
        lines = [self._word("mail_session_text", when=self._when(one))]
        if one.place.plain:
            lines.append(self._word("mail_session_place", place=one.place.plain))
        unprepared = one.preparation and not any(asked.answered for asked in one.preparation)
        lines.append(self._word("mail_session_prepare" if unprepared else "mail_session_bring"))
        return self._draft(MailKind.SESSION, lines, when=self._when(one))

    def agreed(self) -> MailDraft | None:
        """Repeat what was agreed in a session of today or the last two days."""
        held = [one for one in self.portal.sessions if one.state is SessionState.HELD]
        last = held[-1] if held else None
        day = self.portal.as_of
        if not last or last.session.on < day - _THANKS_FOR or not last.session.agreed:
            return None
        listed = self._listed(last.session.agreed)
        following = self.portal.next_session
        then = [self._word("mail_agreed_next", when=self._when(following))] if following else []
        lines = [self._word("mail_agreed_text"), listed, *then]
        return self._draft(MailKind.AGREED, lines, day=self._day(last.session.on))

    def late(self) -> MailDraft | None:
        """Ask about promises whose day is over."""
        late = () if self.portal.over else self.portal.promise_tally.open
        if not late:
            return None
        listed = self._listed(map(self._with_day, late))
        counted = self.environment.counted
        lines = [self._plain(counted("mail_late_text", len(late))), listed]
        return self._draft(MailKind.LATE, [*lines, self._word("mail_late_end")])

    def review(self) -> MailDraft | None:
        """Ask to prepare a review of the next week."""
        day = self.portal.as_of
        days = [one.review.on for one in self.portal.reviews if not one.is_written]
        ahead = [on for on in days if day <= on <= day + REVIEW_AHEAD]
        if self.portal.over or not ahead:
            return None
        when = self._day(min(ahead))
        lines = [self._word("mail_review_text", day=when), self._word("mail_review_end")]
        return self._draft(MailKind.REVIEW, lines, day=when)

    def sign(self) -> MailDraft | None:
        """Ask for a signature below the agreement, or below what it says now."""
        agreement = self.portal.agreement
        is_missing = any(one.party == "executive" and not one.on for one in agreement.signatures)
        if self.portal.over or not agreement.ready or not (is_missing or agreement.changed):
            return None
        text = "mail_sign_changed" if agreement.changed else "mail_sign_text"
        return self._draft(MailKind.SIGN, [self._word(text), self._word("mail_sign_end")])

    def plan(self) -> MailDraft | None:
        """Ask for a day where no session is planned."""
        portal = self.portal
        if portal.over or portal.next_session:
            return None
        where = portal.contact.booking
        text = self._word("mail_plan_book" if where else "mail_plan_text")
        link = [where.address] if where else []
        return self._draft(MailKind.PLAN, [text, *link])

    def follow_up(self) -> MailDraft | None:
        """Ask how it goes, some three months after the end."""
        end, day = self.portal.end, self.portal.as_of
        if not end or not FOLLOW_UP_AFTER <= day - end <= FOLLOW_UP_AFTER + FOLLOW_UP_FOR:
            return None
        lines = [self._word("mail_follow_up_text"), self._word("mail_follow_up_end")]
        return self._draft(MailKind.FOLLOW_UP, lines)

    def _draft(self, kind: MailKind, lines: Iterable[str], **values: str) -> MailDraft:
        portal = self.portal
        hello = self._word("mail_hello", name=portal.greeting)
        close = f"{self._word('mail_close')}\n{portal.coach.name}"
        body = "\n\n".join([hello, *lines, close])
        subject = self._word(f"mail_{kind}_subject", **values)
        return MailDraft(kind, portal.executive.email or "", " ".join(subject.split()), body)

    def _word(self, key: str, **values: str) -> str:
        return self._plain(self.environment.word(key, **values))

    def _when(self, one: SessionView) -> str:
        """Return day and time of a session, as they stand in a sentence."""
        session = one.session
        near = {0: "today", 1: "tomorrow"}.get((session.on - self.portal.as_of).days)
        day = self._day(session.on)
        key = f"mail_{near}" if near else "mail_on"
        when = self._word(key, day=day)
        if session.at is None:
            return when
        clock: Callable[..., str] = self.environment.filters["clock"]
        return self._word("mail_at", day=when, time=self._plain(clock(session.at)))

    def _with_day(self, action: ActionView) -> str:
        what = _short(prose_to_line(action.what))
        return f"{what} ({self._day(action.day)})" if action.day else what

    def _listed(self, texts: Iterable[str]) -> str:
        lines = [f"– {_short(prose_to_line(text))}" for text in texts]
        more = len(lines) - _MOST_LINES
        if more > 0:
            rest = self._plain(self.environment.counted("mail_more", more))
            lines[_MOST_LINES:] = [f"– {rest}"]
        return "\n".join(lines)

    def _day(self, day: date) -> str:
        return self._plain(self.environment.day(day, "weekday"))

    def _plain(self, text: str) -> str:
        """Return a text without the signs that keep directions apart: a mail is read as typed."""
        return _ISOLATES.sub("", text).replace("\u00a0", " ")


def _with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LINE else f"{text[: _LONGEST_LINE - 1].rstrip()}…"


_WRITERS: Final[dict[MailKind, Callable[[_Writer], MailDraft | None]]] = {
    kind: getattr(_Writer, kind.value) for kind in MailKind
}
