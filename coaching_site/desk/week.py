"""The week ahead of a coach: sessions, reviews and promises of all clients, by day and hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from coaching_site.desk.usual import most_usual
from coaching_site.model.activities import USUAL_MINUTES
from coaching_site.notation.plain import as_read
from coaching_site.practice.clients import Client
from coaching_site.view.actions import ActionView
from coaching_site.view.people import is_coach
from coaching_site.view.sessions import SessionState, SessionView

_DAYS: Final = 7
_QUARTERS: Final = 4
_USUAL_HOURS: Final = (9, 17)
MOST_LANES: Final = 2
"""How many sessions can stand side by side; of three nobody could read the names."""


class WeekItemKind(StrEnum):
    """What happens on a day: a session, a review, a promise that is due, or what the coach owes."""

    SESSION = "session"
    REVIEW = "review"
    PROMISE = "promise"
    OWN = "own"


@dataclass(frozen=True)
class WeekItem:
    """Something in the week, of one client.

    `what` is the words of a promise or the title of a review. `row`, `rows`, `lane` and `lanes` say
    where a session stands in its day: from which quarter of an hour on, counted from 1, how many
    of them, and in which of how many columns, from 1.
    """

    kind: WeekItemKind
    slug: str
    name: str
    on: date
    at: time | None = None
    minutes: int = 0
    what: str = ""
    where: str = ""
    is_held: bool = False
    zone: str = ""
    row: int = 0
    rows: int = 0
    lane: int = 1
    lanes: int = 1

    @property
    def begin(self) -> int:
        """The minute of the day at which it begins."""
        return self.at.hour * 60 + self.at.minute if self.at else 0

    @property
    def end(self) -> int:
        """The minute of the day at which it ends; nothing is shown beyond midnight."""
        return min(self.begin + max(self.minutes, 15), 24 * 60)


@dataclass(frozen=True)
class WeekDay:
    """A day: what has a time, in its order, and what is of the whole day."""

    on: date
    timed: tuple[WeekItem, ...]
    untimed: tuple[WeekItem, ...]

    @property
    def items(self) -> tuple[WeekItem, ...]:
        """All of the day, what has a time first."""
        return (*self.timed, *self.untimed)


@dataclass(frozen=True)
class Week:
    """Seven days from the as-of day on, and the `hours` that its calendar shows, if any."""

    days: tuple[WeekDay, ...]
    hours: tuple[time, ...]

    @property
    def sessions(self) -> int:
        """How many sessions are still to come in it."""
        return sum(
            item.kind is WeekItemKind.SESSION and not item.is_held
            for day in self.days
            for item in day.items
        )


def week_of(clients: Sequence[Client], as_of: date) -> Week:
    """Return the week from a day on; clocks are those of each client."""
    last = as_of + timedelta(_DAYS - 1)
    usual = most_usual(map(_place_of_clock, clients))  # which need not be said
    items = [
        replace(item, zone="" if item.zone == usual else item.zone)
        for client in clients
        for item in _items(client)
        if as_of <= item.on <= last
    ]
    first, end = _hours(item for item in items if item.at)
    days = (_day(as_of + timedelta(n), items, first) for n in range(_DAYS))
    return Week(tuple(days), tuple(time(hour) for hour in range(first, end)))


def _items(client: Client) -> Iterator[WeekItem]:
    portal, engagement = client.portal, client.engagement
    of_client = WeekItem(
        WeekItemKind.SESSION,
        client.slug,
        portal.executive.name,
        portal.as_of,
        zone=_place_of_clock(client),
    )
    for one in portal.sessions:
        if one.is_ahead or one.state is SessionState.HELD:
            yield _session(of_client, one)
    if portal.over:
        return
    for review in portal.reviews:
        if not review.is_written:
            title = review.review.title or ""
            yield replace(of_client, kind=WeekItemKind.REVIEW, on=review.review.on, what=title)
    for action in portal.open_promises:
        yield from _due(of_client, WeekItemKind.PROMISE, action)
    for action in portal.open_awaited:
        if is_coach(as_read(action.owner), engagement):
            yield from _due(of_client, WeekItemKind.OWN, action)


def _place_of_clock(client: Client) -> str:
    return (client.engagement.timezone or "").rpartition("/")[2].replace("_", " ")


def _session(of_client: WeekItem, one: SessionView) -> WeekItem:
    session = one.session
    return replace(
        of_client,
        on=session.on,
        at=session.at,
        minutes=session.minutes or USUAL_MINUTES,
        where=one.place.plain,
        is_held=one.state is SessionState.HELD,
    )


def _due(of_client: WeekItem, kind: WeekItemKind, action: ActionView) -> Iterator[WeekItem]:
    if action.day:
        yield replace(of_client, kind=kind, on=action.day, what=action.what)


def _hours(items: Iterable[WeekItem]) -> tuple[int, int]:
    """Return the first hour of the calendar, and the one behind the last: what sessions need.

    Without any it needs none.
    """
    timed = [*items]
    first, end = _USUAL_HOURS if timed else (0, 0)
    for item in timed:
        first, end = min(first, item.begin // 60), max(end, -(-item.end // 60))
    return first, end


def _day(on: date, items: Iterable[WeekItem], first_hour: int) -> WeekDay:
    of_day = [item for item in items if item.on == on]
    timed = sorted((i for i in of_day if i.at), key=lambda i: (i.begin, -i.end, as_read(i.name)))
    placed = [item for group in _overlapping(timed) for item in _side_by_side(group)]
    shown = tuple(_in_rows(item, first_hour) for item in placed if item.lane <= MOST_LANES)
    beyond = (item for item in placed if item.lane > MOST_LANES)
    order = [*WeekItemKind]
    whole = sorted(
        (item for item in of_day if not item.at),
        key=lambda item: (order.index(item.kind), as_read(item.name)),
    )
    return WeekDay(on, shown, (*beyond, *whole))


def _overlapping(timed: Iterable[WeekItem]) -> Iterator[list[WeekItem]]:
    """Yield groups of items of which each overlaps another one of the group."""
    group: list[WeekItem] = []
    for item in timed:
        if group and item.begin >= max(one.end for one in group):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _side_by_side(group: Iterable[WeekItem]) -> list[WeekItem]:
    """Return a group with the lane of each item: the first that is free when it begins."""
    ends: list[int] = []
    placed = []
    for item in group:
        free = (n for n, end in enumerate(ends) if end <= item.begin)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [item.end]
        placed.append(replace(item, lane=lane + 1))
    lanes = min(len(ends), MOST_LANES)
    return [replace(item, lanes=lanes) for item in placed]


def _in_rows(item: WeekItem, first_hour: int) -> WeekItem:
    quarter = 60 // _QUARTERS
    row = (item.begin - first_hour * 60) // quarter
    rows = -(-(item.end - first_hour * 60) // quarter) - row
    return replace(item, row=row + 1, rows=rows)
