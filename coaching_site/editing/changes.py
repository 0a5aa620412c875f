"""What may be changed in a file: a value put at a place, or a record added to a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coaching_site.locations import Location

Scalar = str | int | float | date
Value = Scalar | Sequence["Value"] | Mapping[str, "Value"]
"""Text, a number, a day, or lists and mappings of them; one text may be a list of one."""


@dataclass(frozen=True)
class Put:
    """Let a value stand at a place, whatever stands there now; None leaves the key empty.

    What is missing on the way there is made, but for items of lists.
    """

    location: Location
    value: Value | None


@dataclass(frozen=True)
class Append:
    """Add a record or a text at the end of the list at a place, which is made if it is missing."""

    location: Location
    record: Mapping[str, Value] | str


Change = Put | Append
