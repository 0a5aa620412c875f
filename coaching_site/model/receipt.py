"""What came by replies: a line for each item, so that none is taken or asked about twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from coaching_site.model.metadata import Format
from coaching_site.model.types import OneLine, matching

_FORM: Final = (
    r"^d[0-9a-z]{9,31}(/[a-z0-9_/-]+)? \d{4}-\d\d-\d\dT\d{6}\.\d{3}Z [0-9a-f]{12}( mine)?$"
)
RECEIPT_ID_CHARACTERS: Final = 10
"""How much of a draft's id is in the receipts of a portal: enough to distinguish drafts."""


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("moment", "expected a day and a time that exist") from None
    return text


Moment = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$"),
    AfterValidator(_moment),
]
"""A moment in UTC, as a browser writes it."""


def _dated(line: str) -> str:
    # The pattern, which editors know too, admits a 31 February.
    try:
        moment_of(line.split(" ")[1])
    except ValueError:
        message = "expected a line with a day and a time that exist"
        raise PydanticCustomError("receipt", message) from None
    return line


def moment_of(at: str) -> datetime:
    """Return the moment of a receipt, in UTC; raise `ValueError` if there is no such moment."""
    return datetime.strptime(at, "%Y-%m-%dT%H%M%S.%fZ").replace(tzinfo=UTC)


ReceiptLine = Annotated[
    OneLine,
    matching(_FORM),
    Format("receipt", "expected a line as `coaching-site receive` writes it"),
    AfterValidator(_dated),
]
"""A receipt as it is typed: id, moment, letters of the text, and `mine` where that was kept."""


@dataclass(frozen=True)
class Receipt:
    """An item of a reply, or a part of one behind a slash, as it was received.

    `at` is the moment of its last change, such as `2026-11-24T200003.123Z`; `text` stands for
    its wording; `mine` says that the coach has seen it and kept what was there.
    """

    id: str
    at: str
    text: str
    mine: bool = False

    @classmethod
    def of(cls, line: str) -> Self:
        """Return the receipt in a line of the form that `line` has."""
        name, at, text, *mine = line.split(" ")
        return cls(name, at, text, bool(mine))

    @property
    def line(self) -> str:
        """The receipt as it is typed."""
        return " ".join((self.id, self.at, self.text, *(["mine"] if self.mine else [])))
