"""Rules of PDF/UA-1 (ISO 14289-1) that a machine can tell, for a PDF as pypdf reads it.

Each finding begins with the clause of its rule. The package `pdfua` is a second opinion, on fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, IndirectObject

_PAINTS: Final = frozenset(
    (
        "Tj",
        "TJ",
        "'",
        '"',
        "S",
        "s",
        "f",
        "F",
        "f*",
        "B",
        "B*",
        "b",
        "b*",
        "sh",
        "Do",
        "INLINE_IMAGE",
    )
)
_WITHIN: Final = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/LI": {"/L"},
    "/Lbl": {"/LI"},
    "/LBody": {"/LI"},
}
_HOLDS: Final = {
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
}


def findings(reader: PdfReader) -> list[str]:
    """Return what breaks a rule, each once."""
    catalog: Any = reader.trailer["/Root"]
    structure = _Structure(catalog["/StructTreeRoot"])
    found = [*_of_document(reader, catalog), *structure.findings(), *_of_fonts(reader, catalog)]
    for number, page in enumerate(reader.pages, 1):
        found += (f"page {number}: {one}" for one in _of_content(page, structure))
        found += (f"page {number}: {one}" for one in _of_annotations(page, structure))
    return list(dict.fromkeys(found))


def _of_document(reader: PdfReader, catalog: Any) -> Iterator[str]:
    xmp = catalog["/Metadata"].get_data().decode()
    title = reader.metadata.title if reader.metadata else None
    if 'pdfuaid:part="1"' not in xmp:
        yield "5: does not say that it is PDF/UA-1"
    if not title or escape(title, quote=False) not in xmp:
        yield "7.1: no title in the metadata"
    if not catalog["/ViewerPreferences"]["/DisplayDocTitle"]:
        yield "7.1: the title is not shown"
    if not catalog["/MarkInfo"]["/Marked"]:
        yield "6.2: not marked"
    if not re.fullmatch(r"[a-z]{2,3}(?:-\w+)*", str(catalog.get("/Lang"))):
        yield "7.2: no language"


class _Structure:
    """The tree of elements below a root, and the way back from marks to elements."""

    def __init__(self, root: Any) -> None:
        numbers = root["/ParentTree"]["/Nums"]
        self.parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        self.elements: list[tuple[Any, str]] = []
        self.marks: dict[tuple[int, int], int] = {}
        self._walk(root.raw_get("/K"), root, "/StructTreeRoot")

    def _walk(self, kid: Any, parent: Any, kind: str) -> None:
        """Note elements with the kind of what they are in, and whose each mark is."""
        node = kid.get_object()
        if isinstance(node, list):
            for inner in node:
                self._walk(inner, parent, kind)
        elif isinstance(node, int):
            page = parent.raw_get("/Pg").idnum
            assert (page, node) not in self.marks, "a mark has two elements"
            self.marks[page, int(node)] = parent.indirect_reference.idnum
        elif node.get("/Type") == "/StructElem":
            self.elements.append((node, kind))
            inner_kind = kind if node["/S"] == "/NonStruct" else str(node["/S"])
            if "/K" in node:
                self._walk(node.raw_get("/K"), node, inner_kind)

    def findings(self) -> Iterator[str]:
        """Yield what is wrong with elements, without looking at a page."""
        level = 0
        for element, within in self.elements:
            kind = str(element["/S"])
            if within not in _WITHIN.get(kind, {within}):
                yield f"7.2: {kind} in {within}"
            if kind not in {*_HOLDS.get(within, {kind}), "/NonStruct"}:
                yield f"7.2: {within} holds {kind}"
            if kind == "/TH" and element["/A"].get("/Scope") not in ("/Row", "/Column"):
                yield "7.5: a header cell does not say what it heads"
            if kind == "/Figure" and not (element.get("/Alt") and "/BBox" in element["/A"]):
                yield "7.3: a picture without words"
            if heading := re.fullmatch(r"/H([1-6])", kind):
                if int(heading[1]) > level + 1:
                    yield f"7.4.2: {kind} after a heading of level {level}"
                level = int(heading[1])


def _of_content(page: PageObject, structure: _Structure) -> Iterator[str]:
    number = page.indirect_reference.idnum if page.indirect_reference else 0
    parents = structure.parents[int(page["/StructParents"])].get_object()  # type: ignore[call-overload]
    within: list[str] = []
    marks: set[int] = set()
    content: Any = page.get_contents()
    for operands, operator in ContentStream(content, page.pdf).operations:
        name = operator.decode()
        if name in ("BMC", "BDC"):
            mark = operands[1].get("/MCID") if name == "BDC" else None
            within.append("/Artifact" if operands[0] == "/Artifact" else "tagged")
            if len(set(within)) > 1:
                yield "7.1: an artifact in what is tagged, or the other way round"
            if mark is not None:
                marks.add(int(mark))
                owner = structure.marks.get((number, int(mark)))
                if owner is None or _number(parents[mark : mark + 1]) != owner:
                    yield f"7.1: nothing tells what mark {mark} is"
        elif name == "EMC":
            within.pop()
        elif name in _PAINTS:
            if not within:
                yield f"7.1: {name} is neither tagged nor an artifact"
            if name in ("Tj", "TJ") and _has_no_glyph(operands[0]):
                yield "7.21.8: a character without a glyph"
    if {mark for of_page, mark in structure.marks if of_page == number} != marks:
        yield "7.1: a tag for what is not painted"


def _number(references: Any) -> int | None:
    """Return the number of the object that the only reference of a list points to."""
    return next((one.idnum for one in list(references) if isinstance(one, IndirectObject)), None)


def _has_no_glyph(shown: Any) -> bool:
    strings = shown if isinstance(shown, list) else [shown]
    raw = (one.original_bytes for one in strings if hasattr(one, "original_bytes"))
    return any(b"\0\0" in (one[at : at + 2] for at in range(0, len(one), 2)) for one in raw)


def _of_annotations(page: PageObject, structure: _Structure) -> Iterator[str]:
    if page.get("/Tabs") != "/S":
        yield "7.18.3: the tabulator does not follow the structure"
    annotations: Any = page.get("/Annots", [])
    for reference in annotations:
        annotation = reference.get_object()
        kind = "/Form" if annotation["/Subtype"] == "/Widget" else "/Link"
        words = annotation.get("/TU") if kind == "/Form" else annotation.get("/Contents")
        if not str(words or "").strip():
            yield f"7.18: {kind} without words"
        element = structure.parents[int(annotation["/StructParent"])].get_object()
        if element["/S"] != kind or element not in (one for one, _ in structure.elements):
            yield f"7.18: {kind} is not in the structure"
        kids = element["/K"] if isinstance(element["/K"], list) else [element["/K"]]
        objects = [kid.get_object() for kid in kids if not isinstance(kid.get_object(), int)]
        if [one.raw_get("/Obj") for one in objects if one.get("/Type") == "/OBJR"] != [reference]:
            yield f"7.18: no way from the structure to {kind}"


def _of_fonts(reader: PdfReader, catalog: Any) -> Iterator[str]:
    held = [page["/Resources"] for page in reader.pages]
    if "/AcroForm" in catalog:
        held.append(catalog["/AcroForm"]["/DR"])
    fonts = {str(font["/BaseFont"]): font for one in held for font in _fonts_in(one)}
    for name, font in fonts.items():
        inner = font["/DescendantFonts"][0].get_object()
        if not {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"]):
            yield f"7.21.4.1: {name} is not embedded"
        if inner["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            yield f"7.21.3.2: {name} does not map its glyphs"
        if "/ToUnicode" not in font:
            yield f"7.21.7: {name} does not tell its characters"


def _fonts_in(resources: Any) -> Iterator[Any]:
    return (font.get_object() for font in resources.get_object()["/Font"].values())
