"""How the pages of the agreement and the workbook are set."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader

from tests.pdf_rules import findings
from tests.samples import engagement
from tests.test_pdf import AMARA, TOMAS, press, printed, sample, shown


def test_a_fingerprint_is_never_broken() -> None:
    """Where it is signed, the fingerprint stands on one line."""
    for slug in (AMARA, TOMAS):
        lines = printed("agreement", slug).pages[-1].extract_text().split("\n")
        assert any(shown(sample(slug)).agreement.fingerprint in line for line in lines[:-1])


def test_from_right_to_left_pages_are_mirrored() -> None:
    """In Arabic the number of the page stands on the left and lines to sign on do not touch."""
    reader = PdfReader(BytesIO(press(engagement(language="ar")).agreement()))
    places: dict[str, float] = {}

    def note(text: str, _: object, matrix: list[float], *__: object) -> None:
        places.setdefault(text.replace("\0", "").strip(), matrix[4])

    reader.pages[-1].extract_text(visitor_text=note)
    number = next(place for text, place in places.items() if re.fullmatch(r"\d / \d", text))
    assert number < 150
    assert places["Signature"] + 100 < places["Place and date"]
    assert findings(reader) == []
