"""Repairs of the form that WeasyPrint writes, so that every viewer shows what is typed.

This works on the objects of a PDF right before they are written. Tried in November 2026 with PDFium
(Chrome), Poppler, MuPDF and pdf.js (Firefox).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

# PDFium sets a letter in a typeface of its own unless the character set of the field's font is that
# of the letter; it takes an embedded font for Western, and gives Polish, Greek and Cyrillic away.
# Only a font of this resource name it takes for one with signs of all kinds, and keeps to it.
_FONT_NAME: Final = "Wingdings"
_FONT_OF_FIELD: Final = re.compile(rb"/(\S+) [\d.]+ Tf")
# The size is the viewer's to choose: as large as all that is typed allows.
_ANY_SIZE: Final = f"/{_FONT_NAME} 0 Tf".encode()
# One glyph stands for both; the letter of Greek words is wanted more often than the sign.
_MICRO_SIGN: Final = b"<00b5>"
_GREEK_MU: Final = b"<03bc>"
_RIGHT_ALIGNED: Final = 2  # as the field Q of a PDF form has it


def fix_form(pdf: Any, *, from_right: bool = False) -> None:
    """Repair the form of a PDF of pydyf in place, if it has one.

    `from_right` says that what is typed begins on the right, unless viewers find out themselves.
    """
    if "AcroForm" not in pdf.catalog:
        return
    form = pdf.catalog["AcroForm"]
    objects = {item.reference: item for item in pdf.objects}
    for reference in form["Fields"]:
        if "DA" in objects[reference]:
            _let_size_follow(objects[reference], objects, form)
    _keep_radios_in_groups(form, objects)
    if from_right:
        form["Q"] = _RIGHT_ALIGNED


def _let_size_follow(field: dict[str, Any], objects: Mapping[bytes, Any], form: Any) -> None:
    """Name the font of a field so that all letters are set in it, and leave its size open."""
    found = _FONT_OF_FIELD.search(appearance := field["DA"].string)
    if not found:
        raise ValueError("expected the font and the size of a field")
    fonts = _resolved(_resolved(form["DR"], objects)["Font"], objects)
    if _FONT_NAME not in fonts:
        fonts[_FONT_NAME] = fonts[found[1].decode()]
        _read_as_greek(objects[fonts[_FONT_NAME]], objects)
    field["DA"].string = appearance.replace(found[0], _ANY_SIZE)


def _resolved(value: Any, objects: Mapping[bytes, Any]) -> Any:
    return objects[value] if isinstance(value, bytes) else value


def _read_as_greek(font: Any, objects: Mapping[bytes, Any]) -> None:
    # By this table Poppler finds the glyph of a letter.
    lines = objects[font["ToUnicode"]].stream
    lines[:] = [line.replace(_MICRO_SIGN, _GREEK_MU) for line in lines]


def _keep_radios_in_groups(form: Any, objects: Mapping[bytes, Any]) -> None:
    """Leave the group alone in the list of fields; each of its circles has no name of its own.

    WeasyPrint lists and names both, and the circles would be fields called `name.name`.
    """
    for reference in [*form["Fields"]]:
        field = objects[reference]
        if "Parent" in field:
            form["Fields"].remove(reference)
            field.pop("T")
