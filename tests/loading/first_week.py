"""The shortest engagement, and what is told of one that is typed."""

from __future__ import annotations

from pathlib import Path

from coaching_site.loading import load_engagement
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput

FIRST_WEEK = """\
executive:
  name: Amara Obi
coach:
  name: Jon Field
start: 2026-09-01
"""


def problems_of(text: str | bytes, folder: Path, programme: Programme) -> list[str]:
    """Return the problems of an engagement as shown, or none."""
    file = folder / "engagement.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        load_engagement(folder, programme)
    except InvalidInput as error:
        return str(error).split("\n")
    return []
