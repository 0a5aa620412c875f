"""The files of a portal besides its pages: one function for each kind, in the list `OUTPUTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from coaching_site.brand.identity import BrandIdentity
from coaching_site.brand.typefaces import typefaces
from coaching_site.build.inputs import Inputs
from coaching_site.documents.calendar import calendars_of
from coaching_site.documents.former_files import FormerFiles, former_calendars, former_pdfs
from coaching_site.documents.pdf import PdfExtraMissing, PdfLibraryMissing, PrintTheme, pdfs_of
from coaching_site.parsing.source import read_bytes
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.view import PortalView

_HOW_TO_PRINT: Final = (
    "there are no PDFs: they need the extra `pdf`, as in `coaching-site[pdf]` "
    "(in a clone: make portal PDF=1); `pdf: false` in mkdocs.yml does without"
)


class PdfMode(Enum):
    """Whether PDFs are made, which takes longer than all the rest, or only tried, or left out."""

    RENDER = "render"
    TRY_TEMPLATES = "try templates"
    OMIT = "omit"


@dataclass(frozen=True)
class Composition:
    """What a function of `OUTPUTS` may use: what was read, and what is made of it so far.

    `place` is where an earlier portal may be, of which what is the same can be used again.
    """

    inputs: Inputs
    portal: PortalView
    environment: PageEnvironment
    identity: BrandIdentity
    pdfs: PdfMode
    place: Path | None = None


@dataclass(frozen=True)
class Output:
    """Files by their paths in a portal, and what is told to the coach about them."""

    files: Mapping[str, bytes]
    warnings: tuple[str, ...] = field(default=())
    tips: tuple[str, ...] = field(default=())


def brand_files(composition: Composition) -> Output:
    """Return the style sheet of the brand's colours, and its letters as a picture."""
    return Output(composition.identity.files())


def typeface_files(_: Composition) -> Output:
    """Return the parts of the typefaces."""
    return Output(typefaces())


def attachments(composition: Composition) -> Output:
    """Return the files that are attached, and no other file of a client."""
    source = composition.inputs.files
    contents = {file.path: source.content(file.name) for file in composition.portal.files}
    return Output({path: raw for path, raw in contents.items() if raw is not None})


def calendars(composition: Composition) -> Output:
    """Return the dates of the portal as iCalendar files."""
    slug, word = composition.inputs.slug, composition.environment.word
    former = _former(composition, former_calendars)
    return Output(calendars_of(composition.portal, slug, word, former))


def pdfs(composition: Composition) -> Output:
    """Return the agreement and the workbook, where there is what they need.

    Without it they are left out, and the coach is told. Raises `InvalidInput` about a template.
    """
    if composition.pdfs is PdfMode.OMIT:
        return Output({})
    inputs = composition.inputs
    try:
        files = pdfs_of(
            inputs.workspace.pdf_templates,
            composition.environment,
            composition.portal,
            inputs.programme,
            _print_theme(composition),
            slug=inputs.slug,
            printed=composition.pdfs is PdfMode.RENDER,
            former=_former(composition, former_pdfs),
        )
    except PdfExtraMissing:
        # No warning, which would fail a strict build for an extra that nobody has to install.
        return Output({}, tips=(_HOW_TO_PRINT,))
    except PdfLibraryMissing as error:
        warning = f"the PDFs are left out: {error} (PDFs need Pango)"
        return Output({}, warnings=(warning,))
    return Output(files)


def _former(
    composition: Composition, find: Callable[[Path, Path], FormerFiles]
) -> FormerFiles | None:
    cache_dir = composition.inputs.workspace.cache_dir
    return find(composition.place, cache_dir) if composition.place and cache_dir else None


def _print_theme(composition: Composition) -> PrintTheme:
    inputs, identity = composition.inputs, composition.identity
    find = inputs.workspace.own_file
    pictures = {path: read_bytes(find(path)) for path in identity.pictures}
    return PrintTheme(inputs.engagement.paper, identity, pictures)


OUTPUTS: Final[tuple[Callable[[Composition], Output], ...]] = (
    brand_files,
    typeface_files,
    attachments,
    calendars,
    pdfs,
)
"""Each kind of file besides the pages. A new kind is a function here and nothing else."""
