"""What came by replies: a line for each item, so that none is taken or asked about twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Self

from coaching_site.model.text import Line, shaped

_FORM: Final = (
    r"^d[0-9a-z]{9,31}(/[a-z0-9_/-]+)? \d{4}-\d\d-\d\dT\d{6}\.\d{3}Z [0-9a-f]{12}( mine)?$"
)

ReceiptLine = Annotated[Line, shaped(_FORM)]
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
