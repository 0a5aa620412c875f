"""Advice on what was answered before."""

from __future__ import annotations

import pytest

from coaching_site.checks import advise_engagement, check_engagement
from tests.samples import engagement, programme

GOALS = [{"title": "Rest", "id": "rest", "actions": [{"what": "Ask", "id": "action-1"}]}]


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("goals/rest/why", ""),
        ("goals/gone/why", ""),
        ("goals/rest/gone", ""),
        ("values/gone/reports/do", ""),
        ("actions/rest/gone", ""),
        ("actions/rest/action-1", ""),
        ("reviews/2026-10-01", ""),
        ("goals/goal-1/why", "it is known by its place in a list"),
        ("values/1/reports/do", "it is known by its place in a list"),
        ("actions/rest/action-2", "it is known by its place in a list"),
        ("starters/yaer", 'no prompt is called "starters/yaer", so it is not shown: did you mean'),
    ],
)
def test_what_was_answered_once(prompt: str, told: str) -> None:
    """What was taken out breaks nothing and is not told; what can be mended is advice."""
    known = engagement(goals=GOALS, history=[{"on": "2026-10-01", "prompt": prompt, "was": "x"}])
    assert list(check_engagement(known, programme())) == []
    found = [message for _, message in advise_engagement(known, programme())]
    assert [message[: len(told)] for message in found] == ([told] if told else [])


def test_places_are_told_once() -> None:
    """However much is known by its place, the file gets one line of advice."""
    history = [{"on": "2026-10-01", "prompt": f"values/{n}/reports/do"} for n in (1, 2, 3)]
    assert len(list(advise_engagement(engagement(history=history), programme()))) == 1
