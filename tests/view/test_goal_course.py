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
        ("given_up", "", "", "given_up"),
        ("open", "", "unmeasured", "unmeasured"),
        ("open", "behind", "unread", "unread"),
        ("open", "held", "needs", "needs"),
        ("open", "held", "unread undated", "needs"),
        ("open", "", "", "on_way"),
        ("open", "ahead behind", "", "behind"),
        ("open", "away undated", "", "behind"),
        ("open", "missed", "", "behind"),
        ("open", "held reached", "", "met"),
        ("open", "held none", "", "on_way"),
        ("open", "ahead even", "", "on_way"),
        ("open", "ahead held", "", "ahead"),
    ],
)
def test_course(state: str, paces: str, lacks: str, course: str) -> None:
    """One thing is said of each goal: what it lacks, what is behind, or that it is on its way."""
    found = {Pace(pace) for pace in paces.split()}
    lacking = [GoalCourse(lack) for lack in lacks.split()]
    assert course_of(GoalState(state), found, lacking).value == course


SMART = {"goal": "A", "measure": "B", "actions": [{"what": "C"}], "resources_have": "D"}
WHOLE = {**SMART, "deadline": "2027-02-01"}
COUNTED = {"name": "Calls", "start": "24", "target": "6", "start_on": "2026-09-28"}


@pytest.mark.parametrize(
    ("typed", "metrics", "course"),
    [
        ({}, [], "needs"),
        ({key: text for key, text in WHOLE.items() if key != "measure"}, [], "unmeasured"),
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


def test_counts_of_lacks() -> None:
    """Goals that lack the same are told by that; those that lack different things together."""
    found = [GoalCourse(name) for name in ("unread", "unread", "met")]
    assert counts_of(found) == ((GoalCourse.MET, 1), (GoalCourse.UNREAD, 2))
    assert counts_of([*found, GoalCourse.UNDATED]) == ((GoalCourse.MET, 1), (GoalCourse.NEEDS, 3))
