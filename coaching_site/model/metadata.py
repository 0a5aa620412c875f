"""What a field or a type says of itself besides its kind, for messages, editors and forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Format:
    """The form that a text must have: its `name`, and the sentence that asks for it.

    `choices` are all the texts that there are, where there are few.
    """

    name: str
    expected: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemName:
    """What a message calls an item of a list, such as `feedback round` in `feedback round 2`.

    A list of records without one takes its own name without the plural `s`.
    """

    name: str


@dataclass(frozen=True)
class FormField:
    """Marks a field that holds the answers to the prompt of a form with the same id."""


FORM_FIELD: Final = FormField()
