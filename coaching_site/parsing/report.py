"""The problems of one file, and advice on it, collected while it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from coaching_site.problems import Advice, InvalidInput, Problem, Recommendation, shown

_MAX_PROBLEMS: Final = 500
_MAX_ADVICE: Final = 50


class Position(NamedTuple):
    """A position in a file; both count from 1, columns in characters.

    Where the trees of several files are joined, `file` is the index of the one.
    """

    line: int
    column: int
    file: int = 0


class _Message(NamedTuple):
    """A message on a position of the repaired text; `column` is that of the file."""

    position: Position
    column: int
    message: str
    where: str


class Report:
    """The problems found so far in the file at `path`, and advice on what is odd in it.

    Positions are those of the text after repairs in memory. `shifts` leads back to the file: for
    each line, after which column how many characters were inserted. `guessed` holds, for lines
    whose meaning had to be guessed, the column from which on.
    """

    def __init__(self, path: Path) -> None:
        """Begin without problems."""
        self.path = shown(path)
        self.shifts: dict[int, list[tuple[int, int]]] = {}
        self.guessed: dict[int, int] = {}
        self._problems: list[_Message] = []
        self._advice: list[_Message] = []
        # By position: the index in `_problems` of advice to quote the value there, and a remark.
        self._quoting_advice: dict[Position, tuple[int, str]] = {}

    def __bool__(self) -> bool:
        """Return whether there is any problem."""
        return bool(self._problems)

    @property
    def is_full(self) -> bool:
        """Whether further problems are no longer kept."""
        return len(self._problems) >= _MAX_PROBLEMS

    def add(self, position: Position, message: str, where: str = "") -> None:
        """Add a problem; `where` names the record, and may be left to `label_unlabelled`."""
        if not self.is_full:
            self._problems.append(self._message(position, message, where))

    def note_quoting_advice(self, position: Position, remark: str = "") -> None:
        """Note that the last problem only advises to put the value at its position in quotes.

        If the value turns out to be invalid in quotes too, that problem replaces the advice, with
        the remark appended.
        """
        # The problem may not have been kept, if there are too many.
        if self._problems and self._problems[-1].position == position:
            self._quoting_advice[position] = len(self._problems) - 1, remark

    def add_unless_guessed(self, position: Position, message: str, where: str) -> None:
        """Add a problem of a value, unless a wrong guess in its line may be the cause."""
        advised = self._quoting_advice.get(position)
        if advised and "needs quotes" not in message:
            index, remark = advised
            self._problems[index] = self._message(position, f"{message}{remark}", where)
        elif position.column < self.guessed.get(position.line, position.column + 1):
            self.add(position, message, where)

    def advise(self, position: Position, message: str, where: str = "") -> None:
        """Add advice on something odd; it is shown only for a file without problems."""
        if len(self._advice) < _MAX_ADVICE:
            self._advice.append(self._message(position, message, where))

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The advice without repetitions, sorted by position."""
        found = {
            Advice(
                self.path,
                message_at.position.line,
                message_at.column,
                message_at.where,
                message_at.message,
            )
            for message_at in self._advice
        }
        return tuple(sorted(found))

    def recommendation(self, position: Position, message: str, where: str) -> Recommendation:
        """Return a recommendation on a position, which is kept nowhere."""
        found = self._message(position, message, where)
        return Recommendation(self.path, found.position.line, found.column, where, message)

    def label_unlabelled(self, label: Callable[[Position], str]) -> None:
        """Set the `where` of each entry that has none, by its position."""
        for entries in (self._problems, self._advice):
            entries[:] = [
                message_at
                if message_at.where
                else message_at._replace(where=label(message_at.position))
                for message_at in entries
            ]

    def raise_all(self) -> NoReturn:
        """Raise `InvalidInput` with all problems."""
        problems = [
            Problem(
                self.path,
                message_at.position.line,
                message_at.column,
                message_at.where,
                message_at.message,
            )
            for message_at in self._problems
        ]
        if self.is_full:
            last = max(problems)
            rest = "there are more problems than these; correct these first"
            problems.append(Problem(self.path, last.line, last.column, "…", rest))
        raise InvalidInput(problems)

    def _message(self, position: Position, message: str, where: str) -> _Message:
        column = position.column
        # Undone from the last to the first: each changed a line that the ones before had changed.
        for start, inserted in reversed(self.shifts.get(position.line, [])):
            if column > start:
                column = max(start, column - inserted)
        return _Message(position, max(1, column), message, where)
