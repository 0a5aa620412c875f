"""Clients as rows of a list: each with its standing, the one who needs the coach first in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coaching_site.notation.plain import as_read
from coaching_site.practice.clients import Client, UnreadClient
from coaching_site.practice.standing import Standing, standing_of, urgency


@dataclass(frozen=True)
class ListedClient:
    """A client with its standing, or one that cannot be read."""

    client: Client | UnreadClient
    standing: Standing | None = None

    @property
    def name(self) -> str:
        """The name of the executive, or the folder of one that cannot be read."""
        client = self.client
        return client.portal.executive.name if isinstance(client, Client) else client.slug

    @property
    def urgency(self) -> tuple[Any, ...]:
        """What sorts the rows; a file with problems comes first, since nothing is known of it."""
        return urgency(self.standing) if self.standing else (-1,)

    @property
    def place_in_list(self) -> tuple[Any, ...]:
        """What sorts a list by what is to be done first, and of equals by name."""
        return self.urgency, as_read(self.name), self.client.slug


def listed_client(client: Client | UnreadClient) -> ListedClient:
    """Return a client as a row of a list."""
    return ListedClient(client, standing_of(client.portal) if isinstance(client, Client) else None)
