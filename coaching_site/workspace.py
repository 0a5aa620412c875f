"""The coach's workspace: from the folders of a project to the pages of one portal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from coaching_site.branding import Identity, identity_of
from coaching_site.calendar import calendars_of
from coaching_site.loading import (
    content_folder,
    content_folders,
    engagement_folder,
    load_brand,
    load_programme,
    load_words,
    read_engagement,
)
from coaching_site.loading.source import read_bytes, shown
from coaching_site.model.text import YEARS
from coaching_site.pages import Page, pages_of
from coaching_site.pdf import NotInstalled, Stationery, Unprintable, pdfs_of
from coaching_site.problems import InvalidInput, Problem, quoted
from coaching_site.rendering import PageEnvironment
from coaching_site.reply_key import load_reply_key
from coaching_site.typeface import TYPEFACE, typeface
from coaching_site.view import Portal, view_of

_HOW_TO_PRINT = (
    'there are no PDFs: "make portal PDF=1" installs what they need (see "On paper" in README.md), '
    "`pdf: false` in mkdocs.yml does without"
)
_WORDS_OF_SCRIPTS = (
    *("today", "tomorrow", "in_days", "days_late", "state_", "timeline_late", "timeline_none"),
    *("week_", "promises_", "awaited_late"),
    *("rhythm_says", "rhythm_first", "rhythm_held", "rhythm_planned", "rhythm_current"),
    *("write_", "reply_changed", "reply_picked", "my_reply", "more_wanted"),
)


@dataclass(frozen=True)
class Workspace:
    """Where a project keeps its words (`content`), its looks (`overrides`) and its clients.

    `compiled` is where templates are kept once they are compiled, and the typeface once it is
    cut; without it they are not kept.
    """

    content: Path
    overrides: Path
    engagements: Path
    compiled: Path | None = None

    def folder_of(self, slug: str) -> Path:
        """Return the folder of an engagement; raise `InvalidInput` when there is none."""
        return engagement_folder(self.engagements, slug)

    @property
    def all_content(self) -> tuple[Path, ...]:
        """The folders of words in all languages."""
        return (self.content, *content_folders(self.content).values())

    def draft(self, slug: str, as_of: date, *, printed: bool = True) -> Draft:
        """Return the portal of an engagement in Markdown, as of a day.

        `printed` asks for the PDFs too, which take longer than all the rest. Raises
        `InvalidInput` with every problem of the programme, the engagement or a template.
        """
        self._keep_clients_apart()
        folder = self.folder_of(slug)
        content = content_folder(self.content, folder)
        programme = load_programme(content / "programme.yml")
        words = _words(content, self.content)
        brand = load_brand(self.content / "brand.yml")
        loaded = read_engagement(folder, programme)
        engagement = loaded.record
        reply_key = load_reply_key(self.content / "reply-key.json")
        portal = view_of(engagement, programme, as_of)
        templates = [content, self.overrides]
        environment = PageEnvironment(templates, portal.language, words, self.compiled)
        usual_name = environment.word("site_name", coach=portal.coach.name)
        identity = identity_of(brand, portal.coach.name, usual_name)
        environment.globals.update(identity=identity)
        remarks = [*_changed_agreement(folder, portal)]
        tips = [str(advice) for advice in loaded.advice]
        files = {
            **identity.files(),
            TYPEFACE: typeface(self.compiled),
            **_pictures(identity, self.content, content),
            **calendars_of(portal, slug, environment.word),
        }
        try:
            if printed:
                looks = self.overrides / "pdf"
                stationery = self._stationery(engagement.paper, identity)
                files |= pdfs_of(looks, environment, portal, programme, stationery)
        except NotInstalled:
            tips.append(_HOW_TO_PRINT)
        except Unprintable as error:
            remarks.append(f'the PDFs are left out: {error} (see "On paper" in README.md)')
        environment.files = frozenset(files) | identity.pictures
        environment.globals["reply_key"] = reply_key
        pages = pages_of(portal, programme, content, environment)
        return Draft(
            slug,
            identity=identity,
            notice=_notice(environment, as_of),
            content=content,
            language=portal.language,
            direction=environment.locale.text_direction,
            words={key: words[key] for key in words if key.startswith(_WORDS_OF_SCRIPTS)},
            interface=_interface(words),
            pages=pages,
            files=files,
            remarks=tuple(remarks),
            tips=tuple(tips),
            reply_key=reply_key,
            version=portal.version,
        )

    def _stationery(self, paper: str, identity: Identity) -> Stationery:
        # Those of the first language, which are the ones that were checked.
        pictures = {path: read_bytes(self.content / path) for path in identity.pictures}
        return Stationery(paper, identity, pictures)

    def _keep_clients_apart(self) -> None:
        """Refuse folders inside one another: what is in `content` is built, whatever it is."""
        clients = self.engagements.resolve()
        for other in (*self.all_content, self.overrides):
            place = other.resolve()
            if clients.is_relative_to(place) or place.is_relative_to(clients):
                name = self.engagements.name
                message = (
                    f"expected a place apart from {other.name}/, found {name}/ around or in it"
                )
                raise InvalidInput([Problem("mkdocs.yml", 0, 0, "engagements", message)])


@dataclass(frozen=True)
class Draft:
    """A portal before its conversion to HTML.

    `notice`, the line at the foot of each page, is bare text. `content` is the folder whose words
    the pages are, in `language`, which is written in the `direction` ltr or rtl. `words` are those
    that the browser needs to tell dates anew and to let the reader write, `interface` those that
    the theme says, by the names that it has for them. `files` are those besides the pages, by their
    path. `remarks` warn the coach, who builds it, and `tips` say what else there is. `reply_key`
    is the coach's public key, as a JWK. `version` tells one portal from another, whatever day
    it was built on.
    """

    slug: str
    identity: Identity
    notice: str
    words: dict[str, str]
    pages: list[Page]
    content: Path | None = None
    language: str = "en"
    direction: str = "ltr"
    interface: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    reply_key: dict[str, str] | None = None
    version: str = ""

    @property
    def reply(self) -> str | None:
        """The path of the page from which a reply is sent, if there is one."""
        return next((f"{page.name}.html" for page in self.pages if page.name == "reply"), None)


def _words(content: Path, pattern: Path) -> dict[str, str]:
    """Return the words in a folder; all those of the folder `pattern` must be among them."""
    of_pattern = pattern / "words.yml"
    return load_words(content / "words.yml", None if content == pattern else of_pattern)


def _interface(words: Mapping[str, str]) -> dict[str, str]:
    start = "theme_"
    return {key.removeprefix(start): text for key, text in words.items() if key.startswith(start)}


def _pictures(identity: Identity, folder: Path, content: Path) -> dict[str, bytes]:
    """Return the brand's pictures that are not in the folder of the language, where pages are."""
    missing = (path for path in identity.pictures if not (content / path).is_file())
    return {path: read_bytes(folder / path) for path in sorted(missing)}


def _changed_agreement(folder: Path, portal: Portal) -> Iterator[str]:
    agreement = portal.agreement
    if agreement.changed:
        file = shown(folder / "engagement.yml")
        yield (
            f"{file}: agreement: the signed text has the fingerprint "
            f"{agreement.signed_fingerprint}, the present text {agreement.fingerprint}"
        )


def _notice(environment: PageEnvironment, as_of: date) -> str:
    day = environment.word("as_of", day=environment.day(as_of))
    return f"{day} · {environment.word('private')}"


def as_of_day(setting: object, source_date_epoch: str | None) -> date:
    """Return the as-of day: the setting, else SOURCE_DATE_EPOCH (seconds, UTC), else today.

    Raises `InvalidInput` when it cannot be read.
    """
    if setting:
        return _iso_day(str(setting)[:10] if isinstance(setting, date) else str(setting))
    if source_date_epoch:
        return _day_of_epoch(source_date_epoch)
    return datetime.now().astimezone().date()


def _iso_day(text: str) -> date:
    try:
        return _in_our_time(date.fromisoformat(text))
    except ValueError:
        message = f"expected a date such as 2026-10-15, found {quoted(text)}"
        raise InvalidInput([Problem("mkdocs.yml", 0, 0, "as_of", message)]) from None


def _day_of_epoch(text: str) -> date:
    try:
        return _in_our_time(datetime.fromtimestamp(int(text), UTC).date())
    except (ValueError, OverflowError, OSError):
        message = f"expected a number of seconds since 1970, found {quoted(text)}"
        raise InvalidInput([Problem("environment", 0, 0, "SOURCE_DATE_EPOCH", message)]) from None


def _in_our_time(day: date) -> date:
    """Return a day for which the calendar has weeks and months around it."""
    if day.year not in YEARS:
        raise ValueError(day)
    return day
