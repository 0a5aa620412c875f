"""Rounds of feedback as records: what is frozen, and what `view` reads of them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from coaching_site.model.feedback import Round, answered_round, as_typed, score_of, with_rounds
from coaching_site.model.programme import FeedbackRules
from tests.samples import engagement

RULES = FeedbackRules(smallest_group=3, smallest_group_for_comments=5)
ASKED: dict[str, Any] = {
    "closes": "2026-10-01",
    "statements": [{"id": "calm", "text": "You stay calm."}, {"id": "ask", "text": "You ask."}],
    "questions": [{"id": "more", "text": "What more?"}],
    "groups": [
        {"name": "Self", "who": "self"},
        {"name": "Boss", "who": "manager"},
        {"name": "Team"},
    ],
}


def asked(**more: Any) -> Round:
    """Return a round with some keys put in place."""
    return Round.model_validate({**ASKED, **more})


@pytest.mark.parametrize(
    ("scale", "bounds"),
    [
        *(("7", (1, 7)), ("0 to 10", (0, 10)), ("-3 to 3", (-3, 3)), ("−3 to +3", (-3, 3))),
        *(("0-10", (0, 10)), ("1 – 7", (1, 7)), ("-3-3", (-3, 3)), ("-3 - -1", (-3, -1))),
        *(("-3..3", (-3, 3)), ("−3…+3", (-3, 3)), ("0 bis 10", (0, 10))),
    ],
)
def test_bounds(scale: str, bounds: tuple[int, int]) -> None:
    """A scale is typed as its highest score or as a range, in any of the usual ways."""
    assert asked(scale=scale).bounds == bounds


@pytest.mark.parametrize("scale", ["0-", "..3", "0-10-20", "0 10", "0/10", "a-b", "0 to", "1.5"])
def test_no_scales(scale: str) -> None:
    """What names no two numbers is refused."""
    with pytest.raises(ValidationError):
        asked(scale=scale)


@pytest.mark.parametrize(
    ("typed", "score"), [("5", 5), ("0", 0), ("-3", -3), ("−2", -2), ("cannot say", None)]
)
def test_scores(typed: str, score: int | None) -> None:
    """A score is a whole number; who cannot say has none."""
    assert score_of(typed) == score


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ({}, set()),
        ({"title": "Other", "summary": "All well."}, set()),
        ({"answers": [{"group": "Team", "scores": {"calm": "5"}}]}, set()),
        ({"statements": ASKED["statements"][::-1]}, {"statements"}),
        ({"statements": [{"id": "calm", "text": "You are calm."}]}, {"statements"}),
        ({"questions": []}, {"statements"}),
        ({"kind": "pulse"}, {"statements"}),
        ({"scale": "10"}, {"scale"}),
        ({"high": "Always"}, {"scale"}),
        ({"scale": "1 to 7"}, set()),
        ({"opens": "2026-09-20"}, {"days"}),
        ({"closes": "2026-10-02"}, {"days"}),
        ({"groups": ASKED["groups"][1:]}, {"groups"}),
        ({"groups": [*ASKED["groups"][:2], {"name": "Team", "smallest": "4"}]}, {"groups"}),
        ({"groups": [*ASKED["groups"][:2], {"name": "Team", "smallest": "3"}]}, set()),
    ],
)
def test_what_is_frozen(more: dict[str, Any], changed: set[str]) -> None:
    """What raters were promised has digests, one for each part of it; all else may change."""
    before, after = asked().freeze(RULES), asked(**more).freeze(RULES)
    assert {key for key, was in before if was != getattr(after, key)} == changed


def test_rules_of_the_programme_are_frozen() -> None:
    """Other minimums of the programme are other promises, where a group has none of its own."""
    other = FeedbackRules(smallest_group=4, smallest_group_for_comments=5)
    assert asked().freeze(RULES).groups != asked().freeze(other).groups
    own = asked(groups=[{"name": "Team", "smallest": "4", "smallest_for_comments": "6"}])
    assert own.freeze(RULES) == own.freeze(other)


def test_as_view_reads_it() -> None:
    """Scores are by statement and group; a person is known by name, a group from its minimum."""
    answers = [
        {"group": "Self", "scores": {"calm": "4"}},
        {"group": "Boss", "scores": {"calm": "6", "ask": "cannot say"}},
        *({"group": "Team", "scores": {"calm": score, "ask": "3"}} for score in ("5", "6", "7")),
    ]
    comments = [
        {"group": "Team", "question": "more", "text": "Ask."},
        {"group": "Self", "text": "I"},
    ]
    read = answered_round(asked(answers=answers, comments=comments), RULES)
    calm, ask = read.statements
    assert (calm.self, calm.coach, calm.groups) == (4, None, {"Boss": (6,), "Team": (5, 6, 7)})
    assert (ask.self, ask.groups) == (None, {"Boss": (), "Team": (3, 3, 3)})
    assert read.minimums == {"Self": (1, 1), "Boss": (1, 1), "Team": (3, 5)}
    assert read.told == {"What more?": {"Team": ("Ask.",)}, None: {"Self": ("I",)}}
    assert str(read.on) == "2026-10-01"
    assert str(read.shown_from) == "2026-10-02"


def test_beside_the_engagement() -> None:
    """An engagement with rounds is, as its own file says it, the one without them."""
    typed = engagement(feedback=[{"on": "2026-09-30", "statements": []}])
    both = with_rounds(typed, [asked()], RULES)
    assert [str(one.on) for one in both.feedback] == ["2026-09-30", "2026-10-01"]
    assert as_typed(both) == typed
