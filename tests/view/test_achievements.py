"""What has been achieved, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from coaching_site.view import PortalView, view_of
from tests.samples import engagement, programme


def shown(day: str = "2026-11-23", **fields: Any) -> PortalView:
    """Return what a portal shows on a day."""
    return view_of(engagement(**fields), programme(), date.fromisoformat(day))


def rated(on: str, **scores: int) -> dict[str, Any]:
    """Return a round of ratings."""
    return {"on": on, "scores": scores}


def test_only_the_promises_of_the_executive_are_kept() -> None:
    """What others did is no promise kept; the newest comes first, what is done later not at all.

    What is repeated is kept on its last day, if it was done each time.
    """
    actions = [
        {"what": "First", "done": "2026-10-01"},
        {"what": "Of another", "owner": "Ida Holm", "done": "2026-10-02"},
        {"what": "Second", "done": "2026-11-23"},
        {"what": "Later", "done": "2026-11-24"},
        {"what": "Open", "target": "2026-10-01"},
        {"what": "Each week", "started": "2026-10-05", "every": "week", "until": "2026-10-18"}
        | {"done_on": ["2026-10-06", "2026-10-13"]},
        {"what": "Once of two", "started": "2026-10-05", "every": "week", "until": "2026-10-18"}
        | {"done_on": ["2026-10-06"]},
    ]
    achieved = shown(goals=[{"title": "A goal", "actions": actions}]).achievements
    assert [action.what for action in achieved.kept] == ["Second", "Each week", "First"]


def test_ratings_then_and_now() -> None:
    """A scale with two scores or more has the first and the last; what rose most comes first."""
    ratings = [
        rated("2026-09-14", team=4, leadership=5),
        rated("2026-10-14", team=9, leadership=6, willingness=7),
        rated("2026-11-14", team=3, leadership=7),
        rated("2026-12-14", team=10),
    ]
    achieved = shown(ratings=ratings).achievements
    assert [(one.scale.scale.id, one.first, one.last, one.change) for one in achieved.ratings] == [
        ("leadership", 5, 7, 2),
        ("team", 4, 3, -1),
    ]
    assert achieved.span == (date(2026, 9, 14), date(2026, 11, 14))


def test_ratings_of_other_days_have_no_common_span() -> None:
    """Where scales were first rated on different days, each says its own."""
    ratings = [rated("2026-09-14", team=4), rated("2026-10-14", team=5, leadership=5)]
    ratings.append(rated("2026-11-14", leadership=6))
    achieved = shown(ratings=ratings).achievements
    assert achieved.span is None
    assert {one.span for one in achieved.ratings} == {
        (date(2026, 9, 14), date(2026, 10, 14)),
        (date(2026, 10, 14), date(2026, 11, 14)),
    }


def test_nothing_yet() -> None:
    """A first week has achieved nothing to show; a lesson is something."""
    assert shown().achievements.is_empty
    lesson = {"on": "2026-11-20", "tried": "Waiting", "learned": "It helps"}
    assert not shown(learning=[lesson]).achievements.is_empty


def test_goals_reached() -> None:
    """A goal that was reached by the day is an achievement, the latest first; no other is."""
    days = [{"reached": "2026-10-01"}, {"reached": "2026-11-01"}, {"reached": "2026-12-31"}, {}]
    goals = [{"title": f"Goal {number}", **day} for number, day in enumerate(days)]
    achieved = shown(goals=[*goals, {"title": "No", "given_up": "2026-10-01"}]).achievements
    assert [goal.title for goal in achieved.reached] == ["Goal 1", "Goal 0"]
    assert not achieved.is_empty


def test_metrics_then_and_now() -> None:
    """A metric is shown once it has two numbers that the day knows; what fell comes last."""
    metrics = [
        {
            "name": "Fell",
            "start": 3,
            "target": 8,
            "readings": [reading(5), reading(4, "2026-11-02")],
        },
        {"name": "Questions a week", "start": 24, "target": 6, "readings": [reading(11)]},
        {"name": "Without a start", "readings": [reading(3)]},
        {"name": "Read twice", "readings": [reading(4), reading(5, on="2026-11-02")]},
        {"name": "Later", "start": 1, "readings": [reading(2, on="2026-12-01")]},
    ]
    achieved = shown(goals=[{"title": "A goal", "metrics": metrics}]).achievements
    assert [f"{one.name}: {one.first} {one.latest}" for one in achieved.metrics] == [
        "Questions a week: 24 11",
        "Read twice: 4 5",
        "Fell: 3 4",
    ]
    assert [one.name for one in achieved.single] == ["Without a start", "Later"]


def reading(value: int, on: str = "2026-11-01") -> dict[str, Any]:
    """Return a reading of a metric."""
    return {"on": on, "value": value}
