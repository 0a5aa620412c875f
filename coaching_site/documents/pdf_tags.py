"""What WeasyPrint's tags lack for PDF/UA-1: feet of pages set aside, cells that say what they head.

Works on the objects of a PDF right before they are written. A feature of the engine that does the
same makes a part of this needless: its issues 1836 (feet) and 2508 (cells) tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

_FOOT: Final = {"Type": "/Pagination", "Subtype": "/Footer"}

Elements = dict[bytes, dict[str, Any]]
"""Elements of the structure by their references."""


def mend_tags(_document: object, pdf: Any) -> None:
    """Mend the tags of a PDF of pydyf in place; a finisher of WeasyPrint."""
    objects = {one.reference: one for one in pdf.objects}
    elements: Elements = {
        reference: one
        for reference, one in objects.items()
        if isinstance(one, dict) and one.get("Type") == "/StructElem"
    }
    whole = next(reference for reference, one in elements.items() if one["S"] == "/Document")
    read = set(_below(whole, elements))
    unread = [one for reference, one in elements.items() if reference not in read]
    _set_aside(unread, objects, objects[pdf.catalog["StructTreeRoot"]])
    for row in elements.values():
        if row.get("S") == "/TR":
            _name_heads([elements[kid] for kid in row["K"]])


def _below(reference: bytes, elements: Elements) -> Iterator[bytes]:
    """Yield an element and all below it: those that are read."""
    yield reference
    for kid in elements[reference]["K"]:
        if kid in elements:
            yield from _below(kid, elements)


def _set_aside(unread: Iterable[dict[str, Any]], objects: dict[bytes, Any], root: Any) -> None:
    """Let what no reader reaches, the feet of pages, be artifacts instead of content."""
    marks: dict[bytes, set[int]] = defaultdict(set)
    for element in unread:
        marks[element["Pg"]].update(kid for kid in element["K"] if isinstance(kid, int))
        element.clear()
    numbers = objects[root["ParentTree"]]["Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for reference, of_page in marks.items():
        page = objects[reference]
        _pass_over(objects[page["Contents"]].stream, of_page)
        for mark in of_page:
            parents[page["StructParents"]][mark] = "null"


def _pass_over(painted: list[Any], marks: set[int]) -> None:
    for place, item in enumerate(painted):
        if isinstance(item, dict) and item.get("MCID") in marks:
            painted[place - 1] = "/Artifact"
            item.clear()
            item.update(_FOOT)


def _name_heads(cells: list[dict[str, Any]]) -> None:
    """Say of each header cell what it heads: beside other cells their row, else its column."""
    scope = "/Row" if any(cell["S"] == "/TD" for cell in cells) else "/Column"
    for cell in cells:
        # Identifiers are the engine's way; they would want an index, which it does not write.
        cell.pop("ID", None)
        cell["A"].pop("Headers", None)
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = scope
