"""Whoever follows a message is rid of its problem, and has lost nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from coaching_site.loading import load_engagement, load_programme
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem
from tests.loading.advice import followed

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases"
_MOST_STEPS = 100
# What is wrong in these only the coach can know; they say what is expected.
SAYS_WHAT_IS_EXPECTED = (
    r"expected a (date|time of day|number|whole number|mark|step|list)\b",
    r"expected (an|at most|neutral|A4|keys|text)\b",
    r"expected a (percentage|language|currency|fingerprint)\b",
    r"expected a (colon and a value|short name)\b",
    r"[0-9-]+ is (before|after|more than)\b",
    r"the key `\w+` is (missing|empty|here twice)\b",
    r"unknown (word|key|language|time zone|currency) .*: (allowed|nothing|keys|there|exp)",
    r"no prompt is called .*: allowed here",
    r"(an earlier|the portal uses|private notes|this is nested deeper|the file says nothing)\b",
    r"this cannot be understood",
)


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The small programme that all cases are checked against."""
    return load_programme(CASES / "programme.yml")


def problems_of(text: str, folder: Path, programme: Programme) -> tuple[Problem, ...]:
    """Return the problems of an engagement, or none."""
    (folder / "engagement.yml").write_text(text, "utf-8")
    try:
        load_engagement(folder, programme)
    except InvalidInput as error:
        return error.problems
    return ()


def engagements() -> list[Any]:
    """Return the engagement of each case, and that of the README."""
    data = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in CASES.glob("problems/*")}
    readme = (ROOT / "README.md").read_text("utf-8").partition("This file, say:\n\n```yaml\n")[2]
    texts = {"README": readme.partition("```")[0]}
    texts |= {name: case["engagement"] for name, case in data.items() if "engagement" in case}
    return [pytest.param(text, id=name) for name, text in sorted(texts.items())]


@pytest.mark.parametrize("text", engagements())
def test_advice_helps(text: str, tmp_path: Path, programme: Programme) -> None:
    """Each message that says what to do rids of its own problem, and takes no word away.

    All others are those that can only say what is expected.
    """
    for _ in range(_MOST_STEPS):
        for problem in problems_of(text, tmp_path, programme):
            if (better := followed(text, problem)) is not None:
                break
        else:
            break
        left = problems_of(better, tmp_path, programme)
        told = {(one.where, one.message) for one in left if one.line == problem.line}
        assert (problem.where, problem.message) not in told, f"{problem}\n{better}"
        assert not _lost(text, better, problem), f"{problem}\n{better}"
        text = better
    else:
        pytest.fail(f"the problems never end: {problem}")
    for problem in problems_of(text, tmp_path, programme):
        assert any(re.match(kind, problem.message) for kind in SAYS_WHAT_IS_EXPECTED), problem


def _lost(text: str, better: str, problem: Problem) -> list[str]:
    """Return the words that are gone, but for those that the advice is to replace."""
    words = Counter(re.findall(r"\w+", text)) - Counter(re.findall(r"\w+", better))
    told = re.findall(r"\w+", problem.message)
    return [word for word in words.elements() if word not in told]
