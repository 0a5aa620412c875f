"""The coach's workspace: from the folders of a project to the pages of one portal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coaching_site.brand.heading_font import TYPEFACE, typeface
from coaching_site.brand.identity import Identity, identity_of
from coaching_site.crypto.public_key import load_reply_key
from coaching_site.documents.calendar import calendars_of
from coaching_site.documents.pdf import NotInstalled, Stationery, Unprintable, pdfs_of
from coaching_site.loading import (
    Loaded,
    content_folder,
    content_folders,
    engagement_folder,
    language_of_words,
    load_brand,
    load_programme,
    load_words,
    read_engagement,
)
from coaching_site.loading.pictures import odd_files
from coaching_site.model import Engagement, Programme
from coaching_site.model.brand import Brand
from coaching_site.parsing.source import read_bytes, shown
from coaching_site.problems import InvalidInput, Mistakes, Problem
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.fallback import Fallback, fallback_of, texts_in
from coaching_site.rendering.pages import Page, component_of, pages_of
from coaching_site.rendering.template_errors import broken_templates
from coaching_site.view import Portal, view_of

_HOW_TO_PRINT = (
    'there are no PDFs: "make portal PDF=1" installs what they need (see "On paper" in README.md), '
    "`pdf: false` in mkdocs.yml does without"
)
_WORDS_OF_SCRIPTS = (
    *("today", "tomorrow", "in_days", "days_late", "state_", "timeline_late", "timeline_none"),
    *("week_", "promises_all", "promises_some", "promises_none", "promises_late", "awaited_late"),
    *("rhythm_says", "rhythm_first", "rhythm_held", "rhythm_planned", "rhythm_current"),
    *("write_", "reply_changed", "reply_copied", "reply_gone", "reply_picked", "my_reply"),
    *("check_in_", "more_wanted", "review_change", "review_progress", "review_works"),
)


@dataclass(frozen=True)
class Workspace:
    """Where a project keeps its words (`content`), its looks (`overrides`) and its clients.

    `compiled` is where templates are kept once they are compiled; without it they are not kept.
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

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that portals are made from."""
        return (self.engagements, *self.all_content, self.overrides)

    def content_to_come(self, place: Path) -> tuple[Path, ...]:
        """The folder of words in a further language that a place is in or is, if it were there."""
        start = f"{self.content.name}-".casefold()
        around = (Path(os.path.realpath(place)), *Path(os.path.realpath(place)).parents)
        home = self.content.resolve().parent
        return tuple(
            one for one in around if one.parent == home and one.name.casefold().startswith(start)
        )

    def check(self, slug: str, as_of: date) -> tuple[str, ...]:
        """Return advice on an engagement; raise `InvalidInput` as `draft` does."""
        return self.draft(slug, as_of, printed=None).tips

    def draft(self, slug: str, as_of: date, *, printed: bool | None = True) -> Draft:
        """Return the portal of an engagement in Markdown, as of a day.

        `printed` asks for the PDFs too, which take longer than all the rest; None asks whether
        they could be. Raises `InvalidInput` with every problem of the programme, the words, the
        brand, the engagement, or else with those of templates.
        """
        self._keep_clients_apart()
        folder = self.folder_of(slug)
        content = content_folder(self.content, folder)
        found = self._read(folder, content, as_of)
        programme, words, reply_key = found.programme, found.words, found.reply_key
        engagement = found.loaded.record
        portal = view_of(engagement, programme, as_of)
        spoken = language_of_words(self.content, content, programme.language)
        typed = {*texts_in(engagement.model_dump()), portal.greeting}
        fallback = fallback_of(spoken, portal.language, typed)
        templates = [content, self.overrides]
        environment = PageEnvironment(templates, portal.language, words, self.compiled, fallback)
        usual_name = environment.word("site_name", coach=portal.coach.name)
        identity = identity_of(found.brand, portal.coach.name, usual_name)
        environment.globals.update(identity=identity)
        remarks = [*_changed_agreement(folder, portal)]
        tips = [str(advice) for advice in found.loaded.advice]
        files = {
            **identity.files(),
            TYPEFACE: typeface(),
            **_pictures(identity, self.content, content),
            **calendars_of(portal, slug, environment.word),
        }
        try:
            if printed is not False:
                stationery = self._stationery(engagement.paper, identity)
                looks, how = self.overrides / "pdf", bool(printed)
                files |= pdfs_of(looks, environment, portal, programme, stationery, printed=how)
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
            fallback=fallback,
            words=_words_of_scripts(words, fallback),
            interface=_interface(words),
            pages=pages,
            files=files,
            remarks=tuple(remarks),
            tips=tuple(tips),
            reply_key=reply_key,
            send_here=component_of(environment, "components/send_here.html"),
            version=portal.version,
            received=portal.received,
        )

    def _read(self, folder: Path, content: Path, as_of: date) -> _Found:
        """Read all that a portal is made from; raise `InvalidInput` with all problems of it."""
        read = Mistakes()
        read.extend(broken_templates(self.overrides))
        read.extend(odd_files(content, self.overrides))
        words = read.tried(lambda: _words(content, self.content))
        brand = read.tried(lambda: load_brand(self.content / "brand.yml"))
        key = read.tried(lambda: load_reply_key(self.content / "reply-key.json"))
        programme = read.tried(lambda: load_programme(content / "programme.yml"))
        loaded = (
            read.tried(lambda: read_engagement(folder, programme, as_of=as_of))
            if programme
            else None
        )
        if read or words is None or brand is None or programme is None or loaded is None:
            raise InvalidInput(read)
        return _Found(programme, words, brand, loaded, key)

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
class _Found:
    """What a portal is made from, as it is read."""

    programme: Programme
    words: dict[str, str]
    brand: Brand
    loaded: Loaded[Engagement]
    reply_key: dict[str, str] | None


@dataclass(frozen=True)
class Draft:
    """A portal before its conversion to HTML.

    `notice`, the line at the foot of each page, is bare text. `content` is the folder whose words
    the pages are, in `language`, which is written in the `direction` ltr or rtl; `fallback` says
    that they are in another. `words` are those that the browser needs to tell dates anew and to let
    the reader write, `interface` those that the theme says, by the names that it has for them.
    `files` are those besides the pages, by their path. `remarks` warn the coach, who builds it, and
    `tips` say what else there is. `reply_key` is the coach's public key, as a JWK. `send_here` is
    the HTML by which a page sends its own drafts, where a browser keeps them by page. `version`
    tells one portal from another, whatever day it was built on.
    """

    slug: str
    identity: Identity
    notice: str
    words: dict[str, str]
    pages: list[Page]
    content: Path | None = None
    language: str = "en"
    direction: str = "ltr"
    fallback: Fallback | None = None
    interface: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    reply_key: dict[str, str] | None = None
    send_here: str = ""
    version: str = ""
    received: tuple[str, ...] = ()

    @property
    def reply(self) -> str | None:
        """The path of the page from which a reply is sent, if there is one."""
        return next((f"{page.name}.html" for page in self.pages if page.name == "reply"), None)


def _words(content: Path, pattern: Path) -> dict[str, str]:
    """Return the words in a folder; all those of the folder `pattern` must be among them."""
    of_pattern = pattern / "words.yml"
    return load_words(content / "words.yml", None if content == pattern else of_pattern)


def _words_of_scripts(words: Mapping[str, str], fallback: Fallback | None) -> dict[str, str]:
    """Return the words that scripts need, and of which `language` they are if not of the page's."""
    needed = {key: words[key] for key in words if key.startswith(_WORDS_OF_SCRIPTS)}
    return needed | ({"language": fallback.attributes["lang"]} if fallback else {})


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
