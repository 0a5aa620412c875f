"""What the sponsor sees: an allow-list, with what the executive shares and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from coaching_site.model import Engagement
from coaching_site.view.sponsor import SponsorView, sponsor_view_of
from tests.samples import engagement, programme
from tests.site.filling import Filling, Path

DAY = "2026-11-15"
INES: dict[str, object] = {"name": "Ines Roth", "role": "Chief of staff", "relation": "Sponsor"}
PROVIDED: dict[str, Any] = {"stakeholders": [INES], "agreement": {"sponsor_report": True}}


def view(as_of: str = DAY, **given: object) -> SponsorView:
    """Return what Ines sees of an engagement whose agreement provides for it."""
    found = sponsor_view_of(engagement(**PROVIDED | given), programme(), date.fromisoformat(as_of))
    assert found is not None
    return found


def canary(path: Path) -> str:
    """Return a word that stands nowhere else for the place of a text."""
    return "canary " + "-".join(map(str, path)) + " end"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"stakeholders": [INES]},
        {"agreement": {"sponsor_report": True}},
        {"stakeholders": [INES], "agreement": {"sponsor_report": False}},
    ],
)
def test_nothing_without_an_agreement(given: dict[str, object]) -> None:
    """Without a sponsor, or an agreement that provides for a report, there is none."""
    assert sponsor_view_of(engagement(**given), programme(), date.fromisoformat(DAY)) is None


def test_what_is_listed() -> None:
    """A field that somebody adds to the view has to be allowed here, too."""
    assert [field.name for field in fields(SponsorView)] == [
        *("as_of", "sponsor", "executive", "coach", "start", "end", "steps", "held", "months"),
        *("goals", "next_review"),
    ]


def test_no_text_but_what_is_listed() -> None:
    """Of an engagement with every field filled the view has five texts, and those shared."""
    filling = Filling(programme(), canary, canary, many=2)
    filled = filling.engagement()
    filled["goals"][1]["shared"] = False
    filled["goals"][0]["metrics"][1]["shared"] = False
    found = sponsor_view_of(Engagement.model_validate(filled), programme(), date(2026, 11, 15))
    every = {*filling.lines.values(), *filling.proses.values()}
    assert len(every) > 200
    assert {text for text in every if text in repr(found)} == {
        canary(("executive", "name")),
        canary(("coach", "name")),
        canary(("stakeholders", 0, "name")),
        canary(("goals", 0, "title")),
        canary(("goals", 0, "metrics", 0, "name")),
        canary(("goals", 0, "metrics", 0, "unit")),
    }


@pytest.mark.parametrize("seed", range(30))
def test_what_is_not_told_makes_no_difference(seed: int) -> None:
    """Whatever is shared, the view is the same where each text that it does not say is another."""
    chance = random.Random(seed)
    shared = [[chance.random() < 0.5 for _ in range(3)] for _ in range(2)]
    told = set[Path]()

    def found(word: Callable[[Path], str]) -> SponsorView | None:
        filled = Filling(programme(), word, word).engagement()
        for goal, flags in zip(filled["goals"], shared, strict=True):
            for one, flag in zip((goal, *goal["metrics"]), flags, strict=True):
                one["shared"] = flag
        return sponsor_view_of(Engagement.model_validate(filled), programme(), date(2026, 11, 15))

    before = found(canary)
    assert before is not None
    said = repr(before)

    def other(path: Path) -> str:
        if canary(path) in said:
            told.add(path)
            return canary(path)
        return f"{chance.random()} {'x' * chance.randint(1, 80)}"

    assert found(other) == before
    goals = sum(flags[0] for flags in shared)
    numbers = sum(flags[0] * (flags[1] + flags[2]) for flags in shared)
    assert len(told) == 3 + goals + 2 * numbers


def test_steps_without_what_is_missing() -> None:
    """Steps have titles and one of five states, without a word on what is missing in one."""
    found = view(step=3)
    assert [step.number for step in found.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert found.here.number == 3
    assert {str(step.progress) for step in found.steps} <= {
        *("done", "left_open", "here", "begun", "ahead"),
    }
    assert str(found.steps[0].progress) == "left_open"


def test_sessions_against_the_rhythm() -> None:
    """Held sessions are counted by month up to the day; only months that are over were agreed."""
    days = ("2026-09-02", "2026-09-09", "2026-09-23", "2026-10-07", "2026-11-02", "2026-12-01")
    sessions = [{"on": day, "held": day < DAY or None, "notes": "secret"} for day in days[:-1]]
    found = view(sessions=[*sessions, {"on": days[-1]}])
    months = [
        (one.number, one.held, one.at_least, one.at_most, one.is_over) for one in found.months
    ]
    assert months == [(1, 3, 4, 4, True), (2, 1, 2, 3, True), (3, 1, 2, 3, False)]
    assert (found.held, found.agreed) == (5, 6)
    assert view().months == ()


def test_goals_as_shared() -> None:
    """A goal is shown once it is shared, a metric if both are; readings up to the day count."""
    metric = {
        "name": "Hours",
        "unit": "hours",
        "start": 20,
        "target": 10,
        "shared": True,
        "readings": [{"on": "2026-10-01", "value": 15}, {"on": "2026-11-20", "value": 11}],
    }
    hidden = {"name": "Mood", "start": 2}
    goals = [
        {"title": "A", "shared": True, "deadline": "2027-01-31", "metrics": [metric, hidden]},
        {"title": "B", "metrics": [metric]},
        {"title": "C", "shared": True, "reached": "2026-11-02", "reason": "secret"},
    ]
    found = view(goals=goals)
    assert [(goal.title, str(goal.state), goal.changed) for goal in found.goals] == [
        ("A", "open", None),
        ("C", "reached", date(2026, 11, 2)),
    ]
    (shown,) = found.goals[0].metrics
    numbers = (shown.start, shown.now, shown.target, shown.percent)
    assert (shown.name, [*map(str, numbers)]) == ("Hours", ["20", "15", "10", "50"])
    assert (shown.now_on, shown.by) == (date(2026, 10, 1), date(2027, 1, 31))


@pytest.mark.parametrize(("values", "start"), [([7], None), ([7, 9], Decimal(7))])
def test_where_a_number_began(values: list[int], start: Decimal | None) -> None:
    """Without a start a number began with the first of several readings."""
    readings = [{"on": f"2026-10-0{n}", "value": value} for n, value in enumerate(values, 1)]
    metric = {"name": "Calls", "target": 5, "shared": True, "readings": readings}
    found = view(goals=[{"title": "A", "shared": True, "metrics": [metric]}])
    assert found.goals[0].metrics[0].start == start


def test_the_next_review() -> None:
    """The next review is the first one after the day; what it is called is not told."""
    reviews = [{"on": day, "title": "secret"} for day in ("2026-11-15", "2027-02-01", "2026-12-01")]
    found = view(reviews=reviews)
    assert found.next_review == date(2026, 12, 1)
    assert "secret" not in repr(found)
    assert view().next_review is None
    assert view(end=DAY).may_have_review
    assert not view(end="2026-11-14").may_have_review
    assert view(end="2026-11-14", reviews=reviews).may_have_review
