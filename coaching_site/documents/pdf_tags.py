"""Repairs of the structure tree that WeasyPrint writes, as PDF/UA-1 wants it.

The feet of pages must be artifacts, and header cells must say what they head. This works on the
objects of a PDF right before they are written. When WeasyPrint does the same, a part of this goes:
its issues 1836 (feet) and 2508 (cells) tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

_FOOT: Final = {"Type": "/Pagination", "Subtype": "/Footer"}

Elements = dict[bytes, dict[str, Any]]
"""Elements of the structure by their references."""


def fix_structure_tree(_document: object, pdf: Any) -> None:
    """Repair the tags of a PDF of pydyf in place; a finisher of WeasyPrint."""
    objects = {item.reference: item for item in pdf.objects}
    elements: Elements = {
        reference: element
        for reference, element in objects.items()
        if isinstance(element, dict) and element.get("Type") == "/StructElem"
    }
    whole = next(
        reference for reference, element in elements.items() if element["S"] == "/Document"
    )
    read = set(_below(whole, elements))
    unread = [element for reference, element in elements.items() if reference not in read]
    _mark_as_artifacts(unread, objects, objects[pdf.catalog["StructTreeRoot"]])
    for row in elements.values():
        if row.get("S") == "/TR":
            _set_header_scopes([elements[kid] for kid in row["K"]])


def _below(reference: bytes, elements: Elements) -> Iterator[bytes]:
    """Yield an element and all below it: those that are read."""
    yield reference
    for kid in elements[reference]["K"]:
        if kid in elements:
            yield from _below(kid, elements)


def _mark_as_artifacts(
    unread: Iterable[dict[str, Any]], objects: dict[bytes, Any], root: Any
) -> None:
    """Let what no reader reaches, the feet of pages, be artifacts instead of content.

    An element that is taken out of the tree must go from three places: the element itself, the
    marked content on its page, and the table that leads from content back to elements.
    """
    marks: dict[bytes, set[int]] = defaultdict(set)
    for element in unread:
        # Numbers are marks of content on a page; all other kids are elements.
        marks[element["Pg"]].update(kid for kid in element["K"] if isinstance(kid, int))
        element.clear()
    numbers = objects[root["ParentTree"]]["Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for reference, of_page in marks.items():
        page = objects[reference]
        _mark_footers(objects[page["Contents"]].stream, of_page)
        for mark in of_page:
            parents[page["StructParents"]][mark] = "null"


def _mark_footers(painted: list[Any], marks: set[int]) -> None:
    for index, item in enumerate(painted):
        if isinstance(item, dict) and item.get("MCID") in marks:
            # In the stream the tag stands right before its properties.
            painted[index - 1] = "/Artifact"
            item.clear()
            item.update(_FOOT)


def _set_header_scopes(cells: list[dict[str, Any]]) -> None:
    """Say of each header cell what it heads: beside data cells its row, else its column."""
    scope = "/Row" if any(cell["S"] == "/TD" for cell in cells) else "/Column"
    for cell in cells:
        # WeasyPrint names headers by identifiers, and does not write the index for them.
        cell.pop("ID", None)
        cell["A"].pop("Headers", None)
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = scope
