"""Workbooks are read as viewers leave them, and hostile files are refused in a sentence."""

from __future__ import annotations

import ctypes
import json
import random
import sys
import zlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from pypdfium2 import raw as pdfium

from coaching_site.model.workbook import PROPERTY
from coaching_site.replies.pdf_form import FilledWorkbook, is_pdf, read_workbook
from coaching_site.replies.reply import ReplyRefused
from coaching_site.replies.wrapping import unwrapped
from tests.documents.test_pdf import TOMAS, renderer, sample
from tests.replies.workbooks import field_of, fill

CONTEXT, RATING = "situation/context", "ratings/team"


@cache
def workbook() -> bytes:
    """Return the empty workbook of a first week."""
    return renderer(sample(TOMAS)).workbook()


def filled(
    texts: Mapping[str, object],
    properties: Mapping[str, str] | None = None,
    *,
    append: bool = False,
) -> bytes:
    """Return the workbook with values of fields, written anew or appended to."""
    return fill(workbook(), texts, properties, append=append)


def typed_in_chrome(text: str) -> bytes:
    """Return the workbook after a text was typed into its first field in the engine of Chrome."""
    pdf = pypdfium2.PdfDocument(workbook())
    pdf.init_forms()
    page = pdf[0]
    x, y = _middle_of_first_field()
    pdfium.FORM_OnLButtonDown(pdf.formenv, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(pdf.formenv, page, 0, x, y)
    for letter in text:
        pdfium.FORM_OnChar(pdf.formenv, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(pdf.formenv)
    file = BytesIO()
    pdf.save(file)
    pdf.close()
    return file.getvalue()


def _middle_of_first_field() -> tuple[float, float]:
    annotations: Any = PdfReader(BytesIO(workbook())).pages[0]["/Annots"]
    left, bottom, right, top = (float(side) for side in annotations[0].get_object()["/Rect"])
    return ctypes.c_double((left + right) / 2).value, ctypes.c_double((bottom + top) / 2).value


def unpacked(content: bytes) -> bytes:
    """Return a stream of objects as a PDF keeps them."""
    return b"1 0 obj\n<</Type /ObjStm /N 1>>\nstream\n" + content + b"\nendstream\n"


@pytest.mark.parametrize(
    ("body", "is_parsed"),
    [
        (b"1 0 obj\n%%EOF", False),
        (unpacked(zlib.compress(b"/Title (x)")) + b"%%EOF", False),
        (unpacked(zlib.compress(b"/coachingworkbook (x)")) + b"%%EOF", True),
        (b"/coachingworkbook (x) %%EOF", True),
        (unpacked(b"no stream") + b"%%EOF", True),
        (unpacked(zlib.compress(b"cut off" * 99)[:20]) + b"%%EOF", True),
        (b"/Encrypt 9 0 R %%EOF", True),
        (b"1 0 obj", True),
    ],
)
def test_other_pdfs_are_not_parsed(
    monkeypatch: pytest.MonkeyPatch, body: bytes, is_parsed: bool
) -> None:
    """A PDF in which a workbook's mark is nowhere is refused at once: there may be hundreds."""
    asked: list[object] = []
    monkeypatch.setattr("pypdf.PdfReader", asked.append)
    with pytest.raises(ReplyRefused):
        read_workbook(b"%PDF-1.7\n" + body)
    assert bool(asked) is is_parsed


@pytest.mark.parametrize("append", [False, True], ids=["anew", "appended"])
def test_what_was_typed_is_read(append: bool) -> None:
    """Text of all scripts, with its lines, and nothing of the fields that were left empty."""
    text = "Łucja, Ελένη, Юлия, 王\nand a second line"
    read = read_workbook(filled({CONTEXT: text}, append=append))
    assert (read.engagement, dict(read.items)) == ("jane-doe", {CONTEXT: text})


def test_a_file_that_chrome_saved() -> None:
    """What is typed into a field in the engine of Chrome is read."""
    assert dict(read_workbook(typed_in_chrome("Zoë wants more")).items) == {
        CONTEXT: "Zoë wants more"
    }


def test_text_in_a_stream() -> None:
    """Viewers may keep a long text in a stream; control characters are none of a text."""
    stream = DecodedStreamObject()
    stream.set_data("long\rand\x07 longer".encode("utf-16"))
    assert read_workbook(filled({CONTEXT: stream})).items[CONTEXT] == "long\nand  longer"


@pytest.mark.parametrize(
    ("state", "score"), [("/6", "7"), ("/0", "1"), ("/Off", None), ("/99", None), ("/x", None)]
)
def test_a_circle(state: str, score: str | None) -> None:
    """The circle that is marked gives the score that stands at it."""
    marked = filled({RATING: NameObject(state), CONTEXT: "x"})
    assert read_workbook(marked).items.get(RATING) == score


def test_a_circle_that_is_marked_alone() -> None:
    """A viewer may mark the circle and say nothing in its group."""
    writer = PdfWriter(clone_from=BytesIO(workbook()))
    circle = field_of(writer, RATING)["/Kids"][3].get_object()
    circle[NameObject("/AS")] = NameObject("/3")
    file = BytesIO()
    writer.write(file)
    assert read_workbook(file.getvalue()).items == {RATING: "4"}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("D:20261120233000+09'00'", date(2026, 11, 20)),
        ("D:20261120233000Z", date(2026, 11, 20)),
        ("D:20261120", date(2026, 11, 20)),
        ("D:00010101000000+14'00'", None),
        ("D:99991231235959-12'00'", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_day_on_which_it_was_saved(said: str, day: date | None) -> None:
    """It is the day where it was saved; one that cannot be read is none."""
    assert read_workbook(filled({CONTEXT: "x"}, {"ModDate": said})).on == day


def test_the_same_words_have_the_same_id() -> None:
    """However a viewer wrote the file; other words have another one."""
    one, same = (read_workbook(filled({CONTEXT: "x"}, append=way)) for way in (False, True))
    assert one.id == same.id
    assert one.id != read_workbook(filled({CONTEXT: "y"})).id


def _with_password() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(workbook()))
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _of(**source: object) -> bytes:
    said = {"engagement": "jane-doe", "names": {}, "seen": {}, **source}
    return filled({CONTEXT: "x"}, {PROPERTY: json.dumps(said)})


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (lambda: renderer(sample(TOMAS)).agreement(), "but not the workbook of a portal"),
        (workbook, "nothing was typed into this workbook"),
        (lambda: filled({CONTEXT: " \n "}), "nothing was typed"),
        (_with_password, "has a password"),
        (lambda: b"%PDF-1.7\n", "damaged"),
        (lambda: workbook()[:4000], "damaged"),
        (lambda: _of(engagement="../other"), "not the workbook"),
        (lambda: _of(names={"goals/x": "y" * 3000}), "not the workbook"),
        (lambda: _of(seen={"x": "not a revision"}), "not the workbook"),
        (lambda: _of(more=1), "not the workbook"),
        (lambda: filled({CONTEXT: "x"}, {PROPERTY: "[" * 100_000}), "not the workbook"),
    ],
    ids=range(11),
)
def test_what_is_refused(raw: Any, reason: str) -> None:
    """Each file that cannot be used is named for what it is."""
    with pytest.raises(ReplyRefused, match=reason):
        read_workbook(raw())


def test_among_other_papers() -> None:
    """In an archive or an email the workbook is found, whatever other PDF lies beside it."""
    raw, other = filled({CONTEXT: "x"}), renderer(sample(TOMAS)).agreement()
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("agreement.pdf", other)
        archive.writestr("workbook.pdf", raw)
    assert unwrapped(file.getvalue()) == raw


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coach without the extra for PDFs is told what reads them."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReplyRefused, match=r"coaching-site\[pdf\]"):
        read_workbook(workbook())


def test_broken_files_are_refused_or_read() -> None:
    """A file that is cut or changed anywhere gives a workbook or a refusal, and no other error."""
    whole, chance = filled({CONTEXT: "x", RATING: NameObject("/1")}), random.Random(26)
    seen: set[type] = set()
    for _ in range(60):
        raw = bytearray(
            whole[: chance.randrange(20, len(whole))] if chance.random() < 0.3 else whole
        )
        for _ in range(chance.choice((1, 20, 400))):
            raw[chance.randrange(5, len(raw))] = chance.randrange(256)
        try:
            seen.add(type(read_workbook(bytes(raw))))
        except ReplyRefused:
            seen.add(ReplyRefused)
    assert is_pdf(whole)
    assert seen == {FilledWorkbook, ReplyRefused}
