"""The problems of one file, and advice on it, collected while it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, NoReturn

from coaching_site.problems import Advice, InvalidInput, Problem

_MOST: Final = 500
_MOST_ADVICE: Final = 50


class Mark(NamedTuple):
    """A place in a file; both count from 1, columns in characters."""

    line: int
    column: int


class Report:
    """The problems found so far in the file at `path`, and what is odd in it without being one.

    Lines may have been mended in memory: places are those of the mended text, and `shifts`
    leads back to the file (line: after which column, how many characters were put in).
    `guessed` holds, for lines whose meaning had to be guessed, the column from which on.
    """

    def __init__(self, path: str) -> None:
        """Begin without problems."""
        self.path = path
        self.shifts: dict[int, list[tuple[int, int]]] = {}
        self.guessed: dict[int, int] = {}
        self._found: list[tuple[Mark, int, str, str]] = []
        self._texts: dict[Mark, tuple[int, str]] = {}
        self._odd: list[tuple[Mark, int, str, str]] = []

    def __bool__(self) -> bool:
        """Return whether there is any problem."""
        return bool(self._found)

    @property
    def full(self) -> bool:
        """Whether so many problems are known that more would help nobody."""
        return len(self._found) >= _MOST

    def add(self, mark: Mark, message: str, where: str = "") -> None:
        """Note a problem."""
        if not self.full:
            self._found.append((mark, self._typed(mark), message, where))

    def note_text(self, mark: Mark, remark: str = "") -> None:
        """Remember that the last problem only advises quotes for the value at its place.

        Where the value is no use in quotes either, what is expected takes the place of the
        advice, with the remark behind it.
        """
        if self._found and self._found[-1][0] == mark:
            self._texts[mark] = len(self._found) - 1, remark

    def add_unless_guessed(self, mark: Mark, message: str, where: str) -> None:
        """Note a problem, unless it may come from a guess."""
        noted = self._texts.get(mark)
        if noted and "needs quotes" not in message:
            number, remark = noted
            self._found[number] = mark, self._typed(mark), f"{message}{remark}", where
        elif mark.column < self.guessed.get(mark.line, mark.column + 1):
            self.add(mark, message, where)

    def advise(self, mark: Mark, message: str, where: str = "") -> None:
        """Note something odd, which is told only where there is no problem."""
        if len(self._odd) < _MOST_ADVICE:
            self._odd.append((mark, self._typed(mark), message, where))

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What is odd, each once, sorted by position."""
        odd = {
            Advice(self.path, mark.line, column, where, message)
            for mark, column, message, where in self._odd
        }
        return tuple(sorted(odd))

    def name_places(self, name: Callable[[Mark], str]) -> None:
        """Name what stands at the places of all so far that name nothing themselves."""
        for noted in (self._found, self._odd):
            noted[:] = [
                (mark, column, message, where or name(mark))
                for mark, column, message, where in noted
            ]

    def close(self) -> NoReturn:
        """Raise InvalidInput with all problems."""
        found = [
            Problem(self.path, mark.line, column, where, message)
            for mark, column, message, where in self._found
        ]
        if self.full:
            last = max(found)
            rest = "there are more problems than these; mend these first"
            found.append(Problem(self.path, last.line, last.column, "…", rest))
        raise InvalidInput(found)

    def _typed(self, mark: Mark) -> int:
        column = mark.column
        for start, added in reversed(self.shifts.get(mark.line, [])):
            if column > start:
                column = max(start, column - added)
        return max(1, column)
