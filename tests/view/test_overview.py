"""What the page of reviews says in short."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.samples import goal, portal

GOALS: Final = [goal(title=title, id=title.lower()) for title in ("One", "Two", "Three", "Four")]
RATED: Final = [{"on": day, "scores": {"team": 4}} for day in ("2026-09-02", "2026-10-02")]
ROUND: Final = {"on": "2026-11-01", "statements": [{"text": "a", "self": 1}]}


def review(*scores: int | None, on: str = "2026-11-10") -> dict[str, Any]:
    """Return a review with a score for each of some goals."""
    names = ("one", "two", "three", "four")
    given = zip(names, scores, strict=False)
    return {"on": on, "goals": [{"goal": n} | ({"score": s} if s else {}) for n, s in given]}


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([], ("held", (), None, None)),
        ([None], ("held", (), None, None)),
        ([6], ("each", (), 6, 6)),
        ([4, 4], ("each", (), 4, 4)),
        ([6, 4, None], ("furthest", ("One",), 4, 6)),
        ([6, 4, 6], ("furthest", ("One", "Three"), 4, 6)),
        ([6, 6, 6, 4], ("furthest", ("One", "Two", "Three"), 4, 6)),
    ],
)
def test_last_review(
    scores: list[int | None], said: tuple[str, tuple[str, ...], int | None, int | None]
) -> None:
    """Of the newest review that was held, those goals are named that are furthest."""
    reviews = [review(9, on="2026-10-01"), review(*scores), review(9, 1, on="2026-12-01")]
    found = portal(goals=GOALS, reviews=reviews, feedback=[ROUND]).overview[0]
    assert (found.kind, found.goals, found.low, found.high) == said
    assert (found.part, found.day.isoformat()) == ("progress", "2026-11-10")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ({}, []),
        ({"reviews": [review(6)]}, []),
        ({"ratings": RATED}, []),
        ({"reviews": [review(6)], "ratings": RATED[:1]}, []),
        ({"reviews": [review(6, on="2026-12-01")], "feedback": [ROUND]}, []),
        ({"feedback": [ROUND], "ratings": RATED}, ["ratings", "feedback"]),
        (
            {"feedback": [ROUND], "ratings": RATED, "reviews": [review(6)]},
            ["progress", "ratings", "feedback"],
        ),
    ],
)
def test_parts(typed: dict[str, Any], parts: list[str]) -> None:
    """Each part that holds something is told, in the order of the page; one alone is not."""
    assert [one.part for one in portal(goals=GOALS, **typed).overview] == parts


@pytest.mark.parametrize(
    ("scores", "lowest"),
    [
        ([6, 4, 4], ("Two", "Three")),
        ([6, 5, 4, 6], ("Three",)),
        ([6, 6], ()),
    ],
)
def test_which_are_lowest(scores: list[int | None], lowest: tuple[str, ...]) -> None:
    """Beside those that are furthest, those with the lowest score are named."""
    found = portal(goals=GOALS, reviews=[review(*scores)], feedback=[ROUND]).overview[0]
    assert found.lowest == lowest


def test_many_that_are_furthest() -> None:
    """More than three goals that share the highest score are not named."""
    goals = [*GOALS, goal(title="Five", id="five")]
    last = review(6, 6, 6, 6)
    last["goals"].append({"goal": "five", "score": 2})
    found = portal(goals=goals, reviews=[last], feedback=[ROUND]).overview[0]
    assert (found.kind, found.goals, found.low, found.high) == ("between", (), 2, 6)
