"""A line that is mended in memory, so that what follows can be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mend:
    """A line to put in place of line `index`, and what was wrong at its `column`.

    `shift` is where characters were put in and how many; `guess` is the column from which on the
    meaning is guessed. A mend without a message belongs to the one before it. `is_text` says that
    the message only advises to put the value there in quotes, `leaves_out` that part of the line
    is not read.
    """

    index: int
    text: str
    column: int
    message: str
    shift: tuple[int, int] | None = None
    guess: int | None = None
    is_text: bool = False
    leaves_out: bool = False
