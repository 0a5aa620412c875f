"""What is said of others' scores beside one's own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from coaching_site.view.feedback_gaps import gap_between
from tests.samples import portal


@pytest.mark.parametrize(
    ("own", "means", "kind", "near", "far", "apart"),
    [
        (5, ["5.0"], "same", "0.0", "0.0", "0.0"),
        (5, ["5.0", "5.0"], "same", "0.0", "0.0", "0.0"),
        (3, ["4.2"], "higher", "1.2", "1.2", "1.2"),
        (3, ["4.2", "5.6", "4.4"], "higher_span", "1.2", "2.6", "1.2"),
        (3, ["3.0", "4.0"], "higher_up", "0.0", "1.0", "0.0"),
        (10, ["1.3"], "lower", "8.7", "8.7", "8.7"),
        (5, ["4.2", "3.9"], "lower_span", "0.8", "1.1", "0.8"),
        (5, ["5.0", "4.2"], "lower_up", "0.0", "0.8", "0.0"),
        (3, ["2.5", "3.1", "3.0"], "both", "0.5", "0.1", "0"),
    ],
)
def test_kinds_of_gaps(
    own: int, means: list[str], kind: str, near: str, far: str, apart: str
) -> None:
    """Others are higher, lower, the same, or on both sides: by so many points."""
    gap = gap_between(own, [Decimal(mean) for mean in means])
    assert gap is not None
    assert (str(gap.kind), str(gap.near), str(gap.far), str(gap.apart)) == (kind, near, far, apart)


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
