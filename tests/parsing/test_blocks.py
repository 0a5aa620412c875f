"""A comment that stands within a text, and so ends it, is told as that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading.following import START, problems_below


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
    [found] = problems_below(text, tmp_path)
    lines = (START + text).split("\n")
    assert lines[found.line - 1][found.column - 1 :].startswith("# c")
    assert found.message.startswith("this comment ends the text")
    assert not problems_below(moved, tmp_path)


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
    assert not problems_below(text, tmp_path)
