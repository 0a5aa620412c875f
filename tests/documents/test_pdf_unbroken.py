"""No word is too long for the paper of the PDFs, in whatever field it stands."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.documents.test_pdf import renderer, shown
from tests.paper import inked, texts
from tests.unbroken import loaded

SIZES = {"A4": (595, 842), "Letter": (612, 792)}
PRINTED = [
    ("agreement", "A4", "en-GB"),
    ("agreement", "Letter", "ar"),
    ("workbook", "A4", "ar"),
    ("workbook", "Letter", "en-GB"),
]
MARGIN = 60
"""Points on the left and on the right; above and below there are the heads and feet of pages."""


@cache
def printed(name: str, paper: str, language: str) -> bytes:
    """Return a PDF of an engagement whose every text is one word."""
    of = renderer(loaded(language), paper=paper)
    return of.agreement() if name == "agreement" else of.workbook()


@pytest.mark.parametrize(("name", "paper", "language"), PRINTED)
def test_all_is_on_the_paper(name: str, paper: str, language: str) -> None:
    """On each page all stands between the margins."""
    (width, height), pages = SIZES[paper], inked(printed(name, paper, language))
    assert len(pages) >= 4
    assert min(left for left, _, _, _ in pages) >= MARGIN
    assert max(right for _, _, right, _ in pages) <= width - MARGIN
    assert min(bottom for _, bottom, _, _ in pages) >= 20
    assert max(top for _, _, _, top in pages) <= height - 50


@pytest.mark.parametrize(("name", "paper", "language"), PRINTED)
def test_names_are_whole(name: str, paper: str, language: str) -> None:
    """The names that a PDF bears can be taken out of it whole, by one program or another: each
    has its troubles, with the order of what runs from the right or with some typefaces."""
    portal = shown(loaded(language))
    pdf = printed(name, paper, language)
    read = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    text = letters_of("".join([*read, *texts(pdf)]))
    names = [portal.executive.name, *(goal.title for goal in portal.goals)]
    if name == "agreement":
        names = [portal.executive.name, portal.coach.name, str(portal.organisation)]
        names += (one.name for one in portal.stakeholders)
    assert len(names) >= 3
    assert [name for name in names if letters_of(name) not in text] == []


def letters_of(text: str) -> str:
    """Return a text without its signs, which change places in a line from right to left."""
    return re.sub(r"\W", "", text)
