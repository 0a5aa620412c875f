"""PDF/UA-1, by rules of our own and by a checker of somebody else's."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pytest
from pypdf import PdfReader

import coaching_site.documents.pdf
from tests.documents.test_pdf import (
    AMARA,
    NAMES,
    TOMAS,
    fresh,
    hostile,
    printed,
    renderer,
    sample,
    shown,
)
from tests.documents.test_pdf_brand import printed as printed_with_a_brand
from tests.pdf_rules import findings
from tests.samples import engagement

PROSE = "One\n\n- two [here](https://example.org)\n- three\n  - *four*\n\n1. five\n2. six"


@pytest.mark.parametrize("slug", [AMARA, TOMAS])
@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_broken(name: str, slug: str) -> None:
    """In both PDFs of both samples everything is tagged, named, embedded and in its place."""
    assert findings(printed(name, slug)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_broken_by_a_brand(name: str) -> None:
    """A logo and a portrait keep to the rules, too."""
    assert findings(PdfReader(BytesIO(printed_with_a_brand(name)))) == []


def test_no_rule_is_broken_by_what_is_typed() -> None:
    """Lists within lists, links and markup that is none leave a PDF in order."""
    prose = engagement(agreement={"purpose": PROSE, "rules": [PROSE]})
    assert [
        findings(PdfReader(BytesIO(renderer(of).agreement()))) for of in (prose, hostile())
    ] == [
        [],
        [],
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_second_opinion(name: str, tmp_path: Path) -> None:
    """A checker that reads PDFs by another library has nothing to say."""
    file = tmp_path / "a.pdf"
    file.write_bytes(getattr(renderer(sample(TOMAS)), name)())
    report = pdfua.validate(str(file))
    assert [str(finding) for finding in report.findings] == []


def test_the_foot_of_a_page_is_not_read_out() -> None:
    """The fingerprint and the page's number are on every page, and are no content."""
    reader = printed("agreement", TOMAS)
    for page in reader.pages:
        contents: Any = page.get_contents()
        paints = contents.get_data().decode("latin-1")
        feet = r"/Artifact\s<</Type /Pagination/Subtype /Footer>>\sBDC.*?EMC"
        assert len(re.findall(feet, paints, re.DOTALL)) == 2
        assert shown(sample(TOMAS)).agreement.fingerprint in page.extract_text()


def test_the_rules_see_what_the_engine_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without our mending, feet would be content that nothing tells, and cells head nothing."""
    monkeypatch.setattr(coaching_site.documents.pdf, "fix_structure_tree", lambda *_: None)
    reader = PdfReader(BytesIO(fresh(sample(TOMAS)).agreement()))
    assert {re.sub(r"page \d+: |\d+ is$", "", one) for one in findings(reader)} == {
        "7.1: nothing tells what mark ",
        "7.1: a tag for what is not painted",
        "7.5: a header cell does not say what it heads",
    }
