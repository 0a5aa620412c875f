"""The agreement on paper beside its page in the portal."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from bs4 import BeautifulSoup
from pypdf import PdfReader

from coaching_site.brand.identity import identity_of
from coaching_site.model.brand import Brand
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import page_templates, pages_of
from coaching_site.view import PortalView
from tests.documents.test_pdf import ROOT, renderer, shown, squeezed
from tests.fixture import COMPILED, CONTENT
from tests.samples import engagement, programme, words_in

SECTIONS = [
    {"title": "Fees", "text": "All fees are paid in advance."},
    {"title": "Places", "points": ["We meet in Oslo.", "Calls are for the days between."]},
]


def test_points_have_the_numbers_of_the_page() -> None:
    """Each point is named alike in both, such as 7.9, in whatever group of a section it stands."""
    agreed: dict[str, object] = {
        "purpose": ["To lead.", "To rest."],
        "rules": ["No calls."],
        "keep_months": 12,
    }
    agreed["sections"] = SECTIONS
    of = engagement(agreement=agreed)
    text = squeezed(
        "".join(page.extract_text() for page in PdfReader(BytesIO(renderer(of).agreement())).pages)
    )
    points = list(_points_of_page(shown(of)))
    assert {number for number, _ in points} >= {"1.2", "3.4", "6.7", "7.1", "8.2"}
    assert [point for point in points if "".join(point) not in text] == []


def _points_of_page(portal: PortalView) -> Iterator[tuple[str, str]]:
    """Yield the number of each point on the page, as its styles count, and how it begins."""
    words = words_in(CONTENT / "words.yml")
    made = PageEnvironment([ROOT / "content", ROOT / "overrides"], "en-GB", words, COMPILED)
    made.globals.update(identity=identity_of(Brand(), "Jon", "Coaching"), reply_key=None)
    templates = page_templates(ROOT / "content")
    written = {one.name: one for one in pages_of(portal, programme(), templates, made)}
    html = written["agreement"].placeholders.fill_html(written["agreement"].markdown)
    clauses = BeautifulSoup(html, "html.parser").select(".clauses > .clause[aria-labelledby]")
    for clause, section in enumerate(clauses, 1):
        for points in section.select(".numbered"):
            for number, point in enumerate(
                points.select(":scope > li"), int(str(points.get("start", 1)))
            ):
                yield f"{clause}.{number}", squeezed(point.get_text())[:12]
