"""Problems in what a person typed, and how they are put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

_LONGEST_QUOTE: Final = 40
_LONGEST_LIST: Final = 8


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it stands (`line` and `column` from 1), in which record, and what to do.

    A problem of a whole file or folder has line 0.
    """

    path: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        """Return `path:line:column: where: message`, on one line."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return ": ".join(part for part in (place, self.where, self.message) if part)


class Advice(Problem):
    """Something odd that may be meant: it is told, and stops nothing."""

    def __str__(self) -> str:
        """Return `path:line:column: where: advice: message`, on one line."""
        return str(
            Problem(self.path, self.line, self.column, self.where, f"advice: {self.message}")
        )


class InvalidInput(Exception):
    """What was typed cannot be used; `problems` says why, sorted by position."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep each problem once."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def quoted(text: str) -> str:
    """Return text in quotes for a message: on one line, cut, without unreadable characters."""
    return f'"{shortened(text)}"'


def shortened(text: str) -> str:
    """Return text on one line, cut at some 40 characters."""
    words = " ".join(text[: 8 * _LONGEST_QUOTE].split())
    line = "".join(character if character.isprintable() else "�" for character in words)
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…"


def listed(names: Iterable[str]) -> str:
    """Return the first names of a list, each in backticks."""
    every = [f"`{shortened(name)}`" for name in names]
    more = len(every) - _LONGEST_LIST
    return ", ".join(every[:_LONGEST_LIST]) + (f" and {more} more" if more > 0 else "")


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that looks most like a word, if any does."""
    plain = {_plain(name): name for name in allowed}
    found = get_close_matches(_plain(word)[:100], plain, n=1, cutoff=0.6)
    return plain[found[0]] if found else None


def suggestion(word: str, allowed: Iterable[str]) -> str:
    """Return `did you mean …?` for the nearest allowed word, or else what is allowed."""
    names = tuple(allowed)
    if found := nearest(word, names):
        return f"did you mean `{found}`?"
    return f"allowed here: {listed(names)}" if names else "nothing is allowed here"


def _plain(word: str) -> str:
    return word.strip().casefold().replace(" ", "_").replace("-", "_")
