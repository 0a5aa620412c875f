"""What is said of others' scores beside one's own."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from coaching_site.view.feedback_gaps import beside, gap_between
from tests.samples import portal


@pytest.mark.parametrize(
    ("own", "means", "apart"),
    [
        (5, ["5.0"], "0"),
        (5, ["5.0", "5.0"], "0"),
        (3, ["4.2"], "1.2"),
        (3, ["4.2", "5.6", "4.4"], "1.2"),
        (3, ["3.0", "4.0"], "0"),
        (10, ["1.3"], "8.7"),
        (5, ["4.2", "3.9"], "0.8"),
        (5, ["5.0", "4.2"], "0"),
        (3, ["2.5", "3.1", "3.0"], "0"),
    ],
)
def test_how_far_apart(own: int, means: list[str], apart: str) -> None:
    """All groups are apart from the own score by so many points, unless they are on both sides."""
    gap = gap_between(own, [Decimal(mean) for mean in means])
    assert gap is not None
    assert str(gap.apart) == apart


@pytest.mark.parametrize(
    ("own", "mean", "compared", "by"),
    [
        (3, "5.4", "higher", "2.4"),
        (5, "4.9", "lower", "0.1"),
        (5, "5.0", "same", None),
        (None, "5.0", "alone", None),
        (5, None, "few", None),
        (None, None, "few", None),
    ],
)
def test_one_group(own: int | None, mean: str | None, compared: str, by: str | None) -> None:
    """A group is so much higher or lower than the own score, or stands alone, or is not shown."""
    one = beside(own, "Peers", None if mean is None else Decimal(mean))
    assert (one.group, str(one.compared)) == ("Peers", compared)
    assert one.by == (None if by is None else Decimal(by))
    assert one.score == (None if mean is None else Decimal(mean))


@pytest.mark.parametrize(("own", "means"), [(None, ["4.0"]), (4, []), (None, [])])
def test_nothing_to_compare(own: int | None, means: list[str]) -> None:
    """Without an own score, or without a group that is shown, there is no gap."""
    assert gap_between(own, [Decimal(mean) for mean in means]) is None


def statement(text: str, own: int | None, *groups: list[int]) -> dict[str, Any]:
    """Return a statement with the scores of groups A, B …"""
    return {"text": text, "self": own, "groups": dict(zip("AB", groups, strict=False))}


@pytest.mark.parametrize(
    ("scale", "statements", "order", "widest"),
    [
        (5, [statement("one", 1, [5, 5, 5])], ["one"], []),
        (
            7,
            [statement("no groups", 3), statement("no self", None, [1, 1, 1])],
            ["no groups", "no self"],
            [],
        ),
        (7, [statement("few", 1, [7, 7]), statement("same", 4, [4, 4, 4])], ["same", "few"], []),
        (
            10,
            [
                statement("alike", 5, [5, 5, 5], [5, 5, 5]),
                statement("both", 5, [1, 1, 1], [9, 9, 9]),
                statement("near", 5, [6, 6, 6], [10, 10, 10]),
                statement("far", 9, [5, 5, 5], [2, 2, 2]),
                statement("nothing", None),
            ],
            ["far", "near", "alike", "both", "nothing"],
            ["far"],
        ),
    ],
)
def test_farthest_apart_first(
    scale: int, statements: list[dict[str, Any]], order: list[str], widest: list[str]
) -> None:
    """What all groups see differently comes first; the widest gap is one of several."""
    round_ = {"on": "2026-10-01", "scale": scale, "statements": statements}
    (shown,) = portal(feedback=[round_]).feedback
    assert [one.text for one in shown.by_gap] == order
    assert [one.text for one in shown.widest] == widest
    assert [one.text for one in (*shown.first, *shown.others)] == order


@pytest.mark.parametrize(("all_", "first"), [(1, 1), (4, 4), (5, 5), (6, 4), (9, 4)])
def test_how_many_come_first(all_: int, first: int) -> None:
    """Four are seen first; a single further one is no reason to fold it."""
    statements = [statement(str(n), 1, [2, 2, 2]) for n in range(all_)]
    (shown,) = portal(feedback=[{"on": "2026-10-01", "statements": statements}]).feedback
    assert (len(shown.first), len(shown.others)) == (first, all_ - first)


@pytest.mark.parametrize("seed", range(40))
def test_the_groups_that_are_named(seed: int) -> None:
    """What is said of groups by their names is true of each of them, on each statement that it
    counts, and of no other; the coach's score is none of theirs."""
    chance = random.Random(seed)

    def scores() -> list[int]:
        return chance.choices(range(1, 8), k=chance.choice([2, 3, 4]))  # two are too few

    statements = [
        statement(str(n), chance.choice([None, 2, 4]), scores(), scores())
        | {"coach": chance.randint(1, 7)}
        for n in range(4)
    ]
    (shown,) = portal(
        feedback=[{"on": "2026-10-01", "scale": 7, "statements": statements}]
    ).feedback
    scored = [one for one in shown.statements if one.self is not None and one.means]
    for one in scored:
        means = {mean.group: mean.mean for mean in one.groups if mean.mean is not None}
        assert one.shown_groups == tuple(means)
        assert one.gap is not None
        assert one.self is not None
        apart = [mean - one.self for mean in means.values()]
        assert (one.gap.lowest, one.gap.highest) == (min(apart), max(apart))
    if shown.told_groups:
        assert all(one.shown_groups == shown.told_groups for one in scored)
        sides = [{mean > (one.self or 0) for mean in one.means} for one in scored]
        assert shown.higher == sum(side == {True} for side in sides)
    else:
        assert len({one.shown_groups for one in scored}) != 1
