"""How many pages a PDF of ours has."""

from __future__ import annotations

from io import BytesIO


def pages_in(pdf: bytes) -> int:
    """Return the number of pages of a PDF; needs the extra `pdf`."""
    from pypdf import PdfReader  # here, since it may be absent

    return len(PdfReader(BytesIO(pdf)).pages)
