"""Advice on prose that may be a list."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.checks.prose import advise_on_prose
from tests.samples import engagement, goal

TOGETHER = "• one • two"


@pytest.mark.parametrize(
    ("overrides", "place"),
    [
        ({"situation": {"strengths": [TOGETHER]}}, ("situation", "strengths", 0)),
        ({"goals": [goal(why=TOGETHER)]}, ("goals", 0, "why", 0)),
        ({"goals": [goal({"note": TOGETHER})]}, ("goals", 0, "actions", 0, "note")),
        ({"goals": [goal(moves={"stop": TOGETHER})]}, ("goals", 0, "moves", "stop", 0)),
        ({"sessions": [{"on": "2026-10-01", "agreed": TOGETHER}]}, ("sessions", 0, "agreed", 0)),
    ],
)
def test_wherever_prose_stands(overrides: dict[str, Any], place: tuple[str | int, ...]) -> None:
    """The coach is asked about each prose field of each record, and about no title or name."""
    ((found, message),) = advise_on_prose(engagement(**overrides))
    assert found[: len(place)] == place
    assert message.startswith("this may be a list that runs together")


def test_titles_are_left_alone() -> None:
    """A title or a name is shown letter for letter anyway."""
    assert not list(advise_on_prose(engagement(goals=[goal({"what": TOGETHER}, title=TOGETHER)])))
