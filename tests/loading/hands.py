"""Places in the lines of a file that advice is followed in."""

from __future__ import annotations

import re
from typing import Final

from coaching_site.problems import Problem

Lines = list[str]
SPACES: Final = "\xa0\u2003\u2007\u2009\u202f\u3000"
UNSEEN: Final = "\u200b\u200c\u200d\u2060\xad"


def at(lines: Lines, problem: Problem) -> tuple[str, str]:
    """Return what stands before the place of a problem in its line, and what from there on."""
    line = lines[problem.line - 1]
    return line[: problem.column - 1], line[problem.column - 1 :]


def put(lines: Lines, problem: Problem, *parts: str) -> None:
    """Put text, which may be several lines, in place of the line of a problem."""
    lines[problem.line - 1 : problem.line] = "".join(parts).split("\n")


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip())


def plain(quoted: str) -> str:
    """Return what stands between quotes."""
    if quoted[0] not in "\"'":
        return quoted
    inner = quoted[1:-1]
    return inner.replace("''", "'") if quoted[0] == "'" else inner


def typed_as(text: str, after: str) -> str:
    """Return how a text is typed at the beginning of the rest of a line, or nothing.

    Messages tell it with single spaces.
    """
    signs = map(re.escape, re.sub(r"\s", "", text))
    found = re.match(r"\s*".join(signs), after)
    return found[0] if found else ""
