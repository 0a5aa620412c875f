"""How the pages of the agreement and the workbook are set."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, Final

from pypdf import PageObject, PdfReader

from tests.documents.test_pdf import AMARA, TOMAS, printed, renderer, sample, shown
from tests.pdf_rules import findings
from tests.samples import engagement

FOOT: Final = 1000
"""Below this, counted from above in the pixels of a style sheet, a page has its foot."""


@cache
def on_letter() -> PdfReader:
    """Return the longest workbook on the smaller paper."""
    return PdfReader(BytesIO(renderer(sample(AMARA), paper="Letter").workbook()))


def bookmarks(reader: PdfReader) -> list[tuple[int, str]]:
    """Return what the list of contents names, with how deep it stands."""
    return list(_named(reader.outline, 1))


def _named(outline: Any, depth: int) -> Any:
    for item in outline:
        if isinstance(item, list):
            yield from _named(item, depth + 1)
        else:
            yield depth, item["/Title"]


def test_no_page_of_the_workbook_is_left_with_a_heading() -> None:
    """On the smaller paper, too, each page has at least two fields to write into."""
    fields = [len({*_names(page)}) for page in on_letter().pages]
    assert len(fields) > 30
    assert min(fields) >= 2


def test_a_retirement_party_is_on_one_page() -> None:
    """The questions that are read together stand together, as today and as wished."""
    for reader in (printed("workbook", AMARA), printed("workbook", TOMAS), on_letter()):
        for party in ("party/today", "party/wished"):
            pages = [page for page in reader.pages if any(party in name for name in _names(page))]
            assert len(pages) == 1


def _names(page: PageObject) -> list[str]:
    annotations: Any = page.get("/Annots", ())
    found = (one.get_object() for one in annotations)
    return [str(one.get("/Parent", one)["/T"]) for one in found]


def test_a_short_table_of_actions_is_on_one_page() -> None:
    """What is planned for a goal and the rows for more stand under one head."""
    pages = [text for page in on_letter().pages if "By when" in (text := page.extract_text())]
    assert len(pages) == len(shown(sample(AMARA)).goals)


def test_contents_name_parts_and_groups() -> None:
    """The list of contents leads to parts, values and groups, and not to hundreds of questions."""
    named = bookmarks(printed("workbook", AMARA))
    assert named[:8] == [
        (1, "Workbook"),
        (2, "Your present situation"),
        (2, "Your retirement party, if it were held today"),
        (2, "Your retirement party, as you would wish it"),
        (2, "Your values in behaviour"),
        (3, "Value 1"),
        (4, "My colleagues"),
        (4, "My direct reports"),
    ]
    assert len(named) < 60


def test_a_fingerprint_is_never_broken() -> None:
    """Where it is signed, the fingerprint stands on one line."""
    for slug in (AMARA, TOMAS):
        lines = printed("agreement", slug).pages[-1].extract_text().split("\n")
        assert any(shown(sample(slug)).agreement.fingerprint in line for line in lines[:-1])


def test_from_right_to_left_pages_are_mirrored() -> None:
    """In Arabic the number of the page stands on the left and lines to sign on do not touch."""
    reader = PdfReader(BytesIO(renderer(engagement(language="ar")).agreement()))
    said: list[tuple[str, float, float]] = []

    def note(text: str, _: object, matrix: list[float], *__: object) -> None:
        # Where the machine lacks a font for Arabic, NUL characters come with the letters.
        if text := text.replace("\0", "").strip():
            said.append((text, matrix[4], matrix[5]))

    reader.pages[-1].extract_text(visitor_text=note)
    number, running = sorted((x, len(text)) for text, x, y in said if y > FOOT)
    assert number < (150, 6)
    assert running > (300, 20)
    places = {text: x for text, x, _ in said}
    assert places["Name"] + 100 < places["Date"] < places["Place"] - 100
    assert findings(reader) == []


def test_from_right_to_left_fields_are_filled_from_the_right() -> None:
    """In Arabic what is typed begins on the right; else viewers do as they always do."""
    reader = PdfReader(BytesIO(renderer(engagement(language="ar")).workbook()))
    forms: list[Any] = [one.trailer["/Root"] for one in (reader, printed("workbook", TOMAS))]
    assert [root["/AcroForm"].get("/Q") for root in forms] == [2, None]
