"""Does what a message says of brackets and braces."""

from __future__ import annotations

import re
from typing import Final

from coaching_site.problems import Problem
from tests.loading.hands import Lines, at, indent_of, put


def _add_at_the_end(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    put(lines, problem, lines[problem.line - 1].rstrip(), found[1])


def _add_before(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    place = after.index(found[2])
    put(lines, problem, before, after[:place], found[1], after[place:])


def _add_behind(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    place = after.index(found[2]) + len(found[2])
    put(lines, problem, before, after[:place], found[1], after[place:])


def _delete_comma(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    assert after[0] == ","
    put(
        lines,
        problem,
        before,
        re.sub(r"[ ,]+" if found[1] == "these" else ",[ ]*", "", after, count=1),
    )


def _comma_before(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    assert after.startswith(found[1])
    put(lines, problem, before.rstrip(), ", ", after)


def _open_brace(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, "{", after)


def _no_brackets(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    number = problem.line
    while not after.rstrip().endswith(("}", "]")):
        after = f"{after.rstrip()} {lines.pop(number).strip()}"
    below = "\n" + " " * indent_of(lines[number])
    dash = "- " if found[1] == "a dash" else ""
    comma = r",[ ]*" if dash else r",[ ]*(?=[a-z_]+: )(?![^{]*\})"
    keys = re.sub(comma, below + dash, after.strip()[1:-1])
    has_key = before.strip(" -")
    put(lines, problem, before.rstrip() + below if has_key else before, dash, keys)


def _move_to_the_end(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    assert after.endswith(found[1])
    put(lines, problem, before, after[1:], after[0])


def _other_bracket(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    assert after[0] == found[2]
    put(lines, problem, before, found[1], after[1:])


def _quotes_away(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, after.strip()[1:-1])


def _key_below(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    level = len(before) - len(re.sub(r"[ ]*(- )*", "", before, count=1))
    put(lines, problem, before.rstrip(), "\n", " " * level, after)


DOERS: Final = (
    (r"take the quotes around the braces away", _quotes_away),
    (r"is not closed: add (\S) before the (\S)$", _add_before),
    (r"is not closed: add (\S) behind \"(.*)\"$", _add_behind),
    (r"is not closed: add (\S) where", _add_at_the_end),
    (r"nothing stands before (this|these) comma", _delete_comma),
    (r"put \{ before this", _open_brace),
    (r"begins a line of its own: put it below", _key_below),
    (r"take . and . away, and begin a line with (each key|a dash)", _no_brackets),
    (r"too early: move it to the end, behind \"(.*)\"$", _move_to_the_end),
    (r"write (.) in place of this (.), as", _other_bracket),
    (r"put a comma before `([^`]+)`", _comma_before),
)
"""What a message says, as a pattern, and who does it."""
