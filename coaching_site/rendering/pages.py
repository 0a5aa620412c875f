"""From the view to pages: every template in `content/` written out for one portal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Any, Final

from coaching_site.languages import locale_of, nearest_language
from coaching_site.loading import load_page_settings
from coaching_site.model import Programme
from coaching_site.model.page_settings import PageSettings
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import CollectedProblems, InvalidInput, Problem, quoted, shown
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.links import without_removed_links
from coaching_site.rendering.placeholders import Placeholders
from coaching_site.rendering.template_cache import template_of
from coaching_site.rendering.template_errors import MISTAKES, position_of, problem_in
from coaching_site.rendering.words import MissingWord
from coaching_site.view import PortalView

MARKDOWN_EXTENSIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "attr_list": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},  # the policy of a portal allows no style attribute
}
"""The extensions of Python-Markdown that pages are written for, each with its options."""

_FIRST_PAGE: Final = "index.md"

Navigation = list[dict[str, Any]]

PageTemplates = Mapping[str, tuple[Path, ...]]
"""Files by their names; of several with one name the first is used, the others lie below it."""


@dataclass(frozen=True)
class Page:
    """A page in Markdown. `name` is its path without ending; `title` is safe as HTML.

    `template` is the file it was written from. What is not `in_menu` has nothing to show yet.
    """

    name: str
    title: str
    settings: PageSettings
    markdown: str
    placeholders: Placeholders
    template: Path
    in_menu: bool = True


@dataclass(frozen=True)
class _Plan:
    """A page to be written: its template at `path`, and the record that it is written for."""

    name: str
    path: Path
    template: str
    settings: PageSettings
    record: dict[str, object]
    title_is_word: bool


def pages_of(
    portal: PortalView,
    programme: Programme,
    templates: PageTemplates,
    environment: PageEnvironment,
) -> list[Page]:
    """Return the pages of the portal in the order of the navigation.

    `environment` finds the templates by their names too. One that says `remove: true` makes no
    page; links to those that its original makes become plain text.
    Raises `InvalidInput` with file and line of each template that does not work.
    """
    plans, removed = _all_plans(portal, templates, environment)
    # Before any page is written, since each may link to all others.
    environment.pages = frozenset(plan.name for plan in plans)
    environment.removed_pages = removed - environment.pages
    contents = [(plan.name, plan.settings) for plan in plans]
    environment.globals.update(portal=portal, programme=programme, pages=contents)
    mistakes, pages = CollectedProblems(), []
    for plan in plans:
        with mistakes.collecting():
            pages.append(_write(plan, environment))
    mistakes.raise_all()
    return pages


def navigation_of(pages: Sequence[Page]) -> Navigation:
    """Return the pages as MkDocs wants its `nav`: titles to files, sections to lists.

    Pages that have nothing to show yet are left out.
    """
    navigation: Navigation = []
    sections: dict[str, Navigation] = {}
    for page in filter(attrgetter("in_menu"), pages):
        short = page.settings.short_title
        entry = {escape(short) if short else page.title: f"{page.name}.md"}
        section = escape(page.settings.section or "")
        if not section:
            navigation.append(entry)
        elif section in sections:
            sections[section].append(entry)
        else:
            sections[section] = [entry]
            navigation.append({section: sections[section]})
    return navigation


def component_of(environment: PageEnvironment, name: str) -> str:
    """Return the HTML of a component that stands on many pages, with no address of any in it.

    Raises `InvalidInput` with file and line if it does not work.
    """
    written = environment.page_context = environment.new_page_context("")
    try:
        return written.placeholders.fill_html(environment.get_template(name).render())
    except MISTAKES as error:
        problem = problem_in(error, environment.is_template_file, (Path(name), 1))
        raise InvalidInput(filter(None, [problem])) from error


def page_templates(*folders: Path, language: str = "en") -> PageTemplates:
    """Return the templates of pages in folders and below them, sorted by their names there.

    Of a page that has several, such as `reading.md` and `reading.de.md`, it is the one that is
    nearest to the language; one that is in other languages alone is left out.
    """
    files: dict[str, dict[str, list[Path]]] = {}
    for folder in folders:
        for path in filter(_is_template, folder.rglob("*.md")):
            page, tag = _page_and_language(path.relative_to(folder).as_posix())
            files.setdefault(page, {}).setdefault(tag, []).append(path)
    templates = {}
    for page in sorted(files, key=PurePosixPath):
        tag = nearest_language(language, files[page]) or ""
        if tag in files[page]:
            templates[f"{page}.{tag}.md" if tag else f"{page}.md"] = tuple(files[page][tag])
    return templates


def _page_and_language(template: str) -> tuple[str, str]:
    """Return the name of a page and the language that its file names, or "" without one."""
    plain = template.removesuffix(".md")
    page, _, tag = plain.rpartition(".")
    with suppress(ValueError):
        locale_of(tag)
        return page, tag
    return plain, ""


def _all_plans(
    portal: PortalView, templates: PageTemplates, environment: PageEnvironment
) -> tuple[list[_Plan], frozenset[str]]:
    """Return the pages to be written, in their order, and the names of those taken out."""
    plans: dict[str, _Plan] = {}
    removed: set[str] = set()
    mistakes = CollectedProblems()
    for template, (path, *originals) in templates.items():
        with mistakes.collecting():
            settings = load_page_settings(path)
            if PurePosixPath(template).stem == "README":  # which MkDocs writes as index.html
                message = "expected another name: it would take the place of the first page"
                raise InvalidInput([Problem.of_file(path, message)])
            if settings.remove and template == _FIRST_PAGE:
                message = "the first page cannot be taken out: replace it by one of your own"
                raise InvalidInput([Problem.of_file(path, message)])
            _require_same_records(path, settings, originals)
            if settings.remove:
                removed.update(_names_of(originals, template, portal, environment))
                continue
            for plan in _plans(path, template, settings, portal, environment):
                if plans.setdefault(plan.name, plan) is not plan:
                    message = f"{shown(plans[plan.name].path)} makes the page {plan.name} already"
                    raise InvalidInput([Problem.of_file(path, message)])
    mistakes.raise_all()
    return sorted(plans.values(), key=lambda plan: plan.settings.order), frozenset(removed)


def _require_same_records(path: Path, settings: PageSettings, originals: Sequence[Path]) -> None:
    """Raise `InvalidInput` for one page in the place of one for each record: links lead there."""
    each = next((load_page_settings(original).each for original in originals), None)
    if each and not settings.remove and settings.each != each:
        found = f", found {quoted(settings.each)}" if settings.each else ""
        message = f"expected `each: {each}`, as in the page that this one replaces{found}"
        line = _line_of(path, "each") if settings.each else 0
        raise InvalidInput([Problem(shown(path), line, min(line, 1), "", message)])


def _names_of(
    originals: Iterable[Path], template: str, portal: PortalView, environment: PageEnvironment
) -> Iterator[str]:
    for path in originals:
        for plan in _plans(path, template, load_page_settings(path), portal, environment):
            yield plan.name


def _is_template(path: Path) -> bool:
    return not path.name.startswith(".")  # such as an editor's lock or a file system's notes


def _plans(
    path: Path, template: str, typed: PageSettings, portal: PortalView, environment: PageEnvironment
) -> Iterator[_Plan]:
    settings = _worded(typed, path, environment)
    is_word = settings.title != typed.title
    page, _ = _page_and_language(template)
    if settings.each is None:
        yield _Plan(page, path, template, settings, {}, is_word)
        return
    records = getattr(portal, settings.each, None)
    if not isinstance(records, tuple):
        message = f"expected something that a portal lists, found {quoted(settings.each)}"
        line = _line_of(path, "each")
        raise InvalidInput([Problem(shown(path), line, 1, "each", message)])
    for number, record in enumerate(records, 1):
        key = getattr(record, "id", number)
        # A name in Jinja may hold no dash.
        name = page.rpartition("/")[2].replace("-", "_")
        yield _Plan(f"{settings.each}/{key}", path, template, settings, {name: record}, is_word)


def _worded(settings: PageSettings, path: Path, environment: PageEnvironment) -> PageSettings:
    """Return settings with words for titles `title_…` and a section `section_…`, their keys."""
    texts = {}
    for name, text in (
        ("title", settings.title),
        ("short_title", settings.short_title or ""),
        ("section", settings.section or ""),
    ):
        if re.fullmatch(rf"{name.removeprefix('short_')}_\w+", text):
            try:
                texts[name] = environment.words[text]
            except MissingWord as error:
                line = f"{shown(path)}:{_line_of(path, name)}"
                raise MissingWord(error.file, error.key, line) from None
    return settings.model_copy(update=texts)


def _line_of(path: Path, key: str) -> int:
    lines = read_bytes(path).decode(errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(key)), 1)


def _write(plan: _Plan, environment: PageEnvironment) -> Page:
    written = environment.page_context = environment.new_page_context(f"{plan.name}.html")
    context = {**plan.record, "page": plan.settings}
    position = plan.path, _line_of(plan.path, "title")
    try:
        # A title is no Markdown: what the template itself says in it is text, too.
        title = escape(_title(plan, environment, context))
        position = plan.path, 1
        markdown = environment.get_template(plan.template).render(context)
    except MissingWord as error:
        path, line = position_of(error, environment.is_template_file) or position
        raise MissingWord(error.file, error.key, f"{shown(path)}:{line}") from None
    except MISTAKES as error:
        problem = problem_in(error, environment.is_template_file, position)
        raise InvalidInput(filter(None, [problem])) from error
    markdown = without_removed_links(markdown)
    title = written.placeholders.fill_title(title)
    return Page(
        plan.name,
        title,
        plan.settings,
        markdown,
        written.placeholders,
        plan.path,
        _is_in_menu(plan, environment),
    )


def _is_in_menu(plan: _Plan, environment: PageEnvironment) -> bool:
    portal, names = environment.globals["portal"], plan.settings.shown_when
    for name in names:
        if not hasattr(portal, name):
            message = f"expected a part of the portal, found {quoted(name)}"
            line = _line_of(plan.path, "shown_when")
            raise InvalidInput([Problem(shown(plan.path), line, 1, "shown_when", message)])
    return not names or any(getattr(portal, name) for name in names)


def _title(plan: _Plan, environment: PageEnvironment, context: dict[str, object]) -> str:
    """Return the title of a page; one that its template types itself may have gaps to fill.

    A word is no template, whatever is in it. Most titles have no gap, and compiling takes time.
    """
    title = plan.settings.title
    has_gap = "{" in title and not plan.title_is_word
    return template_of(environment, title).render(context) if has_gap else title
