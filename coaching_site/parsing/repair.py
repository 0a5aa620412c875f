"""A repair of one line of YAML, made in memory so that the rest of the file can be parsed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Repair:
    """The text that replaces line `index` (from 0), and the problem at its `column` (from 1).

    `shift` says after which column how many characters were inserted; `guess` is the column from
    which on the meaning is a guess. A repair without a message belongs to the one before it.
    `is_text` says that the message only advises to put the value in quotes, `leaves_out` that a
    part of the line is dropped.
    """

    index: int
    text: str
    column: int
    message: str
    shift: tuple[int, int] | None = None
    guess: int | None = None
    is_text: bool = False
    leaves_out: bool = False
