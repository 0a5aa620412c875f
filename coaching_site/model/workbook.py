"""What a workbook says of itself, so that what was typed into it can be told from what was there.

The PDF keeps it as one line of JSON among its properties, where viewers leave it alone.
"""

from __future__ import annotations

from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

PROPERTY: Final = "coachingworkbook"
"""The property of the PDF that holds it."""

MAX_CHARACTERS: Final = 500_000
"""The most characters of it that are read."""

_Line = Annotated[str, Field(max_length=2000)]
_Key = Annotated[str, Field(max_length=300)]


class WorkbookSource(BaseModel):
    """Which engagement a workbook is of, and what it showed.

    `names` holds the title of each goal and the name of each value by the beginning of their keys,
    such as `goals/rest`, and those of metrics by their keys. `seen` has the revision of each prompt
    that was answered, by its key.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    engagement: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")]
    names: dict[_Key, _Line] = Field(default_factory=dict)
    seen: dict[_Key, Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]] = Field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return what a line of JSON says; None if it says something else."""
        try:
            return cls.model_validate_json(text) if len(text) <= MAX_CHARACTERS else None
        except ValidationError:
            return None

    def written(self) -> str:
        """Return it as a line of JSON in ASCII, which every PDF can hold as it is."""
        return self.model_dump_json(ensure_ascii=True)
