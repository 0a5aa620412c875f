"""Problems in what a person typed, and the wording of their messages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeVar

from coaching_site.spelling import words_near

Result = TypeVar("Result")

_MAX_QUOTE_LENGTH: Final = 40


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: its position (`line` and `column` from 1), its record, and what to do.

    A problem of a whole file or folder has line 0.
    """

    path: str
    line: int
    column: int
    where: str
    message: str

    @classmethod
    def of_file(cls, path: Path, message: str, where: str = "") -> Self:
        """Return a problem of a whole file or folder, whose path is shown as `shown` does."""
        return cls(shown(path), 0, 0, where, message)

    @classmethod
    def of_setting(cls, name: str, message: str, where: str = "") -> Self:
        """Return a problem of what is no file: an option, or a variable of the environment."""
        return cls(name, 0, 0, where, message)

    def __str__(self) -> str:
        """Return `path:line:column: where: message`, on one line."""
        position = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return ": ".join(part for part in (position, self.where, self.message) if part)


class Advice(Problem):
    """Something odd that may be intended: it is shown, and stops nothing."""

    def __str__(self) -> str:
        """Return `path:line:column: where: advice: message`, on one line."""
        return str(
            Problem(self.path, self.line, self.column, self.where, f"advice: {self.message}")
        )


class Recommendation(Problem):
    """Something right that could be better: it is told by a check alone, and stops nothing."""

    def __str__(self) -> str:
        """Return `path:line:column: where: recommended: message`, on one line."""
        return str(
            Problem(self.path, self.line, self.column, self.where, f"recommended: {self.message}")
        )


class InvalidInput(Exception):
    """Input that cannot be used; `problems` says why, sorted by position."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep each problem once."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class CollectedProblems(list[Problem]):
    """Problems of several places, to be raised together."""

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Keep the problems that are raised."""
        try:
            yield
        except InvalidInput as error:
            self.extend(error.problems)

    def result_of(self, read: Callable[[], Result]) -> Result | None:
        """Return what a function returns; keep the problems that it raises, and return None."""
        with self.collecting():
            return read()
        return None

    def raise_all(self) -> None:
        """Raise what was kept."""
        if self:
            raise InvalidInput(self)


def shown(path: Path) -> str:
    """Return a path as problems show it: from the current folder on, where that is possible.

    It is on one line, whatever a file is called.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they were typed
    is_below = absolute.is_relative_to(Path.cwd())
    return _readable(absolute.relative_to(Path.cwd()).as_posix() if is_below else str(path))


def _readable(text: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in text)


def quoted(text: str) -> str:
    """Return text in quotes for a message: on one line, cut, without unreadable characters."""
    return f'"{shortened(text)}"'


def shortened(text: str) -> str:
    """Return text on one line, cut at some 40 characters."""
    # Cut before it is split, since a text may be long.
    words = " ".join(text[: 8 * _MAX_QUOTE_LENGTH].split())
    line = _readable(words)
    return line if len(line) <= _MAX_QUOTE_LENGTH else f"{line[: _MAX_QUOTE_LENGTH - 1].rstrip()}…"


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Return all names of a list, or the first `most` of them, each in backticks."""
    return joined((f"`{shortened(name)}`" for name in names), most)


def joined(names: Iterable[str], most: int | None = None) -> str:
    """Return all names of a list, or the first `most` of them and how many more there are."""
    every = [*names]
    more = len(every) - most if most else 0
    return ", ".join(every[:most]) + (f" and {more} more" if more > 0 else "")


def one_of(names: Iterable[str]) -> str:
    """Return names of which one is meant, each in backticks, as in `a`, `b` or `c`."""
    *first, last = (f"`{shortened(name)}`" for name in names)
    return f"{', '.join(first)} or {last}" if first else last


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that a word was most likely meant for, if any is near."""
    return next(iter(words_near(word, allowed)), None)


def suggestion(word: str, allowed: Iterable[str]) -> str:
    """Return `did you mean …?` for what was most likely meant, or else all that is allowed."""
    names = tuple(dict.fromkeys(allowed))
    if near := words_near(word, names):
        return f"did you mean {one_of(near)}?"
    return f"allowed here: {listed(names)}" if names else "nothing is allowed here"
