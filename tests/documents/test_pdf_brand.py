"""The coach's brand on the agreement and the workbook."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, Final

import pytest
from PIL import Image
from pypdf import PdfReader

from coaching_site.brand.identity import identity_of
from coaching_site.documents.pdf import PdfRenderer, PrintTheme
from coaching_site.model.brand import Brand
from tests.documents.test_pdf import ROOT, environment, shown
from tests.samples import engagement, programme

LOGO: Final = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">
<path fill="#c01234" d="M0 0h90v30h-90z"/></svg>"""
BRAND: Final = Brand.model_validate(
    {
        "name": "Halvorsen & Daughters",
        "logo": "logo.svg",
        "mark": "HD",
        "portrait": {"file": "noor.webp", "alternative": "Noor at a window"},
        "colours": {"main": "#7a1f5c", "accent": "#0b6b3a"},
    }
)
MAIN: Final = "0.478431 0.121569 0.360784"
ACCENT: Final = "0.043137 0.419608 0.227451"


def portrait() -> bytes:
    """Return a small picture."""
    file = BytesIO()
    Image.new("RGB", (40, 60), "#884422").save(file, "WEBP")
    return file.getvalue()


@cache
def printed(name: str, brand: Brand = BRAND) -> bytes:
    """Return a PDF that bears a brand."""
    of, folder = engagement(), ROOT / "overrides/pdf"
    identity = identity_of(brand, of.coach.name, "Coaching with Noor Halvorsen")
    print_theme = PrintTheme("A4", identity, {"logo.svg": LOGO, "noor.webp": portrait()})
    renderer = PdfRenderer(
        [folder], environment(of), shown(of), programme(), print_theme, "jane-doe"
    )
    pdf: bytes = getattr(renderer, name)()
    return pdf


def content(pdf: bytes, page: int = 0) -> str:
    """Return what paints a page."""
    contents: Any = PdfReader(BytesIO(pdf)).pages[page].get_contents()
    return str(contents.get_data().decode("latin-1"))


def figures(node: Any) -> list[str]:
    """Return what is said of each picture, in the order in which they are read."""
    node = node.get_object()
    if isinstance(node, list):
        return [said for inner in node for said in figures(inner)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if node.get("/S") == "/Figure" else []
    return own + (figures(node["/K"]) if "/K" in node else [])


@pytest.mark.parametrize("name", ["agreement", "workbook"])
def test_both_colours_are_the_coachs(name: str) -> None:
    """The accent is above the title and the main colour leads through; no other hue is there."""
    paints = content(printed(name))
    assert f"{ACCENT} rg" in paints
    assert f"{MAIN} rg" in paints
    usual = content(printed(name, Brand()))
    assert "0.090196 0.313725 0.360784 rg" in usual
    assert "0.090196 0.313725 0.360784 rg" not in paints


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("agreement", ["Halvorsen & Daughters"]),
        ("workbook", ["Halvorsen & Daughters", "Noor at a window"]),
    ],
)
def test_pictures_are_told_to_who_does_not_see_them(name: str, said: list[str]) -> None:
    """The logo of both says the name, the portrait opens the workbook and says who it is."""
    reader = PdfReader(BytesIO(printed(name)))
    root: Any = reader.trailer["/Root"]
    assert figures(root["/StructTreeRoot"]) == said
    assert "0.752941 0.070588 0.203922 rg" in content(printed(name))
    assert len(reader.pages[0].images) == len(said) - 1


def test_without_a_logo_the_name_heads_the_page() -> None:
    """The coach's letters in a circle, and the name beside them, stand before the title."""
    brand = BRAND.model_copy(update={"logo": None})
    text = PdfReader(BytesIO(printed("agreement", brand))).pages[0].extract_text()
    assert text.split("\n")[:2] == ["HD Halvorsen & Daughters", "Coaching agreement"]


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("logo.svg", "data:image/svg+xml;base64,PHN2Zy"),
        ("a/noor.JPG", "data:image/jpeg;base64,/9j/"),
        ("noor.webp", "data:image/webp;base64,UklGR"),
    ],
)
def test_an_address_holds_the_whole_picture(path: str, start: str) -> None:
    """Nothing is left to fetch, and the address says of what kind the picture is."""
    pictures = {"logo.svg": LOGO, "a/noor.JPG": b"\xff\xd8\xff\xe0", "noor.webp": portrait()}
    print_theme = PrintTheme("A4", identity_of(Brand(), "Noor", "Coaching"), pictures)
    assert print_theme.address_of(path).startswith(start)
