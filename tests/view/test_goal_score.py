"""How far a goal without metrics has come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import goal, portal


@pytest.mark.parametrize(
    ("reviews", "rated"),
    [
        ([], None),
        ([("2026-10-01", 3), ("2026-11-01", 4)], (4, "2026-11-01")),
        ([("2026-11-01", 4), ("2026-10-01", 3)], (4, "2026-11-01")),
        ([("2026-10-01", 3), ("2026-11-01", None)], (3, "2026-10-01")),
        ([("2026-10-01", 3), ("2027-11-01", 4)], (3, "2026-10-01")),
    ],
)
def test_last_score(reviews: list[tuple[str, int | None]], rated: tuple[int, str] | None) -> None:
    """It is what the last review said that gave it a score; none of later days counts."""
    told = [{"on": on, "goals": [{"goal": "rest", "score": score}]} for on, score in reviews]
    (view,) = portal(goals=[goal(id="rest")], reviews=told).goals
    assert (view.rated and (view.rated.score, str(view.rated.on))) == rated


def test_metrics_come_first() -> None:
    """A goal with a metric is not told by its score, and one goal not by that of another."""
    told: list[dict[str, Any]] = [{"on": "2026-11-01", "goals": [{"goal": "rest", "score": 3}]}]
    metrics = [{"name": "Calls"}]
    goals = [goal(id="rest", metrics=metrics), goal(title="b", id="seven")]
    assert [one.rated for one in portal(goals=goals, reviews=told).goals] == [None, None]


def test_goal_by_its_title() -> None:
    """A review may name a goal by its title, as it is read."""
    told = [{"on": "2026-11-01", "goals": [{"goal": "rest  more", "score": 3}]}]
    (view,) = portal(goals=[goal(title="Rest more")], reviews=told).goals
    assert view.rated
    assert view.rated.score == 3
