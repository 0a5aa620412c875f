"""360 feedback: shown only where nobody can be picked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from coaching_site.model.activities import FeedbackRound
from coaching_site.model.feedback import Round, answered_round, with_rounds
from coaching_site.model.programme import FeedbackRules
from coaching_site.view import view_of
from coaching_site.view.feedback import FeedbackView, view_of_feedback
from coaching_site.view.feedback_comments import GroupComments
from tests.samples import engagement, portal, programme

RULES = FeedbackRules(smallest_group=3, smallest_group_for_comments=5)
Groups = dict[str, list[int]]


def view(*statements: Groups, **more: object) -> FeedbackView:
    """Return the view of a round with these groups' scores for its statements."""
    data = {
        "on": "2026-10-01",
        "statements": [{"text": f"s{n}", "groups": g} for n, g in enumerate(statements)],
        **more,
    }
    return view_of_feedback(FeedbackRound.model_validate(data), RULES)


def means(shown: FeedbackView) -> list[dict[str, str | None]]:
    """Return the mean of each group as text, statement by statement."""
    return [
        {mean.group: None if mean.mean is None else str(mean.mean) for mean in one.groups}
        for one in shown.statements
    ]


def test_a_group_that_is_large_enough() -> None:
    """Three people are shown as a mean with one decimal."""
    shown = view({"Peers": [5, 6, 6]})
    assert means(shown) == [{"Peers": "5.7"}]
    assert (shown.groups, shown.withheld) == (("Peers",), ())


def test_a_group_that_is_too_small() -> None:
    """Two people do not show: no mean, no gap, no place in the table; only that they lack."""
    shown = view({"Peers": [5, 6, 6], "Board": [1, 2]}, {"Board": [7, 7], "Peers": [4, 4, 4]})
    assert means(shown) == [{"Peers": "5.7"}, {"Peers": "4.0"}]
    assert (shown.groups, shown.withheld) == (("Peers",), ("Board",))


def test_a_statement_that_few_of_a_group_marked() -> None:
    """A group shows a gap where fewer than three of it rated a statement."""
    shown = view({"Peers": [5, 6, 6]}, {"Peers": [7, 7]}, {"Peers": []}, {})
    assert means(shown) == [{"Peers": "5.7"}, {"Peers": None}, {"Peers": None}, {"Peers": None}]


def test_names_of_withheld_groups() -> None:
    """Withheld groups are named in the order in which they first appear."""
    shown = view({"Team": [1, 1]}, {"Board": [2], "Peers": [3, 3, 3]})
    assert (shown.groups, shown.withheld) == (("Peers",), ("Team", "Board"))


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        ([1, 1, 1, 2], "1.3"),
        ([2, 2, 2, 3], "2.3"),
        ([1] * 19 + [2], "1.1"),
        ([6, 7, 7], "6.7"),
        ([4, 4, 5], "4.3"),
        ([7, 7, 7], "7.0"),
    ],
)
def test_halves_are_rounded_up(scores: list[int], mean: str) -> None:
    """A mean has one decimal; 1.25, 2.25 and 1.05 are rounded up, as people do."""
    assert means(view({"Peers": scores})) == [{"Peers": mean}]


def test_no_mean_is_minus_nothing() -> None:
    """A mean just below 0 is 0, without a sign."""
    scores = [-1] + [0] * 24
    data = {
        "closes": "2026-10-01",
        "scale": "-3 to +3",
        "statements": [{"id": "calm", "text": "Calm"}],
        "groups": [{"name": "Peers"}],
        "answers": [{"group": "Peers", "scores": {"calm": str(one)}} for one in scores],
    }
    shown = view_of_feedback(answered_round(Round.model_validate(data), RULES), RULES)
    assert means(shown) == [{"Peers": "0.0"}]


def test_single_marks_that_are_shown() -> None:
    """The executive's and the coach's own marks are shown as they are, or not at all."""
    data = {
        "on": "2026-10-01",
        "statements": [{"text": "a", "self": 5, "coach": 6}, {"text": "b"}],
    }
    shown = view_of_feedback(FeedbackRound.model_validate(data), RULES)
    assert [(one.self, one.coach, one.groups) for one in shown.statements] == [
        (5, 6, ()),
        (None, None, ()),
    ]


@pytest.mark.parametrize(
    ("statements", "shown"),
    [
        ([{"Peers": [5] * 5}], True),
        ([{"Peers": [5] * 4}], False),
        ([{"Peers": [5] * 6}, {"Peers": [5] * 4}], False),
        ([{"Peers": [5] * 6}, {"Board": [5] * 9}], True),
        ([{"Board": [5] * 9}], False),
    ],
)
def test_comments_need_a_larger_group(statements: list[Groups], shown: bool) -> None:
    """Comments show when five marked each statement that the group was asked."""
    comments = view(*statements, comments={"Peers": ["b", "a"]}).comments
    assert comments == ((GroupComments(None, (("Peers", ("a", "b")),)),) if shown else ())


def test_order_of_comments_tells_nothing() -> None:
    """However the comments were typed, they stand in the same order."""
    scores = {"Peers": [5] * 5}
    one = view(scores, comments={"Peers": ["Zeal", "Art", "More"]})
    other = view(scores, comments={"Peers": ["More", "Zeal", "Art"]})
    assert one == other
    assert one.comments == (GroupComments(None, (("Peers", ("Art", "More", "Zeal")),)),)


def test_a_scale_has_two_marks_at_least() -> None:
    """A scale from 1 to 1 is refused: nothing could be shown on it."""
    with pytest.raises(ValidationError, match="greater than or equal to 2"):
        view(scale=1)


def test_later_rounds_are_not_shown() -> None:
    """A portal shows the rounds up to its day, the newest first."""
    days = ("2026-09-01", "2026-11-15", "2026-11-16")
    shown = portal(feedback=[{"on": day, "statements": []} for day in days]).feedback
    assert [one.on.isoformat() for one in shown] == ["2026-11-15", "2026-09-01"]


names = st.sampled_from(["Peers", "Board", "Team"])
scores = st.lists(st.integers(1, 7), max_size=6)
rounds = st.lists(st.dictionaries(names, scores), min_size=1, max_size=4)


@given(statements=rounds)
def test_no_mean_of_a_few(statements: list[Groups]) -> None:
    """Whatever the round, each mean shown comes from three people at least."""
    for groups, shown in zip(statements, means(view(*statements)), strict=True):
        assert {name for name, mean in shown.items() if mean is not None} == {
            name for name, given_marks in groups.items() if len(given_marks) >= 3
        }


@given(statements=rounds, data=st.data())
def test_small_groups_leave_no_trace(statements: list[Groups], data: st.DataObject) -> None:
    """Other marks from fewer than three people change nothing in the view, so none tells them."""
    changed = [
        {
            name: given_marks
            if len(given_marks) >= 3
            else data.draw(st.lists(st.integers(1, 7), max_size=2))
            for name, given_marks in groups.items()
        }
        for groups in statements
    ]
    assert view(*changed) == view(*statements)


@given(statements=rounds)
def test_decimals_are_means_alone(statements: list[Groups]) -> None:
    """No number in the view is taken over several groups: each decimal is one group's mean."""
    shown = view(*statements)
    single = [mean.mean for one in shown.statements for mean in one.groups if mean.mean is not None]
    assert sorted(_decimals(shown)) == sorted(single)


def _decimals(value: object) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _decimals(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _decimals(getattr(value, field.name))


def test_beside() -> None:
    """Beside the own score stand the coach and the groups that are shown, and no withheld one."""
    groups = {"A": [4, 4, 4], "B": [1, 2], "C": [7, 7, 7]}
    statement = {"text": "s", "self": 4, "coach": 3, "groups": groups}
    data = {"on": "2026-10-01", "statements": [statement]}
    (one,) = view_of_feedback(FeedbackRound.model_validate(data), RULES).statements
    assert [(by.group, str(by.compared), by.score) for by in one.beside] == [
        ("A", "same", Decimal(4)),
        ("C", "higher", Decimal(7)),
    ]
    assert one.beside_coach is not None
    assert (str(one.beside_coach.compared), one.beside_coach.by) == ("lower", Decimal(1))


@pytest.mark.parametrize(
    ("own", "groups", "higher", "lower"),
    [
        (4, {"A": [5, 5, 5], "B": [6, 6, 6]}, 1, 0),
        (4, {"A": [3, 3, 3], "B": [1, 1, 1]}, 0, 1),
        (4, {"A": [5, 5, 5], "B": [3, 3, 3]}, 0, 0),
        (4, {"A": [4, 4, 4], "B": [5, 5, 5]}, 0, 0),
        (4, {"A": [7, 7]}, 0, 0),
        (None, {"A": [5, 5, 5]}, 0, 0),
    ],
)
def test_others_beside_oneself(own: int | None, groups: Groups, higher: int, lower: int) -> None:
    """A statement counts as higher or lower where every group that is shown says so."""
    statement = {"text": "s", "groups": groups} | ({"self": own} if own else {})
    data = {"on": "2026-10-01", "statements": [statement]}
    shown = view_of_feedback(FeedbackRound.model_validate(data), RULES)
    assert (shown.higher, shown.lower) == (higher, lower)


def test_steps_of_a_scale() -> None:
    """Each value of a scale has a line, and only the ends of one with many."""
    assert [step.value for step in view({}, scale=5).ticks] == [1, 2, 3, 4, 5]
    assert [(step.value, step.percent) for step in view({}, scale=100).ticks] == [
        (1, 7.0),
        (100, 93.0),
    ]


def test_rounds_by_their_kind() -> None:
    """Feedback on the coaching belongs to what lasts, all else to the reviews."""
    rounds = [
        Round.model_validate(
            {
                "kind": kind,
                "closes": f"2026-10-{day}",
                "scale": "-3 to 3",
                "low": "Never",
                "statements": [{"id": "calm", "text": "Calm"}],
                "groups": [{"name": "Peers", "smallest": "4"}, {"name": "Boss", "who": "manager"}],
                "answers": [{"group": "Peers", "scores": {"calm": "-1"}}] * 4,
            }
        )
        for day, kind in enumerate(("review", "pulse", "coaching", "pulse"), 10)
    ]
    known = with_rounds(engagement(), rounds, RULES)
    shown = view_of(known, programme(), date(2026, 10, 13))
    assert [(one.kind, str(one.on)) for one in shown.feedback] == [
        ("pulse", "2026-10-11"),
        ("review", "2026-10-10"),
    ]
    (coaching,) = shown.follow_up.rounds
    assert (coaching.kind, coaching.ends, coaching.smallest) == ("coaching", ("Never", None), 4)
    assert bool(shown.follow_up)
    later = view_of(known, programme(), date(2026, 11, 1))
    assert [one.compared is not None for one in later.feedback] == [True, False, False]
    assert [tick.value for tick in coaching.ticks] == [*range(-3, 4)]
