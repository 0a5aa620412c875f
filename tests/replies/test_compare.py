"""A reply beside the engagement as it is now."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.proposal import Proposal
from coaching_site.replies.reply import Reply, ReplyRefused
from coaching_site.view.revisions import revision_of
from tests.replies.browser import about, answer, reply
from tests.replies.samples import TYPED, bases, folder_with, loaded
from tests.samples import programme

TODAY = date(2026, 11, 24)
UNNAMED = revision_of("", ())


@pytest.fixture
def before(tmp_path: Path) -> Engagement:
    """The engagement as the portal showed it."""
    return loaded(folder_with(tmp_path / "before"))


def after(tmp_path: Path, old: str, new: str) -> Engagement:
    """Return the engagement after the coach has changed something."""
    assert old in TYPED
    return loaded(folder_with(tmp_path / "after", TYPED.replace(old, new)))


def compare(engagement: Engagement, *items: Any, **more: Any) -> list[Proposal]:
    """Return what a reply would change."""
    return proposals_of(Reply.model_validate(reply(*items, **more)), engagement, programme(), TODAY)


def states(proposals: list[Proposal]) -> list[str]:
    """Return how each proposal stands."""
    return [str(one.state) for one in proposals]


def test_values_that_moved_are_found(tmp_path: Path, before: Engagement) -> None:
    """An answer to a value follows the value when the list has shifted."""
    now = after(tmp_path, "values:\n", "values:\n    - name: Courage\n")
    key = "values/2/reports/do"
    (one,) = compare(now, answer(key, "Hear.", base=bases(before)[key]))
    assert states([one]) == ["new"]
    assert with_changes(now, one.changes).values[2].shown_to["reports"]["do"] == ("Hear.",)
    assert with_changes(now, one.changes).history[0].prompt == "values/candour/reports/do"


def test_a_renamed_goal(tmp_path: Path, before: Engagement) -> None:
    """A goal with an id is the same when it is reworded: only what else was changed conflicts."""
    now = after(tmp_path, "title: Delegate", "title: Hand the depots over")
    saw = about("Delegate")
    pain, why = (
        answer(key, "x", base=bases(before)[key], **saw)
        for key in ("goals/depots/pain", "goals/depots/why")
    )
    assert states(compare(now, pain, why)) == ["new", "new"]
    reworded = after(tmp_path, "        Because.\n", "        Because it is time.\n")
    (one,) = compare(reworded, why)
    assert (str(one.state), one.reason) == ("conflict", "it differs from what the portal showed")


def test_a_title_that_moved(tmp_path: Path, before: Engagement) -> None:
    """Where the id of a goal and its words are those of two goals, the coach is asked."""
    swapped = TYPED.replace("title: Rest", "title: Delegate").replace(
        "title: Delegate\n      id", "title: Rest\n      id"
    )
    now = loaded(folder_with(tmp_path / "after", swapped))
    key = "goals/depots/pain"
    (one,) = compare(now, answer(key, "x", base=bases(before)[key], **about("Delegate")))
    assert (str(one.state), one.reason) == ("conflict", "its words stand in another place now")
    assert with_changes(now, one.changes).goals[1].pain == ("x",)


def test_goals_without_id_are_found_by_their_title(tmp_path: Path, before: Engagement) -> None:
    """A goal that is known by its number alone is found where it stands now."""
    now = after(tmp_path, "    - title: Rest\n", "    - title: Read\n    - title: Rest\n")
    key = "goals/goal-2/why"
    (one,) = compare(now, answer(key, "So.", base=bases(before)[key]))
    assert states([one]) == ["new"]
    assert [goal.why for goal in with_changes(now, one.changes).goals][1:] == [(), ("So.",)]


def test_an_action_that_is_gone(tmp_path: Path, before: Engagement) -> None:
    """What belongs to an action or goal that was taken out is lost, and told; others move."""
    now = after(
        tmp_path,
        "      - what: Ask Priya   # first\n        started: 2026-10-01\n",
        "",
    )
    first, second = "actions/depots/action-1", "actions/depots/action-2"
    base = bases(before)
    done = {"done": "2026-11-23", "note": None}
    what = {first: "Ask Priya", second: "Write it down"}
    items = [
        {"kind": "action", "key": key, "base": base.get(key, "0" * 16), "value": done}
        for key in (first, second, "actions/gone/action-1")
    ]
    said = [item | about("Delegate", what.get(item["key"], "Go")) for item in items]  # type: ignore[call-overload]
    for sent in (items, said):
        found = compare(now, *sent)
        assert states(found) == ["cannot be taken", "new", "cannot be taken"]
        assert found[1].label == "Delegate: Write it down"
    assert [one.label for one in found] == [
        "Delegate: Ask Priya",
        "Delegate: Write it down",
        "Delegate: Go",
    ]


def test_an_earlier_note_is_kept(before: Engagement) -> None:
    """The note of an action that another replaces, or that is taken out, stands in the history."""
    key = "actions/depots/action-2"
    for note in ("late", None):
        value = {"done": None, "note": note}
        item = {"kind": "action", "key": key, "base": bases(before)[key], "value": value}
        (one,) = compare(before, item)
        (kept,) = with_changes(before, one.changes).history
        assert (kept.on, kept.prompt) == (TODAY, "actions/depots/write-it-down")
        assert kept.was == ("soon",)
    value = {"done": "2026-11-23", "note": "soon"}
    item = {"kind": "action", "key": key, "base": bases(before)[key], "value": value}
    (one,) = compare(before, item)
    assert with_changes(before, one.changes).history == ()


@pytest.mark.parametrize(
    ("done", "reason"),
    [
        ("2026-11-25", "2026-11-25 is later than the reply itself"),
        ("2026-08-31", "2026-08-31 is before the start of the coaching"),
        ("2026-09-30", "2026-09-30 is before it was started, 2026-10-01"),
    ],
)
def test_days_on_which_nothing_can_be_done(before: Engagement, done: str, reason: str) -> None:
    """An action is not done before its start, nor in the future."""
    key = "actions/depots/action-1"
    item = {"kind": "action", "key": key, "base": bases(before)[key],
            "value": {"done": done, "note": None}}  # fmt: skip
    (one,) = compare(before, item)
    assert (str(one.state), one.reason) == ("cannot be taken", reason)


def rating(**scores: int) -> dict[str, Any]:
    """Return the item of a round of ratings."""
    return {"kind": "rating", "key": "ratings", "value": scores}


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


def review(day: str, base: str, **value: Any) -> dict[str, Any]:
    """Return the item of a review."""
    return {"kind": "review", "key": f"reviews/{day}", "base": base, "value": value}


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


def test_values_that_have_no_name_yet(tmp_path: Path) -> None:
    """Answers for a first value wait until the coach has given it a name."""
    first = loaded(folder_with(tmp_path / "x", TYPED[: TYPED.index("values:")]))
    (one,) = compare(first, answer("values/1/reports/feel", "Safe.", base=UNNAMED))
    assert one.reason == "add the value with its name to your file, and receive the reply again"
    named = proposals_of(
        Reply.model_validate(reply(answer("values/1/reports/feel", "Safe.", base=UNNAMED))),
        first,
        programme(),
        TODAY,
        "Calm",
    )
    assert states(named) == ["new"]
    now = with_changes(first, named[0].changes)
    assert now.values[0].shown_to == {"reports": {"feel": ("Safe.",)}}
    assert [h.prompt for h in now.history] == ["values/calm/reports/feel"]


def test_a_reply_may_name_a_first_value(tmp_path: Path, before: Engagement) -> None:
    """The executive's own name for a first value is taken, unless there is one meanwhile."""
    name = answer("values/1/name", "Calm", base=UNNAMED)
    feel = answer("values/1/reports/feel", "Safe.", base=UNNAMED)
    first = loaded(folder_with(tmp_path / "x", TYPED[: TYPED.index("values:")]))
    (one,) = compare(first, feel, name)
    assert with_changes(first, one.changes).values[0].name == "Calm"
    assert states(compare(before, name)) == ["already so"]
    other = compare(before, answer("values/1/name", "Courage", base=UNNAMED))
    assert (states(other), other[0].reason) == (
        ["cannot be taken"],
        'the first value is called "Calm" now',
    )
    for wrong in (("a", "b"), ("a\nb",), ("x" * 501,)):
        with pytest.raises(ReplyRefused, match="names a value by more than a line"):
            compare(first, answer("values/1/name", *wrong, base=UNNAMED))


def test_history_stays_in_the_order_of_days(before: Engagement) -> None:
    """A reply that arrives late is not noted before what was changed already."""
    key = "starters/expectations"
    (one,) = compare(before, answer(key, "a", base=bases(before)[key]))
    now = with_changes(before, one.changes)
    (late,) = compare(now, answer(key, "b", base=bases(now)[key]), on="2026-11-01")
    history = with_changes(now, late.changes).history
    assert [(h.on, h.was) for h in history] == [(TODAY, ("To be heard.",)), (TODAY, ("a",))]
