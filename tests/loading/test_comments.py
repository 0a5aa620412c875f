"""A comment that stands within a text, and so ends it, is told as that."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading import load_engagement, load_programme
from coaching_site.problems import InvalidInput, Problem

CASES = Path(__file__).parents[1] / "cases"
START = "executive: {name: Amara Obi}\ncoach: {name: Jon Field}\nstart: 2026-09-01\n"


def problems_of(text: str, folder: Path) -> tuple[Problem, ...]:
    """Return the problems of an engagement that goes on with a text."""
    (folder / "engagement.yml").write_text(START + text, "utf-8")
    try:
        load_engagement(folder, load_programme(CASES / "programme.yml"))
    except InvalidInput as error:
        return error.problems
    return ()


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        (
            "situation:\n  context: one\n    # c\n    two\n  strengths: x\n",
            "situation:\n  # c\n  context: one\n    two\n  strengths: x\n",
        ),
        (
            "situation:\n  context: one # c\n    two\n  strengths: x\n",
            "situation:\n  # c\n  context: one\n    two\n  strengths: x\n",
        ),
        (
            "situation:\n  context: >\n    one\n  # c\n\n    two\n",
            "situation:\n  # c\n  context: >\n    one\n\n    two\n",
        ),
        (
            "situation:\n  context: |\n# c\n# d\n    one\nlanguage: de\n",
            "situation:\n# c\n# d\n  context: |\n    one\nlanguage: de\n",
        ),
        (
            "situation:\n  strengths:\n    - one\n      # c\n      two\n    - three\n",
            "situation:\n  strengths:\n    # c\n    - one\n      two\n    - three\n",
        ),
        (
            "organisation: Acme\n# c\n  Limited\nlanguage: de\n",
            "# c\norganisation: Acme\n  Limited\nlanguage: de\n",
        ),
    ],
)
def test_comment_within_a_text(text: str, moved: str, tmp_path: Path) -> None:
    """The comment alone is told; moved above the text, all is well."""
    [found] = problems_of(text, tmp_path)
    lines = (START + text).split("\n")
    assert lines[found.line - 1][found.column - 1 :].startswith("# c")
    assert found.message.startswith("this comment ends the text")
    assert not problems_of(moved, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "organisation: Acme # c\nlanguage: de\n",
        "situation:\n  context: one\n  # c\n  strengths: x\n",
        "situation:\n  context: >\n    one\n    # c\n    two\n",
        "situation:\n  context: >\n    one\n  # c\n  strengths: x\n",
        "situation:\n  strengths:\n    - one\n      # c\n    - two\n",
    ],
)
def test_comment_beside_texts(text: str, tmp_path: Path) -> None:
    """A comment behind or between texts needs no word."""
    assert not problems_of(text, tmp_path)
