"""The sponsor's site: one page and the same on paper, from what `view` lets the sponsor see.

Its templates are given the report and nothing else of the engagement or the portal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.brand.identity import STYLESHEET, BrandIdentity
from coaching_site.brand.typefaces import typefaces
from coaching_site.build.compose import environment_of, identity_in
from coaching_site.build.inputs import Inputs
from coaching_site.build.sheets import SHEETS, sheets_of
from coaching_site.build.workspace import Workspace
from coaching_site.documents.page_count import pages_in
from coaching_site.documents.pdf import PdfExtraMissing, PdfLibraryMissing, PrintTheme, pdf_of_html
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem, shown
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import component_of
from coaching_site.rendering.tag_space import without_tag_space
from coaching_site.staging import refuse_unsafe_target
from coaching_site.view import view_of
from coaching_site.view.sponsor import SponsorView, sponsor_view_of

REPORT_PDF: Final = "report.pdf"
PAGE: Final = "index.html"

PORTAL_PAGE: Final = "sponsors/report.html"
"""The page of the portal that shows the report."""

_REPORT: Final = re.compile(rb'<div class="report">.*report__note.*?\n</div>\n', re.DOTALL)
_SHEETS: Final = {
    f"{SHEETS}/{name}.css": f"{SHEETS}/{name}.css"
    for name in (
        *("tokens", "base", "frame", "type", "journey", "actions", "goals", "reading", "report"),
        *("access", "print"),
    )
}
_EXPECTED: Final = (
    "the sponsor gets this and nothing else: expected a folder for it alone, outside of every "
    "portal and of clients, words and looks, such as sponsors/jane-doe, found "
)
_NOT_AGREED: Final = "the agreement provides for no report to a sponsor: `sponsor_report: true`"
_PICTURES: Final = re.compile(r"<style>\s*/\* of pictures \*/(.*?)</style>", re.DOTALL)
# Sizes of type in points, and whether goals stand in two columns: of what is a little too long the
# first that fits on one page is taken. Else the sheet is as long as it has to be.
_SCALES: Final = (("10.5", False), ("9.5", False), ("9", True), ("8", True), ("7", True))
_A_LITTLE: Final = 2
_MOST_LONGER: Final = 3
_SHEETS_MM: Final = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


@dataclass(frozen=True)
class SponsorSite:
    """Files by their paths, and why there is no PDF among them, if there is none."""

    report: SponsorView
    files: Mapping[str, bytes]
    tip: str = ""


def compose_sponsor_site(inputs: Inputs, *, has_pdf: bool = True) -> SponsorSite:
    """Return the site of the sponsor of an engagement, also on paper; nothing of it is written.

    Raises `InvalidInput` where the agreement provides for no report, and about templates.
    """
    report = report_of(inputs)
    portal = view_of(inputs.engagement, inputs.programme, inputs.as_of)
    environment = environment_of(inputs, portal, report)
    identity = identity_in(inputs, portal, environment)
    looks = {
        **sheets_of(inputs.workspace, _SHEETS),
        **identity.files(),
        **typefaces(),
        **_logo(inputs, identity),
    }
    environment.globals.update(
        report=report,
        identity=identity,
        sheets=(STYLESHEET, *_SHEETS),
        language=_tag(environment),
        direction=environment.speech.text_direction,
    )
    pdf, tip = _printed(inputs, identity, environment) if has_pdf else (b"", "")
    environment.globals["pdf"] = REPORT_PDF if pdf else None
    html = without_tag_space(component_of(environment, "sponsor/index.html"))
    page = html.encode("utf-8", "surrogateescape")
    return SponsorSite(report, {**looks, PAGE: page, **({REPORT_PDF: pdf} if pdf else {})}, tip)


def report_of(inputs: Inputs) -> SponsorView:
    """Return what the sponsor sees; raise `InvalidInput` if the agreement provides for nothing."""
    report = sponsor_view_of(inputs.engagement, inputs.programme, inputs.as_of)
    if not report:
        file = shown(inputs.engagement_file)
        raise InvalidInput([Problem(file, 0, 0, "agreement", _NOT_AGREED)])
    return report


def owner_of_report(slug: str) -> str:
    """Return who owns the folder of a report: no engagement, so that it is taken for no portal."""
    return f"the sponsor of {slug}"


def refuse_place_of_report(place: Path, workspace: Workspace, portals: Path) -> None:
    """Raise `TargetBlocked` if a report must not be put there: into a portal, or among clients."""
    homes = [Path.home()] if Path("~").expanduser() != Path("~") else []
    sources = (*workspace.folders, portals)
    refuse_unsafe_target(place, Path.cwd(), sources, homes, is_portal=True, expected=_EXPECTED)


def is_shown_in(portal: Path, site: SponsorSite) -> bool:
    """Return whether a built portal shows its reader the same report, to the last byte."""
    page = portal / PORTAL_PAGE
    report = _REPORT.search(site.files[PAGE])
    return page.is_file() and report is not None and report[0] in read_bytes(page)


def _tag(environment: PageEnvironment) -> str:
    return str(environment.speech).replace("_", "-")


def _logo(inputs: Inputs, identity: BrandIdentity) -> dict[str, bytes]:
    logo = identity.brand.logo
    return {logo: read_bytes(inputs.workspace.own_file(logo))} if logo else {}


def _printed(
    inputs: Inputs, identity: BrandIdentity, environment: PageEnvironment
) -> tuple[bytes, str]:
    """Return the report on paper, or why there is none."""
    theme = PrintTheme(inputs.engagement.paper, identity, _logo(inputs, identity))
    environment.globals.update(print_theme=theme, sheet=theme.paper)
    try:
        return _paper(environment, theme.paper), ""
    except PdfExtraMissing:
        return b"", "there is no PDF: it needs the extra `pdf`, as in `coaching-site[pdf]`"
    except PdfLibraryMissing as error:
        return b"", f"the PDF is left out: {error} (PDFs need Pango)"


def _paper(environment: PageEnvironment, sheet: str) -> bytes:
    """Return the report on one page, unless a template of the coach's own breaks it into more."""
    ordinary, count = b"", 0
    for scale, compact in _SCALES:
        pdf = _pdf_in(environment, scale, compact=compact)
        if (count := pages_in(pdf)) == 1:
            return pdf
        ordinary = ordinary or pdf
        if count > _A_LITTLE:
            break
    width, height = _SHEETS_MM[sheet]
    for sheets in range(count, count + _MOST_LONGER):
        environment.globals["sheet"] = f"{width}mm {height * sheets}mm"
        pdf = _pdf_in(environment, *_SCALES[0])
        if pages_in(pdf) == 1:
            return pdf
    return ordinary


def _pdf_in(environment: PageEnvironment, scale: str, compact: bool) -> bytes:
    environment.globals.update(scale=scale, compact=compact)
    page = component_of(environment, "pdf/report.html")
    return pdf_of_html(_with_styles_in_pictures(page))


def _with_styles_in_pictures(page: str) -> str:
    """Return a page for paper, each of whose pictures holds the styles of all pictures."""
    found = _PICTURES.search(page)
    style = f"<style>{found[1]}</style>" if found else ""
    return _PICTURES.sub("", page).replace("</svg>", f"{style}</svg>")
