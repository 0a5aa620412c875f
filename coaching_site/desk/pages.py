"""The pages of a desk in HTML, and all other files of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from babel.dates import format_date

from coaching_site.brand.identity import BrandIdentity, identity_of
from coaching_site.build.workspace import Workspace
from coaching_site.desk.codes import CodedClient
from coaching_site.desk.hours import Period, csv_of
from coaching_site.desk.looks import DeskLooks, looks_of
from coaching_site.desk.mails import mails_of
from coaching_site.desk.overview import CardParts, Desk, WaitingReplies, desk_of
from coaching_site.desk.usual import most_usual
from coaching_site.languages import nearest_language
from coaching_site.loading import load_brand, read_words
from coaching_site.practice.clients import Client, UnreadClient
from coaching_site.practice.preparation import SessionPage
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import component_of

HOURS_FILE: Final = "hours.csv"
_COMMANDS: Final = {
    "begin": "coaching-site new jane-doe",
    "check": "coaching-site check",
    "receive": "coaching-site receive",
}
_FIRST_PAGE: Final = "index.html"


@dataclass(frozen=True)
class DeskPlan:
    """What a desk is made of.

    `language` is that of its words; without one it is that of most clients. `portals` are the
    addresses of built portals, as they lead from the desk, by the slug of their client.
    """

    workspace: Workspace
    as_of: date
    clients: Sequence[CodedClient | UnreadClient]
    portals: Mapping[str, str] = field(default_factory=dict)
    waiting: WaitingReplies = field(default_factory=WaitingReplies)
    period: Period = field(default_factory=Period)
    language: str | None = None


@dataclass(frozen=True)
class ComposedDesk:
    """A desk, and its files by their paths in it."""

    desk: Desk
    files: Mapping[str, bytes]


def compose_desk(plan: DeskPlan) -> ComposedDesk:
    """Return the desk of a plan; nothing of it is written.

    Raises `InvalidInput` about words, brand and templates; not about clients, whose problems are
    shown on their cards.
    """
    environments = Environments(plan.workspace)
    read = [one.client for one in plan.clients if isinstance(one, CodedClient)]
    parts = {client.slug: _parts(client, plan, environments) for client in read}
    desk = desk_of(plan.clients, plan.as_of, plan.period, plan.waiting, parts)
    language = plan.language or most_usual(client.portal.language for client in read) or "en"
    environment = environments.of(language)
    looks = looks_of(plan.workspace, _identity(plan.workspace, read, environment))
    _equip(environment, desk, looks)
    pages = {_preparation(one): _prepared(environment, one) for one in read}
    pages[_FIRST_PAGE] = _written(environment, "desk/desk.html", root="")
    return ComposedDesk(desk, {**looks.files, **pages, HOURS_FILE: csv_of(desk.hours)})


@dataclass
class Environments:
    """The environments that templates and mails are written by, one for each language."""

    workspace: Workspace
    _known: dict[str, PageEnvironment] = field(default_factory=dict)

    def of(self, language: str) -> PageEnvironment:
        """Return what writes in a language, or in English where there are no words in it."""
        if language not in self._known:
            words = read_words(self.workspace.layers("words", language))
            found = words.language or "en"
            spoken = language if nearest_language(language, [found]) else found
            self._known[language] = PageEnvironment(
                self.workspace.template_folders, spoken, words.content, self.workspace.cache_dir
            )
        return self._known[language]


def _parts(client: Client, plan: DeskPlan, environments: Environments) -> CardParts:
    return CardParts(
        plan.portals.get(client.slug, ""),
        _preparation(client),
        mails_of(client, environments.of(client.portal.language)),
    )


def _preparation(client: Client) -> str:
    return f"prepare/{client.slug}.html"


def _identity(
    workspace: Workspace, clients: Sequence[Client], environment: PageEnvironment
) -> BrandIdentity:
    brand = load_brand(workspace.own_file("brand.yml"))
    coach = most_usual(client.portal.coach.name for client in clients)
    name = coach or str(environment.words["desk_title"])
    return identity_of(brand, name, name)


def _equip(environment: PageEnvironment, desk: Desk, looks: DeskLooks) -> None:
    """Give templates what all pages of a desk know."""
    environment.filters.update(
        in_hours=lambda minutes: environment.filters["number"](round(Decimal(minutes) / 60, 2)),
        short_weekday=lambda day: format_date(day, "EEE", environment.locale),
    )
    environment.globals.update(
        identity=looks.identity,
        sheets=looks.sheets,
        as_of=desk.as_of,
        language=str(environment.speech).replace("_", "-"),
        direction=environment.speech.text_direction,
        commands=_COMMANDS,
        hours_file=HOURS_FILE,
        desk=desk,
    )


def _prepared(environment: PageEnvironment, client: Client) -> bytes:
    return _written(
        environment,
        "desk/preparation.html",
        root="../",
        preparation=SessionPage.of(client),
        typed_in=client.portal.language,
    )


def _written(environment: PageEnvironment, template: str, **context: object) -> bytes:
    environment.globals.update(context)
    return component_of(environment, template).encode("utf-8", "surrogateescape")
