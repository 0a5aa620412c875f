"""How a goal stands, in one word."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.view.goal_course import GoalCourse, GoalState, counts_of, course_of
from coaching_site.view.pace import Pace
from tests.samples import goal, portal


@pytest.mark.parametrize(
    ("state", "paces", "lacks", "course"),
    [
        ("reached", "behind", "needs", "reached"),
        ("on_hold", "", "undated", "on_hold"),
        ("given_up", "", None, "given_up"),
        ("open", "", "unmeasured", "unmeasured"),
        ("open", "behind", "unread", "unread"),
        ("open", "held", "needs", "needs"),
        ("open", "", None, "on_way"),
        ("open", "ahead behind", None, "behind"),
        ("open", "away undated", None, "behind"),
        ("open", "missed", None, "behind"),
        ("open", "held reached", None, "met"),
        ("open", "held none", None, "on_way"),
        ("open", "ahead even", None, "on_way"),
        ("open", "ahead held", None, "ahead"),
    ],
)
def test_course(state: str, paces: str, lacks: str | None, course: str) -> None:
    """One thing is said of each goal: what it lacks, what is behind, or that it is on its way."""
    found = {Pace(pace) for pace in paces.split()}
    lack = GoalCourse(lacks) if lacks else None
    assert course_of(GoalState(state), found, lack).value == course


SMART = {"goal": "A", "measure": "B", "actions": [{"what": "C"}], "resources_have": "D"}
WHOLE = {**SMART, "deadline": "2027-02-01"}
COUNTED = {"name": "Calls", "start": "24", "target": "6", "start_on": "2026-09-28"}


@pytest.mark.parametrize(
    ("typed", "metrics", "course"),
    [
        ({}, [], "unmeasured"),
        (SMART, [], "undated"),
        ({"measure": "B", "deadline": "2027-02-01"}, [], "needs"),
        (WHOLE, [], "on_way"),
        (WHOLE, [COUNTED], "unread"),  # no reading in seven weeks
        (WHOLE, [{**COUNTED, "start_on": "2026-11-02"}], "on_way"),  # none yet
        (WHOLE, [{"name": "Calls", "target": "6"}], "unread"),
        (WHOLE, [{**COUNTED, "readings": [{"on": "2026-11-09", "value": "25"}]}], "behind"),
        ({**WHOLE, "reached": "2026-11-09"}, [COUNTED], "reached"),
    ],
)
def test_course_of_a_goal(
    typed: dict[str, Any], metrics: list[dict[str, Any]], course: str
) -> None:
    """A goal knows its own, from what it lacks and from its metrics."""
    (view,) = portal(goals=[goal(**typed, metrics=metrics)]).goals
    assert view.course == course


def test_counts() -> None:
    """How many goals stand how is told in the order of the list, and what none does is not."""
    found = [GoalCourse(name) for name in ("given_up", "needs", "reached", "needs", "behind")]
    counts = [(course.value, count) for course, count in counts_of(found)]
    assert counts == [("reached", 1), ("behind", 1), ("needs", 2), ("given_up", 1)]
    assert counts_of([]) == ()
