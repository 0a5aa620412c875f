"""What a PDF shows: its text with its colour, its place, and what lies behind it."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from pypdfium2 import raw

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


class Words(NamedTuple):
    """A stretch of text on a page, in one colour: its place in points from the lower left."""

    text: str
    page: int
    box: Box
    ink: Colour
    opacity: float
    ground: Colour


def pictures(pdf: bytes) -> list[bytes]:
    """Return the pixels of each page, at 72 to the inch."""
    return [_drawn(page).tobytes() for page in pdfium.PdfDocument(pdf)]


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page, as a reader of the PDF takes it out."""
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]


def words(pdf: bytes) -> list[Words]:
    """Return all text in the order of the PDF; what is set off by an outline lies on that."""
    found = [one for n, page in enumerate(pdfium.PdfDocument(pdf), 1) for one in _words(page, n)]
    # The outlines of both figures of a day are drawn before the figures.
    pairs = ((n, n + after) for n in range(len(found)) for after in (1, 2))
    outlines = {
        inner: outer
        for outer, inner in pairs
        if inner < len(found) and _is_outline(found[outer], found[inner])
    }
    return [
        one._replace(ground=found[outlines[n]].ink) if n in outlines else one
        for n, one in enumerate(found)
        if n not in outlines.values()
    ]


def faint(pdf: bytes, enough: float = 4.5) -> list[Words]:
    """Return the text that has less contrast than `enough` with what it lies on."""
    return [one for one in words(pdf) if contrast(_blended(one), one.ground) < enough]


def inked(pdf: bytes, beyond: int = 200) -> list[Box]:
    """Return for each page the box of all that is drawn, in points from the lower left.

    What is drawn up to `beyond` points outside of the paper counts too.
    """
    return [box for page in pdfium.PdfDocument(pdf) if (box := _inked(page, beyond))]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours by the formula of WCAG 2.2."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _blended(one: Words) -> Colour:
    pairs = zip(one.ink, one.ground, strict=True)
    red, green, blue = (round(a * one.opacity + b * (1 - one.opacity)) for a, b in pairs)
    return red, green, blue


def _is_outline(one: Words, after: Words) -> bool:
    """Tell whether a later text has the same middle and lies within; the engine drew it twice."""
    if after.page != one.page:
        return False
    (left, bottom, right, top), inner = one.box, after.box
    off = abs(left + right - inner[0] - inner[2]) + abs(bottom + top - inner[1] - inner[3])
    return off < 1 and left <= inner[0] and inner[3] <= top


def _words(page: pdfium.PdfPage, number: int) -> Iterator[Words]:
    layer = page.get_textpage()
    texts = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    found = [(_text_of(one, layer), one.get_bounds(), *_ink_of(one)) for one in texts]
    for one in texts:
        page.remove_obj(one)
    page.gen_content()
    ground = _drawn(page)
    for text, box, ink, opacity in found:
        if behind := Counter(_pixels(ground, box, page.get_height())):
            yield Words(text, number, box, ink, opacity, behind.most_common(1)[0][0])


def _text_of(one: pdfium.PdfTextObj, layer: pdfium.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(one, layer, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(
        one, layer, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    return buffer.raw.decode("utf-16-le").strip("\0")


def _ink_of(one: pdfium.PdfTextObj) -> tuple[Colour, float]:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(one, red, green, blue, opacity)
    return (red.value, green.value, blue.value), opacity.value / 255


def _drawn(page: pdfium.PdfPage) -> Image.Image:
    drawn: Image.Image = page.render(scale=1).to_pil()
    return drawn.convert("RGB")


def _pixels(ground: Image.Image, box: Box, height: float) -> Iterator[Colour]:
    """Yield the colours at nine places of a box, as far as it is on the page."""
    left, bottom, right, top = box
    for part in (1, 3, 5):
        across = int(left + (right - left) * part / 6)
        for share in (1, 3, 5):
            down = int(height - bottom - (top - bottom) * share / 6)
            if 0 <= across < ground.width and 0 <= down < ground.height:
                red, green, blue = ground.getpixel((across, down))  # type: ignore[misc]
                yield red, green, blue


def _inked(page: pdfium.PdfPage, beyond: int) -> Box | None:
    left, bottom, right, top = page.get_mediabox()
    for enlarge in (page.set_mediabox, page.set_cropbox):
        enlarge(left - beyond, bottom - beyond, right + beyond, top + beyond)
    drawn = _drawn(page)
    found = ImageChops.difference(drawn, Image.new("RGB", drawn.size, "white")).getbbox()
    if not found:
        return None
    height = drawn.height - beyond
    return found[0] - beyond, height - found[3], found[2] - beyond, height - found[1]
