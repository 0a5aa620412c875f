"""The hours that a coach held, for the coach's page and as rows that an accrediting body takes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Final

from coaching_site.desk.codes import CodedClient
from coaching_site.model.activities import USUAL_MINUTES
from coaching_site.practice.clients import Client
from coaching_site.view.sessions import SessionState

_HEAD: Final = ("client", "date", "minutes", "paid")


@dataclass(frozen=True)
class Period:
    """Days from the `first` to the `last`, both of them in it; None for no bound."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class HeldSession:
    """A session that was held; of one whose length nobody wrote down `is_usual` holds."""

    on: date
    minutes: int
    paid: bool
    is_usual: bool


@dataclass(frozen=True)
class ClientHours:
    """The sessions of a client that were held in a period, the oldest first.

    `code` stands for the client where the name must not.
    """

    slug: str
    name: str
    code: str
    sessions: tuple[HeldSession, ...]

    @property
    def paid(self) -> int:
        """The minutes that were paid for."""
        return sum(one.minutes for one in self.sessions if one.paid)

    @property
    def unpaid(self) -> int:
        """The minutes that were not."""
        return self.minutes - self.paid

    @property
    def minutes(self) -> int:
        """All minutes."""
        return sum(one.minutes for one in self.sessions)


@dataclass(frozen=True)
class Hours:
    """The hours of all clients who had any in a period, by name."""

    period: Period
    clients: tuple[ClientHours, ...]

    @property
    def sessions(self) -> int:
        """How many sessions were held."""
        return sum(len(one.sessions) for one in self.clients)

    @property
    def paid(self) -> int:
        """The minutes that were paid for."""
        return sum(one.paid for one in self.clients)

    @property
    def unpaid(self) -> int:
        """The minutes that were not."""
        return sum(one.unpaid for one in self.clients)

    @property
    def minutes(self) -> int:
        """All minutes."""
        return self.paid + self.unpaid

    @property
    def usual(self) -> int:
        """How many sessions count with the usual length, since the file does not say theirs."""
        return sum(session.is_usual for one in self.clients for session in one.sessions)


def hours_of(clients: Iterable[CodedClient], period: Period = Period()) -> Hours:
    """Return the hours of clients."""
    found = (_hours_of_one(one.client, one.code, period) for one in clients)
    named = sorted((one for one in found if one.sessions), key=lambda one: (one.name, one.slug))
    return Hours(period, tuple(named))


def _hours_of_one(client: Client, code: str, period: Period) -> ClientHours:
    name = client.portal.executive.name
    return ClientHours(client.slug, name, code, _held_sessions(client, period))


def _held_sessions(client: Client, period: Period) -> tuple[HeldSession, ...]:
    usually_paid = client.engagement.paid
    return tuple(
        HeldSession(
            on=one.session.on,
            minutes=one.session.minutes or USUAL_MINUTES,
            paid=usually_paid if one.session.paid is None else one.session.paid,
            is_usual=one.session.minutes is None,
        )
        for one in client.portal.sessions
        if one.state is SessionState.HELD and period.holds(one.session.on)
    )


def is_list_of_hours(start: bytes) -> bool:
    """Whether the first bytes of a file are those of such a list."""
    return start.startswith(",".join(_HEAD).encode())


def csv_of(hours: Hours) -> bytes:
    """Return each session as a row: code, day, minutes, `yes` or `no`; by code, then by day.

    A code is made of capital letters and digits and begins with a letter, so that no cell is read
    as a formula.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    for client in sorted(hours.clients, key=lambda one: one.code):
        for one in client.sessions:
            writer.writerow((client.code, one.on, one.minutes, "yes" if one.paid else "no"))
    return text.getvalue().encode("ascii")
