"""The fields of both PDFs, filled in as a viewer does, and drawn by the engine of Chrome."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from coaching_site.documents.pdf_forms import fix_form
from tests.documents.test_pdf import TOMAS, names_in, renderer, sample, widgets

FIRST: Final = "situation/context"
PLAIN: Final = "aceszn aceszn aceszn"
SCALE: Final = 3.0


@cache
def workbook() -> bytes:
    """Return the workbook of a first week."""
    return renderer(sample(TOMAS)).workbook()


def _first_week() -> PdfReader:
    return PdfReader(BytesIO(workbook()))


def filled(typed: str) -> bytes:
    """Return the workbook with a text in each of its fields."""
    writer = PdfWriter(clone_from=BytesIO(workbook()))
    for page in writer.pages:
        annotations: Any = page.get("/Annots", ())
        for field in (one.get_object() for one in annotations):
            if field.get("/FT") == "/Tx":
                field[NameObject("/V")] = TextStringObject(typed)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@cache
def drawn(typed: str) -> list[list[int]]:
    """Return the lightness of the pixels of the first field with a text in it, row by row."""
    x, y, other_x, other_y = (float(side) for side in widgets(_first_week())[0]["/Rect"])
    pdf = pypdfium2.PdfDocument(filled(typed))
    pdf.init_forms()
    page = pdf[0]
    width, height = page.get_size()
    # What is cut off on the left, at the bottom, on the right and at the top: all but the field.
    crop = (min(x, other_x), min(y, other_y) + 2, width - max(x, other_x), height - max(y, other_y))
    rows = _rows(page.render(scale=SCALE, crop=crop, grayscale=True, may_draw_forms=True))
    pdf.close()
    return rows


def _rows(bitmap: Any) -> list[list[int]]:
    data, stride = bytes(bitmap.buffer), bitmap.stride
    return [[*data[row * stride : row * stride + bitmap.width]] for row in range(bitmap.height)]


def ink(rows: list[list[int]]) -> int:
    """Return how much darker than its ground a field is."""
    ground = max(map(max, rows))
    return sum(ground - value for row in rows for value in row)


@pytest.mark.parametrize(
    "letters",
    ["ąćęśżń ąćęśżń ąćęśżń", "асезрх асезрх асезрх", "αγεξυν αγεξυν αγεξυν"],
    ids=["polish", "cyrillic", "greek"],
)
def test_all_letters_are_of_one_typeface(letters: str) -> None:
    """Letters with signs, Greek and Cyrillic ones take about as much ink as plain Latin ones: they
    are not set in the bold of another typeface, which takes twice as much."""
    assert ink(drawn(letters)) / ink(drawn(PLAIN)) < 1.4


def test_the_mu_of_greek_words_has_its_glyph() -> None:
    """By the table of the font a viewer finds the letter, and not a sign that looks the same."""
    form: Any = _first_week().trailer["/Root"]["/AcroForm"]  # type: ignore[index]
    font = re.search(r"(/\S+) 0 Tf", str(widgets(_first_week())[0]["/DA"]))
    assert font
    letters = form["/DR"]["/Font"][font[1]]["/ToUnicode"].get_data()
    assert b"<03bc>" in letters
    assert b"<00b5>" not in letters


def test_a_long_answer_is_whole() -> None:
    """What is typed is set in a size by which all of it is in the field."""
    rows = drawn("A long answer that goes on and on, and on. " * 33)
    assert ink(rows[: len(rows) // 2]) > 100_000
    assert ink(rows[-6:-3]) == 0


def test_ratings_are_circles_to_tick() -> None:
    """A rating is one field of ten circles that bear the scores; its circles are no fields."""
    reader = _first_week()
    form: Any = reader.trailer["/Root"]["/AcroForm"]  # type: ignore[index]
    groups = [one for one in (f.get_object() for f in form["/Fields"]) if "/Kids" in one]
    assert [str(group["/T"]) for group in groups] == [
        n for n in names_in(reader) if "ratings/" in n
    ]
    for group in groups:
        assert [*group["/Opt"]] == [str(score) for score in range(1, 11)]
        circles = [circle.get_object() for circle in group["/Kids"]]
        assert all("/T" not in circle and "/TU" in circle for circle in circles)
        assert not {c.idnum for c in group["/Kids"]} & {f.idnum for f in form["/Fields"]}


def test_what_is_typed_is_kept() -> None:
    """A text in each field is found again under its name."""
    kept = PdfReader(BytesIO(filled("Łucja, Ελένη, Юлия"))).get_form_text_fields()
    assert set(kept.values()) == {"Łucja, Ελένη, Юлия"}
    assert {*kept} == {name for name in names_in(_first_week()) if "ratings/" not in name}


def test_a_field_without_a_font_is_told() -> None:
    """A later version of the engine that writes fields in another way does not pass unseen."""
    pdf = pydyf.PDF()
    field = pydyf.Dictionary({"DA": pydyf.String(b"0 g")})
    pdf.add_object(field)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([field.reference])})
    with pytest.raises(ValueError, match="expected the font and the size of a field"):
        fix_form(pdf)


def test_a_pdf_without_a_form_stays_as_it_is() -> None:
    """Where nothing can be filled in, there is nothing to repair."""
    pdf = pydyf.PDF()
    before = [*pdf.objects]
    fix_form(pdf)
    assert [*pdf.objects] == before
