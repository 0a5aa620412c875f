"""Files that are handed over with a goal, a session or a step."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from coaching_site.model.metadata import Format
from coaching_site.model.types import OneLine, Record, as_tuple, matching

# No part of a path begins with a dot, ends with one or a space, or has a sign of another system.
_FIRST: Final = r"[^./\\:*?\"<>|\s]"
_WITHIN: Final = r"[^/\\:*?\"<>|\n]"
_LAST: Final = r"[^./\\:*?\"<>|\s]"
_PART: Final = rf"{_FIRST}({_WITHIN}*{_LAST})?"
_MAX_NAME_LENGTH: Final = 200

FileName = Annotated[
    OneLine,
    matching(rf"^{_PART}(/{_PART})*$", _MAX_NAME_LENGTH),
    Format(
        "file_name",
        "expected the name of a file in files/ or content/library/, such as week.pdf",
    ),
]
"""A path below a folder, with `/`; it never leads out of it, on any system."""


class Attachment(Record):
    """A file by its name; without a `title` its name is shown."""

    file: FileName = Field(
        description="Its name in files/ beside this file, or in content/library/: week.pdf"
    )
    title: OneLine | None = Field(default=None, description="What it is called in the portal.")


def as_attachments(value: Any) -> Any:
    """Return one name or a list of names as attachments; other values unchanged."""
    listed = as_tuple(value)
    if not isinstance(listed, list | tuple):
        return value
    return [{"file": item} if isinstance(item, str) else item for item in listed]


Attachments = Annotated[tuple[Attachment, ...], BeforeValidator(as_attachments)]
"""One file or a list of them, each a name alone or a record."""
