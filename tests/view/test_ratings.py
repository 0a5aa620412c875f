"""Ratings, round by round."""

from __future__ import annotations

import pytest

from tests.samples import portal


def test_rounds_of_ratings_and_reviews() -> None:
    """Scores given at reviews stand among the rounds, by day; what comes later does not."""
    ratings = portal(
        ratings=[
            {"on": "2026-11-16", "scores": {"willingness": 10}},
            {"on": "2026-09-02", "scores": {"willingness": 5, "team": 6}},
        ],
        reviews=[
            {"on": "2026-10-05"},
            {"on": "2026-11-15", "scores": {"willingness": 8}},
        ],
    ).ratings
    assert [one.on.isoformat() for one in ratings.rounds] == ["2026-09-02", "2026-11-15"]
    assert not ratings.share_days
    scores = {rated.scale.id: (rated.scores, rated.change) for rated in ratings.scales}
    assert scores["willingness"] == ((5, 8), 3)
    assert scores["team"] == ((6, None), None)
    assert scores["satisfaction"] == ((None, None), None)


def test_change_over_a_gap() -> None:
    """Change is the last score given less the first, whatever was left out between."""
    days = {"2026-09-02": {"team": 7}, "2026-10-02": {"willingness": 1}, "2026-11-02": {"team": 4}}
    ratings = portal(ratings=[{"on": day, "scores": scores} for day, scores in days.items()])
    (team,) = (rated for rated in ratings.ratings.scales if rated.scale.id == "team")
    assert (team.scores, team.change) == ((7, None, 4), -3)


def test_no_ratings_yet() -> None:
    """Without ratings every scale is there, and no round."""
    ratings = portal().ratings
    assert ratings.rounds == ()
    assert [rated.scores for rated in ratings.scales] == [(), (), (), (), ()]


def test_every_round_has_its_place() -> None:
    """Scores stand in their rounds from left to right; a line leaps over a round without one."""
    days = {"2026-09-02": {"team": 7}, "2026-10-02": {"willingness": 1}, "2026-11-02": {"team": 4}}
    ratings = portal(ratings=[{"on": day, "scores": scores} for day, scores in days.items()])
    (team,) = (rated for rated in ratings.ratings.scales if rated.scale.id == "team")
    assert [(p.number, p.score, p.percent) for p in team.points] == [(1, 7, 12.0), (3, 4, 88.0)]
    assert [(a.number, b.number, across) for a, b, across in team.lines] == [(1, 3, True)]
    assert ratings.ratings.percents == (12.0, 50.0, 88.0)
    assert ratings.ratings.changes == (-3,)


def test_a_single_round() -> None:
    """One round stands in the middle, and nothing has changed yet."""
    ratings = portal(ratings=[{"on": "2026-09-02", "scores": {"team": 7}}]).ratings
    assert (ratings.percents, ratings.changes) == ((50.0,), ())


def test_two_rounds_of_one_day() -> None:
    """A round and a review of one day stand side by side, and each says which it is."""
    shown = portal(
        ratings=[{"on": day, "scores": {"team": 5}} for day in ("2026-09-02", "2026-11-02")],
        reviews=[{"on": "2026-11-02", "scores": {"team": 7}}],
    )
    rounds = [(one.on.day, one.on.month, one.at_review, one.shares_day)
              for one in shown.ratings.rounds]  # fmt: skip
    assert rounds == [(2, 9, False, False), (2, 11, False, True), (2, 11, True, True)]
    assert shown.ratings.share_days
    assert [one.id for one in shown.news if one.kind == "ratings"] == [
        "ratings/2026-11-02",
        "ratings/2026-09-02",
    ]


@pytest.mark.parametrize(
    ("first", "last", "largest"),
    [
        ({}, {}, []),
        ({"team": 4}, {"team": 9}, []),
        ({"team": 4, "willingness": 8}, {"team": 4, "willingness": 8}, []),
        ({"team": 4, "willingness": 8}, {"team": 6, "willingness": 5}, ["willingness"]),
        ({"team": 4, "willingness": 8}, {"team": 6, "willingness": 6}, ["willingness", "team"]),
    ],
)
def test_what_has_changed_most(
    first: dict[str, int], last: dict[str, int], largest: list[str]
) -> None:
    """All with the largest change, up or down, are told where several were rated twice."""
    rounds = [{"on": "2026-09-02", "scores": first}, {"on": "2026-11-02", "scores": last}]
    found = portal(ratings=[one for one in rounds if one["scores"]]).ratings.largest
    assert [one.scale.id for one in found] == largest
