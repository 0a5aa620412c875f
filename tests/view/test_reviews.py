"""Reviews, and what follows the coaching."""

from __future__ import annotations

from tests.samples import goal, portal

GOALS = [goal(), goal(title="Rest", id="rest")]


def test_reviews_newest_first() -> None:
    """Reviews to come stand before those held; today's is held."""
    days = ("2026-11-15", "2026-10-01", "2026-11-16")
    reviews = portal(reviews=[{"on": day} for day in days]).reviews
    assert [(one.review.on.isoformat(), one.held) for one in reviews] == [
        ("2026-11-16", False),
        ("2026-11-15", True),
        ("2026-10-01", True),
    ]


def test_goals_of_a_review() -> None:
    """A review finds its goals by title, in any case, or by id."""
    progress = [
        {"goal": "HAND over the weekly review", "progress": "Half way.", "score": 6},
        {"goal": "rest", "progress": "None."},
        {"goal": "goal-1", "progress": "Again."},
    ]
    (review,) = portal(goals=GOALS, reviews=[{"on": "2026-11-01", "goals": progress}]).reviews
    assert [(view.id, text, score) for view, text, score in review.goals] == [
        ("goal-1", "Half way.", 6),
        ("rest", "None.", None),
        ("goal-1", "Again.", None),
    ]


def test_goals_that_are_asked() -> None:
    """A goal that was given up is not asked about, unless the review says something of it."""
    rest = goal(title="Rest", id="rest", given_up="2026-10-01")
    late = goal(title="Late", id="late", given_up="2026-12-24")
    told = [{"on": "2026-12-02", "goals": [{"goal": "rest"}]}, {"on": "2026-12-01"}]
    reviews = portal(goals=[goal(), rest, late], reviews=told).reviews
    assert [[one.id for one in review.asked] for review in reviews] == [
        ["goal-1", "rest", "late"],
        ["goal-1", "late"],
    ]


def test_metrics_as_they_stood_then() -> None:
    """A review that was held shows the metrics of its day; one to come shows none."""
    readings = [{"on": "2026-10-10", "value": "9"}, {"on": "2026-11-10", "value": "7"}]
    metrics = [{"name": "Calls", "id": "calls", "readings": readings}, {"name": "Calm"}]
    goals = [goal(), goal(title="Rest", id="rest", metrics=metrics)]
    days = ("2026-12-01", "2026-11-01", "2026-10-01")
    reviews = portal(goals=goals, reviews=[{"on": day} for day in days]).reviews
    assert [
        [(of.id, [(m.id, str(m.latest)) for m in stood]) for of, stood in one.metrics]
        for one in reviews
    ] == [[], [("rest", [("calls", "9")])], []]


def test_impact_of_each_goal() -> None:
    """Each goal stands in the follow-up, with its impact or without."""
    impact = [{"goal": "Rest", "leader": "Calmer."}]
    after = portal(goals=GOALS, follow_up={"impact": impact}).follow_up
    assert [(view.id, found and found.leader) for view, found in after.impact] == [
        ("goal-1", None),
        ("rest", ("Calmer.",)),
    ]


def test_feedback_on_the_coaching_in_no_order() -> None:
    """Anonymous feedback stands in an order that does not tell who typed it when."""
    after = portal(follow_up={"coaching_feedback": ["Warm.", "Brisk."]}).follow_up
    assert after.coaching_feedback == ("Brisk.", "Warm.")


def test_corrections_up_to_the_day() -> None:
    """Corrections of course stand newest first, and later ones not at all."""
    days = ("2026-10-01", "2026-11-15", "2026-11-16")
    corrections = [{"on": day, "seen": "a", "change": "b"} for day in days]
    after = portal(follow_up={"corrections": corrections}).follow_up
    assert [one.on.isoformat() for one in after.corrections] == ["2026-11-15", "2026-10-01"]


def test_nothing_to_follow_yet() -> None:
    """Without a word about the time after, the follow-up is empty and no return is reckoned."""
    after = portal().follow_up
    assert (after.impact, after.investment, after.sustaining, after.corrections) == (
        (),
        None,
        (),
        (),
    )
