"""Metrics that are refused, that are odd, and that are fine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coaching_site.checks.advice import advise_engagement
from coaching_site.checks.engagement import check_engagement
from tests.samples import engagement, goal, programme

AS_OF = date(2026, 11, 20)


def found(checked: Any, *metrics: dict[str, Any], **of_goal: str) -> list[str]:
    """Return what is said of metrics, each with the last names of its place."""
    known = engagement(
        goals=[goal(metrics=[{"name": "Calls"} | one for one in metrics], **of_goal)]
    )
    given = (known, programme(), AS_OF) if checked is advise_engagement else (known, programme())
    return [f"{location[-1]}: {message}" for location, message in checked(*given)]


def read(*values: tuple[str, str]) -> dict[str, Any]:
    """Return a metric with readings, each a day and a value."""
    return {"readings": [{"on": day, "value": value} for day, value in values]}


@pytest.mark.parametrize(
    "metric",
    [
        {},
        {"start": "24", "target": "6"},
        {"start": "-3", "target": "4.5", "unit": "percent"},
        {"start": "24", "start_on": "2026-09-28", **read(("2026-09-28", "24"))},
        {"start": "1", "target": "10", "unit": "1-10", **read(("2026-10-01", "6.5"))},
        {"start": "2026", "start_on": "2026-05-01", "target": "0"},
        {"target": "96.4", **read(("2026-08-31", "96.4"))},
    ],
)
def test_what_is_fine(metric: dict[str, Any]) -> None:
    """All but the name may wait; a start may be older than the coaching."""
    assert found(check_engagement, metric) == []
    assert found(advise_engagement, metric) == []


@pytest.mark.parametrize(
    ("metric", "of_goal", "said"),
    [
        ({"unit": "eur"}, {}, ["unit: if it is money, write `EUR`"]),
        ({"unit": "$"}, {}, ["unit: if it is money, write `USD`, `CAD` or `AUD`"]),
        (
            {"unit": "12 calls"},
            {},
            ["unit: it follows every number: is the number in it meant?"],
        ),
        (
            {"unit": "calls that I take after six"},
            {},
            ["unit: it follows every number: a word or two is enough"],
        ),
        ({"start_on": "2026-09-10"}, {}, ["start_on: there is no `start` beside it"]),
        ({"target_on": "2026-12-10"}, {}, ["target_on: there is no `target` beside it"]),
        (
            {"target": "6", "target_on": "2026-12-10"},
            {"deadline": "2026-12-01"},
            ["target_on: 2026-12-10 is after the deadline of the goal, 2026-12-01"],
        ),
        (
            read(("2026-11-21", "6")),
            {},
            ["on: 2026-11-21 is after 2026-11-20, the day of the portal: not shown before then"],
        ),
        (
            {"start": "4", "start_on": "2026-09-28", **read(("2026-09-28", "5"))},
            {},
            ["value: the start has this day, and another value"],
        ),
        (
            {"start": "4", **read(("2026-09-01", "5"))},
            {},
            ["value: the start has this day, and another value"],
        ),
        (
            {"unit": "hours", "target": "-2"},
            {},
            ["target: -2 is below zero: is the sign right?"],
        ),
        (
            {"start": "24", "target": "6", **read(("2026-10-01", "190000"))},
            {},
            ["value: 190000 is far from start and target: is it right?"],
        ),
        (
            {"start": "1", "start_on": "2026-01-01"},
            {},
            [
                "start_on: 2026-01-01 is more than half a year before the start, 2026-09-01: "
                "is the year right?"
            ],
        ),
    ],
)
def test_what_is_odd(metric: dict[str, Any], of_goal: dict[str, str], said: list[str]) -> None:
    """What may be meant is told, and refused by no check."""
    assert found(check_engagement, metric, **of_goal) == []
    assert found(advise_engagement, metric, **of_goal) == said


def test_a_reading_before_the_start() -> None:
    """What is older than the start cannot be where it stands now; the start may have a day."""
    early = read(("2026-08-20", "30"))
    assert found(check_engagement, {"start": "24", **early}) == [
        "on: 2026-08-20 is before the start of the metric, 2026-09-01: say its day with `start_on`"
    ]
    assert found(check_engagement, {"start": "24", "start_on": "2026-08-21", **early}) == [
        "on: 2026-08-20 is before the start of the metric, 2026-08-21"
    ]
