"""How a goal stands, in one word."""

from __future__ import annotations

import pytest

from coaching_site.view.goal_course import GoalState, course_of
from coaching_site.view.pace import Pace
from tests.samples import goal, portal


@pytest.mark.parametrize(
    ("state", "paces", "stated", "dated", "course"),
    [
        ("reached", "behind", False, False, "reached"),
        ("on_hold", "", False, False, "on_hold"),
        ("given_up", "", False, False, "given_up"),
        ("open", "", False, True, "unmeasured"),
        ("open", "", False, False, "unmeasured"),
        ("open", "", True, True, "stated"),
        ("open", "", True, False, "undated"),
        ("open", "old unread", True, True, "unread"),
        ("open", "old", False, False, "unread"),
        ("open", "old ahead", False, True, "ahead"),
        ("open", "undated", False, False, "undated"),
        ("open", "ahead held", False, True, "ahead"),
        ("open", "ahead even", False, True, "even"),
        ("open", "ahead behind", False, True, "behind"),
        ("open", "away undated", False, False, "behind"),
        ("open", "missed", False, True, "behind"),
        ("open", "held reached", False, True, "met"),
        ("open", "none", False, True, "begun"),
        ("open", "held none", False, True, "begun"),
    ],
)
def test_course(state: str, paces: str, course: str, *, stated: bool, dated: bool) -> None:
    """One thing is said of each goal: what is behind, what it lacks, or how its metrics get on."""
    found = {Pace(pace) for pace in paces.split()}
    assert course_of(GoalState(state), found, is_stated=stated, is_dated=dated).value == course


def test_course_of_a_goal() -> None:
    """A goal knows its own, from its metrics, its measure in words and its deadline."""
    (view,) = portal(goals=[goal(measure="I sleep.", deadline="2027-02-01")]).goals
    assert view.course == "stated"
