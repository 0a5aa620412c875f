"""Ratings and check-ins, of which there is a new round each time."""

from __future__ import annotations

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from tests.replies.comparing import TODAY, compare, rating, states


def test_two_rounds_of_ratings_on_one_day(before: Engagement) -> None:
    """A second round on a day is a conflict; both together keep the first one's scores."""
    (first,) = compare(before, rating(team=5, leadership=6))
    one_round = with_changes(before, first.changes)
    assert [(r.on, r.scores) for r in one_round.ratings] == [(TODAY, {"team": 5, "leadership": 6})]
    assert states(compare(one_round, rating(leadership=6))) == ["already so"]
    (second,) = compare(one_round, rating(team=8, satisfaction=4))
    assert states([second]) == ["conflict"]
    both = with_changes(one_round, second.both).ratings
    assert both[0].scores == {"team": 5, "leadership": 6, "satisfaction": 4}
    (tomorrow,) = compare(one_round, rating(team=8), on="2026-11-25")
    assert [r.scores["team"] for r in with_changes(one_round, tomorrow.changes).ratings] == [5, 8]


def test_two_check_ins_on_one_day(before: Engagement) -> None:
    """A second check-in stands beside the first; the same one again is there already."""
    item = {"kind": "check-in", "key": "check_ins", "value": {"tried": ["x"]}}
    other = {"kind": "check-in", "key": "check_ins", "value": {"need": ["y", "z"]}}
    (one,) = compare(before, item)
    now = with_changes(before, one.changes)
    assert states(compare(now, item)) == ["already so"]
    (two,) = compare(now, other)
    assert [c.need for c in with_changes(now, two.changes).check_ins] == [(), ("y", "z")]


def test_rounds_outside_of_the_coaching(before: Engagement) -> None:
    """A round that lies before the coaching has no place."""
    found = compare(before, rating(team=5), on="2026-08-01")
    assert states(found) == ["cannot be taken"]
