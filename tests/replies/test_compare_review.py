"""What is said at a review, part by part."""

from __future__ import annotations

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from tests.replies.comparing import TODAY, compare, review, states
from tests.replies.samples import bases


def test_an_announced_review_is_filled(before: Engagement) -> None:
    """What is said at a review that holds nothing yet goes into it, part by part."""
    goals = {"depots": {"score": 6, "progress": None}, "goal-2": {"progress": "None."}}
    base = bases(before)["reviews/2026-12-01"]
    item = review("2026-12-01", base, scores={"team": 7}, goals=goals, works=["w"])
    titles = {"depots": "Delegate", "goal-2": "Rest"}
    found = compare(before, item | {"about": {"what": "Review", "goals": titles}})
    assert states(found) == ["new"] * 4
    filled = with_changes(before, [change for one in found for change in one.changes]).reviews[0]
    assert (filled.scores, filled.works) == ({"team": 7}, ("w",))
    assert [(g.goal, g.score, g.progress) for g in filled.goals] == [
        ("depots", 6, None),
        ("rest", None, "None."),
    ]
    gone = compare(before, item | {"about": {"what": "Review", "goals": {"goal-2": "Read"}}})
    assert [(str(one.state), one.label) for one in gone][2] == (
        "cannot be taken",
        "reply review: Read",
    )


def test_ratings_of_a_review_are_not_overwritten(before: Engagement) -> None:
    """Where a review has ratings, others are a conflict; both make a new round of their own."""
    base = bases(before)["reviews/2026-11-10"]
    (one,) = compare(before, review("2026-11-10", base, scores={"team": 7}))
    assert (str(one.state), one.reason) == ("conflict", "the review has ratings already")
    now = with_changes(before, one.both)
    assert now.reviews[1].scores == {"team": 5}
    assert [(r.on, r.scores) for r in now.ratings] == [(TODAY, {"team": 7})]


def test_a_review_that_was_moved(before: Engagement) -> None:
    """What is said at a review that is not there any more is shown."""
    found = compare(before, review("2026-12-02", "0" * 16, scores={"team": 7}, works=["w"]))
    assert states(found) == ["cannot be taken"]
    assert found[0].after == ("With my team: 7", "w")
