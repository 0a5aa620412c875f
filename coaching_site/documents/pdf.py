"""The agreement to sign and the workbook to write in, as PDF; needs the extra `pdf`.

The same text gives the same bytes: the fonts come with a package, nothing is dated, and nothing is
fetched, neither from the network nor from a file that a text names.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from coaching_site import shipped
from coaching_site.brand.colours import tinted
from coaching_site.brand.identity import BrandIdentity
from coaching_site.brand.palette import LIGHT, Scheme
from coaching_site.documents.former_files import FormerFiles
from coaching_site.documents.pdf_forms import fix_form
from coaching_site.documents.pdf_tags import fix_structure_tree
from coaching_site.documents.workbook import fields_of, new_actions, new_readings, source_of
from coaching_site.draft_items import SCORES
from coaching_site.languages import direction_of, runs_against
from coaching_site.model import Programme
from coaching_site.model.goals import Goal
from coaching_site.model.workbook import PROPERTY
from coaching_site.problems import InvalidInput
from coaching_site.rendering.environment import PageEnvironment, TemplateLoader
from coaching_site.rendering.placeholders import prose_to_html
from coaching_site.rendering.template_errors import MISTAKES, problem_in
from coaching_site.view import PortalView
from coaching_site.view.action_views import ActionViews
from coaching_site.view.goals import GoalView, view_of_goal
from coaching_site.view.people import Owners

if TYPE_CHECKING:
    from weasyprint import URLFetcher

AGREEMENT: Final = "agreement.pdf"
WORKBOOK: Final = "workbook.pdf"

_FONTS: Final = "font_source_serif_pro"
_FIELD_LIGHTNESS: Final = 0.962
_FIELD_CHROMA: Final = 0.012
# Kinds of pictures whose media type is not called like their suffix.
_MEDIA: Final = {"svg": "svg+xml", "jpg": "jpeg"}


class PdfExtraMissing(Exception):
    """The extra `pdf` is not installed: there are no PDFs, which is all right."""


class PdfLibraryMissing(Exception):
    """The extra is installed, but not a library of the machine that it needs, such as Pango."""


@dataclass(frozen=True)
class PrintTheme:
    """How PDFs look: the size of paper, `A4` or `Letter`, and the brand.

    `pictures` are the bytes of the brand's pictures by their paths.
    """

    paper: str
    identity: BrandIdentity
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def scheme(self) -> Scheme:
        """The colours of all brands, as they are on paper."""
        return LIGHT

    @property
    def tint(self) -> str:
        """The colour of what can be written on."""
        return tinted(self.identity.brand.colours.accent, _FIELD_LIGHTNESS, _FIELD_CHROMA)

    def address_of(self, path: str) -> str:
        """Return an address that holds a whole picture, so that none has to be fetched."""
        kind = path.rpartition(".")[2].lower()
        encoded = b64encode(self.pictures[path]).decode()
        return f"data:image/{_MEDIA.get(kind, kind)};base64,{encoded}"


def pdfs_of(
    folders: Sequence[Path],
    pages: PageEnvironment,
    portal: PortalView,
    programme: Programme,
    print_theme: PrintTheme,
    *,
    slug: str,
    printed: bool = True,
    former: FormerFiles | None = None,
) -> dict[str, bytes]:
    """Return the PDFs of a portal by their paths in it; none where no folder has templates.

    `pages` formats like the portal; `slug` names the engagement. Without `printed` they are proofs,
    which are no PDFs but as quick as a page. Those of the `former` portal are used again if they
    are the same. Raises `PdfExtraMissing`, `PdfLibraryMissing`, and `InvalidInput` about a
    template.
    """
    if not any(folder.is_dir() for folder in folders):
        return {}
    _require_extra()
    renderer = PdfRenderer(folders, pages, portal, programme, print_theme, slug, former)
    if not printed:
        return renderer.proofs()
    return {AGREEMENT: renderer.agreement(), WORKBOOK: renderer.workbook()}


def pdf_of_html(html: str) -> bytes:
    """Return a page of HTML, which takes its fonts from addresses such as `font:Regular`, as PDF.

    Raises `PdfExtraMissing` and `PdfLibraryMissing`.
    """
    _require_extra()
    return _printed(html, "ltr")


def _require_extra() -> None:
    if find_spec("weasyprint") is None or find_spec(_FONTS) is None:
        raise PdfExtraMissing


def _require_weasyprint() -> None:
    try:
        with redirect_stdout(StringIO()):  # it explains itself at length
            import weasyprint  # noqa: F401
    except OSError as error:
        raise PdfLibraryMissing(str(error).partition(":")[0]) from error


class PdfRenderer:
    """Renders the PDFs of one portal from the templates in folders, the first one first."""

    def __init__(
        self,
        folders: Sequence[Path],
        pages: PageEnvironment,
        portal: PortalView,
        programme: Programme,
        print_theme: PrintTheme,
        slug: str,
        former: FormerFiles | None = None,
    ) -> None:
        """Format like `pages`; print nothing that is the same in the `former` portal."""
        self._former, self._slug = former, slug
        self._portal, self._programme, self._folders = portal, programme, folders
        self._direction, self._fallback = pages.speech.text_direction, pages.fallback
        language = pages.fallback.attributes["lang"] if pages.fallback else portal.language
        self._templates = Environment(
            loader=TemplateLoader([*folders]),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self._inserted,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        shown_alike = {name: pages.filters[name] for name in ("percent", "quantity")}
        self._templates.filters.update(day=pages.day, prose=self._prose, **shown_alike)
        self._templates.globals.update(
            portal=portal,
            programme=programme,
            print_theme=print_theme,
            word=pages.word,
            counted=pages.counted,
            direction=self._direction,
            language=language,
            fields_of=fields_of,
            scores=SCORES,
        )

    def agreement(self) -> bytes:
        """Return the agreement, with lines to sign on."""
        return self._pdf(AGREEMENT, self._agreement())

    def workbook(self) -> bytes:
        """Return every prompt and the form of each goal, with fields to fill in."""
        return self._pdf(WORKBOOK, self._workbook())

    def proofs(self) -> dict[str, bytes]:
        """Return both by their paths in HTML, of which PDFs would be made."""
        return {AGREEMENT: self._agreement().encode(), WORKBOOK: self._workbook().encode()}

    def _pdf(self, name: str, html: str) -> bytes:
        source = html.encode()
        if self._former and (found := self._former.find(name, source)):
            return found
        pdf = _printed(html, self._direction)
        if self._former:
            self._former.note(name, source, pdf)
        return pdf

    def _inserted(self, value: object) -> object:
        """Return a value in its own direction, where the words are in another language."""
        return self._fallback.printed(value) if self._fallback else value

    def _prose(self, text: str) -> Markup:
        html = prose_to_html(text)
        if self._fallback and runs_against(text, self._direction):
            html = f'<div dir="{direction_of(text)}">{html}</div>'
        return Markup(html)  # noqa: S704

    def _agreement(self) -> str:
        return self._written("agreement.html")

    def _workbook(self) -> str:
        portal = self._portal
        goals = portal.goals or (_blank_goal(portal, self._programme),)
        return self._written(
            "workbook.html",
            {PROPERTY: source_of(portal, goals, self._slug).written()},
            goals=goals,
            new_actions=new_actions,
            new_readings=new_readings,
        )

    def _written(
        self, template: str, properties: Mapping[str, str] | None = None, **context: object
    ) -> str:
        try:
            found = self._templates.get_template(template)
            return found.render(context, properties=properties or {})
        except MISTAKES as error:
            path = shipped.first_with(template, self._folders) or self._folders[0] / template
            problem = problem_in(error, self._is_of_looks, (path, 1))
            raise InvalidInput(filter(None, [problem])) from error

    def _is_of_looks(self, path: str) -> bool:
        return any(Path(path).is_relative_to(folder) for folder in self._folders)


def _blank_goal(portal: PortalView, programme: Programme) -> GoalView:
    # Not validated, since a file may have no goal without a title.
    goal = Goal.model_construct(title="")
    actions = ActionViews(Owners(portal.executive.name), portal.as_of)
    return view_of_goal(goal, 1, programme, actions)


def _printed(html: str, direction: str) -> bytes:
    _require_weasyprint()
    from weasyprint import HTML

    def finish(document: object, pdf: Any) -> None:
        fix_structure_tree(document, pdf)
        fix_form(pdf, from_right=direction == "rtl")

    page = HTML(string=html, url_fetcher=_fetcher())
    printed: bytes = page.write_pdf(
        finisher=finish, pdf_variant="pdf/ua-1", pdf_forms=True, custom_metadata=True
    )
    return printed


def _fetcher() -> URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Gives `font:<file>` from the package of fonts, and what an address itself holds."""

        def fetch(self, url: str, *headers: object) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            if scheme == "data":
                return super().fetch(url, *headers)
            if scheme != "font" or not name.isalnum():
                raise ValueError("a PDF fetches nothing")
            font = files(_FONTS) / "files" / f"SourceSerifPro-{name}.ttf"
            return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/ttf"})

    return Fetcher(allowed_protocols={"font", "data"}, fail_on_errors=True)
