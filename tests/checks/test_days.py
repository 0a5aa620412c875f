"""Days whose year has slipped are mistakes; days that are only far away are odd."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coaching_site.checks.days import advise_on_start, advise_on_years, check_years
from coaching_site.model import Engagement

FIRST_WEEK = {"executive": {"name": "Amara Obi"}, "coach": {"name": "Jon"}, "start": "2026-09-01"}
ENDED = {"end": "2027-03-01"}
ROUND = {"statements": [{"text": "Listens"}]}
ANSWER = {"prompt": "starters/expect"}


def action(**days: str) -> dict[str, Any]:
    """Return goals with one action of some days."""
    return {"goals": [{"title": "A", "actions": [{"what": "B", **days}]}]}


def signed(day: str) -> dict[str, Any]:
    """Return an agreement that the coach signed on a day."""
    return {"agreement": {"signed": {"coach": day}}}


def said(**more: Any) -> tuple[list[str], list[str]]:
    """Return the sentences of mistakes, and those of advice."""
    engagement = Engagement.model_validate({**FIRST_WEEK, **more})
    mistakes, advice = check_years(engagement), advise_on_years(engagement)
    return [message for _, message in mistakes], [message for _, message in advice]


@pytest.mark.parametrize(
    ("more", "mistake"),
    [
        (signed("1996-09-01"), "1996-09-01 is more than 5 years before the start, 2026-09-01"),
        (signed("2096-09-01"), "2096-09-01 is more than 10 years after the start, 2026-09-01"),
        ({"feedback": [{"on": "1996-06-01", **ROUND}]}, "1996-06-01 is more than 5 years before"),
        ({"feedback": [{"on": "2062-06-01", **ROUND}]}, "2062-06-01 is more than 10 years after"),
        ({"history": [{"on": "1990-01-01", **ANSWER}]}, "1990-01-01 is more than 5 years before"),
        ({"history": [{"on": "2090-01-01", **ANSWER}]}, "2090-01-01 is more than 10 years after"),
        ({"goals": [{"title": "A", "deadline": "2099-01-01"}]}, "2099-01-01 is more than 10 years"),
        (action(started="2062-01-01"), "2062-01-01 is more than 10 years after the start"),
        (action(target="2062-01-01"), "2062-01-01 is more than 10 years after the start"),
        (action(done="2062-01-01"), "2062-01-01 is more than 10 years after the start"),
        ({"sessions": [{"on": "2062-01-01"}]}, "2062-01-01 is more than 10 years after the start"),
        ({"check_ins": [{"on": "2062-01-01"}]}, "2062-01-01 is more than 10 years after"),
        ({"ratings": [{"on": "2062-01-01", "scores": {}}]}, "2062-01-01 is more than 10 years"),
        ({"learning": [{"on": "2062-01-01", "tried": "a", "learned": "b"}]}, "2062-01-01 is more"),
        ({"reviews": [{"on": "2038-01-01"}], **ENDED}, "more than 10 years after the end, 2027-03"),
        (
            {"follow_up": {"corrections": [{"on": "2062-01-01", "seen": "a", "change": "b"}]}},
            "2062-01-01 is more than 10 years after the start, 2026-09-01: correct the year",
        ),
        ({"end": "2072-03-01"}, "2072-03-01 is more than 20 years after the start, 2026-09-01"),
    ],
)  # fmt: skip
def test_years_that_slip_are_mistakes(more: dict[str, Any], mistake: str) -> None:
    """A day far from the coaching is refused, whichever key holds it."""
    found, _ = said(**more)
    assert len(found) == 1
    assert mistake in found[0]


@pytest.mark.parametrize(
    ("more", "advice"),
    [
        (signed("2025-09-01"), "2025-09-01 is more than half a year before the start, 2026-09-01"),
        (signed("2027-03-02") | ENDED, "2027-03-02 is after the end, 2027-03-01"),
        ({"feedback": [{"on": "2025-12-01", **ROUND}]}, "more than half a year before the start"),
        ({"feedback": [{"on": "2028-12-01", **ROUND}], **ENDED}, "more than a year after the end"),
        ({"history": [{"on": "2026-08-31", **ANSWER}]}, "2026-08-31 is before the start"),
        ({"goals": [{"title": "A", "deadline": "2035-01-01"}]}, "more than 3 years after"),
        ({"goals": [{"title": "A", "deadline": "2028-03-02"}], **ENDED}, "more than a year after"),
        (action(target="2036-01-01"), "2036-01-01 is more than 3 years after the start"),
        ({"sessions": [{"on": "2036-01-01"}]}, "2036-01-01 is more than 3 years after the start"),
        ({"end": "2037-03-01"}, "2037-03-01 is more than 5 years after the start, 2026-09-01"),
    ],
)  # fmt: skip
def test_days_far_away_are_odd(more: dict[str, Any], advice: str) -> None:
    """A day that may be meant, but is far away, is no mistake and is told softly."""
    mistakes, found = said(**more)
    assert mistakes == []
    assert len(found) == 1
    assert advice in found[0]


@pytest.mark.parametrize(
    "more",
    [
        signed("2026-03-15"),
        signed("2027-03-01") | ENDED,
        {"feedback": [{"on": "2026-04-01", **ROUND}]},
        {"feedback": [{"on": "2028-02-01", **ROUND}], **ENDED},
        {"history": [{"on": "2026-09-01", **ANSWER}]},
        {"goals": [{"title": "A", "deadline": "2029-08-01"}]},
        {"goals": [{"title": "A", "deadline": "2028-03-01"}], **ENDED},
        {"reviews": [{"on": "2028-03-01"}], **ENDED},
        {"end": "2031-08-30"},
    ],
)
def test_days_nearby_are_fine(more: dict[str, Any]) -> None:
    """A signature before the start, or a review in the year after the end, needs no word."""
    assert said(**more) == ([], [])


@pytest.mark.parametrize(
    ("days", "is_odd"),
    [
        ({"start": "2096-09-01"}, True),
        ({"start": "2029-09-01"}, True),
        ({"start": "1996-09-01"}, True),
        ({"start": "2016-09-01"}, True),
        ({"start": "2016-09-01", "end": "2017-06-30"}, False),
        ({"start": "2027-09-01"}, False),
        ({"start": "2023-01-10"}, False),
    ],
)
def test_start_far_from_the_day_of_the_portal(days: dict[str, str], *, is_odd: bool) -> None:
    """A start whose year may have slipped is odd, since all other days are measured by it."""
    engagement = Engagement.model_validate({**FIRST_WEEK, **days})
    found = list(advise_on_start(engagement, date(2026, 11, 25)))
    assert [place for place, _ in found] == [("start",)] * is_odd
