"""A reply beside the engagement as it is now."""

from __future__ import annotations

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from tests.replies.browser import answer
from tests.replies.comparing import TODAY, compare, rating, review, states
from tests.replies.samples import bases


def test_what_the_programme_does_not_ask(before: Engagement) -> None:
    """What an unknown prompt or scale was answered is told to be lost, and the rest is taken."""
    for item in (
        answer("goals/depots/nothing", "x", base="0" * 16),
        answer("values/1/nobody/feel", "x", base="0" * 16),
        rating(wealth=9),
        review("2026-12-01", "0" * 16, scores={"wealth": 1}),
    ):
        (one,) = compare(before, item)
        reason = "the programme does not ask it any more"
        assert (str(one.state), one.reason) == ("cannot be taken", reason)
    assert states(compare(before, rating(wealth=9, team=5))) == ["cannot be taken", "new"]


def test_history_stays_in_the_order_of_days(before: Engagement) -> None:
    """A reply that arrives late is not noted before what was changed already."""
    key = "starters/expectations"
    (one,) = compare(before, answer(key, "a", base=bases(before)[key]))
    now = with_changes(before, one.changes)
    (late,) = compare(now, answer(key, "b", base=bases(now)[key]), on="2026-11-01")
    history = with_changes(now, late.changes).history
    assert [(h.on, h.was) for h in history] == [(TODAY, ("To be heard.",)), (TODAY, ("a",))]
