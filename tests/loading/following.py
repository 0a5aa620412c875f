"""Follows the advice on an engagement, message by message, and watches what becomes of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from coaching_site.loading import load_engagement
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem
from tests.loading.advice import followed
from tests.samples import load_programme

_MOST_STEPS: Final = 100
# What is wrong in these only the coach can know; they say what is expected.
_SAYS_WHAT_IS_EXPECTED: Final = re.compile(
    r"expected a (?:date|time of day|time zone|number|whole number|score|step|list)\b"
    r"|expected (?:an|at most|neutral|A4|keys|text)\b"
    r"|expected a (?:percentage|language|currency|fingerprint)\b"
    r"|expected a (?:colon and a value|short name)\b"
    r"|[0-9-]+ is (?:before|after|not after|not before|more than)\b"
    r"|the key `\w+` is (?:missing|empty|here twice)\b"
    r"|unknown (?:word|key|language|time zone|currency) .*: (?:allowed|nothing|keys|there|exp)"
    r"|no prompt is called .*: allowed here"
    r"|it was (?:cancelled|reached|done)\b|it is the day of\b|expected one day\b"
    r"|expected (?:`\w+`|true or false, found \"maybe\")|[0-9-]+ stands above already"
    r"|unknown key `state`: write what became\b"
    r"|expected a rating\b|the target is the start\b"
    r"|(?:an earlier|the portal uses|private notes|this is nested deeper|the file says nothing)\b"
    r"|nobody is there to read it: expected one\b"
    r"|this cannot be understood|this file has version [0-9]+, but this program\b"
)
# Where a value is to be written in another way, nothing may be wrong with it then.
_OF_A_VALUE: Final = re.compile(r"needs quotes: |: write [^`]*, found ")


CASES: Final = Path(__file__).parents[1] / "cases"
START: Final = "executive: {name: Amara Obi}\ncoach: {name: Jon Field}\nstart: 2026-09-01\n"


def problems_of(text: str, folder: Path, programme: Programme) -> tuple[Problem, ...]:
    """Return the problems of an engagement, or none."""
    (folder / "engagement.yml").write_text(text, "utf-8")
    try:
        load_engagement(folder, programme)
    except InvalidInput as error:
        return error.problems
    return ()


@cache
def small_programme() -> Programme:
    """Return the small programme that all cases are checked against."""
    return load_programme(CASES / "programme.yml")


def problems_below(text: str, folder: Path) -> tuple[Problem, ...]:
    """Return the problems of an engagement that goes on with a text, below `START`."""
    return problems_of(START + text, folder, small_programme())


def follow_all(text: str, folder: Path, programme: Programme) -> tuple[Problem, ...]:
    """Do what each message says; return those left that can only say what is expected.

    Fails where a problem stays, or a word is gone.
    """
    for _ in range(_MOST_STEPS):
        problems = problems_of(text, folder, programme)
        for problem in problems:
            if (better := followed(text, problem)) is not None:
                break
        else:
            break
        left = problems_of(better, folder, programme)
        assert _is_gone(problem, left), f"{problem}\n{better}"
        assert not _lost(text, better, problem), f"{problem}\n{better}"
        text = better
    else:
        pytest.fail(f"the problems never end: {problem}")
    for problem in problems:
        assert _SAYS_WHAT_IS_EXPECTED.match(problem.message), problem
    return problems


def _is_gone(problem: Problem, left: tuple[Problem, ...]) -> bool:
    near = [one for one in left if one.line == problem.line and one.where == problem.where]
    if problem.where and _OF_A_VALUE.search(problem.message):
        near = [one for one in near if one.column <= problem.column]
        return all(re.match("unknown goal|an earlier|a comma between", one.message) for one in near)
    return (problem.message, problem.column) not in [(one.message, one.column) for one in near]


def _lost(text: str, better: str, problem: Problem) -> list[str]:
    """Return the words that are gone, but for those that the advice is to replace."""
    words = Counter(re.findall(r"\w+", text)) - Counter(re.findall(r"\w+", better))
    told = re.findall(r"\w+", problem.message)
    return [word for word in words.elements() if word not in told]
