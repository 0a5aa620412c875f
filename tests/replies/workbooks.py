"""Workbooks filled in, as viewers leave them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject


def field_of(writer: PdfWriter, name: str) -> Any:
    """Return a field by its name."""
    form: Any = writer.root_object["/AcroForm"]
    fields = (one.get_object() for one in form["/Fields"])
    return next(one for one in fields if one.get("/T") == name)


def fill(
    raw: bytes,
    texts: Mapping[str, object],
    properties: Mapping[str, str] | None = None,
    *,
    append: bool = False,
) -> bytes:
    """Return a workbook with values of fields, written anew or appended to."""
    file = BytesIO(raw)
    writer = PdfWriter(file, incremental=True) if append else PdfWriter(clone_from=file)
    for name, value in texts.items():
        typed = TextStringObject(value) if isinstance(value, str) else value
        field_of(writer, name)[NameObject("/V")] = typed
    if properties:
        writer.add_metadata({f"/{key}": value for key, value in properties.items()})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
