"""Two rounds of 360 feedback side by side."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import portal

GROUPS = {"Peers": [3, 4, 3], "Board": [1, 2]}
THEN: dict[str, Any] = {
    "on": "2026-09-10",
    "statements": [
        {"text": "Listens.", "self": 5, "coach": 3, "groups": GROUPS},
        {"text": "Decides.", "self": 4, "groups": {"Peers": [5, 5, 6]}},
        {"text": "Left out.", "self": 4},
    ],
}
NOW: dict[str, Any] = {
    "on": "2026-11-10",
    "statements": [
        {"text": "New.", "self": 2},
        {"text": "Decides.", "self": 5, "groups": {"Peers": [6, 6]}},
        {"text": "listens. ", "self": 6, "groups": {"Peers": [4, 5, 5], "Board": [5, 6, 7]}},
    ],
}


def compared(*rounds: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Return what the newest round is compared in: statement, who, group, then, now."""
    comparison = portal(feedback=list(rounds)).feedback[0].compared
    return [
        (change.text, score.of, score.name, str(score.then), str(score.now))
        for change in (comparison.statements if comparison else ())
        for score in change.scores
    ]


def test_then_and_now() -> None:
    """Statements are the same by their text; a group is there where both rounds show its mean."""
    assert compared(THEN, NOW) == [
        ("Decides.", "self", "", "4", "5"),
        ("listens.", "self", "", "5", "6"),
        ("listens.", "group", "Peers", "3.3", "4.7"),
    ]


@pytest.mark.parametrize(
    ("change", "is_compared"),
    [
        ({}, True),
        ({"scale": 10}, False),
        ({"on": NOW["on"]}, False),
        ({"on": "2026-11-16"}, False),
        ({"statements": [{"text": "Else.", "self": 5}]}, False),
        ({"statements": [{"text": "New.", "coach": 5}]}, False),
    ],
)
def test_what_can_be_compared(change: dict[str, Any], is_compared: bool) -> None:
    """Rounds are compared if one is earlier, on the same scale, and somebody scored in both."""
    assert bool(compared(THEN | change, NOW)) == is_compared


def test_the_latest_earlier_round() -> None:
    """Of several earlier rounds the latest that has the same statements is the one beside it."""
    between = THEN | {"on": "2026-10-10", "statements": [{"text": "New.", "self": 1}]}
    other = THEN | {"on": "2026-10-20", "statements": [{"text": "Else.", "self": 1}]}
    assert compared(NOW, other, THEN, between) == [("New.", "self", "", "1", "2")]
    assert portal(feedback=[THEN]).feedback[0].compared is None


def test_nothing_is_told_by_subtraction() -> None:
    """Whatever is compared stands in one of the two rounds already, in the same figures."""
    first, second = portal(feedback=[THEN, NOW]).feedback
    shown = [
        {(*of, str(score)) for scores in view.scores.values() for of, score in scores.items()}
        for view in (first, second)
    ]
    for _, of, name, then, now in compared(THEN, NOW):
        assert (of, name, then) in shown[1]
        assert (of, name, now) in shown[0]


def scored(text: str, **groups: list[int]) -> dict[str, Any]:
    """Return a statement with the scores of groups."""
    return {"text": text, "self": 4, "groups": groups}


@pytest.mark.parametrize(
    ("then", "now", "counts", "largest"),
    [
        ([scored("A.")], [scored("A.")], (0, 0, 0), []),
        ([scored("A.", Peers=[3, 3, 3])], [scored("A.", Peers=[5, 5, 5])], (1, 1, 0), []),
        (
            [scored("A.", Peers=[3, 3, 3]), scored("B.", Peers=[4, 4, 4])],
            [scored("A.", Peers=[3, 3, 3]), scored("B.", Peers=[4, 4, 4])],
            (2, 0, 0),
            [],
        ),
        (
            [scored("A.", P=[3, 3, 3], D=[3, 3, 3]), scored("B.", P=[4, 4, 4]), scored("C.")],
            [scored("A.", P=[7, 7, 7], D=[2, 2, 2]), scored("B.", P=[3, 3, 3]), scored("C.")],
            (2, 0, 1),
            ["B."],
        ),
    ],
)
def test_what_has_changed(
    then: list[dict[str, Any]],
    now: list[dict[str, Any]],
    counts: tuple[int, int, int],
    largest: list[str],
) -> None:
    """It is counted where every group moved to one side; the largest change is one of several."""
    rounds = [{"on": "2026-09-10", "statements": then}, {"on": "2026-11-10", "statements": now}]
    found = portal(feedback=rounds).feedback[0].compared
    assert found is not None
    assert (len(found.moved), found.raised, found.lowered) == counts
    assert [one.text for one in found.largest] == largest
