"""From the view to pages: every template in `content/` written out for one portal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from coaching_site.loading import load_page_settings
from coaching_site.model import Programme
from coaching_site.model.page import PageSettings
from coaching_site.problems import InvalidInput, Problem
from coaching_site.rendering import PageEnvironment, Sheet
from coaching_site.sealing import Seals
from coaching_site.view import Portal

Navigation = list[dict[str, Any]]


@dataclass(frozen=True)
class Page:
    """A page in Markdown. `name` is its path without ending; `title` is safe as HTML."""

    name: str
    title: str
    settings: PageSettings
    markdown: str
    seals: Seals


@dataclass(frozen=True)
class _Plan:
    """A page to be written: its template, and the record that it is written for."""

    name: str
    template: str
    settings: PageSettings
    record: dict[str, object]


def pages_of(
    portal: Portal, programme: Programme, content: Path, environment: PageEnvironment
) -> list[Page]:
    """Return the pages of the portal in the order of the navigation.

    Raises `InvalidInput` with file and line when a template does not work.
    """
    plans = sorted(
        (plan for path in _templates(content) for plan in _plans(path, content, portal)),
        key=lambda plan: plan.settings.order,
    )
    environment.pages = frozenset(plan.name for plan in plans)
    contents = [(plan.name, plan.settings) for plan in plans]
    environment.globals.update(portal=portal, programme=programme, pages=contents)
    return [_write(plan, environment) for plan in plans]


def navigation_of(pages: Sequence[Page]) -> Navigation:
    """Return the pages as MkDocs wants its `nav`: titles to files, sections to lists."""
    navigation: Navigation = []
    sections: dict[str, Navigation] = {}
    for page in pages:
        entry = {page.title: f"{page.name}.md"}
        section = page.settings.section
        if section is None:
            navigation.append(entry)
        elif section in sections:
            sections[section].append(entry)
        else:
            sections[section] = [entry]
            navigation.append({section: sections[section]})
    return navigation


def _templates(content: Path) -> list[Path]:
    return sorted(content.rglob("*.md"))


def _plans(path: Path, content: Path, portal: Portal) -> Iterator[_Plan]:
    settings = load_page_settings(path)
    template = path.relative_to(content).as_posix()
    if settings.each is None:
        yield _Plan(template.removesuffix(".md"), template, settings, {})
        return
    records = getattr(portal, settings.each, None)
    if not isinstance(records, tuple):
        message = f"expected `each` to name something that a portal lists, found {settings.each!r}"
        raise InvalidInput([Problem(str(path), 1, 1, "", message)])
    for number, record in enumerate(records, 1):
        key = getattr(record, "id", number)
        yield _Plan(f"{settings.each}/{key}", template, settings, {path.stem: record})


def _write(plan: _Plan, environment: PageEnvironment) -> Page:
    sheet = environment.sheet = Sheet(f"{plan.name}.html")
    context = {**plan.record, "page": plan.settings}
    try:
        title = environment.from_string(plan.settings.title).render(context)
        markdown = environment.get_template(plan.template).render(context)
    except (TemplateError, TypeError, LookupError, ValueError) as error:
        raise InvalidInput([_problem(error, environment)]) from error
    return Page(plan.name, sheet.seals.open_text(title), plan.settings, markdown, sheet.seals)


def _problem(error: Exception, environment: PageEnvironment) -> Problem:
    path, line = _place(error, environment)
    return Problem(path, line, 1, "", f"this template does not work: {error}")


def _place(error: Exception, environment: PageEnvironment) -> tuple[str, int]:
    """Return file and line of the template, which Jinja writes into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or str(error.name), error.lineno
    place, trace = ("<template>", 1), error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if environment.is_template_file(name):
            place = (name, trace.tb_lineno)
        trace = trace.tb_next
    return place
