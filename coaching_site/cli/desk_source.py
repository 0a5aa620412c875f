"""What the coach's page is made of in the workspace of the current folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.batch.project import places_of
from coaching_site.build.as_of import as_of_day
from coaching_site.cli.folder import SETTINGS
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.waiting import waiting_replies
from coaching_site.desk.codes import CodedClient, coded
from coaching_site.desk.hours import Period
from coaching_site.desk.overview import WaitingReplies
from coaching_site.desk.pages import ComposedDesk, DeskPlan, compose_desk
from coaching_site.desk.watching import WatchedFolder
from coaching_site.loading import inbox_folder
from coaching_site.machine import installed
from coaching_site.practice.clients import ClientReader
from coaching_site.practice.days import counted
from coaching_site.staging import MARKER

_DEPTH_OF_LOOKS: Final = 4
_DEPTH_OF_REPLIES: Final = 3
_PORTALS: Final = Path("site")
"""Where portals are in a workspace without settings."""


@dataclass(frozen=True)
class DeskSource:
    """What a coach asks for: the hours of which days, and the language of the page."""

    period: Period
    language: str | None

    def compose(self, address_of: Callable[[Path], str]) -> ComposedDesk:
        """Return the desk as it is now.

        `address_of` returns how the desk leads to the first page of a portal, "" if it cannot.
        Raises `InvalidInput` about words, brand, settings and templates.
        """
        as_of, portals = as_of_day(os.environ), portals_folder()
        clients = [*coded(ClientReader(WORKSPACE, as_of).all())]
        read = [one.client.slug for one in clients if isinstance(one, CodedClient)]
        pages = {slug: portals / slug / "index.html" for slug in read}
        plan = DeskPlan(
            workspace=WORKSPACE,
            as_of=as_of,
            clients=clients,
            portals={slug: address_of(page) for slug, page in pages.items() if page.is_file()},
            waiting=waiting_replies() or WaitingReplies(),
            period=self.period,
            language=self.language,
        )
        return compose_desk(plan)


def watched_folders(portals: Path) -> tuple[WatchedFolder, ...]:
    """Return what a desk is made of, but for the day and the settings."""
    layers = (*WORKSPACE.content_layers, *WORKSPACE.override_layers)
    inbox = inbox_folder(SETTINGS)
    return (
        WatchedFolder(WORKSPACE.engagements, 2),
        WatchedFolder(portals, 2, MARKER),  # a portal was built, or built anew
        *(WatchedFolder(layer, _DEPTH_OF_LOOKS) for layer in layers),
        *([WatchedFolder(inbox, _DEPTH_OF_REPLIES)] if inbox else []),
    )


def portals_folder() -> Path:
    """Return the folder of all portals; raise `InvalidInput` or `InputRefused` about settings."""
    if not SETTINGS.exists():
        return _PORTALS
    return places_of(SETTINGS, None, installed(), os.environ).portals


def broken_on(composed: ComposedDesk) -> Iterator[str]:
    """Yield a line for each client with problems: the only one, or how all are told."""
    for card in composed.desk.cards:
        if len(card.problems) == 1:
            yield card.problems[0]
        elif card.problems:
            count = counted(len(card.problems), "problem")
            yield f"{card.slug}: {count}: coaching-site check {card.slug}"
