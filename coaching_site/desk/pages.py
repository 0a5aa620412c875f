"""The pages of a desk in HTML, and the files that they load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol

from babel.dates import format_date

from coaching_site import shipped
from coaching_site.brand.heading_font import typeface
from coaching_site.brand.identity import STYLESHEET, BrandIdentity, identity_of
from coaching_site.build.workspace import Workspace
from coaching_site.desk.hours import Period, csv_of
from coaching_site.desk.mails import mails_of
from coaching_site.desk.overview import CardParts, Desk, WaitingReplies, desk_of
from coaching_site.languages import nearest_language
from coaching_site.loading import load_brand, read_words
from coaching_site.parsing.source import read_bytes
from coaching_site.practice.clients import Client, UnreadClient
from coaching_site.problems import InvalidInput, Problem
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import component_of

HOURS_FILE: Final = "hours.csv"
_FIRST_PAGE: Final = "index.html"
_SHEETS: Final = tuple(
    f"assets/stylesheets/{name}.css"
    for name in ("base", "tokens", "frame", "type", "contact", "access", "print")
)
_SOURCE_OF_SHEET: Final = "desk/desk.css"
_OWN_SHEET: Final = "assets/stylesheets/desk.css"
_SHEETS_IN_ORDER: Final = (STYLESHEET, *_SHEETS, _OWN_SHEET)
_GRID: Final = "assets/stylesheets/grid.css"
_CALENDAR: Final = "(min-width: 44rem), print"  # as in the sheet of the desk
_MOST_ROWS: Final = 24 * 4


class PreparationHeading(Protocol):
    """A heading of a page before a session, with its points."""

    @property
    def title(self) -> str:
        """Its text."""

    @property
    def points(self) -> Sequence[Any]:
        """Its points: each a `text`, and texts `below` it."""


@dataclass(frozen=True)
class PreparationPage:
    """What to know before a session with a client, in its language."""

    title: str
    about: Sequence[str]
    headings: Sequence[PreparationHeading]


@dataclass(frozen=True)
class DeskPlan:
    """What a desk is made of.

    `language` is that of its words; without one it is that of most clients. `portals` are the
    addresses of built portals, as they lead from the desk, by the slug of their client.
    """

    workspace: Workspace
    as_of: date
    clients: Sequence[tuple[Client, str] | UnreadClient]
    prepare: Callable[[Client], PreparationPage]
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
    speakers = Speakers(plan.workspace)
    read = [one[0] for one in plan.clients if not isinstance(one, UnreadClient)]
    parts = {client.slug: _parts(client, plan, speakers) for client in read}
    desk = desk_of(plan.clients, plan.as_of, plan.period, plan.waiting, parts)
    language = plan.language or _most_usual(client.portal.language for client in read) or "en"
    environment = speakers.of(language)
    identity = _identity(plan.workspace, read, environment)
    files = {**_looks(plan.workspace, identity), HOURS_FILE: csv_of(desk.hours)}
    environment.filters.update(
        in_hours=lambda minutes: environment.filters["number"](round(Decimal(minutes) / 60, 2)),
        short_weekday=lambda day: format_date(day, "EEE", environment.locale),
    )
    environment.globals.update(
        identity=identity,
        sheets=(*_SHEETS_IN_ORDER, _GRID),
        as_of=plan.as_of,
        language=str(environment.speech).replace("_", "-"),
        direction=environment.speech.text_direction,
        hours_file=HOURS_FILE,
        desk=desk,
    )
    files[_FIRST_PAGE] = _written(environment, "desk/desk.html", root="")
    for client in read:
        page = plan.prepare(client)
        files[_preparation(client)] = _written(
            environment,
            "desk/preparation.html",
            root="../",
            preparation=page,
            typed_in=client.portal.language,
        )
    return ComposedDesk(desk, files)


@dataclass
class Speakers:
    """Finds what writes a language, once for each."""

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


def _parts(client: Client, plan: DeskPlan, speakers: Speakers) -> CardParts:
    return CardParts(
        plan.portals.get(client.slug, ""),
        _preparation(client),
        mails_of(client, speakers.of(client.portal.language)),
    )


def _preparation(client: Client) -> str:
    return f"prepare/{client.slug}.html"


def _most_usual(names: Any) -> str:
    """Return the text that occurs most often, of equals the first in the alphabet; "" for none."""
    counted = Counter(sorted(names))
    return counted.most_common(1)[0][0] if counted else ""


def _identity(
    workspace: Workspace, clients: Sequence[Client], environment: PageEnvironment
) -> BrandIdentity:
    brand = load_brand(workspace.own_file("brand.yml"))
    coach = _most_usual(client.portal.coach.name for client in clients)
    name = coach or str(environment.words["desk_title"])
    return identity_of(brand, name, name)


def _looks(workspace: Workspace, identity: BrandIdentity) -> dict[str, bytes]:
    """Return styles, typeface and pictures by their paths."""
    layers = workspace.override_layers
    sources = {path: path for path in _SHEETS} | {_OWN_SHEET: _SOURCE_OF_SHEET}
    found = {path: shipped.first_with(name, layers) for path, name in sources.items()}
    missing = [Problem.of_file(layers[-1] / sources[path], "there is no such file")
               for path, file in found.items() if file is None]  # fmt: skip
    if missing:
        raise InvalidInput(missing)
    sheets = {path: read_bytes(file) for path, file in found.items() if file}
    pictures = {path: read_bytes(workspace.own_file(path)) for path in identity.pictures}
    return {
        **sheets,
        **identity.files(),
        **typeface(),
        **({identity.icon: pictures[identity.icon]} if identity.icon in pictures else {}),
        _GRID: _grid().encode(),
    }


def _grid() -> str:
    """Return the rules that put a session into its row, since no policy allows style attributes."""
    rows = range(1, _MOST_ROWS + 1)
    begins = (f".row-{n} {{ grid-row-start: {n}; }}" for n in rows)
    lengths = (f".rows-{n} {{ grid-row-end: span {n}; }}" for n in rows)
    return "\n".join([f"@media {_CALENDAR} {{", *begins, *lengths, "}", ""])


def _written(environment: PageEnvironment, template: str, **context: object) -> bytes:
    environment.globals.update(context)
    return component_of(environment, template).encode("utf-8", "surrogateescape")
