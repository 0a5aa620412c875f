"""From what was read to the source of a portal: its view, its pages and its other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from coaching_site.brand.identity import BrandIdentity, identity_of
from coaching_site.build.inputs import Inputs
from coaching_site.build.outputs import OUTPUTS, Composition, Output, PdfMode
from coaching_site.build.portal_source import Frame, PortalSource, ScriptData, data_script_of
from coaching_site.drafts import draft_table
from coaching_site.loading.layers import is_base
from coaching_site.problems import shown
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.fallback import Fallback, fallback_of, texts_in
from coaching_site.rendering.pages import Page, component_of, pages_of
from coaching_site.view import PortalView, view_of
from coaching_site.view.audiences import shown_texts, told_texts
from coaching_site.view.facts import facts_of
from coaching_site.view.sponsor import SponsorView

_REPLY_PAGE: Final = "reply"
_THEME_WORDS: Final = "theme_"
_FORM_WORDS: Final = ("write_",)
# How the words begin that scripts show; the others stay out of the pages.
_SCRIPT_WORDS: Final = (
    *("tomorrow", "yesterday", "in_days", "in_weeks", "days_ago", "weeks_ago", "state_"),
    *("timeline_late", "timeline_none", "add_new", "achieved_kept", "achieved_of"),
    *("week_first", "week_later", "week_of", "promises_all", "promises_some", "promises_none"),
    *("promises_late", "promises_today", "preparation_left"),
    *("promises_missed", "repeat_done", "repeat_now", "repeat_this", "preparation_open"),
    *("write_back", "write_changed", "write_cleared", "write_declined", "write_draft"),
    *("write_elsewhere", "write_keeps", "write_kept", "write_note", "write_of", "write_open"),
    *("write_received", "write_row", "write_same", "write_send_here", "write_sent"),
    *("write_time", "write_undone", "write_waiting", "write_yours"),
    *("reply_changed", "reply_copied", "reply_gone", "reply_picked"),
    *("more_wanted", "search_", "review_change", "review_progress", "review_works"),
    *("achieved_last", "achieved_left", "kept_", "no_actions", "answered"),
    *("awaited_late", "done_on"),
)
# Those of which others begin alike.
_WHOLE_SCRIPT_WORDS: Final = frozenset(("due", "due_today", "today"))


def compose(
    inputs: Inputs, pdfs: PdfMode = PdfMode.RENDER, place: Path | None = None
) -> PortalSource:
    """Return the source of a portal; nothing of it is written.

    At its `place` may be an earlier one, whose PDFs are used again where they would be the same.
    Raises `InvalidInput` with every problem of the templates.
    """
    portal = view_of(inputs.engagement, inputs.programme, inputs.as_of)
    environment = environment_of(inputs, portal)
    identity = identity_in(inputs, portal, environment)
    composition = Composition(inputs, portal, environment, identity, pdfs, place)
    outputs = [make(composition) for make in OUTPUTS]
    files = {path: raw for output in outputs for path, raw in output.files.items()}
    # Before the pages, whose links to files are checked against this.
    environment.files = frozenset(files) | identity.pictures
    environment.globals.update(
        identity=identity,
        reply_key=inputs.reply_key,
        file_sizes={path: len(raw) for path, raw in files.items()},
    )
    templates = inputs.workspace.page_templates(portal.language)
    pages = pages_of(portal, inputs.programme, templates, environment)
    script_data = _script_data(composition, pages)
    script, raw_script = data_script_of(inputs.slug, script_data)
    return PortalSource(
        slug=inputs.slug,
        pages=tuple(pages),
        files={**files, script: raw_script},
        frame=_frame(composition),
        script_data=script_data,
        script=script,
        warnings=(*_changed_agreement(inputs, portal), *_warnings(outputs)),
        tips=(*map(str, inputs.advice), *_tips(outputs)),
    )


def environment_of(
    inputs: Inputs, portal: PortalView, report: SponsorView | None = None
) -> PageEnvironment:
    """Return what writes a portal, or the `report` for its sponsor.

    How it marks a text follows from no text that its reader may not see.
    """
    words, programme = inputs.translated_words, inputs.translated_programme
    fallback = fallback_of(words.language or "en", portal.language, _typed(inputs, portal, report))
    english = {*words.untranslated.values(), *programme.untranslated.values()}
    if not programme.language:
        english |= {*texts_in(programme.content.model_dump())}
    workspace = inputs.workspace
    return PageEnvironment(
        workspace.template_folders,
        portal.language,
        inputs.words,
        workspace.cache_dir,
        fallback,
        english if words.language and not is_base(words.language) else (),
    )


def _typed(inputs: Inputs, portal: PortalView, report: SponsorView | None) -> Iterator[str]:
    """Yield the texts in the language of an engagement that a reader may see.

    What the programme says in English is English, whoever has typed the same.
    """
    programme = inputs.translated_programme
    content = {*texts_in(programme.content.model_dump())}
    if report:
        typed = told_texts(report)
    else:
        shown = shown_texts(inputs.engagement, inputs.programme, inputs.as_of)
        typed = frozenset((*shown, portal.greeting, portal.coach_greeting))
    if programme.language:
        yield from content - {*programme.untranslated.values()}
        yield from typed
    else:
        yield from typed - content


def identity_in(inputs: Inputs, portal: PortalView, environment: PageEnvironment) -> BrandIdentity:
    """Return how the coach of a portal looks there."""
    usual_name = environment.word("site_name", coach=portal.coach.name)
    return identity_of(inputs.brand, portal.coach.name, usual_name)


def _frame(composition: Composition) -> Frame:
    environment, words = composition.environment, composition.inputs.words
    return Frame(
        identity=composition.identity,
        notice=_notice(environment, composition.inputs.as_of),
        language=composition.portal.language,
        direction=environment.locale.text_direction,
        fallback=environment.fallback,
        theme_words={
            key.removeprefix(_THEME_WORDS): text
            for key, text in words.items()
            if key.startswith(_THEME_WORDS)
        },
        form_words={key: text for key, text in words.items() if key.startswith(_FORM_WORDS)},
        send_here=component_of(environment, "components/send_here.html"),
    )


def _notice(environment: PageEnvironment, as_of: date) -> str:
    day = environment.word("as_of", day=environment.day(as_of))
    return f"{day}\n{environment.word('private')}"


def _script_data(composition: Composition, pages: Sequence[Page]) -> ScriptData:
    inputs, portal = composition.inputs, composition.portal
    has_reply = any(page.name == _REPLY_PAGE for page in pages)
    return ScriptData(
        words=_script_words(inputs.words, composition.environment.fallback),
        version=portal.version,
        received=portal.received.tokens,
        reply_page=f"{_REPLY_PAGE}.html" if has_reply else None,
        actions=facts_of(portal.actions),
    )


def _script_words(words: Mapping[str, str], fallback: Fallback | None) -> dict[str, str]:
    """Return the words that scripts need, and of which `language` they are if not of the page's."""
    prefixes = (*_SCRIPT_WORDS, *_words_of_texts())
    needed = {
        key: word
        for key, word in words.items()
        if key in _WHOLE_SCRIPT_WORDS or key.startswith(prefixes)
    }
    return needed | ({"language": fallback.attributes["lang"]} if fallback else {})


def _words_of_texts() -> Iterator[str]:
    """Yield how the labels begin of each kind of draft that has nothing but texts by name."""
    for kind, form in draft_table()["kinds"].items():
        fields = form["value"]
        if isinstance(fields, dict) and all(one == "texts" for one in fields.values()):
            yield f"{kind.replace('-', '_')}_"


def _changed_agreement(inputs: Inputs, portal: PortalView) -> Iterator[str]:
    agreement = portal.agreement
    if agreement.changed:
        yield (
            f"{shown(inputs.engagement_file)}: agreement: the signed text has the fingerprint "
            f"{agreement.signed_fingerprint}, the present text {agreement.fingerprint}"
        )


def _warnings(outputs: Sequence[Output]) -> Iterator[str]:
    for output in outputs:
        yield from output.warnings


def _tips(outputs: Sequence[Output]) -> Iterator[str]:
    for output in outputs:
        yield from output.tips
