"""What the coach's page shows: the week, a card for each client, the hours; pure data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coaching_site.desk.codes import CodedClient
from coaching_site.desk.hours import Hours, Period, hours_of
from coaching_site.desk.mails import MailDraft
from coaching_site.desk.week import Week, WeekItem, WeekItemKind, week_of
from coaching_site.practice.clients import Client, UnreadClient
from coaching_site.practice.listing import ListedClient, listed_client
from coaching_site.practice.standing import Standing
from coaching_site.view import PortalView


@dataclass(frozen=True)
class WaitingReplies:
    """How many replies wait, and how many of which client, as far as that can be read."""

    total: int = 0
    by_client: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class DeskCard:
    """A client on the desk.

    `portal_address` and `preparation` lead to the built portal and to the page that prepares the
    next session; "" for none. `minutes` are those held in the period of the desk.
    """

    row: ListedClient
    portal_address: str = ""
    preparation: str = ""
    minutes: int = 0
    replies: int = 0
    mails: tuple[MailDraft, ...] = ()

    @property
    def slug(self) -> str:
        """The folder of the client."""
        return self.row.client.slug

    @property
    def name(self) -> str:
        """The name of the client, or the folder of one that cannot be read."""
        return self.row.name

    @property
    def portal(self) -> PortalView | None:
        """What the portal of the client shows; None where the file cannot be read."""
        return self.row.client.portal if isinstance(self.row.client, Client) else None

    @property
    def standing(self) -> Standing | None:
        """How the client stands; None where the file cannot be read."""
        return self.row.standing

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file, each with its line."""
        client = self.row.client
        return tuple(map(str, client.problems)) if isinstance(client, UnreadClient) else ()

    @property
    def needs_coach(self) -> bool:
        """Whether there is something to do."""
        return self.standing is None or bool(self.standing.needs) or self.replies > 0

    @property
    def is_over(self) -> bool:
        """Whether the coaching is over and nothing is left to do."""
        return self.standing is not None and self.standing.over and not self.needs_coach


@dataclass(frozen=True)
class Desk:
    """All that the page shows, as of a day; `cards` begin with who needs the coach first."""

    as_of: date
    week: Week
    cards: tuple[DeskCard, ...]
    hours: Hours
    waiting: WaitingReplies

    @property
    def today(self) -> tuple[tuple[WeekItem, DeskCard], ...]:
        """Sessions of the day that are still to be held, by hours, with the clients' cards."""
        cards = {card.slug: card for card in self.cards}
        items = self.week.days[0].items
        to_come = (one for one in items if one.kind is WeekItemKind.SESSION and not one.is_held)
        return tuple((one, cards[one.slug]) for one in to_come)

    @property
    def needing(self) -> tuple[DeskCard, ...]:
        """Those for whom there is something to do."""
        return tuple(card for card in self.cards if card.needs_coach)

    @property
    def steady(self) -> tuple[DeskCard, ...]:
        """Those who are on their way."""
        return tuple(card for card in self.cards if not card.needs_coach and not card.is_over)

    @property
    def over(self) -> tuple[DeskCard, ...]:
        """Those whose coaching is over."""
        return tuple(card for card in self.cards if card.is_over)

    @property
    def mails(self) -> int:
        """How many drafts of mails are ready."""
        return sum(len(card.mails) for card in self.cards)

    @property
    def lacking(self) -> int:
        """How many clients' hours are unknown, since their files cannot be read."""
        return sum(card.standing is None for card in self.cards)


@dataclass(frozen=True)
class CardParts:
    """What is added to a client's card: where its pages are, and which mails are ready."""

    portal_address: str = ""
    preparation: str = ""
    mails: tuple[MailDraft, ...] = ()


def desk_of(
    clients: Sequence[CodedClient | UnreadClient],
    as_of: date,
    period: Period,
    waiting: WaitingReplies,
    parts: Mapping[str, CardParts],
) -> Desk:
    """Return the desk of clients, in any order; `parts` are by the slug of a client."""
    read = [one for one in clients if isinstance(one, CodedClient)]
    hours = hours_of(read, period)
    minutes = {one.slug: one.minutes for one in hours.clients}
    rows = [listed_client(one.client if isinstance(one, CodedClient) else one) for one in clients]
    return Desk(
        as_of=as_of,
        week=week_of([one.client for one in read], as_of),
        cards=tuple(
            _card(row, minutes, waiting, parts)
            for row in sorted(rows, key=lambda row: row.place_in_list)
        ),
        hours=hours,
        waiting=waiting,
    )


def _card(
    row: ListedClient,
    minutes: Mapping[str, int],
    waiting: WaitingReplies,
    parts: Mapping[str, CardParts],
) -> DeskCard:
    slug = row.client.slug
    more = parts.get(slug, CardParts())
    return DeskCard(
        row=row,
        portal_address=more.portal_address,
        preparation=more.preparation,
        minutes=minutes.get(slug, 0),
        replies=waiting.by_client.get(slug, 0),
        mails=more.mails,
    )
